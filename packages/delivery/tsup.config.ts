import { defineConfig } from "tsup";

export default defineConfig({
  entry: [
    "src/index.ts",
    "src/errors.ts",
    "src/limits.ts",
    "src/wire.ts",
    "src/link.ts",
    "src/request-id.ts",
    "src/credential.ts",
    "src/relay-client.ts",
    "src/safe-text.ts",
    "src/service.ts",
    "src/sign-in-address.ts",
    "src/provider-file.ts",
    "src/sender-tokens.ts",
    "src/invitation-link.ts",
    "src/invitation-answer.ts",
    "src/people-table.ts",
    "src/credential-table.ts",
    "src/match-credentials.ts",
    "src/spreadsheet-csv.ts",
  ],
  format: ["esm"],
  // tsup passes a baseUrl of its own to the compiler, which TypeScript 6 reports as deprecated.
  dts: { compilerOptions: { ignoreDeprecations: "6.0" } },
  clean: true,
  target: "es2022",
  platform: "neutral",
  sourcemap: true,
  treeshake: true,
});
