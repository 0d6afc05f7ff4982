import {
  generateHybridIdentity,
  generateX25519Identity,
  identityToRecipient,
} from "age-encryption";
import { beforeAll, describe, expect, it } from "vitest";

import {
  decrypt,
  decryptSecret,
  encrypt,
  encryptSecret,
  exportPrivateKey,
  exportPublicKey,
  fingerprint,
  generatePassphrase,
  generatePassword,
  importPrivateKey,
  importPublicKey,
  inspect,
  maxSecretBytes,
  passwordEntropy,
  PctError,
  safetyWords,
} from "@pct/core";
import type { PctErrorCode, PctErrorParams, PrivateKey, PublicKey } from "@pct/core";

import { decryptWindowsAnswer } from "@pct/core/windows-answer";
import { der, derInteger, derOid, TAG } from "#/der.js";
import { encodePem } from "#/pem.js";
import { encodeSpki } from "#/rsa-der.js";
import { utf8 } from "./byte-streams.js";
import { refusal } from "./refusal.js";
import { anyKey, file, privateKey, text } from "./vectors.js";

let rsa: PrivateKey;
let publicKey: PublicKey;
let identity: string;
let recipient: string;
let hybridRecipient: string;

beforeAll(async () => {
  rsa = await privateKey(anyKey.id);
  publicKey = rsa.publicKey;
  identity = await generateX25519Identity();
  recipient = await identityToRecipient(identity);
  hybridRecipient = await identityToRecipient(await generateHybridIdentity());
});

const modulus = (bits: number): string =>
  encodePem("PUBLIC KEY", encodeSpki({ n: (1n << BigInt(bits)) - 1n, e: 65537n }));

/** A private key that was encrypted with this many rounds. */
function lockedWith(rounds: bigint): string {
  const kdf = der(
    TAG.sequence,
    derOid("1.2.840.113549.1.5.12"),
    der(TAG.sequence, der(TAG.octetString, new Uint8Array(8)), derInteger(rounds)),
  );
  const cipher = der(
    TAG.sequence,
    derOid("2.16.840.1.101.3.4.1.42"),
    der(TAG.octetString, new Uint8Array(16)),
  );
  const pbes2 = der(TAG.sequence, derOid("1.2.840.113549.1.5.13"), der(TAG.sequence, kdf, cipher));
  const info = der(TAG.sequence, pbes2, der(TAG.octetString, new Uint8Array(16)));
  return encodePem("ENCRYPTED PRIVATE KEY", info);
}

/** All characters of passwords, and some others. */
const lettersAndDigits = Array.from({ length: 75 }, (_, i) => String.fromCharCode(48 + i)).join("");

/** The params of a code, and a call that fails with it. */
type Producer<Code extends PctErrorCode> = readonly [PctErrorParams[Code], () => unknown];

/**
 * A producer for every code but those of files, which tests in test/node produce. A new code without
 * a producer does not compile.
 */
