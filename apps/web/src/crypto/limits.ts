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

/**
 * How many files a credential may hold, how many bytes the whole of it, and how many of these are left
 * for files: in base64, beside all else that is usual.
 */
export const CREDENTIAL_FILES = { count: 16, bytes: 1_048_576, room: 768_000 } as const;

/** Bytes that may be locked so that the answer, an age file, has no more than the relay takes. */
export function answerRoom(maxBytes: number): number {
  // Header for one RSA key of up to 8192 bits, nonce, and a tag for each piece (C2SP age.md).
  return Math.max(0, maxBytes - 1600 - 16 - 16 * Math.ceil(maxBytes / 65_536));
}

/** How large a file may be that goes through a link in a document, which says its name and the sender's. */
export function namedFileRoom(maxBytes: number): number {
  const inAnswer = Math.floor(((answerRoom(maxBytes) - 24_000) * 3) / 4);
  return Math.max(0, Math.min(CREDENTIAL_FILES.room, inAnswer));
}

/** Of generated passwords, in characters, and passphrases, in words. */
export const GENERATOR = {
  length: { minimum: 4, maximum: 1024 },
  words: { minimum: 4, maximum: 64 },
} as const;

/** Of generated salts, in characters. */
export const SALT = { minimum: 1, maximum: 1024 } as const;

/** Of random numbers, in bits. */
export const RANDOM_NUMBER = { minimum: 8, maximum: 4096 } as const;
