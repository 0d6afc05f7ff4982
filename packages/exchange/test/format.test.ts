import { generateKeyPair } from "@pct/core/keys";
import { exportPublicKey } from "@pct/core/public-key";
import type { PublicKey } from "@pct/core/public-key";
import { beforeAll, describe, expect, it } from "vitest";

import { chooseFormat } from "#/format.js";

const ED25519 =
  "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIB6XSz7S6EX0wHQkpVDcVFBIH8wGdXBQ1J8RZ+z9wCQn ana";
const AGE = "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p";

let key: PublicKey;
beforeAll(async () => {
  key = (await generateKeyPair({ bits: 2048 })).publicKey;
});

/** Bytes that a classic file for a 2048-bit key holds: k − 130. */
const MAXIMUM = 256 - 130;

describe("without a wish", () => {
  it("chooses classic for a secret that fits one RSA key", async () => {
    expect(await chooseFormat([key], MAXIMUM)).toEqual({ format: "classic", key });
  });

  it("chooses age for one byte more", async () => {
    expect(await chooseFormat([key], MAXIMUM + 1)).toEqual({ format: "age" });
  });

  it("reads an RSA key from its text", async () => {
    const chosen = await chooseFormat([exportPublicKey(key)], 10);
    expect(chosen.format === "classic" && chosen.key.spki).toEqual(key.spki);
  });

  it.each([
    ["two recipients", () => [key, key]],
    ["an Ed25519 key", () => [ED25519]],
    ["an age recipient", () => [AGE]],
    ["a passphrase", () => []],
  ])("chooses age for %s", async (_, recipients) => {
    expect(await chooseFormat(recipients(), 10)).toEqual({ format: "age" });
  });

  it("refuses a text that is not a key", async () => {
    await expect(chooseFormat(["hello"], 10)).rejects.toMatchObject({ code: "key-not-recognized" });
  });
});

describe("when classic is asked for", () => {
  it.each([
    ["two recipients", () => [key, key], 10, { code: "classic-for-one" }],
    ["an Ed25519 key", () => [ED25519], 10, { code: "classic-for-rsa" }],
    ["an age recipient", () => [AGE], 10, { code: "classic-for-rsa" }],
    ["a passphrase", () => [], 10, { code: "classic-for-rsa" }],
    [
      "a secret that is too long",
      () => [key],
      MAXIMUM + 1,
      { code: "secret-too-long", params: { bytes: MAXIMUM + 1, maximum: MAXIMUM } },
    ],
  ])("refuses %s", async (_, recipients, bytes, error) => {
    await expect(chooseFormat(recipients(), bytes, "classic")).rejects.toMatchObject(error);
  });

  it("gives the key", async () => {
    expect(await chooseFormat([key], 10, "classic")).toEqual({ format: "classic", key });
  });
});

it("gives age when age is asked for, however short the secret is", async () => {
  expect(await chooseFormat([key], 1, "age")).toEqual({ format: "age" });
});
