import { SecurityError } from "./errors.js";
import { RANDOM_LIMITS } from "./limits.js";
import { toHex } from "./text.js";
import { randomBytes, randomUuid } from "./webcrypto.js";

/** Random numbers, UUIDs and salts as BackEndBase generates them, from a cryptographic generator. */

const ALPHANUMERIC = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

function inRange(value: number, limits: { minimum: number; maximum: number }): void {
  if (!Number.isInteger(value) || value < limits.minimum || value > limits.maximum) {
    throw new SecurityError("size-out-of-range", limits);
  }
}

/**
 * A random number as a decimal string, as BackEndBase's `generate_random_hash`. The original used a
 * Mersenne Twister, which can be predicted.
 *
 * @param bits - Number of random bits, 8 … 4096. Default: 128.
 *
 * @throws {@link SecurityError} `size-out-of-range`.
 *
 * @example
 * ```ts
 * import { generateRandomHash } from "@pct/security";
 *
 * console.log(generateRandomHash(128)); // up to 39 decimal digits
 * ```
 */
export function generateRandomHash(bits = 128): string {
  inRange(bits, RANDOM_LIMITS.bits);
  const bytes = randomBytes(Math.ceil(bits / 8));
  return (BigInt(`0x${toHex(bytes)}`) >> BigInt((8 - (bits % 8)) % 8)).toString();
}

/**
 * A random UUID (RFC 9562, version 4) as 32 hexadecimal digits without hyphens, as BackEndBase's
 * `generate_uuid`.
 *
 * @example
 * ```ts
 * import { generateUuid } from "@pct/security";
 *
 * console.log(generateUuid().length); // 32
 * ```
 */
export function generateUuid(): string {
  return randomUuid().replaceAll("-", "");
}

/**
 * A random string of letters and digits, each equally likely, as werkzeug's `gen_salt`.
 *
 * @param length - Number of characters, 1 … 1024. Default: 30.
 *
 * @throws {@link SecurityError} `size-out-of-range`.
 *
 * @example
 * ```ts
 * import { generateSalt } from "@pct/security";
 *
 * console.log(generateSalt(30)); // 178 bits
 * ```
 */
export function generateSalt(length = 30): string {
  inRange(length, RANDOM_LIMITS.saltLength);
  // Rejects values beyond the last whole multiple of 62, which would favor the first letters.
  const limit = 256 - (256 % ALPHANUMERIC.length);
  let salt = "";
  while (salt.length < length) {
    for (const byte of randomBytes(64)) {
      if (byte < limit && salt.length < length)
        salt += ALPHANUMERIC.charAt(byte % ALPHANUMERIC.length);
    }
  }
  return salt;
}
