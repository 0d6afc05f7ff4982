import { bitLength, der, derInteger, derOid, DerReader, TAG } from "./der.js";
import { PctError } from "./errors.js";
import type { KeyKind } from "./errors.js";

/** RSA keys as numbers: reads and writes their DER. */

export interface RsaPublicNumbers {
  readonly n: bigint;
  readonly e: bigint;
}

export interface RsaPrivateNumbers extends RsaPublicNumbers {
  readonly d: bigint;
  readonly p: bigint;
  readonly q: bigint;
}

/** Shortest and longest accepted modulus, in bits: SP 800-131A; the maximum limits work. */
export const RSA_BITS = { minimum: 2048, maximum: 8192 } as const;

const RSA_ENCRYPTION = "1.2.840.113549.1.1.1";
const ED25519 = "1.3.101.112";

const ALGORITHM_KINDS: Readonly<Record<string, KeyKind>> = Object.freeze({
  "1.2.840.113549.1.1.7": "other", // id-RSAES-OAEP
  "1.2.840.113549.1.1.10": "rsa-pss",
  "1.2.840.10045.2.1": "ec",
  "1.2.840.10040.4.1": "dsa",
  "1.3.101.110": "x25519",
  [ED25519]: "ed25519",
});

/**
 * Reads an AlgorithmIdentifier, which must be rsaEncryption (RFC 8017 appendix A.1).
 *
 * @param isStrict - Requires the NULL that RFC 3279 prescribes; some writers omit it.
 */
function rsaAlgorithm(algorithm: DerReader, isStrict = false): void {
  const oid = algorithm.oid();
  if (oid !== RSA_ENCRYPTION) {
    throw new PctError("key-unsupported", { kind: ALGORITHM_KINDS[oid] ?? "other" });
  }
  if (isStrict || !algorithm.done) algorithm.null();
  algorithm.end();
}

/** SubjectPublicKeyInfo (RFC 5280 §4.1). */
export function parseSpki(bytes: Uint8Array): RsaPublicNumbers {
  return parsePkcs1Public(pkcs1OfSpki(bytes));
}

/** What decides about a public key before its factors do. */
export interface RsaPublicOutline {
  /** Length of the modulus. */
  readonly bits: number;
  readonly isOdd: boolean;
  readonly e: bigint;
}

/**
 * Reads the outline of a key with a positive modulus, and accepts only what {@link encodeSpki} writes. Converting
 * the modulus to a number would take most of the time.
 */
export function parseSpkiOutline(bytes: Uint8Array): RsaPublicOutline {
  const outer = new DerReader(pkcs1OfSpki(bytes, true));
  const key = outer.sequence();
  outer.end();
  const modulus = key.integerContent();
  const e = key.integer();
  key.end();
  const [first = 0] = modulus;
  if (first & 0x80) throw new PctError("key-damaged");
  const unused = first === 0 ? 8 : Math.clz32(first) - 24;
  return { bits: modulus.length * 8 - unused, isOdd: ((modulus.at(-1) ?? 0) & 1) === 1, e };
}

function pkcs1OfSpki(bytes: Uint8Array, isStrict = false): Uint8Array {
  const outer = new DerReader(bytes);
  const info = outer.sequence();
  outer.end();
  rsaAlgorithm(info.sequence(), isStrict);
  const bits = info.read(TAG.bitString);
  info.end();
  if (bits[0] !== 0) throw new PctError("key-damaged");
  return bits.subarray(1);
}

/** RSAPublicKey (RFC 8017 appendix A.1.1). */
export function parsePkcs1Public(bytes: Uint8Array): RsaPublicNumbers {
  const outer = new DerReader(bytes);
  const key = outer.sequence();
  outer.end();
  const numbers = { n: key.integer(), e: key.integer() };
  key.end();
  return numbers;
}

/** PrivateKeyInfo (RFC 5958); attributes are ignored. */
export function parsePkcs8(bytes: Uint8Array): RsaPrivateNumbers {
  const info = privateKeyInfo(bytes);
  rsaAlgorithm(info.sequence());
  return parsePkcs1Private(info.read(TAG.octetString));
}

