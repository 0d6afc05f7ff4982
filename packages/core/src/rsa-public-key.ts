import { bitLength } from "./der.js";
import { PctError } from "./errors.js";
import { encodeSpki, parseSpki, RSA_BITS } from "./rsa-der.js";
import type { RsaPublicNumbers, RsaPublicOutline } from "./rsa-der.js";

/** RSA public keys as plain data, and the checks that every one must pass before use. */

/**
 * An RSA public key, to encrypt to its owner.
 *
 * Plain data, so it can be stored and posted to a worker. Every use checks it again.
 */
export interface PublicKey {
  readonly type: "public";
  /** Length of the RSA modulus in bits. */
  readonly bits: number;
  /** SubjectPublicKeyInfo, DER. */
  readonly spki: Uint8Array;
}

export function toPublicKey(numbers: RsaPublicNumbers): PublicKey {
  return { type: "public", bits: bitLength(numbers.n), spki: encodeSpki(numbers) };
}

/** Checks a public key for a purpose and returns its numbers. */
export function usablePublicNumbers(
  key: PublicKey,
  purpose: "encrypt" | "decrypt",
): RsaPublicNumbers {
  if (!(key.spki instanceof Uint8Array)) throw new TypeError("not a PublicKey");
  const numbers = parseSpki(key.spki);
  checkPublicNumbers(numbers, purpose);
  return numbers;
}

/**
 * Checks that a public key may be used (SP 800-56B §6.4). Neither WebCrypto nor `node:crypto` does.
 *
 * With e = 1 the ciphertext is the padded secret itself; anyone can factor an even modulus or one with
 * a small factor; a modulus of 20,000 bits only costs time. There is no primality test: users compare
 * fingerprints to find out whether a key belongs to the right person.
 *
 * @param purpose - To decrypt, any odd exponent is accepted: old keys have e = 3, 17 or 35.
 */
export function checkPublicNumbers(
  { n, e }: RsaPublicNumbers,
  purpose: "encrypt" | "decrypt",
): void {
  if (n <= 0n) throw new PctError("key-damaged");
  checkOutline({ bits: bitLength(n), isOdd: n % 2n === 1n, e }, purpose);
  if (hasSmallFactor(n)) throw new PctError("key-unsafe", { reason: "small-factor" });
}

/** All checks of {@link checkPublicNumbers} but the search for small factors, which takes most of its time. */
export function checkOutline(
  { bits, isOdd, e }: RsaPublicOutline,
  purpose: "encrypt" | "decrypt",
): void {
  if (bits < RSA_BITS.minimum) {
    throw new PctError("key-too-small", { bits, minimum: RSA_BITS.minimum });
  }
  if (bits > RSA_BITS.maximum) {
    throw new PctError("key-too-large", { bits, maximum: RSA_BITS.maximum });
  }
  if (!isOdd) throw new PctError("key-unsafe", { reason: "even-modulus" });
  const smallest = purpose === "encrypt" ? 65537n : 3n;
  if (e < smallest || e % 2n === 0n || e >= 1n << 64n) {
    throw new PctError("key-unsafe", { reason: "exponent" });
  }
}

/** Largest prime of the trial division. */
const LARGEST_TRIAL_PRIME = 65537;

/** Odd primes in groups whose product is a safe integer: one division of the modulus per group. */
let trialProducts: readonly { product: bigint; primes: readonly number[] }[] | undefined;

function hasSmallFactor(n: bigint): boolean {
  trialProducts ??= groupPrimes();
  return trialProducts.some(({ product, primes }) => {
    const rest = Number(n % product);
    return primes.some((prime) => rest % prime === 0);
  });
}

function groupPrimes(): { product: bigint; primes: number[] }[] {
  const composite = new Uint8Array(LARGEST_TRIAL_PRIME + 1);
  const groups: { product: bigint; primes: number[] }[] = [];
  let product = 1;
  let primes: number[] = [];
  for (let i = 3; i <= LARGEST_TRIAL_PRIME; i += 2) {
    if (composite[i]) continue;
    for (let j = i * i; j <= LARGEST_TRIAL_PRIME; j += 2 * i) composite[j] = 1;
    if (product * i > Number.MAX_SAFE_INTEGER) {
      groups.push({ product: BigInt(product), primes });
      product = 1;
      primes = [];
    }
    product *= i;
    primes.push(i);
  }
  groups.push({ product: BigInt(product), primes });
  return groups;
}
