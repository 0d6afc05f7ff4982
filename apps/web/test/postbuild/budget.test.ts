import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

import { describe, expect, it } from "vitest";

/** The size of a first visit. Reads the build: `npm run build`. */

const out = join(import.meta.dirname, "../../out");

/** gzip. React and Next alone are 135 kB: what the first page does not show at once is loaded later. */
const FIRST_PAGE_BYTES = 150_000;

/** Strings that occur in code that encrypts, and in no text about it. */
const CRYPTOGRAPHY = ["RSA-OAEP", "age-encryption.org", "expand 32-byte k", "deriveBits"];

/** The scripts that a browser with module support loads with a page. */
async function scriptsOf(page: string): Promise<string[]> {
  const html = await readFile(join(out, page), "utf8");
  const tags = [...html.matchAll(/<script[^>]*>/g)].map(([tag]) => tag);
  return tags
    .filter((tag) => !/\snomodule/i.test(tag))
    .flatMap((tag) => /\ssrc="([^"]+)"/.exec(tag)?.[1] ?? []);
}

describe.each(["es/index.html", "en/index.html"])("%s", (page) => {
  it("loads no more script than the budget allows", async () => {
    const scripts = await scriptsOf(page);
    expect(scripts.length).toBeGreaterThan(3);
    let bytes = 0;
    for (const script of scripts) {
      bytes += gzipSync(await readFile(join(out, script)), { level: 9 }).length;
    }
    expect(bytes).toBeLessThanOrEqual(FIRST_PAGE_BYTES);
  });
});

/** gzip. The crypto worker starts with most pages, in the background. */
const CRYPTO_WORKER_BYTES = 130_000;

it("builds each worker as one file, which imports nothing", async () => {
  const names = (await readdir(join(out, "worker"))).filter((name) => name.endsWith(".js"));
  expect(names.map((name) => name.replace(/-[^-]+$/, "")).sort()).toEqual([
    "crypto",
    "hashes",
    "segments",
    "strength",
  ]);
  for (const name of names) {
    const script = await readFile(join(out, "worker", name), "utf8");
    expect(script.match(/\bimport\s*\(?\s*["'`]|\}\s*from\s*["'`]|importScripts/g)).toBeNull();
    if (!name.startsWith("crypto")) continue;
    expect(gzipSync(script, { level: 9 }).length).toBeLessThanOrEqual(CRYPTO_WORKER_BYTES);
  }
});

/** The strings that occur in the scripts of a folder. */
async function cryptographyIn(folder: string): Promise<string[]> {
  const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith(".js"));
  expect(names).not.toEqual([]);
  const found = names.map(async (name) => {
    const script = await readFile(join(folder, name), "utf8");
    return CRYPTOGRAPHY.filter((word) => script.includes(word)).map((word) => `${word} in ${name}`);
  });
  return (await Promise.all(found)).flat();
}

it("has cryptography in the worker alone", async () => {
  expect(await cryptographyIn(join(out, "_next"))).toEqual([]);
  const words = (await cryptographyIn(join(out, "worker"))).map((place) => place.split(" in ")[0]);
  expect(new Set(words)).toEqual(new Set(CRYPTOGRAPHY));
});
