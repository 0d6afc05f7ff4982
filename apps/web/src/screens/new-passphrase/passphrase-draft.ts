import { cryptoWorker } from "../../crypto/client";
import type { Strength } from "../../crypto/interface/passwords";
import type { StrengthScore } from "../../ui/strength-meter";

/** A passphrase that is being chosen, as it was typed. */
export interface PassphraseDraft {
  readonly text: string;
  /** The same, typed a second time. */
  readonly again: string;
  /** One that the portal has made, to be written down. */
  readonly suggested: string | null;
  /** Whether the person does without one, and has been told what that means. */
  readonly isNone: boolean;
}

export const NO_PASSPHRASE: PassphraseDraft = {
  text: "",
  again: "",
  suggested: null,
  isNone: false,
};

/** Why a draft is not taken. */
export type PassphraseFlaw = "missing" | "differ" | "weak";

/** How long a passphrase lasts against somebody who has copied the file, from the worst to the best. */
const RESISTANCES = ["minutes", "hours", "weeks", "years", "centuries"] as const;

export type Resistance = (typeof RESISTANCES)[number];

/** From how many seconds on it is the next one, as base-10 logarithms. */
const LIMITS = [3, 4.5, 6.5, 9.5];

/**
 * What a passphrase is worth, in words and as one of five, for 220,000 rounds of PBKDF2 per guess:
 * about ten thousand guesses a second on hardware that one person can buy.
 */
export function worthOf({ guessesLog10 }: Strength): { lasts: Resistance; score: StrengthScore } {
  const secondsLog10 = guessesLog10 - 4;
  const score = LIMITS.filter((limit) => secondsLog10 >= limit).length as StrengthScore;
  return { lasts: RESISTANCES[score], score };
}

/** Below, the file falls on the day on which it is copied. */
const WEAKEST: StrengthScore = 2;

/** The passphrase that was decided for, `null` for none, or what is wrong with it. */
export async function settle(
  draft: PassphraseDraft,
): Promise<{ readonly passphrase: string | null } | { readonly flaw: PassphraseFlaw }> {
  if (draft.isNone) return { passphrase: null };
  if (draft.text === "") return { flaw: "missing" };
  if (draft.again !== draft.text) return { flaw: "differ" };
  const { score } = worthOf(await cryptoWorker().strength(draft.text));
  return score < WEAKEST ? { flaw: "weak" } : { passphrase: draft.text };
}
