import { strengthWorker } from "../../crypto/client";
import type { Strength } from "../../crypto/interface/passwords";
import type { StrengthScore } from "../../ui/strength-meter";

/** A new passphrase, as typed. */
export interface PassphraseDraft {
  readonly text: string;
  /** The repetition. */
  readonly again: string;
  /** A generated passphrase, for the person to write down. */
  readonly suggested: string | null;
  /** Whether the generated passphrase was shown or copied. */
  readonly isSeen: boolean;
  /** Whether the person chose to have no passphrase, after a warning. */
  readonly isNone: boolean;
}

export const NO_PASSPHRASE: PassphraseDraft = {
  text: "",
  again: "",
  suggested: null,
  isSeen: false,
  isNone: false,
};

/** Why a draft is refused. */
export type PassphraseFlaw = "missing" | "differ" | "weak" | "unseen";

/** How long a passphrase withstands an attacker who copied the file, from worst to best. */
const RESISTANCES = ["minutes", "hours", "weeks", "years", "centuries"] as const;

export type Resistance = (typeof RESISTANCES)[number];

/** Lower limits of all but the first, as base-10 logarithms of seconds. */
const THRESHOLDS_LOG10 = [3, 4.5, 6.5, 9.5];

/**
 * Rates a passphrase for a key file with 220,000 rounds of PBKDF2 per guess: about 10,000 guesses a
 * second on hardware that one person can buy.
 */
export function ratePassphrase({ guessesLog10 }: Strength): {
  lasts: Resistance;
  score: StrengthScore;
} {
  const secondsLog10 = guessesLog10 - 4;
  const score = THRESHOLDS_LOG10.filter((limit) => secondsLog10 >= limit).length as StrengthScore;
  return { lasts: RESISTANCES[score], score };
}

/** Lower scores mean that the file is cracked on the day it is copied. */
const MINIMUM_SCORE: StrengthScore = 2;

/** The chosen passphrase, `null` for none, or the reason to refuse the draft. */
export async function checkPassphrase(
  draft: PassphraseDraft,
): Promise<{ readonly passphrase: string | null } | { readonly flaw: PassphraseFlaw }> {
  if (draft.isNone) return { passphrase: null };
  if (draft.text === "") return { flaw: "missing" };
  if (draft.again !== draft.text) return { flaw: "differ" };
  const { score } = ratePassphrase(await strengthWorker().strength(draft.text));
  if (score < MINIMUM_SCORE) return { flaw: "weak" };
  // A file that no one can open again.
  const isUnseen = draft.suggested !== null && !draft.isSeen;
  return isUnseen ? { flaw: "unseen" } : { passphrase: draft.text };
}
