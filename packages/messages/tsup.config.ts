import { defineConfig } from "tsup";

export default defineConfig({
  entry: ["index", "date-time", "failures", "letters", "portal", "server", "shell-word"].map(
    (name) => `src/${name}.ts`,
  ),
  format: ["esm"],
  // tsup passes a baseUrl of its own to the compiler, which TypeScript 6 reports as deprecated.
  dts: { compilerOptions: { ignoreDeprecations: "6.0" } },
  clean: true,
  target: "es2022",
  platform: "neutral",
  sourcemap: true,
  treeshake: true,
});
