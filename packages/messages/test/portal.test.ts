import { parse, TYPE } from "@formatjs/icu-messageformat-parser";
import type { MessageFormatElement } from "@formatjs/icu-messageformat-parser";
import { describe, expect, it } from "vitest";

import { portal } from "#/portal.js";

/** All messages of a language by their place, such as `home.title`. */
function messages(group: object, place = ""): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, value] of Object.entries(group) as [string, unknown][]) {
    const here = place === "" ? key : `${place}.${key}`;
    if (typeof value === "string") found.set(here, value);
    else for (const [inner, text] of messages(value as object, here)) found.set(inner, text);
  }
  return found;
}

/** The params of a message: `count:plural`, `name:text`, `b:tag`. */
function asked(elements: readonly MessageFormatElement[]): string[] {
  return elements.flatMap((element): string[] => {
    switch (element.type) {
      case TYPE.literal:
      case TYPE.pound:
        return [];
      case TYPE.tag:
        return [`${element.value}:tag`, ...asked(element.children)];
      case TYPE.select:
      case TYPE.plural: {
        const branches = Object.values(element.options).flatMap(({ value }) => asked(value));
        return [`${element.value}:${TYPE[element.type]}`, ...branches];
      }
      default:
        return [`${element.value}:${TYPE[element.type]}`];
    }
  });
}

/** The keys of a `select`: values from code, so translations keep them. */
function choices(elements: readonly MessageFormatElement[]): string[] {
  return elements.flatMap((element): string[] => {
    if (element.type === TYPE.tag) return choices(element.children);
    if (element.type !== TYPE.select) return [];
    return Object.entries(element.options).flatMap(([key, { value }]) => [
      `${element.value}=${key}`,
      ...choices(value),
    ]);
  });
}

const en = messages(portal.en);
const es = messages(portal.es);

it("both languages have the same messages, more than 500", () => {
  expect([...es.keys()].sort()).toEqual([...en.keys()].sort());
  expect(en.size).toBeGreaterThan(500);
});

describe.each([...en.keys()])("%s", (place) => {
  const [english, spanish] = [en, es].map((all) => all.get(place) ?? "");

  it("uses the same params in both languages", () => {
    const [first, second] = [english, spanish].map((text) => parse(text ?? ""));
    expect(new Set(asked(second ?? []))).toEqual(new Set(asked(first ?? [])));
    expect(new Set(choices(second ?? []))).toEqual(new Set(choices(first ?? [])));
  });

  it("is one line of text, without an exclamation mark", () => {
    for (const text of [english, spanish]) {
      expect(text?.trim()).toBe(text);
      // The symbols of a password include one.
      expect(text?.replace("!@#$%^&*()", "")).toMatch(/^[^!¡\n]+$/);
    }
  });
});
