import { describe, expect, it } from "vitest";

import { loadCatalog } from "#/index.js";
import { serverSentences } from "#/server.js";
import { CHOICES, CONVERTED, sentences, spoken } from "./sentences.js";

const en = sentences({ ...(await loadCatalog("en")), server: serverSentences.en });
const es = sentences({ ...(await loadCatalog("es")), server: serverSentences.es });

it("both languages have the same sentences, and many of them", () => {
  expect([...es.keys()]).toEqual([...en.keys()]);
  expect(en.size).toBeGreaterThan(150);
});

describe.each([...en.keys()])("%s", (place) => {
  const pair = [en.get(place) ?? "", es.get(place) ?? ""] as const;

  it("asks for the same facts in both languages, and says them", () => {
    const [english, spanish] = pair.map((sentence) => spoken(sentence, 0));
    expect(spanish?.facts).toEqual(english?.facts);
    for (const name of english?.facts ?? []) {
      if (name in CHOICES || CONVERTED.includes(place.replace(/^.*\./, ""))) continue;
      expect(english?.text).toContain(`<${name}>`);
      expect(spanish?.text).toContain(`<${name}>`);
    }
  });

  it("says something, on one line, without an exclamation", () => {
    for (let choice = 0; choice < 7; choice++) {
      for (const sentence of pair) {
        const { text } = spoken(sentence, choice);
        for (const line of place === "help.epilogue" ? [text] : text.split("\n")) {
          expect(line.trim()).not.toBe("");
          // The symbols of a password are no exclamation.
          expect(line.replace("!@#$%^&*()", "")).not.toMatch(/[!¡]|undefined|null/);
        }
      }
    }
  });
});

it("the Spanish is Spanish", () => {
  const same = [...en].filter(([place, sentence]) => {
    return spoken(sentence, 0).text === spoken(es.get(place) ?? "", 0).text;
  });
  // Commands that are typed alike, names of formats, and little else.
  const allowed =
    /^help\.(commands\.\w+\.examples\.\d+\.run|values\.(shell|bits|hash))$|^cli\.hints\.|^inspect\.(rsaKey|bytes)$/;
  expect(same.map(([place]) => place).filter((place) => !allowed.test(place))).toEqual([]);
});
