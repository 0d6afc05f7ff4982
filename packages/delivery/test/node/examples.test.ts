import { resolve } from "node:path";

import { describeExamples } from "@pct/tooling/examples";
import { sourceProgram } from "@pct/tooling/source-program";

describeExamples({
  program: sourceProgram(resolve(import.meta.dirname, "../..")),
  entries: ["src/index.ts"],
  modules: {
    "@pct/delivery": () => import("@pct/delivery"),
    "@pct/delivery/errors": () => import("@pct/delivery/errors"),
    "@pct/delivery/safe-text": () => import("@pct/delivery/safe-text"),
    "@pct/delivery/credential": () => import("@pct/delivery/credential"),
    "@pct/delivery/service": () => import("@pct/delivery/service"),
    "@pct/delivery/sign-in-address": () => import("@pct/delivery/sign-in-address"),
    "@pct/delivery/provider-file": () => import("@pct/delivery/provider-file"),
    "@pct/delivery/sender-tokens": () => import("@pct/delivery/sender-tokens"),
    "@pct/delivery/credential-table": () => import("@pct/delivery/credential-table"),
    "@pct/delivery/match-credentials": () => import("@pct/delivery/match-credentials"),
    "@pct/delivery/people-table": () => import("@pct/delivery/people-table"),
    "@pct/delivery/spreadsheet-csv": () => import("@pct/delivery/spreadsheet-csv"),
  },
});
