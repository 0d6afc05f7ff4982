import { describe, expect, it } from "vitest";

import {
  decrypt,
  decryptSecret,
  encrypt,
  encryptSecret,
  importPrivateKey,
  importPublicKey,
  inspect,
  INSPECT_BYTES,
} from "@pct/core";
import type { Inspection } from "@pct/core";

import { plaintextSize } from "#/age/payload.js";
import { detectOpenPgp } from "#/openpgp.js";
import { joined, sampleBytes, toUtf16, utf8 } from "./byte-streams.js";
import { expectOutcome } from "./expected.js";
import { expectRefused } from "./refusal.js";
import {
  anyKey,
  decryptOk,
  file,
  first,
  keys,
  keyVector,
  manifest,
  privateKey,
  publicKeys,
  readableKeys,
  text,
  usableKeys,
} from "./vectors.js";

const nativeRecipient = first(
  Object.values(manifest.identities).flatMap(({ recipient }) =>
    recipient.startsWith("age1") ? [recipient] : [],
  ),
);

describe("age files", () => {
  /** The type and tag that `inspect` must report for a recipient of the vectors. */
  function shown(recipient: string): { type: string; tag?: string } {
    const [, rsaKey] = /^ssh-rsa:(.*)/.exec(recipient) ?? [];
    if (rsaKey !== undefined) return { type: "ssh-rsa", tag: keyVector(rsaKey).ageStanzaTag };
    const text = manifest.identities[recipient]?.recipient ?? "scrypt";
    if (text.startsWith("age1")) return { type: "X25519" };
    return text === "scrypt"
      ? { type: "scrypt" }
      : { type: "ssh-ed25519", tag: expect.stringMatching(/^[A-Za-z0-9+/]{6}$/) as string };
  }

  it.each(manifest.files)("[I1] reports $name", async (vector) => {
    const bytes = file(vector.file);
    expect(await inspect(bytes)).toEqual({
      format: "age",
      armored: vector.armored,
      recipients: vector.recipients.map(shown),
      contentBytes: vector.plaintextBytes,
    });
  });

  it("[I1] accepts UTF-16 and white space around armor", async () => {
    const sealed = await encrypt(sampleBytes(100), { recipients: [nativeRecipient], armor: true });
    const text = new TextDecoder().decode(sealed);
    const expected: Inspection = {
      format: "age",
      armored: true,
      recipients: [{ type: "X25519" }],
      contentBytes: 100,
    };
    for (const variant of [toUtf16(text), toUtf16(text, "be"), utf8(`\uFEFF\r\n${text}\r\n`)]) {
      expect(await inspect(variant)).toEqual(expected);
    }
  });

  it("[I2] [I8] computes the size from the start and the size on disk", async () => {
    for (const armor of [false, true]) {
      const recipients = Array.from({ length: 32 }, () => nativeRecipient);
      const sealed = await encrypt(sampleBytes(300_000), { recipients, armor });
      const found = await inspect(sealed.subarray(0, INSPECT_BYTES), sealed.length);
      expect(found).toMatchObject({
        format: "age",
        armored: armor,
        contentBytes: armor ? null : 300_000,
      });
      expect(await inspect(sealed)).toMatchObject({ contentBytes: 300_000 });
      // The length of a pipe is unknown.
      expect(await inspect(sealed, null)).toMatchObject({ contentBytes: null });
    }
  });

  it("[I2] has no size for impossible payloads", () => {
    const chunk = 64 * 1024;
    for (const content of [0, 1, 15, 16, chunk - 1, chunk, chunk + 1, 2 * chunk, 2 * chunk + 1]) {
      const chunks = Math.max(1, Math.ceil(content / chunk));
      expect(plaintextSize(content + 16 * chunks)).toBe(content);
    }
    for (const payload of [-100, 0, 1, 15, chunk + 17, chunk + 32, 2 * chunk + 33]) {
      expect(plaintextSize(payload)).toBeNull();
    }
  });

  it("[I2] has no size for a truncated file", async () => {
    const sealed = await encrypt(utf8("x"), { recipients: [nativeRecipient] });
    expect(await inspect(sealed.subarray(0, -10))).toMatchObject({ contentBytes: null });
  });

  it("[I8] needs no more than the largest armored header", async () => {
    const largest = new Uint8Array(64 * 1024);
    const columns = Math.ceil(largest.length / 48) * 65;
    expect("-----BEGIN AGE ENCRYPTED FILE-----\n".length + columns).toBeLessThan(INSPECT_BYTES);
    expect(INSPECT_BYTES).toBe(96 * 1024);
    // A binary header over the limit is refused.
    const sealed = utf8(`age-encryption.org/v1\n-> ${"x".repeat(INSPECT_BYTES)}\n`);
    await expectRefused(() => inspect(sealed.subarray(0, INSPECT_BYTES), 1e9), "age-too-large");
  });

  it("[I7] rejects damaged ones", async () => {
    await expectRefused(() => inspect(utf8("age-encryption.org/v1\n")), "age-malformed");
    await expectRefused(
      () => inspect(utf8("age-encryption.org/v9\n-> x\n\n--- x\n")),
      "age-malformed",
    );
    const broken = "-----BEGIN AGE ENCRYPTED FILE-----\n####\n-----END AGE ENCRYPTED FILE-----\n";
    await expectRefused(() => inspect(utf8(broken)), "age-malformed");
  });
});

