import { hmac } from "@noble/hashes/hmac.js";
import { sha1 } from "@noble/hashes/legacy.js";
import { sha256, sha512 } from "@noble/hashes/sha2.js";

import { invalidOptions, isWhole, parameters, parseSecret } from "./otp-parameters.js";
import type { OtpAlgorithm, OtpOptions } from "./otp-parameters.js";
import { equalInConstantTime } from "./text.js";

/**
 * One-time passwords: HOTP (RFC 4226) and TOTP (RFC 6238), as authenticator apps compute them.
 *
 * @packageDocumentation
 */

export type { OtpAlgorithm, OtpOptions } from "./otp-parameters.js";
export { parseTotpUri, totpUri } from "./otp-uri.js";
export type { TotpEnrolment } from "./otp-uri.js";
export { accountName, readAuthenticators } from "./authenticators.js";
export type { Authenticators } from "./authenticators.js";

/** Options of {@link generateTotp}. */
export interface TotpOptions extends OtpOptions {
  /** Seconds for which a code is valid, 1 … 3600. Default: 30. */
  readonly period?: number;
  /** Unix time in seconds. Default: now. */
  readonly time?: number;
}

/** Options of {@link verifyTotp}. */
export interface VerifyTotpOptions extends TotpOptions {
  /** Steps accepted before and after the current one, 0 … 10. Default: 1. */
  readonly window?: number;
}

/**
 * Computes the current code of an authenticator.
 *
 * @param secret - Base32; spaces, dashes, padding and case are ignored.
 *
 * @throws {@link SecurityError} `otp-secret-malformed`, `otp-options-invalid`.
 *
 * @example
 * ```ts
 * import { generateTotp } from "@pct/security";
 *
 * const secret = "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ";
 * console.log(generateTotp(secret, { time: 59, digits: 8 })); // "94287082"
 * ```
 */
export function generateTotp(secret: string, options: TotpOptions = {}): string {
  return generateHotp(secret, stepOf(options), options);
}

/**
 * Computes the code of a counter (RFC 4226).
 *
 * @param counter - 0 … 2⁵³ − 1.
 *
 * @throws {@link SecurityError} `otp-secret-malformed`, `otp-options-invalid`.
 *
 * @example
 * ```ts
 * import { generateHotp } from "@pct/security";
 *
 * console.log(generateHotp("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", 0)); // "755224"
 * ```
 */
export function generateHotp(secret: string, counter: number, options: OtpOptions = {}): string {
  if (!isWhole(counter, 0, Number.MAX_SAFE_INTEGER)) throw invalidOptions();
  const { digits, algorithm } = parameters(options);
  return codeOf(parseSecret(secret), counter, digits, algorithm);
}

const HASHES = { SHA1: sha1, SHA256: sha256, SHA512: sha512 };

/** RFC 4226 §5.3: an HMAC of the counter, of which 31 bits are taken at a place that its last byte gives. */
function codeOf(
  secret: Uint8Array,
  counter: number,
  digits: number,
  algorithm: OtpAlgorithm,
): string {
  const message = new Uint8Array(8);
  new DataView(message.buffer).setBigUint64(0, BigInt(counter));
  const mac = hmac(HASHES[algorithm], secret, message);
  const offset = (mac.at(-1) ?? 0) & 15;
  const bits = new DataView(mac.buffer, mac.byteOffset).getUint32(offset) & 0x7fff_ffff;
  return (bits % 10 ** digits).toString().padStart(digits, "0");
}

/**
 * Verifies a code. By default it may be one step early or late.
 *
 * @returns The step of the code, or `null` if the code is wrong. Store the step, and refuse a code whose
 * step is not greater than the last one, so that each code works once (RFC 6238 §5.2).
 *
 * @throws {@link SecurityError} `otp-secret-malformed`, `otp-options-invalid`.
 *
 * @example
 * ```ts
 * import { verifyTotp } from "@pct/security";
 *
 * const secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
 * console.log(verifyTotp("287082", secret, { time: 59 })); // 1
 * ```
 */
export function verifyTotp(
  code: string,
  secret: string,
  options: VerifyTotpOptions = {},
): number | null {
  if (typeof code !== "string") throw new TypeError("code must be a string");
  const { window = 1 } = options;
  const { digits, algorithm } = parameters(options);
  if (!isWhole(window, 0, 10)) throw invalidOptions();
  const step = stepOf(options);
  const shared = parseSecret(secret);
  // The longest valid code is ten digits with a space after each.
  const token = code.slice(0, 20).replace(/\s/g, "");
  if (code.length > 20 || token.length !== digits || !/^[0-9]+$/.test(token)) return null;
  let found: number | null = null;
  // From the farthest step to the current one, which counts first; always all of them.
  for (let distance = window; distance >= 0; distance--) {
    for (const candidate of new Set([step + distance, step - distance])) {
      if (candidate < 0) continue;
      if (equalInConstantTime(codeOf(shared, candidate, digits, algorithm), token))
        found = candidate;
    }
  }
  return found;
}

/** The step of the given or the current time. */
function stepOf(options: TotpOptions): number {
  const { period } = parameters(options);
  const { time = Date.now() / 1000 } = options;
  if (!Number.isFinite(time) || time < 0 || time > MAX_UNIX_TIME) throw invalidOptions();
  return Math.floor(time / period);
}

/** The latest Unix time that a `Date` can hold, in seconds. */
const MAX_UNIX_TIME = 8.64e12;
