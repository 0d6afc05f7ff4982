import { describe, expect, it } from "vitest";

import * as security from "#/index.js";
import { SecurityError } from "#/index.js";
import { quickest } from "./quickest.js";

/** Wrong types and huge inputs, in every argument: each has a defined error, and takes little time. */

const keys = { secretKey: "a", csrfSessionKey: "b", hashKey: "c" };
const hash = `pbkdf2:sha512:1$a$${"0".repeat(128)}`;
const secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

/** Every string argument. */
const texts: Readonly<Record<string, (text: string) => unknown>> = {
  base64Decode: (text) => security.base64Decode(text),
  base64Encode: (text) => security.base64Encode(text),
  generateDigest: (text) => security.generateDigest(text),
  generateKeyHash: (text) => security.generateKeyHash(text, keys),
  cipherPassword: (text) => security.cipherPassword(text, keys),
  generatePassword: (text) => security.generatePassword(text, keys, { iterations: 1 }),
  "checkPassword, hash": (text) => security.checkPassword(text, "x", keys),
  "checkPassword, text": (text) => security.checkPassword(hash, text, keys),
  "matchingKeys, hash": (text) => security.matchingKeys(text, "x", [keys]),
  "matchingKeys, text": (text) => security.matchingKeys(hash, text, [keys]),
  auditPasswordHash: (text) => security.auditPasswordHash(text, keys),
  "a key": (text) => security.generateKeyHash("x", { ...keys, hashKey: text }),
  hashPassword: (text) => security.hashPassword(text, { method: "pbkdf2:sha512:1" }),
  "hashPassword, method": (text) => security.hashPassword("x", { method: text }),
  "verifyPassword, hash": (text) => security.verifyPassword(text, "x"),
  "verifyPassword, password": (text) => security.verifyPassword(hash, text),
  needsRehash: (text) => security.needsRehash(text),
  generateTotp: (text) => security.generateTotp(text),
  generateHotp: (text) => security.generateHotp(text, 0),
  "verifyTotp, code": (text) => security.verifyTotp(text, secret),
  "verifyTotp, secret": (text) => security.verifyTotp("000000", text),
  "totpUri, secret": (text) => security.totpUri({ secret: text, account: "a" }),
  "totpUri, account": (text) => security.totpUri({ secret, account: text }),
  "totpUri, issuer": (text) => security.totpUri({ secret, account: "a", issuer: text }),
  parseTotpUri: (text) => security.parseTotpUri(text),
  readAuthenticators: (text) => security.readAuthenticators(text),
};

/** Every number argument. */
const numbers: Readonly<Record<string, (number: number) => unknown>> = {
  generateRandomHash: (number) => security.generateRandomHash(number),
  generateSalt: (number) => security.generateSalt(number),
  "generatePassword, iterations": (number) =>
    security.generatePassword("x", keys, { iterations: number }),
  generateHotp: (number) => security.generateHotp(secret, number),
  "generateHotp, digits": (number) => security.generateHotp(secret, 0, { digits: number }),
  "generateTotp, period": (number) => security.generateTotp(secret, { period: number }),
  "generateTotp, time": (number) => security.generateTotp(secret, { time: number }),
  "verifyTotp, time": (number) => security.verifyTotp("000000", secret, { time: number }),
  "verifyTotp, window": (number) => security.verifyTotp("000000", secret, { window: number }),
};

/** The result of a call: a code, the message of a `TypeError`, or the returned value. */
async function outcome(call: () => unknown): Promise<unknown> {
  try {
    return { returned: await call() };
  } catch (error) {
    if (error instanceof SecurityError) return error.code;
    expect(error).toBeInstanceOf(TypeError);
    return (error as TypeError).message;
  }
}

/** The outcome of an argument that is not a string. */
const wrongType = (name: string): unknown =>
  name === "a key" ? "keys-missing" : expect.stringMatching(/must be (?:a string|strings)/);

describe("values other than strings", () => {
  const values = [null, 42, NaN, true, 1n, {}, [], ["x"], () => "x", new String("x")];

  it.each(Object.entries(texts))("%s", async (name, call) => {
    for (const value of values) {
      expect(await outcome(() => call(value as string))).toEqual(wrongType(name));
    }
    // Only a method and an issuer are optional.
    if (/method|issuer/.test(name)) return;
    expect(await outcome(() => call(undefined as unknown as string))).toEqual(wrongType(name));
  });
});

describe("invalid numbers", () => {
  const values = [null, "6", "x", true, 1n, {}, [], NaN, Infinity, -1, 0.5, 1e300, 2 ** 53];

  it.each(Object.entries(numbers))("%s", async (name, call) => {
    for (const value of values) {
      // A time need not be an integer.
      if (value === 0.5 && name.endsWith("time")) continue;
      const code = /(?:Hotp|Totp)/.test(name) ? "otp-options-invalid" : "size-out-of-range";
      expect(await outcome(() => call(value as number))).toBe(code);
    }
  });
});

describe("ten megabytes", () => {
  const limited = Object.entries(texts).filter(
    ([name]) => !/^(?:base64\w+|generateDigest|generateKeyHash|a key)$/.test(name),
  );
  const inputs = ["x", ":", "$", " ", "ñ", "&a=b", "pbkdf2:sha512:1$"].map((part) =>
    part.repeat(10_000_000 / part.length),
  );
  // Runs on which a careless regular expression backtracks.
  inputs.push(`${"=".repeat(10_000_000)}x`, `otpauth://totp/${":".repeat(10_000_000)}\n?secret=A`);

  const outcomes: Readonly<Record<string, unknown>> = {
    cipherPassword: "password-too-long",
    generatePassword: "password-too-long",
    "checkPassword, hash": "hash-malformed",
    "checkPassword, text": "password-too-long",
    "matchingKeys, hash": "hash-malformed",
    "matchingKeys, text": "password-too-long",
    auditPasswordHash: "hash-malformed",
    hashPassword: "password-too-long",
    "hashPassword, method": "method-unsupported",
    "verifyPassword, hash": "hash-malformed",
    "verifyPassword, password": "password-too-long",
    needsRehash: "hash-malformed",
    generateTotp: "otp-secret-malformed",
    generateHotp: "otp-secret-malformed",
    // A code of any length is a wrong code.
    "verifyTotp, code": { returned: null },
    "verifyTotp, secret": "otp-secret-malformed",
    "totpUri, secret": "otp-secret-malformed",
    "totpUri, account": "otp-name-invalid",
    "totpUri, issuer": "otp-name-invalid",
    parseTotpUri: "otp-uri-malformed",
    readAuthenticators: "otp-secret-malformed",
  };

  it.each(limited)("are refused within 50 ms by %s", async (name, call) => {
    for (const input of inputs) {
      expect(await outcome(() => call(input))).toEqual(outcomes[name]);
      expect(await quickest(() => outcome(() => call(input)))).toBeLessThan(50);
    }
  });

  it("of base64 with bits after the end are refused before decoding", async () => {
    const input = `${"AAAA".repeat(2_500_000)}AB==`;
    const decode = (): Promise<unknown> => outcome(() => security.base64Decode(input));
    expect(await decode()).toBe("base64-malformed");
    expect(await quickest(decode)).toBeLessThan(250);
  });
});
