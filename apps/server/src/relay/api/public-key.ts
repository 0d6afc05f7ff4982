/**
 * Whether a public key may be handed to senders: an RSA key that only its owner can decrypt with.
 *
 * Reading it with OpenSSL would cost more than all else that a request costs, and OpenSSL also takes
 * what is not DER. Senders look once more, and further, before they encrypt.
 */

const MODULUS_BITS = { minimum: 2048, maximum: 8192 };
/** With e = 1 the ciphertext is the message; a long one only costs time. */
const EXPONENT = { minimum: 65_537n, end: 2n ** 64n };

/** SEQUENCE of the OID rsaEncryption and NULL. */
const ALGORITHM = Buffer.from("300d06092a864886f70d0101010500", "hex");

const INTEGER = 0x02;
const BIT_STRING = 0x03;
const SEQUENCE = 0x30;

/**
 * @param key - SubjectPublicKeyInfo in DER (RFC 5280 §4.1, RFC 8017 appendix A.1).
 *
 * @example
 * ```ts
 * const { publicKey } = generateKeyPairSync("rsa", { modulusLength: 4096 });
 * console.log(isSafePublicKey(publicKey.export({ type: "spki", format: "der" }))); // true
 * ```
 */
export function isSafePublicKey(key: Buffer): boolean {
  const numbers = numbersOf(key);
  return numbers !== null && isSafeModulus(numbers.modulus) && isSafeExponent(numbers.exponent);
}

function isSafeModulus(modulus: Buffer): boolean {
  const [highest = 0] = modulus;
  const bits = modulus.length * 8 - (Math.clz32(highest) - 24);
  const isOdd = ((modulus.at(-1) ?? 0) & 1) === 1;
  return isOdd && bits >= MODULUS_BITS.minimum && bits <= MODULUS_BITS.maximum;
}

function isSafeExponent(exponent: Buffer): boolean {
  const e = BigInt(`0x${exponent.toString("hex")}`);
  return e % 2n === 1n && e >= EXPONENT.minimum && e < EXPONENT.end;
}

/** Both numbers without sign; null where the key is anything but RSA in DER. */
function numbersOf(key: Buffer): { modulus: Buffer; exponent: Buffer } | null {
  const info = only(SEQUENCE, key);
  if (info?.subarray(0, ALGORITHM.length).equals(ALGORITHM) !== true) return null;
  const bits = only(BIT_STRING, info.subarray(ALGORITHM.length));
  // The first byte counts the bits that are not used of the last.
  if (bits?.[0] !== 0) return null;
  const pair = only(SEQUENCE, bits.subarray(1));
  const first = pair && split(INTEGER, pair);
  const second = first && only(INTEGER, first.rest);
  const modulus = first && unsigned(first.value);
  const exponent = second && unsigned(second);
  return modulus && exponent && { modulus, exponent };
}

/** The value of an element that is all there is. */
function only(tag: number, bytes: Buffer): Buffer | null {
  const element = split(tag, bytes);
  return element?.rest.length === 0 ? element.value : null;
}

/** The value of the first element, and what follows it. Lengths are as short as they can be written. */
function split(tag: number, bytes: Buffer): { value: Buffer; rest: Buffer } | null {
  const [actual, first = 0xff] = bytes;
  if (actual !== tag) return null;
  const more = first < 0x80 ? 0 : first - 0x80;
  if (more > 2 || bytes.length < 2 + more) return null;
  const length = more === 0 ? first : bytes.readUIntBE(2, more);
  if (more > 0 && length < (more === 1 ? 0x80 : 0x100)) return null;
  const end = 2 + more + length;
  return end <= bytes.length
    ? { value: bytes.subarray(2 + more, end), rest: bytes.subarray(end) }
    : null;
}

/** A positive INTEGER without the zero that keeps it positive. */
function unsigned(value: Buffer): Buffer | null {
  const [first = 0x80, second = 0] = value;
  if (first >= 0x80) return null;
  if (first > 0) return value;
  return second >= 0x80 ? value.subarray(1) : null;
}
