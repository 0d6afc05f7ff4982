import { describe, expect, it } from "vitest";

import { exportPublicKey } from "@pct/core";
import { isPlausibleSpki } from "@pct/core/public-key";

import { der, derOid, TAG } from "#/der.js";
import { parsePem } from "#/pem.js";
import { encodeSpki, parseSpki, parseSpkiOutline } from "#/rsa-der.js";
import { toPublicKey } from "#/rsa-public-key.js";
import { utf8 } from "./byte-streams.js";
import { anyKey, first, text } from "./vectors.js";

const spki = first(parsePem(text(anyKey.public))).bytes;
const { n, e } = parseSpki(spki);
const ofBits = (bits: number): bigint => (1n << BigInt(bits)) - 1n;

it.each([1, 7, 8, 9, 2047, 2048, 2055, 2056, 4096])(
  "reads the size of %i bits as a number has it",
  (bits) => {
    const modulus = (1n << BigInt(bits - 1)) + 1n;
    const outline = parseSpkiOutline(encodeSpki({ n: modulus, e }));
    expect(outline).toEqual({ bits: modulus.toString(2).length, isOdd: modulus % 2n === 1n, e });
  },
);

it("accepts a key that others made", () => {
  expect(isPlausibleSpki(spki)).toBe(true);
});

describe("size and exponent", () => {
  it.each([2048, 2049, 4096, 8191, 8192])("accepts %i bits", (bits) => {
    expect(isPlausibleSpki(encodeSpki({ n: ofBits(bits), e }))).toBe(true);
  });

  it.each([8, 1024, 2047, 8193, 16_384])("rejects %i bits", (bits) => {
    expect(isPlausibleSpki(encodeSpki({ n: ofBits(bits), e }))).toBe(false);
  });

  it("rejects an even modulus", () => {
    expect(isPlausibleSpki(encodeSpki({ n: n - 1n, e }))).toBe(false);
  });

  it.each([1n, 3n, 65_536n, 2n ** 64n + 1n])("rejects e = %i", (exponent) => {
    expect(isPlausibleSpki(encodeSpki({ n, e: exponent }))).toBe(false);
  });

  it("does not search for small factors, as each client does", () => {
    const multipleOf3 = ofBits(4096);
    expect(multipleOf3 % 3n).toBe(0n);
    expect(isPlausibleSpki(encodeSpki({ n: multipleOf3, e }))).toBe(true);
  });
});

describe("encoding", () => {
  it("rejects the key as PEM or as an ssh-rsa line", () => {
    const key = toPublicKey({ n, e });
    for (const format of ["pem", "ssh"] as const) {
      expect(isPlausibleSpki(utf8(exportPublicKey(key, format)))).toBe(false);
    }
  });

  it("rejects an algorithm without NULL, which a key file may have", () => {
    const rsaEncryption = der(TAG.sequence, derOid("1.2.840.113549.1.1.1"));
    // Skips the header of the outer SEQUENCE, and the algorithm with its NULL.
    const key = der(TAG.sequence, rsaEncryption, spki.subarray(4 + rsaEncryption.length + 2));
    expect(parseSpki(key)).toEqual({ n, e });
    expect(isPlausibleSpki(key)).toBe(false);
  });

  it("rejects a key that is cut short at any place", () => {
    for (let end = 0; end < spki.length; end++) {
      expect(isPlausibleSpki(spki.subarray(0, end))).toBe(false);
    }
  });

  it("rejects bytes behind the key", () => {
    expect(isPlausibleSpki(Uint8Array.of(...spki, 0))).toBe(false);
  });
});
