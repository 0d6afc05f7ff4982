/**
 * A number as it was typed; what is none becomes `NaN`, which the crypto worker refuses with the
 * limits. Digits only: `1e2` and `0x20` are typing mistakes.
 */
export function wholeNumber(typed: string): number {
  return /^\s*\d{1,9}\s*$/.test(typed) ? Number(typed) : Number.NaN;
}
