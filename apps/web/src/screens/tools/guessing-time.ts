/** A duration for a text; `moment` and `ages` have no number. */
export type GuessingTime =
  | { readonly unit: "moment" | "ages" }
  | { readonly unit: "seconds" | "minutes" | "hours" | "days" | "years"; readonly count: number };

/** Assumes a fast hash and far more hardware than one password is worth to an attacker. */
const GUESSES_PER_SECOND = 1e12;

const UNITS = [
  ["years", 365.25 * 86_400],
  ["days", 86_400],
  ["hours", 3600],
  ["minutes", 60],
  ["seconds", 1],
] as const;

const AGE_OF_UNIVERSE_SECONDS = 13.8e9 * 365.25 * 86_400;

/**
 * How long an attacker needs on average to guess a secret with that many bits of entropy.
 *
 * @example
 * ```ts
 * guessingTime(66); // { unit: "years", count: 1 }
 * ```
 */
export function guessingTime(bits: number): GuessingTime {
  const seconds = 2 ** (bits - 1) / GUESSES_PER_SECOND;
  if (seconds > AGE_OF_UNIVERSE_SECONDS) return { unit: "ages" };
  const [unit, length] = UNITS.find(([, length]) => seconds >= length) ?? ["moment", 1];
  return unit === "moment" ? { unit } : { unit, count: twoDigits(seconds / length) };
}

/** Rounds to two significant digits: `2300`, not `2338`. */
function twoDigits(value: number): number {
  return Number(Math.round(value).toPrecision(2));
}

/** Rates a secret by its entropy. `fair` is enough for an account that locks after failed attempts. */
export function rateEntropy(bits: number): "weak" | "fair" | "strong" {
  if (bits < 40) return "weak";
  return bits < 65 ? "fair" : "strong";
}
