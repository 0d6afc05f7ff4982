import type { ForeignSystem } from "./foreign-hash.js";

/** Parameters of a code that has none. */
export type NoParams = Record<string, never>;

/**
 * Every reason for which this package refuses an input, with the params that a message about it needs.
 *
 * A code never changes its meaning. Params never hold a secret or text from the input.
 */
export interface SecurityErrorParams {
  /** The string has a lone surrogate. It has no UTF-8 form, so different passwords would become equal. */
  "text-malformed": NoParams;
  /** The password exceeds the limit in bytes, which protects a server from long inputs. */
  "password-too-long": { maximum: number };
  /** The stored hash is malformed: parts are missing, parameters are not numbers, or it is too long. */
  "hash-malformed": NoParams;
  /** The stored hash has an unsupported method; `system` if it is recognized. */
  "hash-unsupported": { system: ForeignSystem | null };
  /** The stored hash needs more work or memory than `ACCEPT` allows. */
  "hash-too-costly": NoParams;
  /** The stored hash is one fast round, which is only checked with the option `legacy`. */
  "hash-legacy": NoParams;
  /** The stored password was never hashed. */
  "hash-is-plain-text": NoParams;
  /** The method for a new hash is unknown, outdated or exceeds the limits. */
  "method-unsupported": NoParams;
  /** The list of keys is empty, or a key is not a non-empty string. */
  "keys-missing": NoParams;
  /** A length, number of bits or number of rounds is outside the limits. */
  "size-out-of-range": { minimum: number; maximum: number };
  /** The text is not canonical base64. */
  "base64-malformed": NoParams;
  /** The one-time password secret is empty or not Base32. */
  "otp-secret-malformed": NoParams;
  /** The URI is not a valid `otpauth://totp/` URI. */
  "otp-uri-malformed": NoParams;
  /** The URI has two secrets: apps disagree on which one counts. */
  "otp-secret-repeated": NoParams;
  /** The URI asks for another hash than SHA-1, SHA-256 or SHA-512. */
  "otp-algorithm-unsupported": NoParams;
  /** The URI asks for codes that are not decimal digits, such as Steam's. */
  "otp-encoder-unsupported": NoParams;
  /** The `otpauth-migration://` URI is cut short or malformed. */
  "otp-migration-malformed": NoParams;
  /** The exported accounts are all counter-based. */
  "otp-counter-only": NoParams;
  /** The account or issuer is empty, too long, or contains a colon. */
  "otp-name-invalid": NoParams;
  /** Digits, period, counter, time or window is outside the limits. */
  "otp-options-invalid": NoParams;
}

/** One of the stable error codes of this package. */
export type SecurityErrorCode = keyof SecurityErrorParams;

/**
 * Thrown when an input is refused; {@link SecurityError.code} says why.
 *
 * `message` repeats the code for logs. Callers make messages for users from `code` and `params`. The
 * error holds no secret, so it can be logged.
 *
 * @example
 * ```ts
 * import { SecurityError, verifyPassword } from "@pct/security";
 *
 * try {
 *   await verifyPassword("plain$$letmein", "letmein");
 * } catch (error) {
 *   if (!(error instanceof SecurityError)) throw error;
 *   console.log(error.code); // "hash-is-plain-text"
 * }
 * ```
 */
export class SecurityError<Code extends SecurityErrorCode = SecurityErrorCode> extends Error {
  override readonly name = "SecurityError";
  /** Stable identifier of the reason. */
  readonly code: Code;
  /** Values that belong to the code. */
  readonly params: Readonly<SecurityErrorParams[Code]>;

  constructor(
    code: Code,
    ...[params]: SecurityErrorParams[Code] extends NoParams ? [] : [SecurityErrorParams[Code]]
  ) {
    super(code);
    this.code = code;
    this.params = Object.freeze({ ...params }) as Readonly<SecurityErrorParams[Code]>;
  }
}

/** Any {@link SecurityError}, as a union of one type per code: comparing `code` narrows `params`. */
export type AnySecurityError = {
  [Code in SecurityErrorCode]: SecurityError<Code>;
}[SecurityErrorCode];

/**
 * Whether a caught value is an error of this package; narrows it to {@link AnySecurityError}.
 *
 * @example
 * ```ts
 * import { isSecurityError, verifyPassword } from "@pct/security";
 *
 * try {
 *   await verifyPassword("plain$$letmein", "letmein");
 * } catch (error) {
 *   if (!isSecurityError(error)) throw error;
 *   console.log(error.code); // "hash-is-plain-text"
 * }
 * ```
 */
export function isSecurityError(error: unknown): error is AnySecurityError {
  return error instanceof SecurityError;
}
