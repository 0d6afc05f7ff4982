import { generateTotp, parseTotpUri, totpUri } from "@pct/security";
import type { TotpEnrolment } from "@pct/security";

import type { TotpCode } from "../src/crypto/interface/otp.js";

/** The six digits of an authenticator app. */

/** Reads an `otpauth://` address, or the secret that stands beside the QR code. */
export function readOtp(source: string): TotpEnrolment {
  const text = source.trim();
  if (/^otpauth:/i.test(text)) return parseTotpUri(text);
  // Judges the secret, as every code after it will.
  generateTotp(text);
  return { secret: text, account: "" };
}

/** The code of this moment. */
export function currentCode(enrolment: TotpEnrolment): TotpCode {
  const { secret, period = 30 } = enrolment;
  const time = Date.now() / 1000;
  const secondsLeft = period - (Math.floor(time) % period);
  return { code: generateTotp(secret, { ...enrolment, time }), secondsLeft };
}

/** What an app calls an account of which only the secret is known: its address needs a name. */
const NAMELESS = "MFA";

/** The address that a QR code holds. */
export function uriOf(enrolment: TotpEnrolment): string {
  return totpUri({ ...enrolment, account: enrolment.account || NAMELESS });
}
