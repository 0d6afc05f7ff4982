import type { Language } from "@pct/messages/server";

/** Content negotiation (RFC 9110 §12) by the headers of a request, as Node joins them. */

export type Encoding = "br" | "gzip" | "identity";

/**
 * The first language in `Accept-Language` that the portal has: `es-MX` counts as `es`. English if there
 * is none, as on the command line.
 */
export function preferredLanguage(header = ""): Language {
  for (const { name, weight } of choicesIn(header)) {
    if (weight <= 0) break;
    const language = name === "*" ? "en" : primarySubtag(name);
    if (language === "en" || language === "es") return language;
  }
  return "en";
}

/**
 * The encoding with the highest weight in `Accept-Encoding`, and of several the first one offered.
 *
 * @param offered - The encodings of a file, the smallest first; `identity` is always one of them.
 */
export function preferredEncoding(header = "", offered: readonly Encoding[]): Encoding {
  const weights = new Map(
    choicesIn(header).map(({ name, weight }) => [name.toLowerCase(), weight]),
  );
  const others = weights.get("*") ?? 0;
  const [best] = offered
    .map((encoding) => ({ encoding, weight: weights.get(encoding) ?? others }))
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight);
  return best?.encoding ?? "identity";
}

/** Whether `If-None-Match` names this entity tag: the browser has these bytes already. */
export function matchesETag(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  const tags = header.split(",").map((tag) => tag.trim().replace(/^W\//, ""));
  return tags.includes(etag) || tags.includes("*");
}

interface Choice {
  readonly name: string;
  readonly weight: number;
}

/** The values of an `Accept-…` header, the highest weight first (RFC 9110 §12.4.2). */
function choicesIn(header: string): Choice[] {
  return header
    .split(",")
    .map((element) => {
      const [name = "", ...parameters] = element.split(";");
      return { name: name.trim(), weight: weightIn(parameters) };
    })
    .filter(({ name }) => name !== "")
    .sort((a, b) => b.weight - a.weight);
}

/** The weight `q`, 1 if it is missing and 0 if it is no number. */
function weightIn(parameters: readonly string[]): number {
  let weight = 1;
  for (const parameter of parameters) {
    const [key = "", value = ""] = parameter.split("=", 2);
    if (key.trim().toLowerCase() !== "q" || value.trim() === "") continue;
    const number = Number(value);
    weight = Number.isNaN(number) ? 0 : Math.min(number, 1);
  }
  return weight;
}

function primarySubtag(tag: string): string {
  return (tag.split("-", 1)[0] ?? "").toLowerCase();
}
