import { defineConfig } from "tsup";

export default defineConfig({
  // One entry for each subpath in package.json.
  entry: [
    ...[
      "index",
      "age/detect",
      "age/index",
      "age/segments",
      "ciphertext",
      "classic",
      "errors",
      "fingerprint",
      "hybrid",
      "inspect",
    ],
    ...[
      "keys",
      "limits",
      "node/atomic-file",
      "node/index",
      "node/keys",
      "node/windows-password",
      "password",
      "pasted/index",
      "public-key",
      "windows-answer",
    ],
  ].map((name) => `src/${name}.ts`),
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
