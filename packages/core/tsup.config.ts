import { defineConfig } from "tsup";

export default defineConfig({
  entry: { index: "src/index.ts", "node/index": "src/node/index.ts" },
  format: ["esm"],
  // tsup passes a baseUrl of its own to the compiler, which TypeScript 6 reports as deprecated.
  dts: { compilerOptions: { ignoreDeprecations: "6.0", types: ["node"] } },
  clean: true,
  target: "es2022",
  platform: "neutral",
  external: [/^node:/],
  sourcemap: true,
  treeshake: true,
});
