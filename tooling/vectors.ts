import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";

import type { Plugin } from "vitest/config";

/**
 * Serves the vector files to the tests as one module, `virtual:vectors`: the same tests run in Node and
 * in a browser, which has no file system.
 */

/** The full set of vectors, where a folder of that name lies beside the clone. */
const beside = resolve(import.meta.dirname, "../../shared/vectors");

/** The parts of a set of vectors that each package carries. */
const PARTS = { core: ["classic", "age"], security: ["backendbase", "werkzeug", "otp"] } as const;
type Owner = keyof typeof PARTS;

/** Parts that only the package carries: folders, and the table of what must come of one. */
const PACKAGED_PARTS: Readonly<Record<Owner, readonly string[]>> = {
  core: ["openpgp", "pasted"],
  security: [],
};

function packagedFolder(owner: Owner): string {
  return resolve(import.meta.dirname, "../packages", owner, "vectors");
}

/** The folder that a package's vectors are read from, and its name in the output of a run. */
export function vectorsFolder(owner: Owner): { folder: string; source: string } {
  const chosen = process.env.PCT_VECTORS;
  if (chosen !== undefined && chosen !== "") {
    const folder = resolve(chosen);
    if (!existsSync(folder)) throw new Error(`PCT_VECTORS names no folder: ${folder}`);
    return { folder, source: `PCT_VECTORS=${chosen}` };
  }
  if (existsSync(beside)) return { folder: beside, source: "../shared/vectors" };
  return { folder: packagedFolder(owner), source: "packaged" };
}

/**
 * The folder of Wycheproof's files, or `null`. They belong to their project and are not packaged: a run
 * without the full set skips their test. The full set must have them; a chosen set may leave them to it.
 */
export function wycheproofFolder(): string | null {
  const chosen = join(vectorsFolder("core").folder, "wycheproof");
  if (existsSync(chosen)) return chosen;
  if (!existsSync(beside)) return null;
  const full = join(beside, "wycheproof");
  if (!existsSync(full)) throw new Error(`no Wycheproof files in ${full}`);
  return full;
}

function wycheproofFiles(): Record<string, string> {
  const folder = wycheproofFolder();
  return folder === null ? {} : readAll(folder, folder, /^rsa_oaep_.*\.json\.gz$/);
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

/** The plugin that resolves `virtual:vectors`, typed in virtual-vectors.d.ts of each package's tests. */
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
      const packaged = packagedFolder(owner);
      const files = [
        ...PARTS[owner].map((part) => readAll(join(folder, part), folder, /./)),
        ...PACKAGED_PARTS[owner].map((part) => readAll(join(packaged, part), packaged, /./)),
        readAll(packaged, packaged, /^[\w-]+\.json$/),
      ];
      const module = [
        `export const source = ${JSON.stringify(source)};`,
        `export const files = ${JSON.stringify(Object.assign({}, ...files))};`,
      ];
      if (owner === "core") {
        module.push(`export const wycheproof = ${JSON.stringify(wycheproofFiles())};`);
      }
      return module.join("\n");
    },
  };
}
