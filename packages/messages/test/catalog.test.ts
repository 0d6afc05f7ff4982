import { describe, expect, it } from "vitest";

import { loadCatalog } from "../src/index.js";

type Sentence = string | ((facts: object) => unknown);

/** All sentences of a catalogue by their place in it, such as `errors.key-too-small`. */
function sentences(group: object, place = ""): Map<string, Sentence> {
  const found = new Map<string, Sentence>();
  for (const [key, value] of Object.entries(group) as [string, unknown][]) {
    const here = place === "" ? key : `${place}.${key}`;
    if (typeof value === "object" && value !== null) {
      for (const [inner, sentence] of sentences(value, here)) found.set(inner, sentence);
    } else {
      found.set(here, value as Sentence);
    }
  }
  return found;
}

/** Kinds of things that a sentence names by a table of its own. */
const CHOICES: Readonly<Record<string, readonly string[]>> = {
  kind: ["ec", "ed25519", "rsa-pss", "dsa", "certificate", "multi-prime", "other"],
  reason: ["exponent", "even-modulus", "small-factor"],
  container: ["openssh", "pkcs1", "pkcs8"],
  found: ["public-key", "private-key", "unknown"],
};

/** What a sentence says, and which facts it asks for. */
function spoken(sentence: Sentence, choice: number): { text: string; facts: Set<string> } {
  if (typeof sentence === "string") return { text: sentence, facts: new Set() };
  const facts = new Set<string>();
  const answers = new Proxy(
    {},
    {
      get(_, name: string) {
        facts.add(name);
        const choices = CHOICES[name];
        return choices === undefined ? `<${name}>` : choices[choice % choices.length];
      },
    },
  );
  const said = sentence(answers);
  const text =
    typeof said === "object" && said !== null ? Object.values(said).join("\n") : String(said);
  return { text, facts };
}

const en = sentences(await loadCatalog("en"));
const es = sentences(await loadCatalog("es"));

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
      if (name in CHOICES) continue;
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