const producers: {
  readonly [Code in Exclude<PctErrorCode, `${"input" | "output"}-${string}`>]: Producer<Code>;
} = {
  "key-not-recognized": [{}, () => importPublicKey("hello")],
  "key-damaged": [{}, () => importPublicKey("-----BEGIN PUBLIC KEY-----")],
  "key-is-private": [{}, () => importPublicKey(file(anyKey.private))],
  "key-is-public": [{}, () => importPrivateKey(file(anyKey.public))],
  "key-unsupported": [{ kind: "dsa" }, () => importPublicKey("ssh-dss AAAA")],
  "key-several": [{}, () => importPublicKey(text(anyKey.public).repeat(2))],
  "key-too-small": [{ bits: 2000, minimum: 2048 }, () => importPublicKey(modulus(2000))],
  "key-too-large": [{ bits: 9000, maximum: 8192 }, () => importPublicKey(modulus(9000))],
  "key-unsafe": [{ reason: "small-factor" }, () => importPublicKey(modulus(4096))],
  "key-encryption-unsupported": [
    { container: "pkcs1" },
    () =>
      importPrivateKey(
        "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\nAAAA\n-----END RSA PRIVATE KEY-----",
      ),
  ],
  "key-too-costly": [{}, () => importPrivateKey(lockedWith(10_000_001n), { passphrase: "x" })],
  "key-not-extractable": [
    {},
    async () =>
      exportPrivateKey(await importPrivateKey(file(anyKey.private), { extractable: false })),
  ],
  "passphrase-required": [{}, () => importPrivateKey(lockedWith(1n))],
  "passphrase-wrong": [{}, () => importPrivateKey(lockedWith(1n), { passphrase: "x" })],
  "passphrase-empty": [{}, () => encrypt(utf8("x"), { passphrase: "" })],
  "secret-empty": [{}, () => encryptSecret("", publicKey)],
  "secret-too-long": [
    { bytes: 2000, maximum: anyKey.maxSecretBytes },
    () => encryptSecret("x".repeat(2000), publicKey),
  ],
  "ciphertext-empty": [{}, () => decryptSecret("", rsa)],
  "ciphertext-several": [
    {},
    async () => {
      const one = await encryptSecret("x", publicKey);
      return decryptSecret(`${one}\n${one}`, rsa);
    },
  ],
  "ciphertext-not-recognized": [
    { found: "public-key" },
    () => decrypt(file(anyKey.public), { identities: [rsa] }),
  ],
  "windows-answer-unusable": [
    { fault: "other-key" },
    () => decryptWindowsAnswer('{"errorMessage":"no","modulus":"AQAB"}', [rsa]),
  ],
  "age-malformed": [{}, () => decrypt(utf8("age-encryption.org/v1\n"), { identities: [identity] })],
  "age-too-large": [
    {},
    () => decrypt(utf8(`age-encryption.org/v1\n${"-> x\n\n".repeat(20_000)}`), {}),
  ],
  "age-too-costly": [
    { logN: 21, maximum: 20 },
    () =>
      decrypt(
        utf8(
          `age-encryption.org/v1\n-> scrypt ${"A".repeat(22)} 21\n${"A".repeat(43)}\n--- ${"A".repeat(43)}\n`,
        ),
        { passphrase: "x" },
      ),
  ],
  "identity-required": [
    {},
    async () => decrypt(await encrypt(utf8("x"), { recipients: [recipient] }), {}),
  ],
  "identity-not-recognized": [
    {},
    async () =>
      decrypt(await encrypt(utf8("x"), { recipients: [recipient] }), {
        identities: ["AGE-SECRET-KEY-1BROKEN"],
      }),
  ],
  "recipient-not-recognized": [{}, () => encrypt(utf8("x"), { recipients: ["age1broken"] })],
  "recipients-too-many": [
    { maximum: 32 },
    () => encrypt(utf8("x"), { recipients: Array.from({ length: 33 }, () => recipient) }),
  ],
  "recipients-mixed": [{}, () => encrypt(utf8("x"), { recipients: [recipient, hybridRecipient] })],
  "decryption-failed": [{}, () => decryptSecret("AAAA", rsa)],
  "password-length": [{ minimum: 4, maximum: 1024 }, () => generatePassword({ length: 3 })],
  "password-alphabet": [{ minimum: 10 }, () => generatePassword({ exclude: lettersAndDigits })],
  "passphrase-words": [{ minimum: 4, maximum: 64 }, () => generatePassphrase({ words: 3 })],
};

describe("codes", () => {
  it.each(Object.entries<Producer<PctErrorCode>>(producers))(
    "[E1] produces %s",
    async (code, [params, action]) => {
      const error = await refusal(action);
      expect(error.code).toBe(code);
      expect(error.params).toEqual(params);
      expect(error).toBeInstanceOf(Error);
      expect(error.name).toBe("PctError");
      expect(error.message).toBe(code);
      expect(Object.isFrozen(error.params)).toBe(true);
    },
  );

  it("[E1] can be constructed by tests of callers", () => {
    const error = new PctError("key-too-small", { bits: 1024, minimum: 2048 });
    expect(error.params.bits).toBe(1024);
    expect(new PctError("key-damaged").params).toEqual({});
  });
});

describe("content of an error", () => {
  const secret = "correct horse battery staple";

  it.each([
    ["a secret that is too long", () => encryptSecret(secret.repeat(40), publicKey)],
    ["a wrong passphrase", () => importPrivateKey(lockedWith(1n), { passphrase: secret })],
    ["an invalid key", () => importPublicKey(secret)],
    ["a private key in the wrong place", () => importPublicKey(file(anyKey.private))],
    ["an invalid identity", () => identityError(`AGE-SECRET-KEY-1${secret.toUpperCase()}`)],
    ["an invalid ciphertext", () => decryptSecret(secret, rsa)],
    ["an invalid file", () => decrypt(utf8(secret), { identities: [rsa] })],
    ["excluded characters", () => generatePassword({ exclude: lettersAndDigits + secret })],
  ])("[E3] holds no part of %s", async (_, action) => {
    const error = await refusal(action);
    const told = JSON.stringify([error.message, error.params, Object.values(error), error.cause]);
    for (const word of [...secret.split(" "), "MII"]) expect(told).not.toContain(word);
    expect(error.cause).toBeUndefined();
  });

  async function identityError(text: string): Promise<unknown> {
    const sealed = await encrypt(utf8("x"), { recipients: [recipient] });
    return decrypt(sealed, { identities: [text] });
  }
});

