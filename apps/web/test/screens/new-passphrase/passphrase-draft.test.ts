import { describe, expect, it, vi } from "vitest";

import {
  NO_PASSPHRASE,
  checkPassphrase,
  ratePassphrase,
} from "#/screens/new-passphrase/passphrase-draft.js";

/** A fake strength meter: the real one is in the worker, which has a browser test. */
vi.mock("#/crypto/client.js", () => ({
  strengthWorker: () => ({
    strength: (text: string) =>
      Promise.resolve({ score: 4, guessesLog10: text.length, warning: null }),
  }),
}));

describe("ratePassphrase", () => {
  it.each([
    [4, "minutes", 0],
    [8, "hours", 1],
    [10, "weeks", 2],
    [12, "years", 3],
    [20, "centuries", 4],
  ])("rates 10^%i guesses as lasting %s", (guessesLog10, lasts, score) => {
    expect(ratePassphrase({ score: 4, guessesLog10, warning: null })).toEqual({ lasts, score });
  });
});

describe("checkPassphrase", () => {
  const typedTwice = (text: string): typeof NO_PASSPHRASE => ({
    ...NO_PASSPHRASE,
    text,
    again: text,
  });

  it("accepts a passphrase that lasts longer than a day, and refuses a weaker one", async () => {
    expect(await checkPassphrase(typedTwice("0123456789"))).toEqual({ passphrase: "0123456789" });
    expect(await checkPassphrase(typedTwice("01234567"))).toEqual({ flaw: "weak" });
  });

  it("refuses an empty passphrase, and one that differs from its repetition", async () => {
    expect(await checkPassphrase({ ...typedTwice("0123456789"), again: "" })).toEqual({
      flaw: "differ",
    });
    expect(await checkPassphrase(NO_PASSPHRASE)).toEqual({ flaw: "missing" });
  });

  it("refuses a generated passphrase that was neither shown nor copied, and measures it like any other", async () => {
    const suggested = { ...typedTwice("0123456789"), suggested: "0123456789" };
    expect(await checkPassphrase(suggested)).toEqual({ flaw: "unseen" });
    expect(await checkPassphrase({ ...suggested, isSeen: true })).toEqual({
      passphrase: "0123456789",
    });
    const weak = { ...typedTwice("01234567"), suggested: "01234567" };
    expect(await checkPassphrase({ ...weak, isSeen: true })).toEqual({ flaw: "weak" });
    expect(await checkPassphrase({ ...suggested, again: "" })).toEqual({ flaw: "differ" });
  });

  it("accepts no passphrase only if the person chose that", async () => {
    expect(await checkPassphrase({ ...typedTwice("x"), isNone: true })).toEqual({
      passphrase: null,
    });
  });
});
