import { randomBytes } from "node:crypto";

/** Makes RSA public keys in DER, valid and invalid, without private keys. */

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
