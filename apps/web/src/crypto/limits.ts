/**
 * Limits that forms state, so that a page need not load what enforces them. A test compares them with
 * the packages' own.
 */

/** Characters of the fields of a credential, for `maxLength`; the whole has 1 MiB, files included. */
export const CREDENTIAL_FIELDS = {
  signInUrl: 2048,
  account: 256,
  username: 512,
  password: 4096,
  note: 16_384,
  from: 256,
} as const;

/** How many files a credential may hold, and how many bytes the whole of it. */
export const CREDENTIAL_FILES = { count: 16, bytes: 1_048_576 } as const;

/** Of generated passwords, in characters, and passphrases, in words. */
export const GENERATOR = {
  length: { minimum: 4, maximum: 1024 },
  words: { minimum: 4, maximum: 64 },
} as const;

/** Of generated salts, in characters. */
export const SALT = { minimum: 1, maximum: 1024 } as const;

/** Of random numbers, in bits. */
export const RANDOM_NUMBER = { minimum: 8, maximum: 4096 } as const;
