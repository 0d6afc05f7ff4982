import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { generateHotp, generateTotp, parseTotpUri, totpUri, verifyTotp } from "#/index.js";
import type { OtpAlgorithm } from "#/index.js";
import { refusal } from "./errors.js";
import { base32, otp } from "./vectors.js";

const secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

describe("codes of RFC 6238, RFC 4226 and oathtool", () => {
  it.each(otp.totp)("TOTP $algorithm $digits digits at $time", (vector) => {
    const { secretBase32, time, digits, step: period, code } = vector;
    const algorithm = vector.algorithm.toUpperCase() as OtpAlgorithm;
    expect(generateTotp(secretBase32, { time, digits, period, algorithm })).toBe(code);
    expect(verifyTotp(code, secretBase32, { time, digits, period, algorithm, window: 0 })).toBe(
      Math.floor(time / period),
    );
  });

  it.each(otp.hotp)("HOTP $counter", ({ secretHex, counter, digits, code }) => {
    expect(generateHotp(base32(secretHex), counter, { digits })).toBe(code);
  });

  it.each(otp.verifyWindow)("window $window, $code: $expect", (vector) => {
    const { code, secretHex, now: time, window } = vector;
    const step = verifyTotp(code, base32(secretHex), { time, window });
    expect(step !== null).toBe(vector.expect);
  });
});

describe("verification", () => {
  it("returns the step, so that a caller can refuse a second use", () => {
    const time = 2_000_000_000;
    const step = Math.floor(time / 30);
    for (const offset of [-1, 0, 1]) {
      const code = generateTotp(secret, { time: time + offset * 30 });
      expect(verifyTotp(code, secret, { time })).toBe(step + offset);
    }
    const late = generateTotp(secret, { time: time + 60 });
    expect(verifyTotp(late, secret, { time })).toBeNull();
    expect(verifyTotp(late, secret, { time, window: 2 })).toBe(step + 2);
  });

  it("accepts a code with a space and no other form", () => {
    expect(verifyTotp("287 082", secret, { time: 59 })).toBe(1);
    for (const code of ["", "28708", "0287082", "287083", "２８７０８２", "abcdef"]) {
      expect(verifyTotp(code, secret, { time: 59 })).toBeNull();
    }
  });

  it("has no step before the first", () => {
    expect(verifyTotp(generateHotp(secret, 0), secret, { time: 0 })).toBe(0);
  });
});

describe("secrets", () => {
  it.each(otp.secretParsing)("$input", async ({ input, expectHex }) => {
    if (expectHex === undefined) {
      expect(await refusal(() => generateHotp(input, 0))).toBe("otp-secret-malformed");
    } else {
      expect(generateHotp(input, 0)).toBe(generateHotp(base32(expectHex), 0));
    }
  });

  it.each(["ABC", "ABCDEF", "A=======", "GEZDGNB0", "áBCDEFGH", "=", "- -"])(
    "rejects %j",
    async (text) => {
      expect(await refusal(() => generateTotp(text))).toBe("otp-secret-malformed");
    },
  );
});

describe("options", () => {
  it.each([
    { digits: 5 },
    { digits: 11 },
    { digits: 6.5 },
    { period: 0 },
    { period: 3601 },
    { time: -1 },
    { time: NaN },
    { algorithm: "MD5" as OtpAlgorithm },
  ])("rejects %j", async (options) => {
    expect(await refusal(() => generateTotp(secret, options))).toBe("otp-options-invalid");
  });

  it.each([-1, 1.5, 2 ** 53])("rejects counter %d", async (counter) => {
    expect(await refusal(() => generateHotp(secret, counter))).toBe("otp-options-invalid");
  });

  it.each([-1, 11, 0.5])("rejects window %d", async (window) => {
    expect(await refusal(() => verifyTotp("000000", secret, { window }))).toBe(
      "otp-options-invalid",
    );
  });
});

