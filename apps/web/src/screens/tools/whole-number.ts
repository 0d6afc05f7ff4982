/**
 * Parses a typed number. Anything but digits (also `1e2` and `0x20`) gives `NaN`, which the crypto
 * worker refuses with a failure that states the limits.
 */
export function wholeNumber(typed: string): number {
  return /^\s*\d{1,9}\s*$/.test(typed) ? Number(typed) : Number.NaN;
}
