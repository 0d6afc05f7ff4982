import { SecurityError } from "./errors.js";
import { ACCEPT } from "./policy.js";

/** Text on its way into a hash: exactly what was given, or an error, never a stand-in. */

/**
 * UTF-8 bytes of a string. Insists on a string, because a missing password that is formatted into a
 * hash gives everybody the same one; and on whole characters, because the encoder replaces halves of
 * a surrogate pair by U+FFFD, which would make different passwords equal.
 */
export function utf8(text: string): Uint8Array {
  if (typeof text !== "string") throw new TypeError("text must be a string");
  if (/[\uD800-\uDFFF]/u.test(text)) throw new SecurityError("text-malformed");
  return new TextEncoder().encode(text);
}

/** UTF-8 bytes of a password within the limit. */
export function passwordBytes(password: string): Uint8Array {
  if (typeof password !== "string") throw new TypeError("password must be a string");
  const maximum = ACCEPT.passwordBytes;
  // A UTF-16 unit is at least a byte: no need to encode megabytes to refuse them.
  if (password.length > maximum) throw new SecurityError("password-too-long", { maximum });
  const bytes = utf8(password);
  if (bytes.length > maximum) throw new SecurityError("password-too-long", { maximum });
  return bytes;
}

export function toHex(bytes: Uint8Array): string {
  let hex = "";
  for (const byte of bytes) hex += byte.toString(16).padStart(2, "0");
  return hex;
}

/** Whether two strings are equal, in a time that depends on their lengths only. */
export function equalInConstantTime(a: string, b: string): boolean {
  let difference = a.length ^ b.length;
  for (let i = 0; i < a.length; i++) {
    // Beyond its end charCodeAt is NaN, which counts as zero; the lengths have decided already.
    difference |= a.charCodeAt(i) ^ b.charCodeAt(i);
  }
  return difference === 0;
}
