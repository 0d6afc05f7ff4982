import { basename } from "node:path";
import { writeFile } from "node:fs/promises";

import { defineConfig } from "tsup";
import type { Options } from "tsup";

type Plugin = NonNullable<Options["esbuildPlugins"]>[number];

/** Tells the pages where the worker is: its name changes with every byte of it. */
const tellWorkerUrl: Plugin = {
  name: "tell-worker-url",
  setup({ onEnd, initialOptions }) {
    initialOptions.metafile = true;
    onEnd(async ({ metafile }) => {
      const [entry] = Object.entries(metafile?.outputs ?? {}).find(
        ([, { entryPoint }]) => entryPoint === "worker/index.ts",
      ) ?? [""];
      const url = `/worker/${basename(entry)}`;
      await writeFile(
        "src/crypto/worker-url.js",
        `export const WORKER_URL = ${JSON.stringify(url)};\n`,
      );
    });
  },
};

export default defineConfig([
  {
    entry: { crypto: "worker/index.ts" },
    outDir: "public/worker",
    format: ["esm"],
    target: "es2022",
    platform: "browser",
    noExternal: [/.*/],
    minify: true,
    clean: true,
    esbuildOptions(options) {
      options.entryNames = "[name]-[hash]";
      options.chunkNames = "[name]-[hash]";
    },
    esbuildPlugins: [tellWorkerUrl],
  },
  {
    entry: {
      server: "server/main.ts",
      "relay-alone": "server/relay-alone.ts",
      finish: "postbuild/finish.ts",
    },
    format: ["esm"],
    target: "node20",
    platform: "node",
    // The server runs from dist and out, and needs one package beside them: its SQLite is machine code.
    noExternal: [/^(?!libsql)/],
    external: [/^libsql/],
    removeNodeProtocol: false,
    treeshake: true,
    clean: ["!service-worker/**"],
    // Some packages are CommonJS, and ask for parts of Node.
    banner: {
      js: 'import { createRequire as requireFrom } from "node:module"; const require = requireFrom(import.meta.url);',
    },
  },
  {
    entry: { "service-worker": "service-worker/service-worker.ts" },
    outDir: "dist/service-worker",
    format: ["iife"],
    outExtension: () => ({ js: ".js" }),
    target: "es2022",
    platform: "browser",
    clean: true,
  },
]);
