import type { Language } from "@pct/messages";

/** The portal's languages. Spanish comes first: the portal is written in it first. */
export const languages = ["es", "en"] as const satisfies readonly Language[];

/** The language of a page's route parameters. Only pages in {@link languages} are built. */
export function languageOf({ lang }: Readonly<{ lang: string }>): Language {
  const language = languages.find((known) => known === lang);
  if (language === undefined) throw new TypeError("not a language of the portal");
  return language;
}

/** The first of a browser's languages that the portal has (`es-MX` is `es`), or else English. */
export function preferredLanguage(tags: readonly string[]): Language {
  const known = tags.map((tag) => languages.find((language) => tag.split("-")[0] === language));
  return known.find((language) => language !== undefined) ?? "en";
}
