#!/usr/bin/env node
"use strict";
require("../dist/pct.cjs");
