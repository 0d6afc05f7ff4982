import { portal } from "@pct/messages/portal";
import type { Language } from "@pct/messages/portal";
import compile from "icu-minify/compile";
import type { Messages } from "use-intl/core";

import type { TextGroup } from "./translator";

/**
 * The texts of some groups, parsed at the build: pages then need no parser of messages, 9 kB with gzip.
 * next.config.ts gives them the formatter for parsed messages.
 */
export function compiledTexts(language: Language, groups: readonly TextGroup[]): Partial<Messages> {
  const all = portal[language];
  return Object.fromEntries(groups.map((group) => [group, compiled(all[group] as Texts)]));
}

type Texts = string | undefined | { readonly [key: string]: Texts };

function compiled(texts: Texts): unknown {
  // A group that doesn't exist, which the translator reports.
  if (texts === undefined) return undefined;
  // React passes only objects with a prototype to Client Components.
  if (typeof texts === "string") return JSON.parse(JSON.stringify(compile(texts)));
  return Object.fromEntries(Object.entries(texts).map(([key, value]) => [key, compiled(value)]));
}
