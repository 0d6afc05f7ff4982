import { toBase32 } from "./digits.js";
import { SecurityError } from "./errors.js";
import { parseMigration } from "./otp-migration.js";
import type { MigratedAccounts } from "./otp-migration.js";
import { parseSecret } from "./otp-parameters.js";
import { parseTotpUri } from "./otp-uri.js";
import type { TotpEnrolment } from "./otp-uri.js";
import { ACCEPT } from "./policy.js";

/** What people paste to get a code: a secret, a URI, or the export of an app. */

/** The accounts in a pasted text, in its order. */
export interface Authenticators extends MigratedAccounts {
  /** At least one. The account of a bare secret is empty. */
  readonly accounts: readonly [TotpEnrolment, ...TotpEnrolment[]];
}

/** What surrounds a copied text: quotation marks, brackets, white space, invisible characters. */
const AROUND = /^[\s\p{Cf}"'`<>“”‘’«»]$/u;

/**
 * Reads what a service or an app shows when MFA is set up: the secret in Base32, its `otpauth://totp/` URI,
 * or an `otpauth-migration://` URI with several accounts.
 *
 * @throws {@link SecurityError} as `parseTotpUri`; `otp-migration-malformed`; `otp-counter-only` for an
 * export without a time-based account.
 *
 * @example
 * ```ts
 * import { generateTotp, readAuthenticators } from "@pct/security";
 *
 * const [account] = readAuthenticators("gezd-gnbv gy3t-qojq").accounts;
 * console.log(generateTotp(account.secret, { ...account, time: 59 })); // "263420"
 * ```
 */
export function readAuthenticators(text: string): Authenticators {
  if (typeof text !== "string") throw new TypeError("text must be a string");
  if (text.length > ACCEPT.otp.uriCharacters) throw new SecurityError("otp-secret-malformed");
  let [start, end] = [0, text.length];
  while (start < end && AROUND.test(text.charAt(start))) start++;
  while (end > start && AROUND.test(text.charAt(end - 1))) end--;
  const source = text.slice(start, end);
  if (/^steam:/i.test(source)) throw new SecurityError("otp-encoder-unsupported");
  if (/^otpauth-migration:/i.test(source)) return migrated(source.replace(/\s/g, ""));
  const account = /^otpauth:/i.test(source)
    ? parseTotpUri(source.replace(/[\r\n]/g, ""))
    : { secret: toBase32(parseSecret(source)), account: "" };
  return { accounts: [account], leftOut: 0, part: 1, parts: 1 };
}

function migrated(uri: string): Authenticators {
  const { accounts, ...rest } = parseMigration(uri);
  const [first, ...others] = accounts;
  if (first === undefined) throw new SecurityError("otp-counter-only");
  return { ...rest, accounts: [first, ...others] };
}

/**
 * The name of an account as apps show it: `issuer: account`, or the one that is known. May be empty.
 *
 * @example
 * ```ts
 * import { accountName } from "@pct/security";
 *
 * console.log(accountName({ secret: "GEZDGNBV", account: "ana", issuer: "AWS" })); // "AWS: ana"
 * ```
 */
export function accountName({ account, issuer = "" }: TotpEnrolment): string {
  return [issuer, account].filter((name) => name !== "").join(": ");
}
