import { describe, expect, it } from "vitest";

import {
  base64Decode,
  base64Encode,
  generateDigest,
  generateRandomHash,
  generateSalt,
  generateUuid,
} from "#/index.js";
import { refusal } from "./errors.js";

describe("generateRandomHash", () => {
  it("is a decimal number of the given number of bits", () => {
    for (const bits of [8, 13, 64, 128, 255, 4096]) {
      const values = Array.from({ length: 200 }, () => BigInt(generateRandomHash(bits)));
      const longest = Math.max(...values.map((value) => value.toString(2).length));
      expect(longest).toBeLessThanOrEqual(bits);
      // All 200 values lack the two upper bits once in 4²⁰⁰ runs.
      expect(longest).toBeGreaterThanOrEqual(bits - 1);
    }
    expect(generateRandomHash()).toMatch(/^\d{30,39}$/);
  });

  it.each([0, 7, 4097, 1.5, NaN])("rejects %d bits", async (bits) => {
    expect(await refusal(() => generateRandomHash(bits))).toBe("size-out-of-range");
  });
});

describe("generateUuid", () => {
  it("is version 4 without hyphens", () => {
    expect(generateUuid()).toMatch(/^[0-9a-f]{12}4[0-9a-f]{3}[89ab][0-9a-f]{15}$/);
    expect(generateUuid()).not.toBe(generateUuid());
  });
});

describe("generateSalt", () => {
  it("has 30 letters and digits by default", () => {
    expect(generateSalt()).toMatch(/^[A-Za-z0-9]{30}$/);
    expect(generateSalt(1)).toMatch(/^[A-Za-z0-9]$/);
    expect(generateSalt(1024)).toHaveLength(1024);
  });

  it("favors no character", () => {
    const counts = new Map<string, number>();
    const samples = 620_000;
    for (let drawn = 0; drawn < samples; drawn += 1000) {
      for (const char of generateSalt(1000)) counts.set(char, (counts.get(char) ?? 0) + 1);
    }
    const expected = samples / 62;
    const chiSquare = [...counts.values()].reduce(
      (sum, n) => sum + (n - expected) ** 2 / expected,
      0,
    );
    expect(counts.size).toBe(62);
    // 61 degrees of freedom: chance exceeds 135 once in ten million runs; modulo bias
    // (256 % 62 = 8 letters drawn a quarter more often) gives thousands.
    expect(chiSquare).toBeLessThan(135);
  });

  it.each([0, -1, 1025, 2.5])("rejects length %d", async (length) => {
    expect(await refusal(() => generateSalt(length))).toBe("size-out-of-range");
  });
});

describe("base64", () => {
  it("encodes text as the original", () => {
    expect(base64Encode("Lorem ipsum dolor sit amet")).toBe("TG9yZW0gaXBzdW0gZG9sb3Igc2l0IGFtZXQ=");
    const decoded = base64Decode("TG9yZW0gaXBzdW0gZG9sb3Igc2l0IGFtZXQ=");
    expect(new TextDecoder().decode(decoded)).toBe("Lorem ipsum dolor sit amet");
  });

  it("encodes and decodes bytes of any length", () => {
    for (const length of [0, 1, 2, 3, 4, 100, 100_000]) {
      const bytes = Uint8Array.from({ length }, (_, i) => (i * 31) % 256);
      const ascii = new TextEncoder().encode(base64Encode(bytes));
      expect(base64Decode(ascii)).toEqual(bytes);
    }
  });

  it.each([
    "A",
    "AA",
    "AAA",
    "AA=A",
    "AAAA=",
    "AB==",
    "AAB=",
    "A A=",
    "AA\n=",
    "_-==",
    "ñAAA",
    "====",
  ])("rejects %j", async (text) => {
    expect(await refusal(() => base64Decode(text))).toBe("base64-malformed");
  });

  it("rejects a byte-order mark", async () => {
    const bytes = Uint8Array.of(0xef, 0xbb, 0xbf, ...new TextEncoder().encode("TG9yZW0="));
    expect(await refusal(() => base64Decode(bytes))).toBe("base64-malformed");
  });

  it.each([new Uint16Array(2), new ArrayBuffer(2)])("rejects %s", (data) => {
    const bytes = data as unknown as Uint8Array;
    expect(() => base64Encode(bytes)).toThrow(TypeError);
    expect(() => base64Decode(bytes)).toThrow(TypeError);
  });

  it("rejects a lone surrogate", async () => {
    expect(await refusal(() => base64Encode("\uDC00"))).toBe("text-malformed");
  });
});

describe("generateDigest", () => {
  it("is SHA-512 in lower case (FIPS 180-4, 'abc')", () => {
    expect(generateDigest("abc")).toBe(
      "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a" +
        "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
    );
  });
});
