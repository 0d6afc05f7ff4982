import { BASE32, fromDigits } from "./digits.js";
import { SecurityError } from "./errors.js";
import { ACCEPT } from "./policy.js";

/** Secrets and parameters of authenticators: what is read, and what is supported. */

/** Hash of an authenticator. Most services use SHA1. */
export type OtpAlgorithm = "SHA1" | "SHA256" | "SHA512";

/** Parameters of an authenticator. */
export interface OtpOptions {
  /** Digits of a code, 6 … 10. Default: 6. */
  readonly digits?: number;
  /** Default: SHA1. */
  readonly algorithm?: OtpAlgorithm;
}

export interface OtpParameters {
  readonly digits: number;
  readonly algorithm: OtpAlgorithm;
  readonly period: number;
}

/** Fills in defaults. */
export function parameters({
  digits = 6,
  algorithm = "SHA1",
  period = 30,
}: Partial<OtpParameters>): OtpParameters {
  if (!areSupported({ digits, algorithm, period })) throw invalidOptions();
  return { digits, algorithm, period };
}

export function areSupported({ digits, algorithm, period }: OtpParameters): boolean {
  return (
    ["SHA1", "SHA256", "SHA512"].includes(algorithm) &&
    isWhole(digits, 6, 10) &&
    isWhole(period, 1, 3600)
  );
}

export function isWhole(value: number, minimum: number, maximum: number): boolean {
  return Number.isInteger(value) && value >= minimum && value <= maximum;
}

export function invalidOptions(): SecurityError {
  return new SecurityError("otp-options-invalid");
}

/**
 * Parses Base32 (RFC 4648 §6), with what people copy: spaces of any kind, invisible characters, hyphens and
 * dashes, either case, padding. The rule is the same for a bare secret and for one in a URI.
 */
export function parseSecret(text: string): Uint8Array {
  if (typeof text !== "string") throw new TypeError("secret must be a string");
  if (text.length > ACCEPT.otp.secretCharacters) throw new SecurityError("otp-secret-malformed");
  const base32 = text
    .replace(/[\s\p{Cf}\p{Pd}]/gu, "")
    .replace(/=+$/, "")
    .toUpperCase();
  // Five bits per character: no whole number of bytes has these remainders.
  const impossible = [1, 3, 6].includes(base32.length % 8);
  if (base32 === "" || impossible || !/^[A-Z2-7]+$/.test(base32)) {
    throw new SecurityError("otp-secret-malformed");
  }
  return fromDigits(base32, BASE32);
}
