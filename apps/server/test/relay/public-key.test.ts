import { createPublicKey, generateKeyPairSync } from "node:crypto";

import { describe, expect, it } from "vitest";

import { isPlausibleSpki } from "@pct/core/public-key";
import { integer, modulusOf, RSA_ENCRYPTION, spki } from "./keys.js";

const hex = (text: string): Buffer => Buffer.from(text, "hex");

describe("accepts an RSA key", () => {
  it.each([2048, 4096])("made by OpenSSL, of %i bits", (modulusLength) => {
    const { publicKey } = generateKeyPairSync("rsa", { modulusLength });
    expect(isPlausibleSpki(publicKey.export({ type: "spki", format: "der" }))).toBe(true);
  });

  it.each([2048, 2049, 2055, 2056, 3072, 8191, 8192])("of %i bits", (bits) => {
    expect(isPlausibleSpki(spki({ modulus: modulusOf(bits) }))).toBe(true);
  });

  it.each(["010001", "010003", "ffffffffffffffff"])("with e = 0x%s", (exponent) => {
    expect(isPlausibleSpki(spki({ exponent: hex(exponent) }))).toBe(true);
  });
});

describe("rejects an RSA key", () => {
  it.each(["01", "02", "03", "11", "ffff", "010000", "010000000000000001"])(
    "with e = 0x%s",
    (exponent) => {
      expect(isPlausibleSpki(spki({ exponent: hex(exponent) }))).toBe(false);
    },
  );

  it.each([8, 512, 1024, 2040, 2047, 8193, 16_384])("of %i bits", (bits) => {
    expect(isPlausibleSpki(spki({ modulus: modulusOf(bits) }))).toBe(false);
  });

  it("with an even modulus", () => {
    const modulus = modulusOf(2048);
    modulus[255] = (modulus[255] ?? 0) & 0xfe;
    expect(isPlausibleSpki(spki({ modulus }))).toBe(false);
  });
});

describe("rejects what is no RSA key in DER", () => {
  const good = spki();

  it.each([
    ["nothing", Buffer.alloc(0)],
    ["one byte", hex("30")],
    ["an empty SEQUENCE", hex("3000")],
    ["zeros", Buffer.alloc(294)],
    ["an indefinite length", Buffer.concat([hex("3080"), good.subarray(4), hex("0000")])],
    ["a length of four bytes", Buffer.concat([hex("3084000001"), good.subarray(3)])],
    ["a length with a leading zero", Buffer.concat([hex("30830001"), good.subarray(3)])],
    ["bytes behind the key", Buffer.concat([good, hex("00")])],
    ["a third number", spki({ more: integer(hex("01")) })],
    ["unused bits", spki({ unusedBits: 1 })],
    ["no NULL", spki({ algorithm: hex("300b06092a864886f70d010101") })],
    ["RSASSA-PSS", spki({ algorithm: hex("300d06092a864886f70d01010a0500") })],
    ["PEM", Buffer.from(`-----BEGIN PUBLIC KEY-----\n${good.toString("base64")}`)],
    [
      "a private key",
      generateKeyPairSync("rsa", {
        modulusLength: 2048,
        privateKeyEncoding: { type: "pkcs8", format: "der" },
        publicKeyEncoding: { type: "spki", format: "der" },
      }).privateKey,
    ],
    ["Ed25519", generateKeyPairSync("ed25519").publicKey.export({ type: "spki", format: "der" })],
    [
      "P-256",
      generateKeyPairSync("ec", { namedCurve: "P-256" }).publicKey.export({
        type: "spki",
        format: "der",
      }),
    ],
  ])("%s", (_, key) => {
    expect(isPlausibleSpki(key)).toBe(false);
  });

  it("a negative modulus or exponent", () => {
    const [modulus, exponent] = [modulusOf(2048), hex("010001")];
    for (const [n, e] of [
      [Buffer.concat([hex("02820100"), modulus]), integer(exponent)],
      [integer(modulus), hex("0203810001")],
    ]) {
      const numbers = Buffer.concat([n ?? hex(""), e ?? hex("")]);
      const sequence = Buffer.concat([lengthened(0x30, numbers)]);
      const bits = lengthened(0x03, Buffer.concat([hex("00"), sequence]));
      expect(isPlausibleSpki(lengthened(0x30, Buffer.concat([RSA_ENCRYPTION, bits])))).toBe(false);
    }
  });

  it("cut short at any place", () => {
    for (let end = 0; end < good.length; end++) {
      expect(isPlausibleSpki(good.subarray(0, end))).toBe(false);
    }
  });
});

it("accepts no key with a flipped bit that OpenSSL reads in another way", () => {
  const good = spki();
  for (let bit = 0; bit < 60 * 8; bit++) {
    const key = Buffer.from(good);
    key[bit >> 3] = (key[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    if (!isPlausibleSpki(key)) continue;
    const read = createPublicKey({ key, format: "der", type: "spki" });
    expect(read.export({ type: "spki", format: "der" }).equals(key)).toBe(true);
    expect(read.asymmetricKeyDetails?.modulusLength).toBeGreaterThanOrEqual(2048);
  }
});

function lengthened(tag: number, content: Buffer): Buffer {
  const header = Buffer.from([tag, 0x82, content.length >> 8, content.length & 0xff]);
  return Buffer.concat([header, content]);
}
