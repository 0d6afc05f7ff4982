import { portal } from "@pct/messages/portal";
import type { Language } from "@pct/messages/portal";
import formatSource from "use-intl/format-message";
import { expect, it } from "vitest";

import { compiledTexts } from "#/i18n/compiled-texts.js";
import formatCompiled from "#/i18n/format-message.js";
import type { TextGroup } from "#/i18n/translator.js";

/** Path and message of every text. A message is a string, or an array once it is parsed. */
function* leaves(texts: unknown, path: string): Generator<[string, unknown]> {
  if (typeof texts === "string" || Array.isArray(texts)) yield [path, texts];
  else {
    for (const [key, value] of Object.entries(texts as object)) {
      yield* leaves(value, `${path}.${key}`);
    }
  }
}

/** Values for the arguments of a message: `argument, …` in braces, and tags. */
function valuesFor(source: string, count: number): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const [, name = "", kind] of source.matchAll(/\{(\w+)(?:, (plural|select))?/g)) {
    if (kind === "plural") values[name] = count;
    else if (kind === "select") values[name] = "other";
    else values[name] ??= `<${name}>`;
  }
  for (const [, tag = ""] of source.matchAll(/<(\w+)>/g)) {
    values[tag] = (chunks: unknown) => `[${[chunks].flat().join("")}]`;
  }
  return values;
}

const formatters = {
  getNumberFormat: (...args: ConstructorParameters<typeof Intl.NumberFormat>) =>
    new Intl.NumberFormat(...args),
  getPluralRules: (...args: ConstructorParameters<typeof Intl.PluralRules>) =>
    new Intl.PluralRules(...args),
  getDateTimeFormat: (...args: ConstructorParameters<typeof Intl.DateTimeFormat>) =>
    new Intl.DateTimeFormat(...args),
};

it.each(["es", "en"] as const)(
  "gives the texts that the parser of messages gives, in %s",
  (language: Language) => {
    const groups = Object.keys(portal[language]) as TextGroup[];
    const compiled = new Map(leaves(compiledTexts(language, groups), ""));
    const options = { locale: language, formatters, cache: { message: {} } } as never;
    let checked = 0;
    for (const [path, source] of leaves(portal[language], "")) {
      const message = compiled.get(path);
      for (const count of [0, 1, 2, 1234]) {
        const values = valuesFor(source as string, count);
        const expected = [formatSource(path, source as never, values as never, options)].flat();
        const actual = [formatCompiled(path, message as never, values as never, options)].flat();
        expect(actual.map(String).join(""), path).toBe(expected.map(String).join(""));
        checked++;
      }
    }
    expect(checked).toBeGreaterThan(1000);
  },
);
