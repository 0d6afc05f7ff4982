import type { PasswordOptions, PassphraseOptions } from "@pct/core/password";

export interface PasswordCalls {
  /** Generates a password, and says how many bits of entropy it has. */
  generatePassword(options: PasswordOptions): Promise<Generated>;

  /** Generates a passphrase, and says how many bits of entropy it has. */
  generatePassphrase(options: PassphraseOptions): Promise<Generated>;
}

/** The calls of the strength worker. */
export interface StrengthWorker {
  /** Estimates how hard a passphrase that a person chose is to guess. */
  strength(passphrase: string): Promise<Strength>;
}

export interface Generated {
  readonly text: string;
  /** Base-2 logarithm of the number of equally likely results. */
  readonly bits: number;
}

/** The estimator's warnings that the strength meter has sentences for. */
export type StrengthWarning =
  | "straightRow"
  | "keyPattern"
  | "simpleRepeat"
  | "extendedRepeat"
  | "sequences"
  | "recentYears"
  | "dates"
  | "topTen"
  | "topHundred"
  | "common"
  | "similarToCommon"
  | "wordByItself"
  | "namesByThemselves"
  | "commonNames"
  | "userInputs"
  | "pwned";

export interface Strength {
  /** 0 is guessed immediately, 4 is out of reach of an offline attack. */
  readonly score: 0 | 1 | 2 | 3 | 4;
  /** Base-10 logarithm of the estimated number of guesses. */
  readonly guessesLog10: number;
  /** Why the score is low, where the estimator says it. */
  readonly warning: StrengthWarning | null;
}
