/** Parameters of a code that has none. */
export type NoParams = Record<string, never>;

/**
 * Every reason for which this package refuses an input, with the facts a sentence about it needs.
 *
 * Codes never change their meaning. None of the facts is a secret, a key, or text from the input.
 */
export interface PctErrorParams {
  /** The text holds nothing that looks like a key this package reads. */
  "key-not-recognized": NoParams;
  /** It begins as a key, but is cut short, altered, or contradicts itself. */
  "key-damaged": NoParams;
  /** A private key was given where a public one belongs. */
  "key-is-private": NoParams;
  /** A public key was given where a private one belongs. */
  "key-is-public": NoParams;
  /** A key, but not an RSA encryption key. */
  "key-unsupported": { kind: KeyKind };
  /** More than one key where exactly one is expected. */
  "key-several": NoParams;
  /** The RSA modulus is too short to protect anything. */
  "key-too-small": { bits: number; minimum: number };
  /** The RSA modulus is so long that using it would be a denial of service. */
  "key-too-large": { bits: number; maximum: number };
  /** A key made so that what is encrypted to it can be read by others. */
  "key-unsafe": { reason: "exponent" | "even-modulus" | "small-factor" };
  /** The private key is locked in a way that this package does not open; other tools convert it. */
  "key-encryption-unsupported": { container: "openssh" | "pkcs1" | "pkcs8" };
  /** Opening the private key would cost more work than the stated limit. */
  "key-too-costly": NoParams;
  /** The key cannot be exported: it was made or imported with `extractable: false`. */
  "key-not-extractable": NoParams;
  /** A passphrase is needed and none was given. */
  "passphrase-required": NoParams;
  /** The passphrase does not open the key or the file. */
  "passphrase-wrong": NoParams;
  /** A passphrase of no characters. */
  "passphrase-empty": NoParams;
  /** There is nothing to encrypt. */
  "secret-empty": NoParams;
  /** The secret does not fit into one RSA block: use the age format. */
  "secret-too-long": { bytes: number; maximum: number };
  /** The file to decrypt has no content. */
  "ciphertext-empty": NoParams;
  /** Two or more classic ciphertexts in one file. */
  "ciphertext-several": NoParams;
  /** What was given to decrypt is not an encrypted file; `found` says what it is. */
  "ciphertext-not-recognized": { found: "public-key" | "private-key" | "unknown" };
  /** An age file whose header breaks the format. */
  "age-malformed": NoParams;
  /** An age file whose header is larger or has more recipients than the stated limits. */
  "age-too-large": NoParams;
  /** An age file sealed with a passphrase that asks for more work than the stated limit. */
  "age-too-costly": { logN: number; maximum: number };
  /** The file is locked for keys, and none was given. */
  "identity-required": NoParams;
  /** The text is no private key, OpenSSH key or age identity. */
  "identity-not-recognized": NoParams;
  /** The text is no public key, ssh line or age recipient. */
  "recipient-not-recognized": NoParams;
  /** More recipients than a file may have. */
  "recipients-too-many": { maximum: number };
  /** A post-quantum recipient beside an ordinary one, which would undo its protection. */
  "recipients-mixed": NoParams;
  /** Wrong key, or altered or truncated data. Deliberately not told apart. */
  "decryption-failed": NoParams;
  /** Input and output of a file operation are the same file. */
  "output-is-input": NoParams;
  /** A password length outside the limits. */
  "password-length": { minimum: number; maximum: number };
  /** So many characters are excluded that no password can be made. */
  "password-alphabet": { minimum: number };
  /** A number of passphrase words outside the limits. */
  "passphrase-words": { minimum: number; maximum: number };
}

/** Kinds of key that are recognised and refused. */
export type KeyKind =
  "ec" | "ed25519" | "rsa-pss" | "dsa" | "certificate" | "multi-prime" | "other";

/** One of the stable error codes of this package. */
export type PctErrorCode = keyof PctErrorParams;

/**
 * An input was refused, for the reason in {@link PctError.code}.
 *
 * `message` repeats the code for logs; sentences for people are made elsewhere, in their language,
 * from `code` and `params`. Neither holds a secret, so the error may be logged.
 *
 * @example
 * ```ts
 * import { importPublicKey, PctError } from "@pct/core";
 *
 * try {
 *   await importPublicKey("not a key");
 * } catch (error) {
 *   if (!(error instanceof PctError)) throw error;
 *   console.log(error.code); // "key-not-recognized"
 * }
 * ```
 */
export class PctError<Code extends PctErrorCode = PctErrorCode> extends Error {
  override readonly name = "PctError";
  /** What went wrong, as a stable identifier. */
  readonly code: Code;
  /** The facts that belong to the code. */
  readonly params: Readonly<PctErrorParams[Code]>;

  constructor(
    code: Code,
    ...[params]: PctErrorParams[Code] extends NoParams ? [] : [PctErrorParams[Code]]
  ) {
    super(code);
    this.code = code;
    this.params = Object.freeze({ ...params }) as Readonly<PctErrorParams[Code]>;
  }
}

/**
 * Any {@link PctError}, as a union of one type per code: comparing `code` narrows `params`.
 */
export type AnyPctError = { [Code in PctErrorCode]: PctError<Code> }[PctErrorCode];

/**
 * Whether a caught value is an error of this package; narrows it to {@link AnyPctError}.
 *
 * @example
 * ```ts
 * import { importPublicKey, isPctError } from "@pct/core";
 *
 * try {
 *   await importPublicKey("not a key");
 * } catch (error) {
 *   if (!isPctError(error)) throw error;
 *   console.log(error.code); // "key-not-recognized"
 * }
 * ```
 */
export function isPctError(error: unknown): error is AnyPctError {
  return error instanceof PctError;
}
