import { describe, expect, it, vi } from "vitest";

import {
  NO_PASSPHRASE,
  settle,
  worthOf,
} from "../../../src/screens/new-passphrase/passphrase-draft";

/** What the meter answers; the real one is in the worker, which a browser test asks. */
vi.mock("../../../src/crypto/client", () => ({
  cryptoWorker: () => ({
    strength: (text: string) =>
      Promise.resolve({ score: 4, guessesLog10: text.length, warning: null }),
  }),
}));

describe("worthOf", () => {
  it.each([
    [4, "minutes", 0],
    [8, "hours", 1],
    [10, "weeks", 2],
    [12, "years", 3],
    [20, "centuries", 4],
  ])("says of 10^%i guesses: %s", (guessesLog10, lasts, score) => {
    expect(worthOf({ score: 4, guessesLog10, warning: null })).toEqual({ lasts, score });
  });
});

describe("settle", () => {
  const twice = (text: string): typeof NO_PASSPHRASE => ({ ...NO_PASSPHRASE, text, again: text });

  it("takes a passphrase that outlasts the day on which the file is copied", async () => {
    expect(await settle(twice("0123456789"))).toEqual({ passphrase: "0123456789" });
    expect(await settle(twice("01234567"))).toEqual({ flaw: "weak" });
  });

  it("takes nothing that was not typed the same way twice", async () => {
    expect(await settle({ ...twice("0123456789"), again: "" })).toEqual({ flaw: "differ" });
    expect(await settle(NO_PASSPHRASE)).toEqual({ flaw: "missing" });
  });

  it("does without one only when that was ticked", async () => {
    expect(await settle({ ...twice("x"), isNone: true })).toEqual({ passphrase: null });
  });
});
