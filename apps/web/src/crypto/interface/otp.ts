import type { TotpEnrolment } from "@pct/security/otp";

export interface OtpCalls {
  /** Reads what a service shows when MFA is turned on: its `otpauth://` URI, or the secret alone. */
  readOtp(source: string): Promise<TotpEnrolment>;

  /** The current code, and the seconds for which it stays valid. */
  currentCode(enrolment: TotpEnrolment): Promise<TotpCode>;

  /** The `otpauth://` URI for a QR code. */
  totpUri(enrolment: TotpEnrolment): Promise<string>;
}

export interface TotpCode {
  readonly code: string;
  /** From 1 to the period. */
  readonly secondsLeft: number;
}
