import { existsSync } from "node:fs";
import { join } from "node:path";

import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it, vi } from "vitest";

import { languages } from "#/i18n/language.js";
import { translator } from "#/i18n/translator.js";
import { Home } from "#/screens/home/home.js";

const app = join(import.meta.dirname, "../../../app/[lang]");

// The bundler defines this for `trailingSlash` in next.config.ts.
vi.stubEnv("__NEXT_TRAILING_SLASH", "true");

function linksOf(html: string): string[] {
  return [...html.matchAll(/<a [^>]*href="([^"]+)"/g)].map(([, href = ""]) => href);
}

describe.each(languages)("the first page in %s", (language) => {
  const html = renderToStaticMarkup(<Home language={language} />);

  it("leads to the two ways in first", () => {
    expect(linksOf(html).slice(0, 2)).toEqual([`/${language}/request/`, `/${language}/send/`]);
  });

  it("links only to pages that exist, in its own language", () => {
    const links = linksOf(html);
    expect(links.length).toBeGreaterThan(4);
    for (const link of links) {
      const [, linkLanguage, ...path] = link.split("/");
      expect(linkLanguage).toBe(language);
      expect(existsSync(join(app, ...path, "page.tsx")), link).toBe(true);
    }
  });

  it("has one heading of the first level, in its own language", () => {
    const headings = [...html.matchAll(/<h1[^>]*>([^<]*)<\/h1>/g)].map(([, text]) => text);
    expect(headings).toEqual([translator(language, "home")("title")]);
  });
});
