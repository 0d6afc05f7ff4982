import { writeFile } from "node:fs/promises";
import { basename } from "node:path";

import { defineConfig } from "tsup";
import type { Options } from "tsup";

type Plugin = NonNullable<Options["esbuildPlugins"]>[number];

/** Writes the workers' URLs, which contain the hashes of their contents, into a module for the pages. */
const writeWorkerUrl: Plugin = {
  name: "write-worker-url",
  setup({ onEnd, initialOptions }) {
    initialOptions.metafile = true;
    onEnd(async ({ metafile }) => {
      const urlOf = (source: string): string => {
        const [path] = Object.entries(metafile?.outputs ?? {}).find(
          ([, { entryPoint }]) => entryPoint === source,
        ) ?? [""];
        return JSON.stringify(`/worker/${basename(path)}`);
      };
      await writeFile(
        "src/crypto/worker-url.js",
        `export const WORKER_URL = ${urlOf("worker/index.ts")};\n` +
          `export const HASHES_WORKER_URL = ${urlOf("worker/hash-worker.ts")};\n` +
          `export const STRENGTH_WORKER_URL = ${urlOf("worker/strength.ts")};\n` +
          `export const SEGMENTS_WORKER_URL = ${urlOf("worker/segment-thread.ts")};\n`,
      );
    });
  },
};

/** What the hash worker uses of hash-wasm: a dynamic import would take its other algorithms into the bundle. */
const USED_HASHES = `export { argon2id, bcrypt, createSHA512, scrypt } from "hash-wasm";`;

const onlyUsedHashes: Plugin = {
  name: "only-used-hashes",
  setup({ onResolve, onLoad }) {
    const namespace = "used-hashes";
    onResolve({ filter: /^hash-wasm$/ }, (imported) =>
      imported.namespace === namespace ? undefined : { path: "hash-wasm", namespace },
    );
    onLoad({ filter: /./, namespace }, () => ({
      contents: USED_HASHES,
      resolveDir: process.cwd(),
    }));
  },
};

export default defineConfig([
  {
    entry: {
      crypto: "worker/index.ts",
      hashes: "worker/hash-worker.ts",
      strength: "worker/strength.ts",
      segments: "worker/segment-thread.ts",
    },
    outDir: "public/worker",
    format: ["esm"],
    target: "es2022",
    platform: "browser",
    noExternal: [/.*/],
    // One file for each worker: their policy lets them load no script.
    splitting: false,
    minify: true,
    clean: true,
    esbuildOptions(options) {
      options.entryNames = "[name]-[hash]";
    },
    esbuildPlugins: [writeWorkerUrl, onlyUsedHashes],
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
