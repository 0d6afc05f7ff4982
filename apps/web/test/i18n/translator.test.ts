import { expect, it } from "vitest";

import { languageOf, preferredLanguage } from "#/i18n/language.js";
import { translator } from "#/i18n/translator.js";

it("returns messages in the page's language", () => {
  expect(translator("es", "site")("notFound.home")).toBe("Ir al inicio");
  expect(translator("en", "site")("notFound.home")).toBe("Go to the home page");
  const seconds = { seconds: 1 };
  expect(translator("es", "design")("hides", seconds)).toMatch(/\b1 segundo\b/);
  expect(translator("en", "design")("hides", { seconds: 2 })).toMatch(/\b2 seconds\b/);
});

it("neither compiles nor runs with an unknown key", () => {
  const t = translator("es", "site");
  // @ts-expect-error -- no such message
  expect(() => t("notFound.titel")).toThrow(/MISSING_MESSAGE/);
  // @ts-expect-error -- no such group
  expect(() => translator("es", "sitio")("name" as never)).toThrow(/MISSING_MESSAGE/);
});

it("neither compiles nor runs without a message's arguments", () => {
  const t = translator("en", "design");
  // @ts-expect-error -- without the seconds
  expect(() => t("hides")).toThrow(/FORMATTING_ERROR/);
  // @ts-expect-error -- with another argument
  expect(() => t("hides", { minutes: 1 })).toThrow(/FORMATTING_ERROR/);
});

it("finds the language of a browser and of a route", () => {
  expect(preferredLanguage(["fr", "es-MX", "en"])).toBe("es");
  expect(preferredLanguage(["en-GB", "es"])).toBe("en");
  expect(preferredLanguage(["eskimo", "fr"])).toBe("en");
  expect(preferredLanguage([])).toBe("en");
  expect(languageOf({ lang: "es" })).toBe("es");
  expect(() => languageOf({ lang: "fr" })).toThrow(TypeError);
});
