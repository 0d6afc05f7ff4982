import { generateTotp, readAuthenticators, totpUri } from "@pct/security/otp";
import type { Authenticators, TotpEnrolment } from "@pct/security/otp";

import type { TotpCode } from "#/crypto/interface/otp.js";

/** TOTP codes, as an authenticator app shows them. */

/** Reads a secret, an `otpauth://` URI, or an export of several accounts. */
export function readOtp(source: string): Authenticators {
  return readAuthenticators(source);
}

/** The current code. */
export function currentCode(enrolment: TotpEnrolment): TotpCode {
  const { secret, period = 30 } = enrolment;
  const time = Date.now() / 1000;
  const secondsLeft = period - (Math.floor(time) % period);
  return { code: generateTotp(secret, { ...enrolment, time }), secondsLeft };
}

/** The account name in the URI where only the secret is known: the URI requires one. */
const DEFAULT_ACCOUNT = "MFA";

/** The `otpauth://` URI for a QR code. */
export function otpUri(enrolment: TotpEnrolment): string {
  return totpUri({ ...enrolment, account: enrolment.account || DEFAULT_ACCOUNT });
}
