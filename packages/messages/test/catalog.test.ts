import { describe, expect, it } from "vitest";

import { loadFullCatalog, loadHelp, loadInvitationTexts } from "#/index.js";
import { serverSentences } from "#/server.js";
import { CHOICES, CONVERTED, sentences, spoken } from "./sentences.js";

/** Values of the param that has the most. */
const MOST_CHOICES = Math.max(...Object.values(CHOICES).map(({ length }) => length));

const en = sentences({
  ...(await loadFullCatalog("en")),
  help: await loadHelp("en"),
  invitations: await loadInvitationTexts("en"),
  server: serverSentences.en,
});
const es = sentences({
  ...(await loadFullCatalog("es")),
  help: await loadHelp("es"),
  invitations: await loadInvitationTexts("es"),
  server: serverSentences.es,
});

it("both languages have the same messages, more than 150", () => {
  expect([...es.keys()]).toEqual([...en.keys()]);
  expect(en.size).toBeGreaterThan(150);
});

describe.each([...en.keys()])("%s", (place) => {
  const pair = [en.get(place) ?? "", es.get(place) ?? ""] as const;

  it("uses the same params in both languages, and prints them", () => {
    const [english, spanish] = pair.map((sentence) => spoken(sentence, 0));
    expect(spanish?.facts).toEqual(english?.facts);
    for (const name of english?.facts ?? []) {
      if (name in CHOICES || CONVERTED.includes(place.replace(/^.*\./, ""))) continue;
      expect(english?.text).toContain(`<${name}>`);
      expect(spanish?.text).toContain(`<${name}>`);
    }
  });

  it("is one line of text, without an exclamation mark", () => {
    for (let choice = 0; choice < MOST_CHOICES; choice++) {
      for (const sentence of pair) {
        const { text } = spoken(sentence, choice);
        for (const line of ["help.epilogue", "help.short"].includes(place)
          ? [text]
          : text.split("\n")) {
          expect(line.trim()).not.toBe("");
          // The symbols of a password include one.
          expect(line.replace("!@#$%^&*()", "")).not.toMatch(/[!¡]|undefined|null/);
        }
      }
    }
  });
});

it("Spanish messages differ from the English ones", () => {
  const same = [...en].filter(([place, sentence]) => {
    return spoken(sentence, 0).text === spoken(es.get(place) ?? "", 0).text;
  });
  // Equal on purpose: commands, names of formats and of products.
  const allowed =
    /^help\.commands\.[\w-]+\.examples\.\d+\.run$|^usage\.values\.(shell|bits|hash)$|^cli\.hints\.|^delivery\.services\.(aws|azure|gcp|github|microsoft-365|google-workspace|vpn)$|^inspect\.(rsaKey|bytes)$/;
  expect(same.map(([place]) => place).filter((place) => !allowed.test(place))).toEqual([]);
});
