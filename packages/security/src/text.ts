import { SecurityError } from "./errors.js";
import { ACCEPT } from "./policy.js";

/** Conversions of text for hashing: exact, or an error. */

/**
 * UTF-8 bytes of a string. Throws for other types, because a missing password would be hashed as the same
 * text for every user; and for lone surrogates, because the encoder replaces them by U+FFFD, which would make
 * different passwords equal.
 */
export function utf8(text: string): Uint8Array {
  if (typeof text !== "string") throw new TypeError("text must be a string");
  if (/[\uD800-\uDFFF]/u.test(text)) throw new SecurityError("text-malformed");
  return new TextEncoder().encode(text);
}

/** UTF-8 bytes of a password, whose length it checks. */
export function passwordBytes(password: string): Uint8Array {
  if (typeof password !== "string") throw new TypeError("password must be a string");
  const maximum = ACCEPT.passwordBytes;
  // A UTF-16 unit is at least one byte: megabytes are refused without encoding them.
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

/** Whether two strings are equal, in time that depends only on their lengths. */
export function equalInConstantTime(a: string, b: string): boolean {
  let difference = a.length ^ b.length;
  for (let i = 0; i < a.length; i++) {
    // After the end, charCodeAt is NaN, which counts as zero; the lengths differ then.
    difference |= a.charCodeAt(i) ^ b.charCodeAt(i);
  }
  return difference === 0;
}
