import { toBase32 } from "./digits.js";
import { SecurityError } from "./errors.js";
import { areSupported, parameters, parseSecret } from "./otp-parameters.js";
import type { OtpAlgorithm, OtpOptions } from "./otp-parameters.js";
import { ACCEPT } from "./policy.js";

/** `otpauth://totp/` URIs, the content of a service's QR code. */

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
 * The `otpauth://` URI that authenticator apps read from a QR code. It holds the secret: show it once and
 * do not store it.
 *
 * @throws {@link SecurityError} `otp-secret-malformed`, `text-malformed`, `otp-options-invalid`;
 * `otp-name-invalid` for a name that is empty, longer than 255 characters, or has a colon, which the format
 * does not allow.
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
    `secret=${toBase32(parseSecret(enrolment.secret))}`,
    ...(issuer === undefined ? [] : [`issuer=${encodeName(issuer)}`]),
    `algorithm=${algorithm}`,
    `digits=${digits.toString()}`,
    `period=${period.toString()}`,
  ];
  return `otpauth://totp/${label}?${query.join("&")}`;
}

function encodeName(name: string): string {
  if (typeof name !== "string") throw new TypeError("account and issuer must be strings");
  // A colon separates issuer and account; apps split the label at the first one, encoded or not.
  if (name === "" || name.length > ACCEPT.otp.nameCharacters || name.includes(":")) {
    throw new SecurityError("otp-name-invalid");
  }
  try {
    return encodeURIComponent(name);
  } catch (error) {
    if (!(error instanceof URIError)) throw error;
    throw new SecurityError("text-malformed");
  }
}

/**
 * Parses an `otpauth://totp/` URI as services and other programs write it: parameters in any order and
 * case, without a value, or joined by `&amp;`; algorithms by any common name, such as `HmacSHA512`.
 *
 * @throws {@link SecurityError} `otp-uri-malformed`, also for unsupported digits or period;
 * `otp-secret-malformed`; `otp-secret-repeated` for two secrets; `otp-algorithm-unsupported`;
 * `otp-encoder-unsupported` for codes that are not decimal digits, such as Steam's.
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
  if (typeof uri !== "string") throw new TypeError("uri must be a string");
  if (uri.length > ACCEPT.otp.uriCharacters) throw malformed();
  const [, type = "", path = "", query = ""] = URI.exec(uri.trim()) ?? [];
  if (/^steam$/i.test(type)) throw new SecurityError("otp-encoder-unsupported");
  if (!/^totp$/i.test(type)) throw malformed();
  const values = parametersOf(query);
  const encoder = single(values, "encoder");
  if (encoder !== undefined) throw new SecurityError("otp-encoder-unsupported");
  const names = namesOf(path, values.get("issuer")?.[0]);
  const secret = secretOf(values.get("secret") ?? []);
  const algorithm = algorithmOf(single(values, "algorithm"));
  const digits = numberOf(single(values, "digits"), 6);
  const period = numberOf(single(values, "period"), 30);
  if (digits === 5 && /steam/i.test(names.issuer ?? names.account)) {
    throw new SecurityError("otp-encoder-unsupported");
  }
  if (!areSupported({ digits, algorithm, period })) throw malformed();
  return { secret, ...names, algorithm, digits, period };
}

/** Type, label and query. */
const URI = /^otpauth:\/\/([a-z]+)\/([^?]+)\?([^#]*)/i;

function malformed(): SecurityError {
  return new SecurityError("otp-uri-malformed");
}

/** The values of each parameter, decoded, by its name in lower case. Empty ones are left out. */
function parametersOf(query: string): ReadonlyMap<string, readonly string[]> {
  const values = new Map<string, string[]>();
  for (const pair of query.replace(/&amp;/g, "&").split("&")) {
    const end = pair.indexOf("=");
    if (end === -1 || end === pair.length - 1) continue;
    const name = decode(pair.slice(0, end)).toLowerCase();
    values.set(name, [...(values.get(name) ?? []), decode(pair.slice(end + 1))]);
  }
  return values;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (!(error instanceof URIError)) throw error;
    throw malformed();
  }
}

/** The value of a parameter, which may be repeated but not contradict itself. */
function single(values: ReadonlyMap<string, readonly string[]>, name: string): string | undefined {
  const [value, ...others] = values.get(name) ?? [];
  if (others.some((other) => other !== value)) throw malformed();
  return value;
}

/** The secret, which one app would take from the first and another from the last of several. */
function secretOf([text, ...others]: readonly string[]): string {
  if (text === undefined) throw malformed();
  if (others.length > 0) throw new SecurityError("otp-secret-repeated");
  // Forms encode a space as "+", which is not Base32.
  return toBase32(parseSecret(text.replaceAll("+", " ")));
}

/** Reads `SHA1`, `sha-256`, `HmacSHA512`, `HMAC_SHA256` and the like. */
function algorithmOf(name = "SHA1"): OtpAlgorithm {
  const [, bits] = /^(?:HMAC[-_ ]?)?SHA[-_ ]?(1|256|512)$/i.exec(name.trim()) ?? [];
  if (bits === undefined) throw new SecurityError("otp-algorithm-unsupported");
  return `SHA${bits}` as OtpAlgorithm;
}

function numberOf(text: string | undefined, missing: number): number {
  if (text === undefined) return missing;
  return /^\d{1,9}$/.test(text.trim()) ? Number(text) : Number.NaN;
}

/** Account and issuer of a label, `issuer:account` or `account`. The parameter `issuer` comes first. */
function namesOf(
  path: string,
  parameter = "",
): Pick<TotpEnrolment, "issuer"> & { account: string } {
  const [, before = "", after = path] = /^(.*?)(?::|%3A)(.+)$/is.exec(path) ?? [];
  const account = decode(after.replace(/^ +/, ""));
  const issuer = parameter === "" ? decode(before) : parameter;
  if (account === "") throw malformed();
  return issuer === "" ? { account } : { account, issuer };
}
