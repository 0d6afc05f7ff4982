import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

import { describe, expect, it } from "vitest";

/** Properties of every exported page, on any file server. Reads the build: `npm run build`. */

const out = join(import.meta.dirname, "../../out");
const pages = (await readdir(out, { recursive: true })).filter((path) => path.endsWith(".html"));

it("has the same pages in both languages", () => {
  const of = (language: string): string[] =>
    pages.filter((page) => page.startsWith(`${language}/`)).map((page) => page.slice(3));
  expect(of("es")).toContain("index.html");
  expect(of("es")).toContain("tools/encrypt/index.html");
  expect(of("en").sort()).toEqual(of("es").sort());
});

describe.each(pages)("%s", async (page) => {
  const html = await readFile(join(out, page), "utf8");

  it("begins with its policy", () => {
    expect(html).toMatch(
      /<head><meta charset="utf-8"\/><meta http-equiv="Content-Security-Policy"/i,
    );
    // Browsers look for the encoding in the first 1,024 bytes; a file server may not send it.
    expect(html.search(/<meta charset/i)).toBeLessThan(900);
  });

  it("has no inline style, which the policy forbids", () => {
    expect(html).not.toMatch(/<[^<>]* style=/);
    expect(html).not.toMatch(/<style/);
  });

  it("loads nothing from another host", () => {
    const tags = /<(?:script|img|link|iframe|source|use)[^>]*?(?:src|href)="([^"]+)"/g;
    const urls = [...html.matchAll(tags)].map(([, url]) => url);
    expect(urls).toContainEqual(expect.stringMatching(/^\/_next\/.*\.js$/));
    expect(urls.filter((url) => !/^\/(?!\/)|^#|^data:image\//.test(url ?? ""))).toEqual([]);
  });
});
