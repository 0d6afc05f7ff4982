import { resolve } from "node:path";

import { build } from "esbuild";
import type { BuildOptions, Metafile, Plugin } from "esbuild";
import { beforeAll, describe, expect, it } from "vitest";

/** Bundles of pages: importing one small function must not include the large ones. */

const packageFolder = resolve(import.meta.dirname, "../..");

/** Modules that only password hashing needs. */
const HEAVY = /hash-wasm|argon2|scrypt|blake/;

const settings = {
  bundle: true,
  format: "esm",
  target: "es2022",
  write: false,
  metafile: true,
  outdir: "out",
} satisfies BuildOptions;

/** The package as published: one file, with external dependencies. */
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

/** Bundles a page with this code. */
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

/** Modules with code in these files. */
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
    // noble's SHA-512 and its dependencies.
    ["generateDigest", 10_000],
    // Also base64 and the limits.
    ["cipherPassword", 11_500],
    // noble's SHA-1, SHA-2 and HMAC.
    ["generateTotp", 16_500],
  ])("%s", async (name, ceiling) => {
    // Not split, so that dynamic imports are included.
    const { outputs, text } = await page(`export { ${name} } from "@pct/security";`, false);
    expect(text).toContain("SecurityError");
    expect(text).not.toContain("WebAssembly");
    expect(modulesIn(Object.values(outputs)).filter(isHeavy)).toEqual([]);
    expect(text.length).toBeLessThan(ceiling);
  });
});

describe("the whole package", () => {
  let outputs: Metafile["outputs"] = {};
  beforeAll(async () => {
    ({ outputs } = await page('export * from "@pct/security";', true));
  });

  /** The files that are loaded before any call. */
  function loadedAtOnce(): Metafile["outputs"][string][] {
    const reached = new Set(Object.keys(outputs).filter((name) => name.endsWith("/stdin.js")));
    for (const name of reached) {
      for (const { path, kind } of outputs[name]?.imports ?? []) {
        if (kind === "import-statement") reached.add(path);
      }
    }
    return [...reached].flatMap((name) => outputs[name] ?? []);
  }

  it("loads the modules of password hashing on first use", () => {
    expect(modulesIn(loadedAtOnce()).filter(isHeavy)).toEqual([]);
    const later = modulesIn(Object.values(outputs)).filter(isHeavy).join("\n");
    for (const name of ["hash-wasm", "argon2", "scrypt"]) expect(later).toContain(name);
  });

  it("is small before that", () => {
    const bytes = loadedAtOnce().reduce((sum, output) => sum + output.bytes, 0);
    // noble's hashes, and ours.
    expect(bytes).toBeLessThan(42_000);
  });

  it("includes nothing for Node", () => {
    const imported = Object.values(outputs).flatMap(({ imports }) => imports);
    const names = [...imported.map(({ path }) => path), ...modulesIn(Object.values(outputs))];
    expect(names.filter((name) => /@node-rs|node:/.test(name))).toEqual([]);
  });
});
