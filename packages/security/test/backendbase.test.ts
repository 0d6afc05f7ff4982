import { describe, expect, it } from "vitest";

import {
  auditPasswordHash,
  checkPassword,
  cipherPassword,
  generateDigest,
  generateKeyHash,
  generatePassword,
  matchingKeys,
} from "#/index.js";
import type { BackEndBaseKeys } from "#/index.js";
import { CURRENT } from "#/policy.js";
import { utf8 } from "#/text.js";
import { werkzeugHash } from "#/werkzeug.js";
import { refusal } from "./errors.js";
import { backEndBase, keysOf } from "./vectors.js";

const keys = keysOf(backEndBase.keys[0]?.id ?? "");
const quick = { iterations: 1000 };

const MUST_BE_TEXT = expect.stringMatching(/^(?:text|password) must be a string$/) as string;

describe.concurrent("results of the original", () => {
  it.each(backEndBase.vectors)("$keys $upper $text", async (vector) => {
    const { text, upper: upperCase } = vector;
    const set = keysOf(vector.keys);
    expect(generateDigest(text)).toBe(vector.digest);
    expect(generateKeyHash(text, set)).toBe(vector.keyHash);
    expect(cipherPassword(text, set, { upperCase })).toBe(vector.cipherPassword);
    if (vector.passwordHash === undefined) return;
    expect(await checkPassword(vector.passwordHash, text, set, { upperCase })).toBe(true);
  });

  it.each(backEndBase.checkPassword)("check $expect: $text", async (vector) => {
    const { passwordHash, text, upper: upperCase } = vector;
    const set = keysOf(vector.keys);
    expect(await checkPassword(passwordHash, text, set, { upperCase })).toBe(vector.expect);
  });

  it.each(backEndBase.collisions)(
    "gives $a and $b the same result",
    ({ a, b, upper: upperCase }) => {
      expect(cipherPassword(a, keys, { upperCase })).toBe(cipherPassword(b, keys, { upperCase }));
    },
  );
});

describe("missing and invalid input", () => {
  const inputs = [...backEndBase.mustThrow.map(({ input }) => input), undefined, null, 42, {}, []];
  it.each(inputs)("never hashes %j", async (input) => {
    const text = input as string;
    const stored = await generatePassword("x", keys, quick);
    // The strings among the inputs have a lone surrogate.
    const isText = typeof input === "string";
    const error = isText
      ? { code: "text-malformed" }
      : { name: "TypeError", message: MUST_BE_TEXT };
    for (const hash of [
      () => generateDigest(text),
      () => generateKeyHash(text, keys),
      () => cipherPassword(text, keys),
      () => generatePassword(text, keys, quick),
      () => checkPassword(stored, text, keys),
    ]) {
      await expect((async () => hash())()).rejects.toMatchObject(error);
    }
  });

  it("rejects a lone surrogate with its own code", async () => {
    expect(await refusal(() => cipherPassword("\uD800x", keys))).toBe("text-malformed");
    expect(await refusal(() => cipherPassword("x\uDC00", keys))).toBe("text-malformed");
    expect(await refusal(() => cipherPassword("🔐", keys))).toBe("accepted");
  });

  it.each([
    {},
    { secretKey: "a", csrfSessionKey: "b" },
    { secretKey: "a", csrfSessionKey: "b", hashKey: "" },
    { secretKey: "a", csrfSessionKey: "b", hashKey: null },
    null,
    [],
  ])("rejects the keys %j", async (incomplete) => {
    const set = incomplete as unknown as BackEndBaseKeys;
    expect(await refusal(() => generateKeyHash("x", set))).toBe("keys-missing");
    expect(await refusal(() => generatePassword("x", set))).toBe("keys-missing");
    expect(
      await refusal(() => checkPassword(`pbkdf2:sha512:1$a$${"0".repeat(128)}`, "x", set)),
    ).toBe("keys-missing");
  });
});

describe("the bug of the published module", () => {
  it("is never reproduced, and detected in stored hashes", async () => {
    const { noneBug } = backEndBase;
    const set = keysOf(noneBug.keys);
    const method = { kind: "pbkdf2", hash: "sha512", iterations: 50_000 } as const;
    const faulty = await werkzeugHash(method, utf8(noneBug.cipherPasswordOfNone), 10);
    expect(await auditPasswordHash(faulty, set)).toBe(true);
    expect(await auditPasswordHash(faulty, [keysOf("k2"), set])).toBe(true);
    expect(await auditPasswordHash(await generatePassword("None", set, quick), set)).toBe(false);
    expect(await checkPassword(faulty, "None", set)).toBe(false);
  });
});

describe("a hash to store", () => {
  it("has the format of the original and current rounds", async () => {
    const [method = "", salt, hash] = (await generatePassword("ana", keys)).split("$");
    expect(method).toBe(`pbkdf2:sha512:${CURRENT.pbkdf2.sha512.toString()}`);
    expect(salt).toMatch(/^[A-Za-z0-9]{10}$/);
    expect(hash).toMatch(/^[0-9a-f]{128}$/);
    expect(await generatePassword("ana", keys, { iterations: 50_000 })).toHaveLength(159);
  });

  it("never repeats", async () => {
    const hashes = await Promise.all([1, 2, 3].map(() => generatePassword("ana", keys, quick)));
    expect(new Set(hashes).size).toBe(3);
  });

  it("accepts an accent in any normal form", async () => {
    const stored = await generatePassword("contraseña".normalize("NFC"), keys, quick);
    expect(await checkPassword(stored, "contraseña".normalize("NFD"), keys)).toBe(true);
  });

  it.each([0, -1, 1.5, 10_000_001, NaN])("rejects %d rounds", async (iterations) => {
    expect(await refusal(() => generatePassword("x", keys, { iterations }))).toBe(
      "size-out-of-range",
    );
  });

  it("rejects a password over 4,096 bytes", async () => {
    expect(await refusal(() => cipherPassword("x".repeat(4096), keys))).toBe("accepted");
    expect(await refusal(() => cipherPassword("ñ".repeat(2049), keys))).toBe("password-too-long");
    expect(await refusal(() => cipherPassword("x".repeat(10_000_000), keys))).toBe(
      "password-too-long",
    );
  });
});

describe("key rotation", () => {
  const [old, current, other] = ["a", "b", "c"].map((secretKey) => ({ ...keys, secretKey })) as [
    BackEndBaseKeys,
    BackEndBaseKeys,
    BackEndBaseKeys,
  ];

  it("returns the index of the set of keys", async () => {
    const stored = await generatePassword("ana", old, quick);
    expect(await matchingKeys(stored, "ana", [current, other, old])).toBe(2);
    expect(await matchingKeys(stored, "ana", [old])).toBe(0);
    expect(await matchingKeys(stored, "ana", [current, other])).toBeNull();
    expect(await matchingKeys(stored, "Ana", [current, other, old])).toBeNull();
    expect(await checkPassword(stored, "ana", [current, old])).toBe(true);
    expect(await checkPassword(stored, "ana", current)).toBe(false);
  });

  it("uses the first set for new hashes", async () => {
    const stored = await generatePassword("ana", [current, old], quick);
    expect(await matchingKeys(stored, "ana", [current, old])).toBe(0);
  });

  it("rejects an empty list", async () => {
    expect(await refusal(() => matchingKeys(`pbkdf2:sha512:1$a$${"0".repeat(128)}`, "x", []))).toBe(
      "keys-missing",
    );
  });
});
