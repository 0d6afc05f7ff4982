import { expect } from "vitest";

import { source } from "virtual:vectors";

import type { PctErrorCode } from "@pct/core";

/** How reading a vector ends: `"accepted"`, or the code of the refusal. */
export type Outcome = "accepted" | PctErrorCode;

/** Whether the tests run on the vectors of this package, which hold no names but those below. */
export const arePackaged: boolean = source === "packaged";

/**
 * The exact outcome of each vector, by its name. The vectors themselves say only whether a reader must
 * accept them; which code a refusal has is this package's to say.
 */
export const EXPECTED = {
  /** `classic/file_variants.json`, opened with the key that the ciphertext is for. */
  fileVariants: {
    plain: "accepted",
    "final-lf": "accepted",
    "final-crlf": "accepted",
    "leading-spaces": "accepted",
    "surrounding-blank-lines": "accepted",
    "wrapped-64-lf": "accepted",
    "wrapped-76-crlf": "accepted",
    "tabs-inside": "accepted",
    "utf8-bom": "accepted",
    "nbsp-inside": "accepted",
    "zero-width-space-inside": "accepted",
    "utf16le-bom (PowerShell >)": "accepted",
    "utf16be-bom": "accepted",
    'quoted with "': "decryption-failed",
    'mail-quote "> "': "decryption-failed",
    "url-safe": "decryption-failed",
    "url-safe-no-padding": "decryption-failed",
    "no-padding": "decryption-failed",
    "extra-padding": "decryption-failed",
    "quoted-printable soft breaks": "decryption-failed",
    "html-entities +": "decryption-failed",
    "plus-became-space": "decryption-failed",
    "hex-instead": "decryption-failed",
    "raw-binary": "accepted",
    "empty-file": "ciphertext-empty",
    "only-newline": "ciphertext-empty",
    "not-base64": "decryption-failed",
    "truncated-1-char": "decryption-failed",
    "truncated-4-chars": "decryption-failed",
    "first-half": "decryption-failed",
    "first-line-lost": "decryption-failed",
    twice: "ciphertext-several",
    "flip-first-byte": "decryption-failed",
    "flip-middle-byte": "decryption-failed",
    "flip-last-byte": "decryption-failed",
    "swapped-halves": "decryption-failed",
    "all-zero": "decryption-failed",
    one: "decryption-failed",
    "modulus-minus-1": "decryption-failed",
    "equals-modulus": "decryption-failed",
    "all-ff": "decryption-failed",
    "extra-leading-zero-byte": "decryption-failed",
    "extra-trailing-byte": "decryption-failed",
    "other-key": "decryption-failed",
    "oaep-sha1": "decryption-failed",
    "oaep-sha256": "decryption-failed",
    "oaep-sha384": "decryption-failed",
    "oaep-sha512-mgf1-sha1 (Java default)": "decryption-failed",
    "oaep-sha512-label": "decryption-failed",
    "pkcs1-v1.5": "decryption-failed",
    "age-file-instead": "decryption-failed",
    "private-key-pem-instead": "ciphertext-not-recognized",
    "oaep-built-by-hand (control)": "accepted",
    "oaep-bad-lhash": "decryption-failed",
    "oaep-bad-padding-byte": "decryption-failed",
    "oaep-no-separator": "decryption-failed",
    "oaep-first-byte-1": "decryption-failed",
    "leading-zero ciphertext (control)": "accepted",
    "leading-zero-byte-dropped": "decryption-failed",
  },

  /** `variants` of `classic/public_keys.json`. */
  publicVariants: {
    "with-comment": "accepted",
    "no-comment": "accepted",
    crlf: "accepted",
    "leading-space": "accepted",
    "comment-with-spaces": "accepted",
    "comment-line-first": "accepted",
    "options-prefix": "key-not-recognized",
    truncated: "key-damaged",
    "wrong-type-name": "key-damaged",
    "cert-type": "key-unsupported",
    "extra-bytes": "key-damaged",
    "two-lines": "key-several",
    rfc4716: "key-unsupported",
    "spki-crlf": "accepted",
    "spki-bom": "accepted",
    "spki-no-final-newline": "accepted",
    "spki-one-line-in-url-fragment": "key-not-recognized",
    "private-key-given": "key-is-private",
  },

  /** `hostile` of `classic/public_keys.json`. */
  hostile: {
    "e-1": "key-unsafe",
    "e-0": "key-unsafe",
    "e-even": "key-unsafe",
    "e-3": "key-unsafe",
    "e-2^64+13": "key-unsafe",
    "n-even": "key-unsafe",
    // There is no test of primality: see checkPublicNumbers.
    "n-is-prime": "accepted",
    "n-small-factor": "key-unsafe",
    "n-zero": "key-damaged",
    "n-negative": "key-damaged",
    "n-20000-bit": "key-too-large",
  },

  /** `pemVariants` of `classic/keys.json`. */
  pemVariants: {
    crlf: "accepted",
    "cr-only": "accepted",
    "no-final-newline": "accepted",
    bom: "accepted",
    "leading-text": "accepted",
    "trailing-text": "accepted",
    "trailing-spaces": "accepted",
    "one-line": "accepted",
    "width-76": "accepted",
    truncated: "key-damaged",
    "truncated-with-end": "key-damaged",
    "wrong-label": "key-damaged",
    "label-mismatch": "key-damaged",
    // The flipped bit makes the modulus of this set divisible by a small prime.
    "bit-flip": "key-unsafe",
    "public-given-as-private": "key-is-public",
    empty: "key-not-recognized",
    "utf16le-bom": "accepted",
    "two-keys": "key-several",
  },

  /** `vectors` of `age/damaged.json`. */
  damaged: {
    "wrong-identity-rsa": "decryption-failed",
    "wrong-identity-x25519": "decryption-failed",
    "x25519-identity-on-rsa-file": "decryption-failed",
    "payload-flip-last": "decryption-failed",
    "payload-flip-nonce": "decryption-failed",
    "payload-truncated-1": "decryption-failed",
    "payload-truncated-to-nonce": "decryption-failed",
    "payload-missing": "decryption-failed",
    "payload-appended": "decryption-failed",
    "mac-flip": "decryption-failed",
    "version-2": "age-malformed",
    "header-crlf": "age-malformed",
    "stanza-tag-changed": "decryption-failed",
    "stanza-body-flip": "decryption-failed",
    "stanza-extra-argument": "age-malformed",
    "stanza-padding": "decryption-failed",
    "stanza-short-body": "decryption-failed",
    // Not an age file any more, so it is read as a classic one.
    "leading-newline": "decryption-failed",
    "empty-file": "ciphertext-empty",
    "plain-text": "decryption-failed",
    // age refuses a classic file; ours detects its format.
    "classic-file-instead": "accepted",
    "header-only-no-stanzas": "decryption-failed",
    "no-mac-line": "age-malformed",
    "armor-crlf": "accepted",
    "armor-leading-blank-lines": "accepted",
    "armor-trailing-blank": "accepted",
    "armor-bom": "accepted",
    "armor-leading-text": "decryption-failed",
    "armor-trailing-text": "age-malformed",
    "armor-no-end": "age-malformed",
    "armor-long-line": "age-malformed",
    "armor-wrong-type": "ciphertext-not-recognized",
    "armor-mail-quoted": "decryption-failed",
  },

  /** `badRecipients` of `age/damaged.json`; the first has no name. */
  badRecipients: {
    "": "key-too-small",
    "ecdsa-ssh": "key-unsupported",
    "bad-bech32-checksum": "recipient-not-recognized",
    "mixed-case": "key-not-recognized",
    "identity-given-as-recipient": "key-is-private",
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, Outcome>>>>;

/** Outcomes that depend on the key of the set: in which of its numbers the bit lies. */
const OF_THIS_SET: readonly string[] = ["bit-flip"];

interface NamedVector {
  readonly name?: string;
  readonly expect: string;
}

/**
 * Expects the outcome of a vector: the exact one for a name in {@link EXPECTED}. Another set of vectors
 * may hold other names; for those, what the vector says decides.
 */
export function expectOutcome(
  result: Outcome,
  table: keyof typeof EXPECTED,
  { name = "", expect: expected }: NamedVector,
): void {
  const exact: Readonly<Record<string, Outcome>> = EXPECTED[table];
  const isExact = name in exact && (arePackaged || !OF_THIS_SET.includes(name));
  if (isExact) expect(result).toBe(exact[name]);
  else if (/^(?:ok|success)$/.test(expected)) expect(result).toBe("accepted");
  else if (/^(?:error|failure|refuse)/.test(expected)) expect(result).not.toBe("accepted");
}

/** Vectors of this package without an exact outcome, which should be an empty list. */
export function unexpected(
  table: keyof typeof EXPECTED,
  vectors: readonly NamedVector[],
): string[] {
  return vectors.flatMap(({ name = "" }) => (name in EXPECTED[table] ? [] : [name]));
}
