import { describe, expect, it } from "vitest";

import { loadFailures } from "#/failures.js";
import { CHOICES, CONVERTED, sentences, spoken } from "./sentences.js";

const en = sentences(await loadFailures("en"));
const es = sentences(await loadFailures("es"));

it("both languages have messages for the same codes", () => {
  expect([...es.keys()].sort()).toEqual([...en.keys()].sort());
  expect(en.size).toBeGreaterThan(60);
});

describe.each([...en.keys()])("%s", (code) => {
  it("uses the same params in both languages, prints them, and has a hint", () => {
    const [english, spanish] = [en, es].map((catalogue) => spoken(catalogue.get(code) ?? "", 0));
    expect(spanish?.facts).toEqual(english?.facts);
    for (const said of [english, spanish]) {
      const [what, hint, ...more] = said?.text.split("\n") ?? [];
      expect(more).toEqual([]);
      for (const line of [what, hint]) {
        expect(line).toMatch(/\S/);
        expect(line).not.toMatch(/[!¡]|undefined|null/);
      }
      if (CONVERTED.includes(code)) continue;
      for (const name of said?.facts ?? []) {
        if (!(name in CHOICES)) expect(said?.text).toContain(`<${name}>`);
      }
    }
  });
});

it("converts bytes into larger units", async () => {
  const { "too-large-for-memory": tooLarge } = await loadFailures("es");
  expect(tooLarge({ maximum: 500_000_000 }).what).toContain("500 MB");
  const { "credential-too-large": credential } = await loadFailures("en");
  expect(credential({ maximum: 1_048_576 }).what).toContain("1024 KiB");
});

it("Spanish messages differ from the English ones", () => {
  const same = [...en].filter(
    ([code, sentence]) => spoken(sentence, 0).text === spoken(es.get(code) ?? "", 0).text,
  );
  expect(same).toEqual([]);
});
