import { HOTP, Secret, TOTP, URI } from "otpauth";

import { SecurityError } from "./errors.js";

/** One-time passwords: HOTP (RFC 4226) and TOTP (RFC 6238), the six digits of an authenticator app. */

/** Hash of an authenticator; nearly all use SHA1. */
export type OtpAlgorithm = "SHA1" | "SHA256" | "SHA512";

/** What an authenticator was set up with. */
export interface OtpOptions {
  /** Digits of a code, 6 … 10; 6 unless told. */
  readonly digits?: number;
  /** SHA1 unless told. */
  readonly algorithm?: OtpAlgorithm;
}

/** Options of {@link generateTotp}. */
export interface TotpOptions extends OtpOptions {
  /** Seconds for which a code is valid, 1 … 3600; 30 unless told. */
  readonly period?: number;
  /** Unix time in seconds; now unless told. */
  readonly time?: number;
}

/** Options of {@link verifyTotp}. */
export interface VerifyTotpOptions extends TotpOptions {
  /** Steps before and after the present one that are accepted, 0 … 10; 1 unless told. */
  readonly window?: number;
}

/** An enrolment: what the QR code of a service holds. */
export interface TotpEnrolment extends OtpOptions {
  /** Base32. */
  readonly secret: string;
  /** Whose account, usually a mail address. */
  readonly account: string;
  /** Which service. */
  readonly issuer?: string;
  readonly period?: number;
}

/**
 * The present code of an authenticator.
 *
 * @param secret - Base32; spaces, hyphens, padding and case do not matter.
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
 * The code of a counter (RFC 4226).
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
  if (!Number.isSafeInteger(counter) || counter < 0) throw invalidOptions();
  return HOTP.generate({ secret: parseSecret(secret), counter, ...parameters(options) });
}

/**
 * Checks a code, one step early or late included.
 *
 * @returns The step that it belongs to, or `null`. Store it, and refuse a code whose step is not
 * greater than the last one: each is to be accepted once (RFC 6238 §5.2).
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
  const { window = 1 } = options;
  const { digits, algorithm } = parameters(options);
  if (!Number.isInteger(window) || window < 0 || window > 10) throw invalidOptions();
  const step = stepOf(options);
  const token = code.replace(/\s/g, "");
  const shared = parseSecret(secret);
  // The library compares bytes, and expects as many of them.
  if (token.length !== digits || !/^[0-9]+$/.test(token)) return null;
  const delta = HOTP.validate({ token, secret: shared, counter: step, window, digits, algorithm });
  return delta === null || step + delta < 0 ? null : step + delta;
}

/**
 * The `otpauth://` address that authenticator apps read from a QR code. It holds the secret: show it
 * once, store it nowhere.
 *
 * @throws {@link SecurityError} `otp-secret-malformed`, `text-malformed`; `otp-options-invalid`, also
 * for a colon in a name, which the format has no place for.
 *
 * @example
 * ```ts
 * import { totpUri } from "@pct/security";
 *
 * const secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
 * console.log(totpUri({ secret, account: "ana@example.org", issuer: "AWS" }));
 * ```
 */
export function totpUri(enrolment: TotpEnrolment): string {
  const { account, issuer, period = 30 } = enrolment;
  const { algorithm, digits } = parameters(enrolment);
  checkPeriod(period);
  const names = [issuer, account].filter((name) => name !== undefined);
  // A colon parts the two; apps would cut the label at the first one, encoded or not.
  if (names.some((name) => name.includes(":"))) throw invalidOptions();
  const label = names.map(encode).join(":");
  const query = [
    `secret=${parseSecret(enrolment.secret).base32}`,
    ...(issuer === undefined ? [] : [`issuer=${encode(issuer)}`]),
    `algorithm=${algorithm}`,
    `digits=${digits.toString()}`,
    `period=${period.toString()}`,
  ];
  return `otpauth://totp/${label}?${query.join("&")}`;
}

function encode(text: string): string {
  try {
    return encodeURIComponent(text);
  } catch {
    throw new SecurityError("text-malformed");
  }
}

/**
 * Reads an `otpauth://totp/` address.
 *
 * @throws {@link SecurityError} `otp-uri-malformed`.
 *
 * @example
 * ```ts
 * import { parseTotpUri } from "@pct/security";
 *
 * const uri = "otpauth://totp/AWS:ana?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=AWS";
 * console.log(parseTotpUri(uri).account); // "ana"
 * ```
 */
export function parseTotpUri(uri: string): Required<Omit<TotpEnrolment, "issuer">> & {
  readonly issuer?: string;
} {
  let parsed: TOTP | HOTP;
  try {
    parsed = URI.parse(uri.trim());
  } catch {
    throw new SecurityError("otp-uri-malformed");
  }
  if (!(parsed instanceof TOTP)) throw new SecurityError("otp-uri-malformed");
  const { issuer, label, secret, algorithm, digits, period } = parsed;
  return {
    secret: secret.base32,
    account: label,
    ...(issuer === "" ? {} : { issuer }),
    algorithm: algorithm as OtpAlgorithm,
    digits,
    period,
  };
}

/** The step that a moment lies in. */
function stepOf({ time = Date.now() / 1000, period = 30 }: TotpOptions): number {
  checkPeriod(period);
  if (!Number.isFinite(time) || time < 0) throw invalidOptions();
  return Math.floor(time / period);
}

function checkPeriod(period: number): void {
  if (!Number.isInteger(period) || period < 1 || period > 3600) throw invalidOptions();
}

function parameters({ digits = 6, algorithm = "SHA1" }: OtpOptions): {
  digits: number;
  algorithm: OtpAlgorithm;
} {
  const known = ["SHA1", "SHA256", "SHA512"].includes(algorithm);
  if (!known || !Number.isInteger(digits) || digits < 6 || digits > 10) throw invalidOptions();
  return { digits, algorithm };
}

function invalidOptions(): SecurityError {
  return new SecurityError("otp-options-invalid");
}

/** Base32 (RFC 4648 §6) as people copy it. */
function parseSecret(text: string): Secret {
  if (typeof text !== "string") throw new TypeError("secret must be a string");
  const base32 = text.replace(/[\s-]/g, "").replace(/=+$/, "").toUpperCase();
  // Five bits a character: these remainders leave bits over that are no byte.
  const impossible = [1, 3, 6].includes(base32.length % 8);
  if (base32 === "" || impossible || !/^[A-Z2-7]+$/.test(base32)) {
    throw new SecurityError("otp-secret-malformed");
  }
  return Secret.fromBase32(base32);
}
