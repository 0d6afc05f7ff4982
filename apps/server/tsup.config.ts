import { defineConfig } from "tsup";

export default defineConfig({
  entry: { server: "src/main.ts", "relay-only": "src/relay-only.ts" },
  format: ["esm"],
  target: "node20",
  platform: "node",
  // Everything is bundled but libsql, which is a native addon and has to be installed beside dist.
  noExternal: [/^(?!libsql)/],
  external: [/^libsql/],
  removeNodeProtocol: false,
  treeshake: true,
  clean: true,
  // Some bundled packages are CommonJS and call `require` for modules of Node.
  banner: {
    js: 'import { createRequire as requireFrom } from "node:module"; const require = requireFrom(import.meta.url);',
  },
});
