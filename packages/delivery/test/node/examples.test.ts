import { resolve } from "node:path";

import { describeExamples } from "../../../../vitest.examples.js";
import { sourceProgram } from "../../../../vitest.program.js";

describeExamples({
  program: sourceProgram(resolve(import.meta.dirname, "../..")),
  entries: ["src/index.ts"],
  modules: {
    "@pct/delivery": () => import("@pct/delivery"),
    "@pct/delivery/errors": () => import("@pct/delivery/errors"),
    "@pct/delivery/credential": () => import("@pct/delivery/credential"),
  },
});
