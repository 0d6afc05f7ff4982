import { randomBytes } from "node:crypto";

/** Makes public keys, valid and invalid, without private keys: RSA in DER, and post-quantum ones. */

function der(tag: number, ...contents: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(contents);
  const { length } = content;
  const header =
    length < 0x80
      ? [length]
      : length < 0x100
        ? [0x81, length]
        : length < 0x10000
          ? [0x82, length >> 8, length & 0xff]
          : [0x83, length >> 16, (length >> 8) & 0xff, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...header]), content]);
}

/** An INTEGER, with a leading zero where it would be negative. */
export function integer(bytes: Uint8Array): Buffer {
  const sign = (bytes[0] ?? 0) >= 0x80 ? [Buffer.of(0)] : [];
  return der(0x02, ...sign, bytes);
}

export function modulusOf(bits: number): Buffer {
  const bytes = randomBytes(Math.ceil(bits / 8));
  const top = 1 << ((bits - 1) % 8);
  bytes[0] = ((bytes[0] ?? 0) & (top - 1)) | top;
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) | 1;
  return bytes;
}

export interface KeyParts {
  readonly modulus?: Buffer;
  readonly exponent?: Buffer;
  /** SEQUENCE of an OID and its parameters. */
  readonly algorithm?: Buffer;
  /** Bytes behind the two numbers. */
  readonly more?: Buffer;
  readonly unusedBits?: number;
}

export const RSA_ENCRYPTION = Buffer.from("300d06092a864886f70d0101010500", "hex");

export function spki({
  modulus = modulusOf(2048),
  exponent = Buffer.from("010001", "hex"),
  algorithm = RSA_ENCRYPTION,
  more = Buffer.alloc(0),
  unusedBits = 0,
}: KeyParts = {}): Buffer {
  const numbers = der(0x30, integer(modulus), integer(exponent), more);
  return der(0x30, algorithm, der(0x03, Buffer.of(unusedBits), numbers));
}

/** A post-quantum key: two coefficients in each three bytes, a seed, and a point of X25519. */
export function hybridKey(
  changes: readonly (readonly [offset: number, byte: number])[] = [],
): Buffer {
  const key = randomBytes(1216);
  // The high digits of the coefficients: under 0xd00 = 3328.
  for (let i = 0; i < 1152; i += 3) {
    key[i + 1] = (key[i + 1] ?? 0) % 0xd;
    key[i + 2] = (key[i + 2] ?? 0) % 0xd0;
  }
  key[1215] = (key[1215] ?? 0) % 0x7f;
  for (const [offset, byte] of changes) key[offset] = byte;
  return key;
}
