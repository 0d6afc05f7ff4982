import { defineConfig } from "tsup";

export default defineConfig({
  entry: [
    "src/backoff.ts",
    "src/deliver-answer.ts",
    "src/errors.ts",
    "src/follow-request.ts",
    "src/format.ts",
    "src/limits.ts",
    "src/new-request.ts",
    "src/prepare-answer.ts",
    "src/read-answer.ts",
    "src/request-key.ts",
    "src/request-status.ts",
    "src/sent-answer.ts",
    "src/invitation.ts",
    "src/word-challenge.ts",
    "src/follow-invitation.ts",
    "src/send-to-invited.ts",
    "src/answer-invitation.ts",
    "src/open-invitation.ts",
    "src/withdraw-invitation.ts",
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
