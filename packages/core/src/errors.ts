/** Parameters of a code that has none. */
export type NoParams = Record<string, never>;

/**
 * Every reason for which this package refuses an input, with the params that a message about it needs.
 *
 * A code never changes its meaning. Params never hold a secret, a key, or text from the input.
 */
export interface PctErrorParams {
  /** The text does not look like any key that this package reads. */
  "key-not-recognized": NoParams;
  /** The input starts as a key, but is truncated, altered or inconsistent. */
  "key-damaged": NoParams;
  /** A private key was given in place of a public key. */
  "key-is-private": NoParams;
  /** A public key was given in place of a private key. */
  "key-is-public": NoParams;
  /** A key, but not an RSA encryption key. */
  "key-unsupported": { kind: KeyKind };
  /** The input holds more than one key. */
  "key-several": NoParams;
  /** The RSA modulus is too short to be secure. */
  "key-too-small": { bits: number; minimum: number };
  /** The RSA modulus is so long that using it could exhaust the machine. */
  "key-too-large": { bits: number; maximum: number };
  /** Anyone could decrypt what is encrypted to this public key. */
  "key-unsafe": { reason: "exponent" | "even-modulus" | "small-factor" };
  /** The private key is encrypted in a way that this package does not read; other tools convert it. */
  "key-encryption-unsupported": { container: "openssh" | "pkcs1" | "pkcs8" };
  /** The key derivation of the private key exceeds the limits on work. */
  "key-too-costly": NoParams;
  /** The key was generated or imported with `extractable: false`. */
  "key-not-extractable": NoParams;
  /** The key or file needs a passphrase, and the caller gave none. */
  "passphrase-required": NoParams;
  /** The passphrase does not decrypt the key or the file. */
  "passphrase-wrong": NoParams;
  /** The passphrase is empty. */
  "passphrase-empty": NoParams;
  /** The secret to encrypt is empty. */
  "secret-empty": NoParams;
  /** The secret does not fit into one RSA block; the age format has no limit. */
  "secret-too-long": { bytes: number; maximum: number };
  /** The file to decrypt is empty or blank. */
  "ciphertext-empty": NoParams;
  /** The file holds two or more classic ciphertexts. */
  "ciphertext-several": NoParams;
  /** The input is not an encrypted file; `found` says what it is. */
  "ciphertext-not-recognized": {
    found: "public-key" | "private-key" | "cut" | "mangled" | "unknown" | ForeignKind;
  };
  /**
   * The answer of a Windows server at Google is for another key, or has no password, or uses a hash that is
   * unknown, or SHA-1, for which the key must be extractable.
   */
  "windows-answer-unusable": { fault: "other-key" | "refused" | "hash" | "sha1" };
  /** The header of the age file breaks the format. */
  "age-malformed": NoParams;
  /** The header of the age file exceeds the limits on size or recipients. */
  "age-too-large": NoParams;
  /** The scrypt parameters of the age file exceed the limit on work. */
  "age-too-costly": { logN: number; maximum: number };
  /** The file is encrypted to keys, and the caller gave none that could open it. */
  "identity-required": NoParams;
  /** The age identity is invalid. */
  "identity-not-recognized": NoParams;
  /** The age recipient is invalid. */
  "recipient-not-recognized": NoParams;
  /** More recipients than a file may have. */
  "recipients-too-many": { maximum: number };
  /** A post-quantum recipient is combined with others, which would undo its protection. */
  "recipients-mixed": NoParams;
  /** Wrong key, or altered or truncated data: deliberately one code. */
  "decryption-failed": NoParams;
  /** Input and output of a file operation are the same file. */
  "output-is-input": NoParams;
  /** The input file became shorter or longer while it was read. */
  "input-changed": NoParams;
  /** At the output path is a pipe, a device or a link of another user, who could read the output. */
  "output-unsafe": NoParams;
  /** The password length is outside the limits. */
  "password-length": { minimum: number; maximum: number };
  /** Too few characters are left after the excluded ones. */
  "password-alphabet": { minimum: number };
  /** The number of passphrase words is outside the limits. */
  "passphrase-words": { minimum: number; maximum: number };
}

/**
 * What was recognized where a key was expected, and is refused. `security-key` is an SSH key that lives
 * in a device (`sk-ssh-…`), `plugin` a recipient or identity of a plugin of age, `encrypted-file` an age
 * file, such as an identity that `age -p` protects.
 */
export type KeyKind =
  | "ec"
  | "ed25519"
  | "x25519"
  | "rsa-pss"
  | "dsa"
  | "certificate"
  | "multi-prime"
  | "security-key"
  | "plugin"
  | "encrypted-file"
  | "other"
  | ForeignKind;

/** Files of other programs that are recognized and refused. */
export type ForeignKind =
  | "openpgp-message"
  | "openpgp-key"
  | "openpgp-signature"
  | "cms"
  | "cms-der"
  | "smime"
  | "pkcs12"
  | "certificate-request"
  | "ssh2-public-key"
  | "putty-key"
  | "sops"
  | "ansible-vault"
  | "openssl-enc"
  | "service-account";

/** One of the stable error codes of this package. */
export type PctErrorCode = keyof PctErrorParams;

/**
 * Thrown when an input is refused; {@link PctError.code} says why.
 *
 * `message` repeats the code for logs. Callers make messages for users from `code` and `params`. The
 * error holds no secret, so it can be logged.
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
  /** Stable identifier of the reason. */
  readonly code: Code;
  /** Values that belong to the code. */
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
