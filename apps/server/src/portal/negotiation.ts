import type { Language } from "@pct/messages/server";
import type { Context } from "hono";
import { accepts } from "hono/accepts";

/** What the browser would rather have, of what there is. */

export type Encoding = "br" | "gzip" | "identity";

/**
 * The language of the browser; a variety, such as `es-MX`, counts as its language.
 *
 * Who asks for neither gets English, as from the command line.
 */
export function preferredLanguage(c: Context): Language {
  const language = accepts(c, {
    header: "Accept-Language",
    supports: ["en", "es"],
    default: "en",
    match: (wanted, { supports, default: none }) =>
      wanted
        .filter(({ q }) => q > 0)
        .map(({ type }) => (type === "*" ? none : primarySubtag(type)))
        .find((tag) => supports.includes(tag)) ?? none,
  });
  return language === "es" ? "es" : "en";
}

/**
 * The encoding that the browser likes best, among equals the first of the offered.
 *
 * @param offered - What there is of a file, the best for us first; `identity` is always there.
 */
export function preferredEncoding(c: Context, offered: readonly Encoding[]): Encoding {
  const encoding = accepts(c, {
    header: "Accept-Encoding",
    supports: [...offered],
    default: "identity",
    match: (wanted, { supports, default: none }) => {
      const quality = new Map(wanted.map(({ type, q }) => [type.toLowerCase(), q]));
      const rest = quality.get("*") ?? 0;
      const liked = supports
        .map((name) => ({ name, q: quality.get(name) ?? rest }))
        .filter(({ q }) => q > 0)
        .sort((a, b) => b.q - a.q);
      return liked[0]?.name ?? none;
    },
  });
  return offered.find((name) => name === encoding) ?? "identity";
}

/** Whether the browser has these very bytes already (`If-None-Match`). */
export function hasAlready(c: Context, etag: string): boolean {
  const known = c.req.header("If-None-Match");
  if (known === undefined) return false;
  const tags = known.split(",").map((tag) => tag.trim().replace(/^W\//, ""));
  return tags.includes(etag) || tags.includes("*");
}

function primarySubtag(tag: string): string {
  return (tag.split("-", 1)[0] ?? "").toLowerCase();
}