/** The seed of an Ed25519 key (RFC 8410 §7); `null` for a key of another kind. */
export function parsePkcs8Ed25519(bytes: Uint8Array): Uint8Array | null {
  const info = privateKeyInfo(bytes);
  const algorithm = info.sequence();
  if (algorithm.oid() !== ED25519) return null;
  algorithm.end();
  const key = new DerReader(info.read(TAG.octetString));
  const seed = key.read(TAG.octetString);
  key.end();
  if (seed.length !== 32) throw new PctError("key-damaged");
  return seed;
}

function privateKeyInfo(bytes: Uint8Array): DerReader {
  const outer = new DerReader(bytes);
  const info = outer.sequence();
  outer.end();
  const version = info.integer();
  if (version !== 0n && version !== 1n) throw new PctError("key-damaged");
  return info;
}

/** RSAPrivateKey (RFC 8017 appendix A.1.2), two primes. */
export function parsePkcs1Private(bytes: Uint8Array): RsaPrivateNumbers {
  const outer = new DerReader(bytes);
  const key = outer.sequence();
  outer.end();
  if (key.integer() !== 0n) throw new PctError("key-unsupported", { kind: "multi-prime" });
  const n = key.integer();
  const e = key.integer();
  const d = key.integer();
  const p = key.integer();
  const q = key.integer();
  const [dP, dQ, qInv] = [key.integer(), key.integer(), key.integer()];
  key.end();
  const numbers = { n, e, d, p, q };
  // Engines compute with the three redundant numbers, so a flipped bit in them matters too.
  const crt = crtNumbers(numbers);
  if (dP !== crt.dP || dQ !== crt.dQ || (qInv * q) % p !== 1n) throw new PctError("key-damaged");
  return numbers;
}

export function encodeSpki({ n, e }: RsaPublicNumbers): Uint8Array {
  return der(
    TAG.sequence,
    der(TAG.sequence, derOid(RSA_ENCRYPTION), der(TAG.null)),
    der(TAG.bitString, Uint8Array.of(0), der(TAG.sequence, derInteger(n), derInteger(e))),
  );
}

export function encodePkcs8(key: RsaPrivateNumbers): Uint8Array {
  const { dP, dQ, qInv } = crtNumbers(key);
  return der(
    TAG.sequence,
    derInteger(0n),
    der(TAG.sequence, derOid(RSA_ENCRYPTION), der(TAG.null)),
    der(
      TAG.octetString,
      der(
        TAG.sequence,
        derInteger(0n),
        ...[key.n, key.e, key.d, key.p, key.q, dP, dQ, qInv].map(derInteger),
      ),
    ),
  );
}

/** The numbers of a key that came without a container, if they can be those of a key. */
export function checkedPrivateNumbers(numbers: RsaPrivateNumbers): RsaPrivateNumbers {
  crtNumbers(numbers);
  return numbers;
}

function crtNumbers({ n, d, p, q }: RsaPrivateNumbers): { dP: bigint; dQ: bigint; qInv: bigint } {
  // Before any arithmetic, which would take many seconds with numbers of 100,000 bits.
  const bits = bitLength(n);
  if (bits > RSA_BITS.maximum) {
    throw new PctError("key-too-large", { bits, maximum: RSA_BITS.maximum });
  }
  const inRange = [p, q].every((prime) => prime >= 3n && prime < n) && d >= 1n && d < n;
  if (!inRange) throw new PctError("key-damaged");
  return { dP: d % (p - 1n), dQ: d % (q - 1n), qInv: inverse(q, p) };
}

/** Modular inverse by the extended Euclidean algorithm. */
function inverse(value: bigint, modulus: bigint): bigint {
  let [r, nextR] = [modulus, value % modulus];
  let [t, nextT] = [0n, 1n];
  while (nextR !== 0n) {
    const quotient = r / nextR;
    [r, nextR] = [nextR, r - quotient * nextR];
    [t, nextT] = [nextT, t - quotient * nextT];
  }
  if (r !== 1n) throw new PctError("key-damaged");
  return t < 0n ? t + modulus : t;
}
