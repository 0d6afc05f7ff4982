/**
 * Limits that a form states, and that a caller needs before it reads a file. Importing them loads no code.
 *
 * @packageDocumentation
 */

/** Longest key file, in bytes or characters. Longer input is not read as a key. */
export const MAX_KEY_FILE_BYTES: number = 256 * 1024;

/** Longest text in which `@pct/core/pasted` looks for a ciphertext, in bytes or characters. */
export const MAX_PASTED_BYTES: number = 1024 * 1024;

/** Bytes from the start of a file that `detectAge` needs: its first line, with white space before it. */
export const DETECTION_BYTES = 512;

/**
 * Bytes from the start of a file that `inspect` needs: an age header of the largest allowed size, in
 * ASCII armor.
 */
export const INSPECT_BYTES: number = 96 * 1024;

/** Limits of both generators. */
export const PASSWORD_LIMITS: Readonly<{
  length: Readonly<{ minimum: number; maximum: number }>;
  words: Readonly<{ minimum: number; maximum: number }>;
  alphabet: number;
}> = Object.freeze({
  length: Object.freeze({ minimum: 4, maximum: 1024 }),
  words: Object.freeze({ minimum: 4, maximum: 64 }),
  /** Smallest allowed number of distinct characters. */
  alphabet: 10,
});