describe("arguments of the wrong type", () => {
  const wrong = (value: unknown): never => value as never;
  const sealed = async (): Promise<Uint8Array> => encrypt(utf8("x"), { recipients: [recipient] });

  it.each([
    ["importPublicKey()", () => importPublicKey(wrong(undefined))],
    ["importPublicKey(null)", () => importPublicKey(wrong(null))],
    ["importPublicKey(number)", () => importPublicKey(wrong(42))],
    ["importPublicKey(ArrayBuffer)", () => importPublicKey(wrong(new ArrayBuffer(8)))],
    ["importPublicKey(array)", () => importPublicKey(wrong([1, 2, 3]))],
    ["importPrivateKey(number)", () => importPrivateKey(wrong(42))],
    [
      "importPrivateKey, passphrase null",
      () => importPrivateKey(lockedWith(1n), { passphrase: wrong(null) }),
    ],
    [
      "importPrivateKey, passphrase number",
      () => importPrivateKey(lockedWith(1n), { passphrase: wrong(7) }),
    ],
    ["exportPrivateKey(public)", () => exportPrivateKey(wrong(publicKey))],
    ["exportPrivateKey, passphrase null", () => exportPrivateKey(rsa, { passphrase: wrong(null) })],
    ["exportPrivateKey, passphrase number", () => exportPrivateKey(rsa, { passphrase: wrong(7) })],
    ["exportPublicKey(private)", () => exportPublicKey(wrong(rsa))],
    ["fingerprint(nothing)", () => fingerprint(wrong(undefined))],
    ["fingerprint(text)", () => fingerprint(wrong("SHA256:"))],
    ["safetyWords, language", () => safetyWords(publicKey, wrong("de"))],
    ["encryptSecret(number)", () => encryptSecret(wrong(42), publicKey)],
    ["encryptSecret(null)", () => encryptSecret(wrong(null), publicKey)],
    ["encryptSecret(ArrayBuffer)", () => encryptSecret(wrong(new ArrayBuffer(8)), publicKey)],
    ["encryptSecret, no key", () => encryptSecret("x", wrong(undefined))],
    ["encryptSecret, key as text", () => encryptSecret("x", wrong(text(anyKey.public)))],
    ["encryptSecret, private key", () => encryptSecret("x", wrong(rsa))],
    ["decryptSecret(number)", () => decryptSecret(wrong(42), rsa)],
    ["decryptSecret(null)", () => decryptSecret(wrong(null), rsa)],
    ["decryptSecret, no key", () => decryptSecret("AAAA", wrong(undefined))],
    ["decryptSecret, public key", () => decryptSecret("AAAA", wrong(publicKey))],
    ["encrypt(text)", () => encrypt(wrong("text"), { recipients: [recipient] })],
    ["encrypt(null)", () => encrypt(wrong(null), { recipients: [recipient] })],
    ["encrypt, no options", () => encrypt(utf8("x"), wrong(undefined))],
    ["encrypt, empty options", () => encrypt(utf8("x"), wrong({}))],
    ["encrypt, recipients as text", () => encrypt(utf8("x"), { recipients: wrong(recipient) })],
    ["encrypt, recipient number", () => encrypt(utf8("x"), { recipients: [wrong(42)] })],
    ["encrypt, recipient private", () => encrypt(utf8("x"), { recipients: [wrong(rsa)] })],
    [
      "encrypt, passphrase null",
      () => encrypt(utf8("x"), { passphrase: wrong(null), workFactor: 10 }),
    ],
    [
      "encrypt, passphrase number",
      () => encrypt(utf8("x"), { passphrase: wrong(7), workFactor: 10 }),
    ],
    ["decrypt(text)", () => decrypt(wrong("text"), { identities: [identity] })],
    ["decrypt, no options", async () => decrypt(await sealed(), wrong(undefined))],
    [
      "decrypt, identities as text",
      async () => decrypt(await sealed(), { identities: wrong(identity) }),
    ],
    ["decrypt, identity number", async () => decrypt(await sealed(), { identities: [wrong(42)] })],
    [
      "decrypt, identity public",
      async () => decrypt(await sealed(), { identities: [wrong(publicKey)] }),
    ],
    [
      "decrypt classic, identity public",
      () => decrypt(utf8("AAAA"), { identities: [wrong(publicKey)] }),
    ],
    ["inspect(text)", () => inspect(wrong("text"))],
    ["generatePassword, exclude", () => generatePassword({ exclude: wrong(7) })],
    ["generatePassphrase, language", () => generatePassphrase({ language: wrong("de") })],
    ["maxSecretBytes()", () => maxSecretBytes(wrong(undefined))],
    ["passwordEntropy, exclude", () => passwordEntropy({ exclude: wrong(7) })],
  ])("[E2] rejects %s", async (_, action) => {
    await expect((async () => action())()).rejects.toThrow(TypeError);
  });
});
