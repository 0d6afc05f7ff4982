/** For codes that say everything themselves. */
export type NoFacts = Record<string, never>;

/**
 * Every reason for which this package refuses an input, with the facts a sentence about it needs.
 *
 * Codes never change their meaning. None of the facts is a secret or text from the input.
 */
export interface SecurityErrorParams {
  /** A string with half a surrogate pair: it has no UTF-8, and two passwords would become one. */
  "text-malformed": NoFacts;
  /** More bytes than are hashed, so that nobody can keep a server busy with one. */
  "password-too-long": { maximum: number };
  /** A stored hash that is none: parts missing, parameters that are no numbers, too long. */
  "hash-malformed": NoFacts;
  /** A stored hash of a method that is not known here. */
  "hash-unsupported": NoFacts;
  /** A stored hash that asks for more work or memory than the ceiling. */
  "hash-too-costly": NoFacts;
  /** A stored hash of one fast round, which is checked only on request. */
  "hash-legacy": NoFacts;
  /** A stored password that was never hashed. */
  "hash-is-plain-text": NoFacts;
  /** A method for new hashes that is unknown, outdated or over the ceiling. */
  "method-unsupported": NoFacts;
  /** A list of keys that is empty, or a key that is no text. */
  "keys-missing": NoFacts;
  /** A length or number of bits outside the limits. */
  "size-out-of-range": { minimum: number; maximum: number };
  /** Text that is not base64. */
  "base64-malformed": NoFacts;
  /** A one-time password secret that is not Base32, or is empty. */
  "otp-secret-malformed": NoFacts;
  /** An address that is no `otpauth://` one. */
  "otp-uri-malformed": NoFacts;
  /** Digits, period, counter or time outside the limits. */
  "otp-options-invalid": NoFacts;
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
    ...[params]: SecurityErrorParams[Code] extends NoFacts ? [] : [SecurityErrorParams[Code]]
  ) {
    super(code);
    this.code = code;
    this.params = Object.freeze({ ...params }) as Readonly<SecurityErrorParams[Code]>;
  }
}
