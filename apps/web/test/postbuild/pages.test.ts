import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

import { describe, expect, it } from "vitest";

/** What must hold for every page of the build, on any file server. Reads it: `npm run build`. */

const out = join(import.meta.dirname, "../../out");
const pages = (await readdir(out, { recursive: true })).filter((path) => path.endsWith(".html"));

it("has the pages of both languages", () => {
  const of = (language: string): string[] =>
    pages.filter((page) => page.startsWith(`${language}/`)).map((page) => page.slice(3));
  expect(of("es")).toContain("index.html");
  expect(of("en").sort()).toEqual(of("es").sort());
});

describe.each(pages)("%s", async (page) => {
  const html = await readFile(join(out, page), "utf8");

  it("begins with its policy", () => {
    expect(html).toMatch(
      /<head><meta charset="utf-8"\/><meta http-equiv="Content-Security-Policy"/i,
    );
    // Browsers look for the encoding there, and a file server may not say it.
    expect(html.search(/<meta charset/i)).toBeLessThan(900);
  });

  it("has no style that its policy forbids", () => {
    expect(html).not.toMatch(/<[^<>]* style=/);
    expect(html).not.toMatch(/<style/);
  });

  it("names nothing on another host that a browser would load", () => {
    const loaded = html.matchAll(
      /<(?:script|img|link|iframe|source|use)[^>]*?(?:src|href)="([^"]+)"/g,
    );
    for (const [, address] of loaded) expect(address).toMatch(/^\/(?!\/)|^#|^data:image\//);
  });
});
