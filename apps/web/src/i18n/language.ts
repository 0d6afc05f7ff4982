import type { Language } from "@pct/messages";

/** The languages of the portal, the one it is written in first. */
export const languages = ["es", "en"] as const satisfies readonly Language[];

/** The language of a page's address, which is one of {@link languages}: no other page is built. */
export function languageOf({ lang }: Readonly<{ lang: string }>): Language {
  const language = languages.find((known) => known === lang);
  if (language === undefined) throw new TypeError("not a language of the portal");
  return language;
}

/** The first language of a browser that is ours, `es-MX` included; English where none is. */
export function preferredLanguage(tags: readonly string[]): Language {
  const known = tags.map((tag) => languages.find((language) => tag.split("-")[0] === language));
  return known.find((language) => language !== undefined) ?? "en";
}
