import { PctError } from "./errors.js";
import { concat } from "./text.js";

/** The part of DER (ITU-T X.690) that RSA key files use. Strict: one encoding per value. */

export const TAG = {
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  oid: 0x06,
  sequence: 0x30,
} as const;

/** Reads consecutive DER values. Throws {@link PctError} `key-damaged` for anything unexpected. */
export class DerReader {
  readonly #bytes: Uint8Array;
  #offset = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get done(): boolean {
    return this.#offset === this.#bytes.length;
  }

  /** Tag of the next value, or `undefined` at the end. */
  get nextTag(): number | undefined {
    return this.#bytes[this.#offset];
  }

  /** Reads the content of the next value, which must have this tag. */
  read(tag: number): Uint8Array {
    if (this.nextTag !== tag) throw new PctError("key-damaged");
    let offset = this.#offset + 1;
    let length = this.#bytes[offset++] ?? damaged();
    if (length >= 0x80) {
      const count = length & 0x7f;
      // Four octets of length allow 4 GiB; zero octets are BER's indefinite form.
      if (count === 0 || count > 4) damaged();
      length = 0;
      for (let i = 0; i < count; i++) length = length * 256 + (this.#bytes[offset++] ?? damaged());
      if (length < 0x80 || length < 256 ** (count - 1)) damaged();
    }
    const end = offset + length;
    if (end > this.#bytes.length) damaged();
    this.#offset = end;
    return this.#bytes.subarray(offset, end);
  }

  /** Reads the next value of any kind, with its tag and length. */
  encoded(): Uint8Array {
    const start = this.#offset;
    this.read(this.nextTag ?? damaged());
    return this.#bytes.subarray(start, this.#offset);
  }

  /** Reads the next SEQUENCE and returns a reader of its values. */
  sequence(): DerReader {
    return new DerReader(this.read(TAG.sequence));
  }

  /** Reads the next INTEGER as its content: two's complement, big-endian, in the shortest form. */
  integerContent(): Uint8Array {
    const content = this.read(TAG.integer);
    const [first, second] = content;
    if (first === undefined) return damaged();
    if (second !== undefined && first === (second & 0x80 ? 0xff : 0x00)) damaged();
    return content;
  }

  /** Reads the next INTEGER, which is negative in some hostile keys. */
  integer(): bigint {
    const content = this.integerContent();
    const value = bytesToBigint(content);
    const isNegative = ((content[0] ?? 0) & 0x80) !== 0;
    return isNegative ? value - (1n << BigInt(content.length * 8)) : value;
  }

  /** Reads the next NULL. */
  null(): void {
    if (this.read(TAG.null).length > 0) damaged();
  }

  /** Reads the next OBJECT IDENTIFIER, in dotted form. */
  oid(): string {
    const arcs: number[] = [];
    let arc = 0;
    const content = this.read(TAG.oid);
    // The last octet must end an arc, and no arc may start with a zero septet (X.690 §8.19.2).
    if (((content.at(-1) ?? 0x80) & 0x80) !== 0) damaged();
    for (const byte of content) {
      if (arc === 0 && byte === 0x80) damaged();
      arc = arc * 128 + (byte & 0x7f);
      if (byte & 0x80) continue;
      if (arcs.length === 0) {
        const top = Math.min(Math.floor(arc / 40), 2);
        arcs.push(top, arc - top * 40);
      } else {
        arcs.push(arc);
      }
      arc = 0;
    }
    return arcs.join(".");
  }

  /** Refuses bytes after the last expected value. */
  end(): void {
    if (!this.done) damaged();
  }
}

function damaged(): never {
  throw new PctError("key-damaged");
}

/** Encodes one DER value from a tag and the parts of its content. */
export function der(tag: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const content = concat(...parts);
  const length: number[] = [];
  if (content.length < 0x80) {
    length.push(content.length);
  } else {
    for (let rest = content.length; rest > 0; rest = Math.floor(rest / 256)) {
      length.unshift(rest % 256);
    }
    length.unshift(0x80 | length.length);
  }
  return concat(Uint8Array.of(tag, ...length), content);
}

export function derInteger(value: bigint): Uint8Array {
  return der(TAG.integer, bigintToSignedBytes(value));
}

/** Encodes an OBJECT IDENTIFIER from its dotted form. */
export function derOid(dotted: string): Uint8Array {
  const [first = 0, second = 0, ...rest] = dotted.split(".").map(Number);
  const content = [first * 40 + second, ...rest].flatMap((arc) => {
    const septets = [arc % 128];
    for (let left = Math.floor(arc / 128); left > 0; left = Math.floor(left / 128)) {
      septets.unshift(0x80 | (left % 128));
    }
    return septets;
  });
  return der(TAG.oid, Uint8Array.from(content));
}

const HEX: readonly string[] = Array.from({ length: 256 }, (_, byte) =>
  byte.toString(16).padStart(2, "0"),
);

/** Converts unsigned big-endian bytes to a number. */
export function bytesToBigint(bytes: Uint8Array): bigint {
  let hex = "";
  for (const byte of bytes) hex += HEX[byte] ?? "";
  return hex === "" ? 0n : BigInt(`0x${hex}`);
}

/** Converts a non-negative number to signed big-endian bytes (DER INTEGER, SSH mpint). */
export function bigintToSignedBytes(value: bigint): Uint8Array {
  let hex = value.toString(16);
  if (hex.length % 2 === 1) hex = `0${hex}`;
  if (Number.parseInt(hex.slice(0, 2), 16) >= 0x80) hex = `00${hex}`;
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

/** Number of significant bits of a non-negative number. */
export function bitLength(value: bigint): number {
  if (value === 0n) return 0;
  const hex = value.toString(16);
  return 4 * hex.length - (Math.clz32(Number.parseInt(hex.charAt(0), 16)) - 28);
}
