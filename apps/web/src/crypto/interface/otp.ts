import type { Authenticators, TotpEnrolment } from "@pct/security/otp";

export interface OtpCalls {
  /**
   * Reads what a service shows when MFA is turned on, its `otpauth://` URI or the secret alone, or what an
   * app exports: several accounts.
   */
  readOtp(source: string): Promise<Authenticators>;

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
