import { defineConfig } from "tsup";

export default defineConfig({
  entry: ["src/index.ts", "src/date-time.ts", "src/failures.ts", "src/portal.ts", "src/server.ts"],
  format: ["esm"],
  // tsup passes a baseUrl of its own to the compiler, which TypeScript 6 reports as deprecated.
  dts: { compilerOptions: { ignoreDeprecations: "6.0" } },
  clean: true,
  target: "es2022",
  platform: "neutral",
  sourcemap: true,
  treeshake: true,
});
