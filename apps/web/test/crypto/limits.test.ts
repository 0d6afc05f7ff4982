import { PASSWORD_LIMITS } from "@pct/core";
import { CREDENTIAL_LIMITS, CREDENTIAL_TYPE, credentialFile, writeCredential } from "@pct/delivery";
import { generateRandomHash, generateSalt, SecurityError } from "@pct/security";
import { expect, it } from "vitest";

import {
  CREDENTIAL_FIELDS,
  CREDENTIAL_FILES,
  GENERATOR,
  RANDOM_NUMBER,
  SALT,
} from "#/crypto/limits.js";

it("states the limits that the packages enforce", () => {
  expect(CREDENTIAL_LIMITS.characters).toMatchObject(CREDENTIAL_FIELDS);
  const { files, bytes } = CREDENTIAL_LIMITS;
  expect(CREDENTIAL_FILES).toMatchObject({ count: files, bytes });
  const file = credentialFile("keys.csv", new Uint8Array(CREDENTIAL_FILES.room));
  const note = "ñ".repeat(CREDENTIAL_FIELDS.note / 4);
  expect(() => writeCredential({ type: CREDENTIAL_TYPE, note, files: [file] })).not.toThrow();
  const { length, words } = PASSWORD_LIMITS;
  expect(GENERATOR).toEqual({ length, words });
  expect(() => generateSalt(SALT.maximum + 1)).toThrow(SecurityError);
  expect(() => generateSalt(SALT.minimum - 1)).toThrow(SecurityError);
  expect(generateSalt(SALT.maximum)).toHaveLength(SALT.maximum);
  const { minimum, maximum } = RANDOM_NUMBER;
  for (const bits of [minimum - 1, maximum + 1]) {
    expect(() => generateRandomHash(bits)).toThrow(SecurityError);
  }
  for (const bits of [minimum, maximum]) expect(generateRandomHash(bits)).toMatch(/^\d+$/);
});
