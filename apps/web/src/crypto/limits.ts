/**
 * Limits that forms state, repeated here because the modules that enforce them would load with the page.
 * A test compares them.
 */

/** Characters of a generated password, and words of a generated passphrase. */
export const GENERATOR = {
  length: { minimum: 4, maximum: 1024 },
  words: { minimum: 4, maximum: 64 },
} as const;

/** Characters of a generated salt. */
export const SALT = { minimum: 1, maximum: 1024 } as const;

/** Bits of a random number. */
export const RANDOM_NUMBER = { minimum: 8, maximum: 4096 } as const;
