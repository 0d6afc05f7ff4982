import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

import { defineConfig } from "tsup";
import type { Options } from "tsup";

type BundlerPlugin = NonNullable<Options["esbuildPlugins"]>[number];
type ChunkPlugin = NonNullable<Options["plugins"]>[number];

const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };
const require = createRequire(import.meta.url);
const core = dirname(require.resolve("@pct/core/package.json"));
const delivery = dirname(require.resolve("@pct/delivery/package.json"));
const security = dirname(require.resolve("@pct/security/package.json"));

/** Which module of a package a name comes from, by the package's own lists of exports. */
function exportsOf(index: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const [, names = "", path = ""] of readFileSync(index, "utf8").matchAll(
    /^export \{([^}]+)\} from "(.+)\.js";$/gm,
  )) {
    for (const name of names.split(",")) {
      if (name.trim() !== "") found.set(name.trim(), join(dirname(index), `${path}.ts`));
    }
  }
  return found;
}

/**
 * Helps the bundler, which cuts chunks along files, to cut them where we need it.
 *
 * A name imported from a package is imported from its module: through the index, every command
 * would load all of it. And since main loads what is loaded later, that may as well import main:
 * so all that main needs is needed by all, and is one chunk instead of one for each combination.
 */
const cutChunks: BundlerPlugin = {
  name: "cut-chunks",
  setup(build) {
    const modules = {
      "@pct/core": exportsOf(join(core, "src/index.ts")),
      "@pct/core/node": exportsOf(join(core, "src/node/index.ts")),
      "@pct/delivery": exportsOf(join(delivery, "src/index.ts")),
      "@pct/security": exportsOf(join(security, "src/index.ts")),
    };
    const importModule = (name: string, from: keyof typeof modules): string => {
      const module = modules[from].get(name.replace(/ as .*/, ""));
      if (module === undefined) throw new Error(`${from} does not export ${name}`);
      return `import { ${name} } from ${JSON.stringify(module)};`;
    };
    build.onLoad({ filter: /[\\/]cli[\\/]src[\\/].+\.ts$/ }, ({ path }) => {
      const source = readFileSync(path, "utf8").replace(
        /^import \{([^}]+)\} from "(@pct\/(?:core(?:\/node)?|delivery|security))";$/gm,
        (_, names: string, from: keyof typeof modules) =>
          names
            .split(",")
            .map((name) => name.trim())
            .filter((name) => name !== "")
            .map((name) => importModule(name, from))
            .join(" "),
      );
      const isLoadedLater =
        /[\\/](?:commands[\\/](?!generate)[^\\/]+|terminal[\\/](?:clipboard|qr))\.ts$/.test(path);
      const main = JSON.stringify(join(import.meta.dirname, "src/program/main.ts"));
      return { loader: "ts", contents: isLoadedLater ? `${source}import ${main};` : source };
    });
  },
};

/**
 * Commander can run subcommands that are programs of their own. We have none, and to load what it
 * needs for them takes longer than all the rest of pct's start.
 */
const noProgramsForCommander: BundlerPlugin = {
  name: "no-programs-for-commander",
  setup(build) {
    build.onResolve({ filter: /^node:child_process$/ }, ({ importer }) =>
      /[\\/]commander[\\/]/.test(importer) ? { path: "none", namespace: "none" } : null,
    );
    build.onLoad({ filter: /^/, namespace: "none" }, () => ({ contents: "" }));
  },
};

/** In CommonJS, `import()` of a file starts Node's whole second module system; `require` does not. */
const requireChunks: ChunkPlugin = {
  name: "require-chunks",
  renderChunk(code) {
    return {
      code: code.replace(/\bimport\(("\.\/[\w.-]+")\)/g, "Promise.resolve().then(()=>require($1))"),
    };
  },
};

export default defineConfig({
  entry: { pct: "src/pct.ts" },
  format: ["cjs"],
  outExtension: () => ({ js: ".cjs" }),
  platform: "node",
  target: "node20",
  clean: true,
  removeNodeProtocol: false,
  minify: true,
  // Nothing has to be installed beside it.
  noExternal: [/.*/],
  define: { PCT_VERSION: JSON.stringify(version) },
  // Each command is a chunk, so that a new password does not wait for the age format. The conversion
  // of chunks to CommonJS is done by the tree shaker; the other one that tsup has breaks class fields.
  splitting: true,
  treeshake: true,
  esbuildOptions(options) {
    options.conditions = ["@pct/source"];
  },
  esbuildPlugins: [cutChunks, noProgramsForCommander],
  plugins: [requireChunks],
});
