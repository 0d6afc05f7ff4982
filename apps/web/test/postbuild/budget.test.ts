import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

import { describe, expect, it } from "vitest";

/** What a first visit costs. Reads the build: `npm run build`. */

const out = join(import.meta.dirname, "../../out");

/** React and Next alone are 135 kB. Raise it only for something that the first page cannot do without. */
const FIRST_PAGE = 175_000;

/** Words that are in code that encrypts, and in no text about it. */
const CRYPTOGRAPHY = ["RSA-OAEP", "age-encryption.org", "expand 32-byte k", "deriveBits"];

/** The scripts that a modern browser loads with a page. */
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
    expect(bytes).toBeLessThanOrEqual(FIRST_PAGE);
  });
});

/** Which of the words are in which script of a folder. */
async function cryptographyIn(folder: string): Promise<string[]> {
  const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith(".js"));
  const found = names.map(async (name) => {
    const script = await readFile(join(folder, name), "utf8");
    return CRYPTOGRAPHY.filter((word) => script.includes(word)).map((word) => `${word} in ${name}`);
  });
  return (await Promise.all(found)).flat();
}

it("only the worker has cryptography in it", async () => {
  expect(await cryptographyIn(join(out, "_next"))).toEqual([]);
  const words = (await cryptographyIn(join(out, "worker"))).map((place) => place.split(" in ")[0]);
  expect(new Set(words)).toEqual(new Set(CRYPTOGRAPHY));
});
