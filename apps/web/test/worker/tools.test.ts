import { expect, it } from "vitest";

import { startHashWorker, startStrengthWorker, startWorker } from "./started.js";

it("generates values, and computes their entropy", async () => {
  const { worker } = startWorker();
  const password = await worker.generatePassword({ length: 20 });
  expect(password.text).toMatch(/^[A-Za-z0-9]{20}$/);
  expect(password.bits).toBeCloseTo(119.04, 1);
  const passphrase = await worker.generatePassphrase({ language: "es" });
  expect(passphrase.text.split("-")).toHaveLength(6);
  expect(passphrase.bits).toBe(66);
  const hashes = startHashWorker();
  expect(await hashes.generateUuid()).toMatch(/^[0-9a-f]{32}$/);
  expect(await hashes.generateSalt(12)).toMatch(/^[A-Za-z0-9]{12}$/);
});

it("rates common passphrases of both languages as weak", async () => {
  const worker = startStrengthWorker();
  const weak = ["password", "contraseña", "qwerty123", "murcielago", "barcelona1"];
  for (const passphrase of weak) expect((await worker.strength(passphrase)).score).toBeLessThan(2);
  expect((await worker.strength("password")).warning).toBe("topTen");
  expect((await worker.strength("ataque-tutor-iglesia-echar-novela-diluir")).score).toBe(4);
  expect((await worker.strength("a".repeat(100_000))).score).toBeLessThan(2);
});

it("checks a hash of bcrypt", async () => {
  const worker = startHashWorker();
  const hash = "$2b$04$NkBrYBku64KqeVY2BBb97OoEwsEKJdhdXMJ03bePC6sHgrOPsJ/K.";
  const request = { hash, legacy: false, keys: [] };
  for (const [password, matches] of [
    ["contraseña 🔐", true],
    ["contraseña", false],
  ] as const) {
    expect(await worker.checkPassword({ ...request, password })).toMatchObject({ matches });
  }
});

it("hashes and checks passwords", async () => {
  const worker = startHashWorker();
  const hash = await worker.hashPassword("secreta", "argon2id");
  expect(hash).toMatch(/^\$argon2id\$/);
  const request = { legacy: false, keys: [] };
  expect(await worker.checkPassword({ ...request, hash, password: "secreta" })).toEqual({
    matches: true,
    keySet: null,
    needsRehash: false,
    opensForAll: false,
  });
  expect(await worker.checkPassword({ ...request, hash, password: "otra" })).toMatchObject({
    matches: false,
  });
});

it("checks BackEndBase's hashes with old and new keys", async () => {
  const worker = startHashWorker();
  const old = { secretKey: "a", csrfSessionKey: "b", hashKey: "c" };
  const current = { ...old, secretKey: "d" };
  const hash = await worker.hashForBackEndBase("ana", old);
  const request = { hash, password: "ana", legacy: false };
  expect(await worker.checkPassword({ ...request, keys: [current, old] })).toEqual({
    matches: true,
    keySet: 1,
    needsRehash: true,
    opensForAll: false,
  });
  const faulty = await worker.hashForBackEndBase("None", old);
  expect(await worker.checkPassword({ ...request, hash: faulty, keys: [current] })).toMatchObject({
    matches: false,
    opensForAll: false,
  });
});

it("computes the same digest for a text and a file", async () => {
  const worker = startHashWorker();
  const text = await worker.digestText("Ñandú");
  expect(await worker.digestFile(new File(["Ñandú"], "x"))).toBe(text);
  expect(text).toHaveLength(128);
  expect(await worker.digestFile(new File([], "empty"))).toMatch(/^cf83e1357eefb8bd/);
});

it("reads an OTP enrolment, and computes the current code", async () => {
  const { worker } = startWorker();
  const secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
  const uri = `otpauth://totp/AWS:ana?secret=${secret}&issuer=AWS`;
  const read = await worker.readOtp(`  ${uri}\n`);
  const [enrolment] = read.accounts;
  expect(enrolment).toMatchObject({ secret, account: "ana", issuer: "AWS", period: 30 });
  const [nameless] = (await worker.readOtp("gezd gnbv gy3t qojq")).accounts;
  expect(nameless).toMatchObject({ account: "" });
  expect(await worker.totpUri(nameless)).toMatch(
    /^otpauth:\/\/totp\/MFA\?secret=GEZDGNBVGY3TQOJQ&/,
  );
  const { code, secondsLeft } = await worker.currentCode(enrolment);
  expect(code).toMatch(/^\d{6}$/);
  expect(secondsLeft).toBeGreaterThan(0);
  expect(secondsLeft).toBeLessThanOrEqual(30);
  expect(await worker.readOtp(await worker.totpUri(enrolment))).toEqual(read);
});

it("decodes base64 into text, or null where the bytes are not text", async () => {
  const worker = startHashWorker();
  expect(await worker.decodeBase64(await worker.encodeBase64("ñ\n"))).toBe("ñ\n");
  expect(await worker.decodeBase64("TG9y\nZW0=")).toBe("Lorem");
  expect(await worker.decodeBase64("/w==")).toBeNull();
});
