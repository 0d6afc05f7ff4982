import { resolve } from "node:path";

import { build } from "esbuild";
import type { BuildOptions, Metafile, Plugin } from "esbuild";
import { beforeAll, describe, expect, it } from "vitest";

/** What visitors of a page load: importing one small function must not bring the large ones. */

const packageFolder = resolve(import.meta.dirname, "../..");

/** Modules that only hashing a password needs. */
const HEAVY = /hash-wasm|argon2|scrypt|blake/;

const settings = {
  bundle: true,
  format: "esm",
  target: "es2022",
  write: false,
  metafile: true,
  outdir: "out",
} satisfies BuildOptions;

/** The package as it is published: one file, its dependencies beside it. */
let published = "";
beforeAll(async () => {
  const entryPoints = [resolve(packageFolder, "src/index.ts")];
  const { outputFiles } = await build({ ...settings, entryPoints, packages: "external" });
  published = outputFiles[0]?.text ?? "";
});

const fromPublished: Plugin = {
  name: "from-published",
  setup(bundler) {
    bundler.onResolve({ filter: /^@pct\/security$/ }, () => ({
      path: "index.js",
      namespace: "published",
      sideEffects: false,
    }));
    bundler.onLoad({ filter: /^/, namespace: "published" }, () => ({
      contents: published,
      resolveDir: packageFolder,
    }));
  },
};

/** Builds a page that consists of this code. */
async function page(
  code: string,
  splitting: boolean,
): Promise<{ outputs: Metafile["outputs"]; text: string }> {
  const { metafile, outputFiles } = await build({
    ...settings,
    stdin: { contents: code, resolveDir: packageFolder },
    platform: "browser",
    splitting,
    minify: true,
    legalComments: "none",
    plugins: [fromPublished],
  });
  return { outputs: metafile.outputs, text: outputFiles.map(({ text }) => text).join("\n") };
}

/** Modules of which something is in these files. */
function modulesIn(outputs: readonly Metafile["outputs"][string][]): string[] {
  return outputs.flatMap(({ inputs }) =>
    Object.entries(inputs)
      .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
      .map(([module]) => module),
  );
}

const isHeavy = (module: string): boolean => HEAVY.test(module);

describe("one function alone", () => {
  it.each([
    // noble's SHA-512 and what it stands on; 1 kB is otpauth's, which runs when it is loaded.
    ["generateDigest", 11_000],
    // The same with base64 and the limits.
    ["cipherPassword", 13_000],
    // otpauth with SHA-1, SHA-2, SHA-3 and HMAC of its own.
    ["generateTotp", 26_000],
  ])("%s", async (name, ceiling) => {
    // Not split, so that what would be loaded later is there, too.
    const { outputs, text } = await page(`export { ${name} } from "@pct/security";`, false);
    expect(text).toContain("SecurityError");
    expect(text).not.toContain("WebAssembly");
    expect(modulesIn(Object.values(outputs)).filter(isHeavy)).toEqual([]);
    expect(text.length).toBeLessThan(ceiling);
  });
});

describe("all of it", () => {
  let outputs: Metafile["outputs"] = {};
  beforeAll(async () => {
    ({ outputs } = await page('export * from "@pct/security";', true));
  });

  /** The files that are loaded before anything is called. */
  function loadedAtOnce(): Metafile["outputs"][string][] {
    const reached = new Set(Object.keys(outputs).filter((name) => name.endsWith("/stdin.js")));
    for (const name of reached) {
      for (const { path, kind } of outputs[name]?.imports ?? []) {
        if (kind === "import-statement") reached.add(path);
      }
    }
    return [...reached].flatMap((name) => outputs[name] ?? []);
  }

  it("loads what only hashing needs when it is needed", () => {
    expect(modulesIn(loadedAtOnce()).filter(isHeavy)).toEqual([]);
    const later = modulesIn(Object.values(outputs)).filter(isHeavy).join("\n");
    for (const name of ["hash-wasm", "argon2", "scrypt"]) expect(later).toContain(name);
  });

  it("is small until then", () => {
    const bytes = loadedAtOnce().reduce((sum, output) => sum + output.bytes, 0);
    // 27 kB of otpauth, 18 kB of noble's hashes, 13 kB of ours.
    expect(bytes).toBeLessThan(62_000);
  });

  it("leaves what is for Node alone", () => {
    const imported = Object.values(outputs).flatMap(({ imports }) => imports);
    const names = [...imported.map(({ path }) => path), ...modulesIn(Object.values(outputs))];
    expect(names.filter((name) => /@node-rs|node:/.test(name))).toEqual([]);
  });
});
