import * as core from "@pct/core";
import type { PassphraseOptions, PasswordOptions } from "@pct/core";

import type { Generated, Strength, StrengthWarning } from "../src/crypto/interface/passwords.js";

/** Passwords: making them, and judging those that a person made. */

export function generatePassword(options: PasswordOptions): Generated {
  return { text: core.generatePassword(options), bits: core.passwordEntropy(options) };
}

export async function generatePassphrase(options: PassphraseOptions): Promise<Generated> {
  const words = { words: 6, ...options };
  return { text: await core.generatePassphrase(words), bits: core.passwordEntropy(words) };
}

/** What the estimator looks at; the work grows with it, and what is longer is strong or repeats. */
const JUDGED_CHARACTERS = 100;

type Estimator = (passphrase: string) => {
  readonly score: Strength["score"];
  readonly guessesLog10: number;
  readonly feedback: { readonly warning: string | null };
};

let estimator: Promise<Estimator> | undefined;

/** How hard a passphrase is to guess, for somebody who knows both languages and what people choose. */
export async function strength(passphrase: string): Promise<Strength> {
  estimator ??= loadEstimator();
  const { score, guessesLog10, feedback } = (await estimator)(
    passphrase.slice(0, JUDGED_CHARACTERS),
  );
  return { score, guessesLog10, warning: feedback.warning as StrengthWarning | null };
}

/** Two megabytes of dictionaries, which only a page with a strength meter asks for. */
async function loadEstimator(): Promise<Estimator> {
  const [{ ZxcvbnFactory }, common, en, es] = await Promise.all([
    import("@zxcvbn-ts/core"),
    import("@zxcvbn-ts/language-common"),
    import("@zxcvbn-ts/language-en"),
    import("@zxcvbn-ts/language-es-es"),
  ]);
  const dictionary = { ...common.dictionary, ...en.dictionary, ...es.dictionary };
  // Without translations it answers with the keys of its sentences, which ours are written for.
  const zxcvbn = new ZxcvbnFactory({ dictionary, graphs: common.adjacencyGraphs });
  return (passphrase) => zxcvbn.check(passphrase);
}
