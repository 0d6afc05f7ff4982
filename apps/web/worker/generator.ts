import * as core from "@pct/core/password";
import type { PassphraseOptions, PasswordOptions } from "@pct/core/password";

import type { Generated, Strength, StrengthWarning } from "#/crypto/interface/passwords.js";

/** Generates passwords, and estimates the strength of those that a person chose. */

export function generatePassword(options: PasswordOptions): Generated {
  return { text: core.generatePassword(options), bits: core.passwordEntropy(options) };
}

export async function generatePassphrase(options: PassphraseOptions): Promise<Generated> {
  const words = { words: 6, ...options };
  return { text: await core.generatePassphrase(words), bits: core.passwordEntropy(words) };
}

/** The estimator sees only the start: its work grows with the length, and longer input is strong or repeats. */
const ESTIMATED_CHARACTERS = 100;

type Estimator = (passphrase: string) => {
  readonly score: Strength["score"];
  readonly guessesLog10: number;
  readonly feedback: { readonly warning: string | null };
};

let estimator: Promise<Estimator> | undefined;

/** How hard a passphrase is to guess for an attacker with dictionaries of both languages. */
export async function strength(passphrase: string): Promise<Strength> {
  estimator ??= loadEstimator();
  const { score, guessesLog10, feedback } = (await estimator)(
    passphrase.slice(0, ESTIMATED_CHARACTERS),
  );
  return { score, guessesLog10, warning: feedback.warning as StrengthWarning | null };
}

/** Loads two megabytes of dictionaries, so only when a page shows a strength meter. */
async function loadEstimator(): Promise<Estimator> {
  const [{ ZxcvbnFactory }, common, en, es] = await Promise.all([
    import("@zxcvbn-ts/core"),
    import("@zxcvbn-ts/language-common"),
    import("@zxcvbn-ts/language-en"),
    import("@zxcvbn-ts/language-es-es"),
  ]);
  const dictionary = { ...common.dictionary, ...en.dictionary, ...es.dictionary };
  // Without translations it returns the keys of its warnings, which our catalogue translates.
  const zxcvbn = new ZxcvbnFactory({ dictionary, graphs: common.adjacencyGraphs });
  return (passphrase) => zxcvbn.check(passphrase);
}
