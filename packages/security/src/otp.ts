import { HOTP, Secret, TOTP, URI } from "otpauth";

import { SecurityError } from "./errors.js";
import { ACCEPT } from "./policy.js";

/**
 * One-time passwords: HOTP (RFC 4226) and TOTP (RFC 6238), as authenticator apps compute them.
 *
 * @packageDocumentation
 */

/** Hash of an authenticator. Most services use SHA1. */
export type OtpAlgorithm = "SHA1" | "SHA256" | "SHA512";

/** Parameters of an authenticator. */
export interface OtpOptions {
  /** Digits of a code, 6 … 10. Default: 6. */
  readonly digits?: number;
  /** Default: SHA1. */
  readonly algorithm?: OtpAlgorithm;
}

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

/** An enrolment: the content of a service's QR code. */
export interface TotpEnrolment extends OtpOptions {
  /** Base32. */
  readonly secret: string;
  /** Name of the account, usually a mail address. */
  readonly account: string;
  /** Name of the service. */
  readonly issuer?: string;
  readonly period?: number;
}

/**
 * Computes the current code of an authenticator.
 *
 * @param secret - Base32; spaces, hyphens, padding and case are ignored.
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
  return HOTP.generate({ secret: parseSecret(secret), counter, digits, algorithm });
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
  // The library compares bytes of equal length.
  if (code.length > 20 || token.length !== digits || !/^[0-9]+$/.test(token)) return null;
  const delta = HOTP.validate({ token, secret: shared, counter: step, window, digits, algorithm });
  return delta === null || step + delta < 0 ? null : step + delta;
}

/**
 * The `otpauth://` URI that authenticator apps read from a QR code. It holds the secret: show it once and
 * do not store it.
 *
 * @throws {@link SecurityError} `otp-secret-malformed`, `text-malformed`; `otp-options-invalid`, also for
 * a name that is empty, longer than 255 characters, or has a colon, which the format does not allow.
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
  const { account, issuer } = enrolment;
  const { algorithm, digits, period } = parameters(enrolment);
  const names = issuer === undefined ? [account] : [issuer, account];
  const label = names.map(encodeName).join(":");
  const query = [
    `secret=${parseSecret(enrolment.secret).base32}`,
    ...(issuer === undefined ? [] : [`issuer=${encodeName(issuer)}`]),
    `algorithm=${algorithm}`,
    `digits=${digits.toString()}`,
    `period=${period.toString()}`,
  ];
  return `otpauth://totp/${label}?${query.join("&")}`;
}

function encodeName(name: string): string {
  if (typeof name !== "string") throw new TypeError("account and issuer must be strings");
  if (name === "" || name.length > ACCEPT.otp.nameCharacters) throw invalidOptions();
  // A colon separates issuer and account; apps split the label at the first one, encoded or not.
  if (name.includes(":")) throw invalidOptions();
  try {
    return encodeURIComponent(name);
  } catch (error) {
    if (!(error instanceof URIError)) throw error;
    throw new SecurityError("text-malformed");
  }
}

/**
 * Parses an `otpauth://totp/` URI.
 *
 * @throws {@link SecurityError} `otp-uri-malformed`, also for unsupported digits, period or algorithm.
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
  const parsed = parseUri(uri);
  const { issuer, label, digits, period } = parsed;
  const secret = parsed.secret.base32;
  // The library supports more algorithms; areSupported refuses the others.
  const algorithm = parsed.algorithm as OtpAlgorithm;
  if (secret === "" || !areSupported({ digits, algorithm, period })) {
    throw new SecurityError("otp-uri-malformed");
  }
  return {
    secret,
    account: label,
    ...(issuer === "" ? {} : { issuer }),
    algorithm,
    digits,
    period,
  };
}

function parseUri(uri: string): TOTP {
  if (typeof uri !== "string") throw new TypeError("uri must be a string");
  if (uri.length > ACCEPT.otp.uriCharacters) throw new SecurityError("otp-uri-malformed");
  try {
    const parsed = URI.parse(uri.trim());
    if (parsed instanceof TOTP) return parsed;
  } catch (error) {
    if (!(error instanceof URIError || error instanceof TypeError)) throw error;
  }
  throw new SecurityError("otp-uri-malformed");
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

interface OtpParameters {
  readonly digits: number;
  readonly algorithm: OtpAlgorithm;
  readonly period: number;
}

function parameters({
  digits = 6,
  algorithm = "SHA1",
  period = 30,
}: Partial<OtpParameters>): OtpParameters {
  if (!areSupported({ digits, algorithm, period })) throw invalidOptions();
  return { digits, algorithm, period };
}

function areSupported({ digits, algorithm, period }: OtpParameters): boolean {
  return (
    ["SHA1", "SHA256", "SHA512"].includes(algorithm) &&
    isWhole(digits, 6, 10) &&
    isWhole(period, 1, 3600)
  );
}

function isWhole(value: number, minimum: number, maximum: number): boolean {
  return Number.isInteger(value) && value >= minimum && value <= maximum;
}

function invalidOptions(): SecurityError {
  return new SecurityError("otp-options-invalid");
}

/** Parses Base32 (RFC 4648 §6), with the spaces, hyphens and padding that people copy. */
function parseSecret(text: string): Secret {
  if (typeof text !== "string") throw new TypeError("secret must be a string");
  if (text.length > ACCEPT.otp.secretCharacters) throw new SecurityError("otp-secret-malformed");
  const base32 = text.replace(/[\s-]/g, "").replace(/=+$/, "").toUpperCase();
  // Five bits per character: no whole number of bytes has these remainders.
  const impossible = [1, 3, 6].includes(base32.length % 8);
  if (base32 === "" || impossible || !/^[A-Z2-7]+$/.test(base32)) {
    throw new SecurityError("otp-secret-malformed");
  }
  return Secret.fromBase32(base32);
}
