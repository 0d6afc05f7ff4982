import type { Language } from "@pct/messages";

/** A link's own address, `/s/ID`, or `/es/s/ID` once a language was chosen: one page serves them all. */
const LINK = /^(?:\/(?:es|en))?(\/s\/[^/]+)\/?$/;

/** That page, without its language. */
const LINK_SCREEN = "/s/";

/** `/s/ID` of the address to which a link has led; `null` for every other page. */
export function linkPath(path: string): string | null {
  return LINK.exec(path)?.[1] ?? null;
}

/** The address of the same page in a language. */
export function addressIn(language: Language, path: string): string {
  return `/${language}${linkPath(path) ?? withoutLanguage(path)}`;
}

/** What all addresses of a screen have in common: neither the language, nor which link it is. */
export function screenAt(path: string): string {
  return linkPath(path) === null ? withoutLanguage(path) : LINK_SCREEN;
}

/** Whether a page is the one to which links lead. */
export function isLinkScreen(path: string): boolean {
  return screenAt(path) === LINK_SCREEN;
}

function withoutLanguage(path: string): string {
  return path.replace(/^\/[a-z]+/, "");
}
