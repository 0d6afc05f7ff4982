import { readFileSync } from "node:fs";
import { join } from "node:path";

import { defineConfig } from "rolldown";

const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };

/**
 * One CommonJS file for the program and a chunk for each command, so that a new password does not
 * wait for the age format. All dependencies are inside: nothing has to be installed beside it.
 */
export default defineConfig({
  input: { pct: "src/pct.ts" },
  platform: "node",
  resolve: {
    // Sources of this workspace; of packages, the ES module, of which unused parts are left out.
    conditionNames: ["@pct/source", "node", "import"],
    mainFields: ["module", "main"],
    // Commander's, in every call; ours loads Node's at its first use, which saves 1.3 ms of a start.
    alias: { "node:child_process": join(import.meta.dirname, "src/program/child-process.ts") },
  },
  transform: { target: "node20", define: { PCT_VERSION: JSON.stringify(version) } },
  output: {
    format: "cjs",
    // As in the ES modules that the sources are; Rolldown does not add the directive by itself.
    strict: true,
    cleanDir: true,
    entryFileNames: "[name].cjs",
    chunkFileNames: "[name]-[hash].cjs",
    codeSplitting: {
      groups: [
        // All that the program imports goes into its own file: each chunk more costs 0.3 ms of its start.
        { name: "pct", tags: ["$initial"] },
        // The commands for secrets and what they import, in one file for the same reason.
        {
          name: "secrets",
          test: /cli[\\/]src[\\/]commands[\\/](?:encrypt|decrypt|fingerprint)\.ts$/,
        },
        // A call between chunks goes through a getter, which made scrypt six times slower.
        {
          name: "hashes",
          test: /@noble[\\/]hashes[\\/](?:_md|_u64|hmac|pbkdf2|scrypt|sha2|utils)\./,
        },
      ],
    },
    minify: true,
    // V8 decodes and compiles ASCII faster: 1 ms of `--help`.
    charset: "ascii",
    // In CommonJS, `import()` of a chunk starts Node's second module system; `require` does not.
    dynamicImportInCjs: false,
  },
});
