import { PASSWORD_LIMITS } from "@pct/core/password";
import { SecurityError } from "@pct/security/errors";
import { generateRandomHash, generateSalt } from "@pct/security/random";
import { expect, it } from "vitest";

import { GENERATOR, RANDOM_NUMBER, SALT } from "#/crypto/limits.js";

it("states the limits that the packages enforce", () => {
  const { length, words } = PASSWORD_LIMITS;
  expect(GENERATOR).toEqual({ length, words });
  expect(() => generateSalt(SALT.maximum + 1)).toThrow(SecurityError);
  expect(() => generateSalt(SALT.minimum - 1)).toThrow(SecurityError);
  expect(generateSalt(SALT.minimum)).toHaveLength(SALT.minimum);
  expect(generateSalt(SALT.maximum)).toHaveLength(SALT.maximum);
  const { minimum, maximum } = RANDOM_NUMBER;
  for (const bits of [minimum - 1, maximum + 1]) {
    expect(() => generateRandomHash(bits)).toThrow(SecurityError);
  }
  for (const bits of [minimum, maximum]) expect(generateRandomHash(bits)).toMatch(/^\d+$/);
});
