import { basename } from "node:path";
import { writeFile } from "node:fs/promises";

import { defineConfig } from "tsup";
import type { Options } from "tsup";

type Plugin = NonNullable<Options["esbuildPlugins"]>[number];

/** Writes the worker's URL, which contains the hash of its content, into a module for the pages. */
const writeWorkerUrl: Plugin = {
  name: "write-worker-url",
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
    esbuildPlugins: [writeWorkerUrl],
  },
  {
    entry: { finish: "postbuild/finish.ts" },
    format: ["esm"],
    target: "node20",
    platform: "node",
    noExternal: [/.*/],
    removeNodeProtocol: false,
    treeshake: true,
    clean: ["!service-worker/**"],
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
