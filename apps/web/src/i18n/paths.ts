import type { Language } from "@pct/messages";

/**
 * A request link's path: `/s/ID`, or `/es/s/ID` once a language was chosen. One page serves both. A mail
 * system may have encoded the fragment or a space, so that they are part of the path: `readLink` reads it.
 */
const LINK = /^(?:\/(?:es|en))?(\/s\/[^/]+)(?:\/(?:%[^/]*)?)?$/;

/** Path of the page that serves every link, without its language. */
const LINK_SCREEN = "/s/";

/** `/s/ID` for the path of a request link; `null` for every other page. */
export function linkPath(path: string): string | null {
  return LINK.exec(path)?.[1] ?? null;
}

/** The path of the same page in another language. */
export function localizedPath(language: Language, path: string): string {
  return `/${language}${linkPath(path) ?? withoutLanguage(path)}`;
}

/** The path of a screen, without its language and without the ID of a link. */
export function screenPath(path: string): string {
  return linkPath(path) === null ? withoutLanguage(path) : LINK_SCREEN;
}

/** Whether a path is served by the page for request links. */
export function isLinkScreen(path: string): boolean {
  return screenPath(path) === LINK_SCREEN;
}

function withoutLanguage(path: string): string {
  return path.replace(/^\/[a-z]+/, "");
}
