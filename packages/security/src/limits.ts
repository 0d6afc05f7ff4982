/**
 * Limits that a form states. Importing them loads no code.
 *
 * @packageDocumentation
 */

/** Limits of random numbers and salts. */
export const RANDOM_LIMITS: Readonly<{
  /** Bits of a random number. */
  bits: Readonly<{ minimum: number; maximum: number }>;
  /** Characters of a salt. */
  saltLength: Readonly<{ minimum: number; maximum: number }>;
}> = Object.freeze({
  bits: Object.freeze({ minimum: 8, maximum: 4096 }),
  saltLength: Object.freeze({ minimum: 1, maximum: 1024 }),
});
