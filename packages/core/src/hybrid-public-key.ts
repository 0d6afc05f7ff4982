/** Checks the public keys of age's post-quantum recipients (`age1pq1…`). Loads no cipher. */

/** ML-KEM-768 (FIPS 203): 768 coefficients of 12 bits, and a seed of 32 bytes. */
const COEFFICIENTS_BYTES = 1152;
const MLKEM_BYTES = COEFFICIENTS_BYTES + 32;
const X25519_BYTES = 32;

/** The modulus of ML-KEM. */
const Q = 3329;

/**
 * The u-coordinates of small order, little-endian, on Curve25519 and on its twist: with each of them, the
 * shared secret is zero (RFC 7748 §6.1).
 */
const SMALL_ORDER: readonly string[] = [
  "0000000000000000000000000000000000000000000000000000000000000000",
  "0100000000000000000000000000000000000000000000000000000000000000",
  "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
  "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
  "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
];

/**
 * Whether these bytes are the public key of a post-quantum recipient of age (`mlkem768x25519`) to which a
 * file may be encrypted: ML-KEM-768 and then X25519, each in its only encoding.
 *
 * An attacker may still make a key one half of which protects nothing and looks like any other; the other
 * half then protects the file.
 *
 * @param key - The raw bytes that a recipient encodes, 1,216 of them.
 *
 * @example
 * ```ts
 * import { generateHybridKeyPair } from "@pct/core/hybrid";
 * import { isHybridPublicKey } from "@pct/core/public-key";
 *
 * const { publicKey } = await generateHybridKeyPair();
 * console.log(isHybridPublicKey(publicKey)); // true
 * ```
 */
export function isHybridPublicKey(key: Uint8Array): boolean {
  return (
    key.length === MLKEM_BYTES + X25519_BYTES &&
    areCoefficients(key.subarray(0, COEFFICIENTS_BYTES)) &&
    isCoordinate(key.subarray(MLKEM_BYTES))
  );
}

/** FIPS 203 §7.2: every coefficient is below the modulus. */
function areCoefficients(bytes: Uint8Array): boolean {
  for (let i = 0; i < bytes.length; i += 3) {
    const [a = 0, b = 0, c = 0] = bytes.subarray(i, i + 3);
    if ((a | ((b & 0x0f) << 8)) >= Q || ((b >> 4) | (c << 4)) >= Q) return false;
  }
  return true;
}

/** Whether a u-coordinate is below 2²⁵⁵ − 19, so that it has no other encoding, and not of small order. */
function isCoordinate(bytes: Uint8Array): boolean {
  const isTooLarge =
    (bytes[31] ?? 0) > 0x7f ||
    (bytes[31] === 0x7f &&
      bytes.subarray(1, 31).every((byte) => byte === 0xff) &&
      (bytes[0] ?? 0) >= 0xed);
  if (isTooLarge) return false;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return !SMALL_ORDER.includes(hex);
}
