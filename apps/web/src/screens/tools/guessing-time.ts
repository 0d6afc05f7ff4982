/** A time in words: `moment` and `ages` need no number. */
export type GuessingTime =
  | { readonly unit: "moment" | "ages" }
  | { readonly unit: "seconds" | "minutes" | "hours" | "days" | "years"; readonly count: number };

/** More than anybody who wants one password can pay for, against a store that was hashed carelessly. */
const GUESSES_PER_SECOND = 1e12;

const UNITS = [
  ["years", 365.25 * 86_400],
  ["days", 86_400],
  ["hours", 3600],
  ["minutes", 60],
  ["seconds", 1],
] as const;

const AGE_OF_THE_UNIVERSE = 13.8e9 * 365.25 * 86_400;

/**
 * How long it takes on average to find something with so many bits of entropy.
 *
 * @example
 * ```ts
 * guessingTime(66); // { unit: "years", count: 1 }
 * ```
 */
export function guessingTime(bits: number): GuessingTime {
  const seconds = 2 ** (bits - 1) / GUESSES_PER_SECOND;
  if (seconds > AGE_OF_THE_UNIVERSE) return { unit: "ages" };
  const [unit, length] = UNITS.find(([, length]) => seconds >= length) ?? ["moment", 1];
  return unit === "moment" ? { unit } : { unit, count: twoDigits(seconds / length) };
}

/** Nobody needs more: `2300`, not `2338`. */
function twoDigits(value: number): number {
  return Number(Math.round(value).toPrecision(2));
}

/** What it is good for: an account that locks itself stops whoever guesses long before. */
export function worthOf(bits: number): "weak" | "fair" | "strong" {
  if (bits < 40) return "weak";
  return bits < 65 ? "fair" : "strong";
}