describe("classic files", () => {
  it.each(readableKeys)("[I3] reports the bits of $id", async ({ id, bits }) => {
    const { ciphertext } = first(decryptOk.filter(({ key }) => key === id));
    for (const variant of [utf8(ciphertext), utf8(`\r\n${ciphertext}\r\n`), toUtf16(ciphertext)]) {
      expect(await inspect(variant)).toEqual({ format: "classic", keyBits: bits });
    }
  });

  // Without padding, two ciphertexts for a short key are one for a longer key.
  const padded = usableKeys.filter(({ bits }) => (bits / 8) % 3 !== 0);
  it.each(padded)("[I3] rejects two ciphertexts for $id", async ({ id }) => {
    const { publicKey } = await privateKey(id);
    const two = `${await encryptSecret("x", publicKey)}\n${await encryptSecret("y", publicKey)}`;
    await expectRefused(() => inspect(utf8(two)), "ciphertext-several");
  });
});

describe("keys", () => {
  it.each(keys)("[I4] reports the public key $id", async (key) => {
    const problem =
      key.bits < 2048 ? "key-too-small" : key.publicExponent < 65537 ? "key-unsafe" : null;
    for (const name of [key.public, key.sshPublic, key.publicPkcs1, key.publicDer]) {
      if (name === undefined) continue;
      expect(await inspect(file(name))).toEqual({
        format: "public-key",
        bits: key.bits,
        fingerprint: key.sshFingerprintSha256,
        problem,
      });
    }
  });

  it.each(publicKeys.hostile)("[I4] reports the problem of $name", async (vector) => {
    const found = await inspect(utf8(vector.public));
    if (found.format !== "public-key") throw new Error(`read as ${found.format}`);
    expectOutcome(found.problem ?? "accepted", "hostile", vector);
  });

  it.each(readableKeys)("[I5] reports the private key $id", async (key) => {
    for (const name of [key.private, key.privatePkcs1, key.privateDer, key.openssh]) {
      if (name === undefined) continue;
      expect(await inspect(file(name))).toEqual({
        format: "private-key",
        locked: false,
        bits: key.bits,
        fingerprint: key.sshFingerprintSha256,
      });
    }
    const locked = [
      ...(key.pbes2 ?? []),
      ...(key.opensshEncrypted ?? []),
      ...(key.privatePkcs1Encrypted ? [key.privatePkcs1Encrypted] : []),
    ];
    for (const { file: name } of locked) {
      expect(await inspect(file(name))).toEqual({
        format: "private-key",
        locked: true,
        bits: null,
        fingerprint: null,
      });
    }
  });

  it("[I6] reports keys of age and Ed25519", async () => {
    for (const vector of Object.values(manifest.identities)) {
      if (vector.recipient.startsWith("ssh-rsa")) continue;
      expect(await inspect(utf8(vector.recipient))).toEqual({ format: "age-recipient" });
      if (vector.passphrase !== undefined) continue;
      const identity = vector.identity ?? text(vector.identityFile ?? "");
      expect(await inspect(utf8(identity))).toEqual({ format: "age-identity" });
    }
  });

  it("[I7] rejects damaged ones", async () => {
    const pem = text(anyKey.public);
    await expectRefused(() => inspect(utf8(pem.slice(0, -40))), "key-damaged");
    await expectRefused(() => inspect(utf8(pem.replace("MII", "MIJ"))), "key-damaged");
  });
});

