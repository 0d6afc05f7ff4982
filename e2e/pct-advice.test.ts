import { readFileSync } from "node:fs";

import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";

import { PRIVATE } from "../apps/cli/test/run.js";
import type * as Keys from "../packages/core/src/keys.js";
import { adviceInSources, adviceOf, commandsIn } from "./advised-pct.js";
import type { PctAdvice } from "./advised-pct.js";
import { CLOUD_SITUATIONS } from "./pct-clouds.js";
import { DELIVERY_SITUATIONS, startRelay, stopRelay } from "./pct-delivery.js";
import { givePair } from "./pct-files.js";
import { HELP_SITUATIONS } from "./pct-help.js";
import { INVITATION_SITUATIONS } from "./pct-invitations.js";
import { Reader } from "./pct-reader.js";
import { SITUATIONS } from "./pct-situations.js";

/** Each command of pct that a text advises, run on the input that the text is about: the problem is gone. */

// The search for primes takes seconds, and the commands here make dozens of pairs: it finds this one.
vi.mock("../packages/core/src/keys.js", async (importOriginal) => {
  const original = await importOriginal<typeof Keys>();
  const generateKeyPair = async (): Promise<Keys.KeyPair> => {
    const privateKey = await original.importPrivateKey(readFileSync(PRIVATE));
    return { publicKey: privateKey.publicKey, privateKey };
  };
  return { ...original, generateKeyPair };
});
vi.mock("../packages/core/src/node/keys.js", async () => {
  const { generateKeyPair } = await import("../packages/core/src/keys.js");
  return { raceKeyPair: generateKeyPair };
});

const situations = {
  ...SITUATIONS,
  ...CLOUD_SITUATIONS,
  ...DELIVERY_SITUATIONS,
  ...HELP_SITUATIONS,
  ...INVITATION_SITUATIONS,
};

beforeAll(startRelay);
afterAll(stopRelay);

describe.each(["en", "es"] as const)("what pct advises (%s)", (language) => {
  const advice = new Map<string, PctAdvice[]>();
  for (const text of adviceOf(language)) {
    advice.set(text.path, [...(advice.get(text.path) ?? []), text]);
  }

  it("is followed here, each text", () => {
    expect([...advice.keys()].sort()).toEqual(Object.keys(situations).sort());
  });

  it.each(Object.entries(situations))("%s", async (path, situation) => {
    const reader = new Reader(language, advice.get(path) ?? []);
    try {
      await situation(reader);
      expect(reader.untried).toEqual([]);
    } finally {
      reader.leave();
    }
  });

  it.each([
    ["encrypt", "-d", "pct decrypt"],
    ["encrypt", "--decrypt", "pct decrypt"],
    ["decrypt", "-e", "pct encrypt"],
    ["decrypt", "--encrypt", "pct encrypt"],
  ])("for the habits of age: pct %s %s", async (name, option, command) => {
    const reader = new Reader(language, [{ path: "AGE_OPTIONS", pieces: ["", command, "?"] }]);
    try {
      givePair(reader);
      await reader.pct(["encrypt", "-o", "given"], { input: "s3cret" });
      const said = await reader.pct([name, option, "given"]);
      expect(said.code).toBe(2);
      const { stdout } = await reader.type(reader.read(said)[0], {}, {}, ["given", "-o", "-"]);
      expect(stdout === "s3cret").toBe(name === "encrypt");
    } finally {
      reader.leave();
    }
  });
});

it("advises commands in no other place of the command's sources", () => {
  const found = adviceInSources().map((text) => `${text.path}: ${commandsIn(text).join(", ")}`);
  expect([...new Set(found)]).toEqual([
    // The first lines of the scripts.
    "bash: pct completion",
    "zsh: pct completion",
    "fish: pct completion",
    // For "Run pct send --help", which is followed above.
    "linkMissing.command: pct send",
    "AGE_OPTIONS: pct decrypt",
    "AGE_OPTIONS: pct encrypt",
  ]);
});
