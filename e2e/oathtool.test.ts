import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { generateHotp, generateTotp, verifyTotp } from "@pct/security";

import { output, peer } from "./peers.js";

/** Compares one-time passwords with `oathtool`; new secrets in each run. */

const oathtool = peer("oathtool");

/** Base32 without padding: 40 to 480 bits. */
const secret = fc
  .array(
    fc.string({
      unit: fc.constantFrom(...Array.from("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")),
      minLength: 8,
      maxLength: 8,
    }),
    { minLength: 1, maxLength: 12 },
  )
  .map((groups) => groups.join(""));
const digits = fc.integer({ min: 6, max: 8 });

function codeOf(...arguments_: string[]): string {
  return output(oathtool ?? "", arguments_)
    .toString()
    .trim();
}

describe.skipIf(oathtool === null)("codes", () => {
  it.each(["SHA1", "SHA256", "SHA512"] as const)(
    "generates and verifies TOTP with %s as oathtool does",
    (algorithm) => {
      const parameters = fc.record({
        secret,
        digits,
        time: fc.integer({ min: 0, max: 2 ** 36 }),
        period: fc.integer({ min: 1, max: 3600 }),
      });
      fc.assert(
        fc.property(parameters, ({ secret, ...options }) => {
          const { digits, time, period } = options;
          const code = codeOf(
            `--totp=${algorithm.toLowerCase()}`,
            `--digits=${digits.toString()}`,
            `--time-step-size=${period.toString()}s`,
            `--now=@${time.toString()}`,
            "--base32",
            secret,
          );
          expect(generateTotp(secret, { ...options, algorithm })).toBe(code);
          expect(verifyTotp(code, secret, { ...options, algorithm, window: 0 })).toBe(
            Math.floor(time / period),
          );
        }),
        { numRuns: 40 },
      );
    },
  );

  it("generates HOTP as oathtool does, up to the largest counter", () => {
    const counter = fc.oneof(fc.maxSafeNat(), fc.nat(), fc.constant(Number.MAX_SAFE_INTEGER));
    fc.assert(
      fc.property(fc.record({ secret, digits, counter }), ({ secret, digits, counter }) => {
        const code = codeOf(
          `--counter=${counter.toString()}`,
          `--digits=${digits.toString()}`,
          "--base32",
          secret,
        );
        expect(generateHotp(secret, counter, { digits })).toBe(code);
      }),
      { numRuns: 60 },
    );
  });
});
