import { existsSync, readdirSync, readFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { gzipSync } from "node:zlib";

import { build } from "esbuild";

import { markdown } from "./measure.mjs";

/**
 * `node bench/compare-bundles.mjs --old CHECKOUT [--new CHECKOUT]`: compares the sizes of two built checkouts: the
 * scripts that a browser loads with each page, the portal's workers, and each subpath of the packages with what it
 * imports. Exits with 1 if one has grown.
 */

const { values } = parseArgs({
  options: {
    old: { type: "string" },
    new: { type: "string", default: dirname(dirname(fileURLToPath(import.meta.url))) },
  },
});
if (values.old === undefined) throw new Error("Give --old CHECKOUT, a checkout that is built");

/** Bytes as they are, and compressed one by one, as the server sends them. */
const size = (contents) => ({
  raw: contents.reduce((sum, content) => sum + content.length, 0),
  gzip: contents.reduce((sum, content) => sum + gzipSync(content, { level: 9 }).length, 0),
});

/** By page: the scripts that a browser with module support loads with it. */
function pageSizes(checkout) {
  const out = join(checkout, "apps/web/out");
  const pages = readdirSync(out, { recursive: true }).filter((name) => name.endsWith("index.html"));
  const sizes = pages.map((page) => {
    const tags = [...readFileSync(join(out, page), "utf8").matchAll(/<script[^>]*>/g)];
    const scripts = tags
      .filter(([tag]) => !/\snomodule/i.test(tag))
      .flatMap(([tag]) => /\ssrc="([^"]+)"/.exec(tag)?.[1] ?? []);
    const contents = scripts.map((script) => readFileSync(join(out, script)));
    return [`/${page.replace(/index\.html$/, "")}`, size(contents)];
  });
  return sizes.sort(([one], [other]) => one.localeCompare(other));
}

function workerSize(checkout) {
  const folder = join(checkout, "apps/web/out/worker");
  const scripts = readdirSync(folder).filter((name) => name.endsWith(".js"));
  return ["workers", size(scripts.map((name) => readFileSync(join(folder, name))))];
}

/** By subpath: the module, minified, with what it imports statically. */
async function subpathSizes(checkout) {
  const packages = join(checkout, "packages");
  const sizes = [];
  for (const name of readdirSync(packages)) {
    const manifestPath = join(packages, name, "package.json");
    if (!existsSync(manifestPath)) continue;
    const manifest = JSON.parse(readFileSync(manifestPath, "utf8"));
    for (const [subpath, target] of Object.entries(manifest.exports ?? {})) {
      const file = typeof target === "string" ? target : target.default;
      if (!file.endsWith(".js")) continue;
      const label = `@pct/${name}${subpath.slice(1)}`;
      sizes.push([label, await moduleSize(join(packages, name, file))]);
    }
  }
  return sizes;
}

async function moduleSize(entry) {
  const { outputFiles, metafile } = await build({
    entryPoints: [entry],
    bundle: true,
    // Keeps what is imported dynamically in files of its own, which are not counted.
    splitting: true,
    minify: true,
    format: "esm",
    platform: "browser",
    external: [...builtinModules, "node:*"],
    outdir: "out",
    write: false,
    metafile: true,
    logLevel: "error",
  });
  const outputs = Object.entries(metafile.outputs);
  const counted = new Set();
  const count = (path) => {
    if (counted.has(path)) return;
    counted.add(path);
    for (const { path: imported, kind, external } of metafile.outputs[path].imports) {
      if (kind === "import-statement" && external !== true) count(imported);
    }
  };
  count(outputs.find(([, { entryPoint }]) => entryPoint && resolve(entryPoint) === entry)[0]);
  const isCounted = ({ path }) => [...counted].some((name) => resolve(name) === path);
  return size(outputFiles.filter(isCounted).map(({ contents }) => contents));
}

async function sizesOf(checkout) {
  const root = resolve(checkout);
  return new Map([...pageSizes(root), workerSize(root), ...(await subpathSizes(root))]);
}

const [before, after] = [await sizesOf(values.old), await sizesOf(values.new)];
const signed = (change) => (change > 0 ? `+${change}` : `${change}`);
const rows = [...after].map(([name, { raw, gzip }]) => {
  const old = before.get(name);
  if (old === undefined) return [name, "", gzip, "", "new", raw, ""];
  const ratio = (gzip / old.gzip).toFixed(4);
  return [name, old.gzip, gzip, signed(gzip - old.gzip), ratio, raw, signed(raw - old.raw)];
});
console.log(markdown(["", "old gzip", "gzip", "change", "ratio", "raw", "change"], rows));
const grown = [...after].filter(([name, { gzip }]) => gzip > (before.get(name)?.gzip ?? Infinity));
if (grown.length > 0) {
  console.error(`Grown: ${grown.map(([name]) => name).join(", ")}`);
  process.exitCode = 1;
}