describe("OpenPGP", () => {
  const kinds = {
    "both.gpg": "openpgp-message",
    "ec.gpg": "openpgp-message",
    "passphrase.gpg": "openpgp-message",
    "private.asc": "openpgp-key",
    "private.gpg": "openpgp-key",
    "public.asc": "openpgp-key",
    "public.gpg": "openpgp-key",
    "rsa.asc": "openpgp-message",
    "rsa.gpg": "openpgp-message",
    "signature.asc": "openpgp-signature",
    "signature.gpg": "openpgp-signature",
    "signed.asc": "openpgp-signature",
  } as const;
  const cases = Object.entries(kinds);

  it.each(cases)("[I9] names %s: %s", async (name, kind) => {
    expect(await inspect(file(`openpgp/${name}`))).toEqual({ format: "foreign", kind });
  });

  it.each(cases.filter(([name]) => name.endsWith(".gpg")))(
    "[I9] names the base64 of %s: %s",
    async (name, kind) => {
      const base64 = btoa(String.fromCharCode(...file(`openpgp/${name}`)));
      for (const variant of [base64, `${base64.replace(/.{64}/g, "$&\r\n")}\r\n`]) {
        expect(await inspect(utf8(variant))).toEqual({ format: "foreign", kind });
      }
    },
  );

  it("[I9] names an armored message below a greeting", async () => {
    const mail = `Hi Ana,\n\n${text("openpgp/rsa.asc")}\nBob\n`;
    expect(await inspect(utf8(mail))).toEqual({
      format: "foreign",
      kind: "openpgp-message",
    });
  });

  it.each(["rsa.asc", "rsa.gpg"])("[C7] [A16] refuses to decrypt %s, by name", async (name) => {
    const key = await privateKey(anyKey.id);
    const message = file(`openpgp/${name}`);
    const long = joined([message, new Uint8Array(20_000)]);
    const found = { found: "openpgp-message" } as const;
    const base64 = btoa(String.fromCharCode(...message));
    for (const input of name.endsWith(".asc") ? [message, long] : [message, utf8(base64)]) {
      await expectRefused(
        () => decrypt(input, { identities: [key] }),
        "ciphertext-not-recognized",
        found,
      );
    }
    await expectRefused(() => decryptSecret(message, key), "ciphertext-not-recognized", found);
  });

  it.each(["public.asc", "private.asc"])("[K13] refuses the key %s with its kind", async (name) => {
    const key = text(`openpgp/${name}`);
    await expectRefused(() => importPublicKey(key), "key-unsupported", { kind: "openpgp-key" });
    await expectRefused(() => importPrivateKey(key), "key-unsupported", { kind: "openpgp-key" });
  });

  it("[I9] names no random bytes", () => {
    const noise = sampleBytes(4000);
    for (const size of [256, 384, 512, 1024]) {
      for (let i = 0; i < 2000; i++) {
        expect(detectOpenPgp(noise.subarray(i, i + size))).toBeNull();
      }
    }
  });
});

describe("wrapped input", () => {
  it("[I11] says what stands in a text", async () => {
    expect(await inspect(file("pasted/classic-in-a-message.txt"))).toEqual({
      format: "classic",
      keyBits: 3072,
      isWrapped: true,
    });
    expect(await inspect(file("pasted/age-armor-quoted.txt"))).toMatchObject({
      format: "age",
      isWrapped: true,
    });
    expect(await inspect(file("pasted/certificate.pem"))).toMatchObject({
      format: "public-key",
      bits: 3072,
      isWrapped: true,
    });
  });

  it("[I11] counts several keys", async () => {
    const pem = text(anyKey.public);
    const two = pem + text(first(usableKeys.filter(({ id }) => id !== anyKey.id)).public);
    expect(await inspect(utf8(two))).toEqual({ format: "keys", publicKeys: 2, privateKeys: 0 });
    expect(await inspect(utf8(pem + pem))).toMatchObject({ format: "public-key", isWrapped: true });
    expect(await inspect(file("pasted/github.keys"))).toEqual({
      format: "keys",
      publicKeys: 2,
      privateKeys: 0,
    });
    expect(await inspect(file("pasted/variants/mixed_id.txt"))).toEqual({
      format: "keys",
      publicKeys: 0,
      privateKeys: 2,
    });
  });
});

describe("other input", () => {
  it("[I10] reports base64 of a size that no usual RSA key has as unknown", async () => {
    for (let size = 1; size <= 1100; size++) {
      const isBlock = size >= 256 && size <= 1024 && size % 64 === 0;
      const base64 = btoa(String.fromCharCode(...sampleBytes(size)));
      expect(await inspect(utf8(base64))).toEqual(
        isBlock ? { format: "classic", keyBits: size * 8 } : { format: "unknown" },
      );
    }
  });

  it.each([
    ["text", utf8("hello, world\n")],
    ["a short base64 text", utf8("aGVsbG8=")],
    ["noise", Uint8Array.from({ length: 5000 }, (_, i) => (i * 7919) % 256)],
    ["a longer base64 text than any ciphertext", utf8("AAAA".repeat(1000))],
    ["JSON", utf8('{"type":"settings"}')],
  ])("[I7] reports %s as unknown", async (_, bytes) => {
    expect(await inspect(bytes)).toEqual({ format: "unknown" });
  });

  it("[I7] rejects blank input", async () => {
    await expectRefused(() => inspect(new Uint8Array()), "ciphertext-empty");
    await expectRefused(() => inspect(utf8(" \n")), "ciphertext-empty");
  });
});
