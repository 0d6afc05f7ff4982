/** Parameters of a code that has none. */
export type NoParams = Record<string, never>;

/**
 * Every reason for which this package refuses an input, with the facts a sentence about it needs.
 *
 * Codes never change their meaning. None of the facts is a secret or text from the input.
 */
export interface SecurityErrorParams {
  /** A string with half a surrogate pair: it has no UTF-8, and two passwords would become one. */
  "text-malformed": NoParams;
  /** More bytes than are hashed, so that nobody can keep a server busy with one. */
  "password-too-long": { maximum: number };
  /** A stored hash that is none: parts missing, parameters that are no numbers, too long. */
  "hash-malformed": NoParams;
  /** A stored hash of a method that is not known here. */
  "hash-unsupported": NoParams;
  /** A stored hash that asks for more work or memory than the ceiling. */
  "hash-too-costly": NoParams;
  /** A stored hash of one fast round, which is checked only on request. */
  "hash-legacy": NoParams;
  /** A stored password that was never hashed. */
  "hash-is-plain-text": NoParams;
  /** A method for new hashes that is unknown, outdated or over the ceiling. */
  "method-unsupported": NoParams;
  /** A list of keys that is empty, or a key that is no text. */
  "keys-missing": NoParams;
  /** A length or number of bits outside the limits. */
  "size-out-of-range": { minimum: number; maximum: number };
  /** Text that is not base64. */
  "base64-malformed": NoParams;
  /** A one-time password secret that is not Base32, or is empty. */
  "otp-secret-malformed": NoParams;
  /** An address that is no `otpauth://` one. */
  "otp-uri-malformed": NoParams;
  /** Digits, period, counter or time outside the limits. */
  "otp-options-invalid": NoParams;
}

/** One of the stable error codes of this package. */
export type SecurityErrorCode = keyof SecurityErrorParams;

/**
 * An input was refused, for the reason in {@link SecurityError.code}.
 *
 * `message` repeats the code for logs; sentences for people are made elsewhere, in their language.
 * Neither holds a secret, so the error may be logged.
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
  /** What went wrong, as a stable identifier. */
  readonly code: Code;
  /** The facts that belong to the code. */
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
