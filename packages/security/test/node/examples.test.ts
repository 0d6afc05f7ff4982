import { resolve } from "node:path";

import { describeExamples } from "@pct/tooling/examples";
import { sourceProgram } from "@pct/tooling/source-program";

describeExamples({
  program: sourceProgram(resolve(import.meta.dirname, "../..")),
  entries: ["src/index.ts"],
  modules: { "@pct/security": () => import("@pct/security") },
});
