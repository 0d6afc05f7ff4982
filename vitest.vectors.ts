import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";

import type { Plugin } from "vitest/config";

/**
 * Brings the vector files to the tests as one module, `virtual:vectors`, so that the same tests read
 * them in Node and in a browser, where there is no file system.
 */

const beside = resolve(import.meta.dirname, "../shared/vectors");

/** Packages that carry vectors, and what they need of a larger set. */
const PARTS = { core: ["classic", "age"], security: ["backendbase", "werkzeug", "otp"] } as const;
type Owner = keyof typeof PARTS;

/** Where the vectors of a package come from, and what to call that place in the output of a run. */
export function vectorsFolder(owner: Owner): { folder: string; source: string } {
  const chosen = process.env.PCT_VECTORS;
  if (chosen !== undefined && chosen !== "") {
    const folder = resolve(chosen);
    if (!existsSync(folder)) throw new Error(`PCT_VECTORS names no folder: ${folder}`);
    return { folder, source: `PCT_VECTORS=${chosen}` };
  }
  if (existsSync(beside)) return { folder: beside, source: "../shared/vectors" };
  return { folder: resolve(import.meta.dirname, "packages", owner, "vectors"), source: "packaged" };
}

/** Wycheproof's files are too many to package; they are used where a set of vectors has them. */
export function wycheproofFolder(): string | null {
  const candidates = [vectorsFolder("core").folder, beside].map((folder) =>
    join(folder, "wycheproof"),
  );
  return candidates.find((folder) => existsSync(folder)) ?? null;
}

function readAll(folder: string, base: string, wanted: RegExp): Record<string, string> {
  const files: Record<string, string> = {};
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    const path = join(entry.parentPath, entry.name);
    const name = relative(base, path).replaceAll("\\", "/");
    if (entry.isFile() && wanted.test(name)) files[name] = readFileSync(path).toString("base64");
  }
  return files;
}

/** The plugin that answers `import … from "virtual:vectors"`; its shape is in virtual-vectors.d.ts of the tests. */
export function vectorsPlugin(owner: Owner): Plugin {
  const id = "virtual:vectors";
  return {
    name: "pct-vectors",
    resolveId(source) {
      return source === id ? `\0${id}` : undefined;
    },
    load(resolved) {
      if (resolved !== `\0${id}`) return undefined;
      const { folder, source } = vectorsFolder(owner);
      const files = PARTS[owner].map((part) => readAll(join(folder, part), folder, /./));
      const wycheproof = wycheproofFolder();
      const oaep =
        wycheproof === null ? {} : readAll(wycheproof, wycheproof, /^rsa_oaep_.*\.json\.gz$/);
      return [
        `export const source = ${JSON.stringify(source)};`,
        `export const files = ${JSON.stringify(Object.assign({}, ...files))};`,
        `export const wycheproof = ${JSON.stringify(oaep)};`,
      ].join("\n");
    },
  };
}