describe("otpauth URIs", () => {
  it("have no colon in names", async () => {
    for (const names of [{ account: "a:b" }, { account: "a", issuer: "b:c" }]) {
      expect(await refusal(() => totpUri({ secret, ...names }))).toBe("otp-options-invalid");
    }
  });

  it("reject empty, long and malformed names", async () => {
    for (const name of ["", "x".repeat(256)]) {
      expect(await refusal(() => totpUri({ secret, account: name }))).toBe("otp-options-invalid");
      expect(await refusal(() => totpUri({ secret, account: "a", issuer: name }))).toBe(
        "otp-options-invalid",
      );
    }
    expect(await refusal(() => totpUri({ secret, account: "\uD800" }))).toBe("text-malformed");
  });

  it.each(otp.otpauth)("$uri", ({ uri, secretHex, ...enrolment }) => {
    expect(totpUri({ ...enrolment, secret: base32(secretHex) })).toBe(uri);
    expect(parseTotpUri(uri)).toEqual({ ...enrolment, secret: base32(secretHex) });
  });

  it("parse to any enrolment that they were made from", () => {
    const name = fc
      .string({ unit: "grapheme", minLength: 1, maxLength: 60 })
      .filter((text) => !text.includes(":") && text.length < 256);
    const enrolment = fc.record(
      {
        secret: fc.constant(secret),
        account: name,
        issuer: name,
        algorithm: fc.constantFrom<OtpAlgorithm>("SHA1", "SHA256", "SHA512"),
        digits: fc.integer({ min: 6, max: 10 }),
        period: fc.integer({ min: 1, max: 3600 }),
      },
      { requiredKeys: ["secret", "account", "algorithm", "digits", "period"] },
    );
    fc.assert(
      fc.property(enrolment, (it) => {
        expect(parseTotpUri(totpUri(it))).toEqual(it);
      }),
    );
  });

  it("parse to the enrolment that they were made from", () => {
    const enrolments = [
      { secret, account: "ana@example.org", algorithm: "SHA1", digits: 6, period: 30 },
      {
        secret,
        account: "ñ & = ? # %",
        issuer: "A/B C",
        algorithm: "SHA512",
        digits: 8,
        period: 60,
      },
    ] as const;
    for (const enrolment of enrolments) expect(parseTotpUri(totpUri(enrolment))).toEqual(enrolment);
  });

  it.each([
    "",
    "GEZDGNBVGY3TQOJQ",
    "https://example.org",
    "otpauth://totp/x",
    "otpauth://totp/x?secret=0",
    "otpauth://hotp/x?secret=GEZDGNBVGY3TQOJQ&counter=0",
    "otpauth://totp/x?secret=GEZDGNBVGY3TQOJQ&digits=abc",
    "otpauth://totp/x?secret=GEZDGNBVGY3TQOJQ&digits=5",
    "otpauth://totp/x?secret=GEZDGNBVGY3TQOJQ&digits=99999999999999999999",
    "otpauth://totp/x?secret=GEZDGNBVGY3TQOJQ&period=3601",
    "otpauth://totp/x?secret=GEZDGNBVGY3TQOJQ&period=-30",
    "otpauth://totp/x?secret=GEZDGNBVGY3TQOJQ&algorithm=SHA3-256",
    "otpauth://totp/x?secret=GEZDGNBVGY3TQOJQ&algorithm=MD5",
    "otpauth://totp/%E0%A4%A?secret=GEZDGNBVGY3TQOJQ",
    "otpauth://totp/x?secret=A",
    "otpauth://totp/?secret=GEZDGNBVGY3TQOJQ",
    "otpauth://totp/x?secret=GEZDGNBVGY3TQOJQ&issuer=%FF",
    "otpauth://totp/x?__proto__=GEZDGNBVGY3TQOJQ",
  ])("reject %j", async (uri) => {
    expect(await refusal(() => parseTotpUri(uri))).toBe("otp-uri-malformed");
  });
});
