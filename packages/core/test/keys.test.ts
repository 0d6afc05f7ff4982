import { beforeAll, describe, expect, it } from "vitest";

import {
  decryptSecret,
  encryptSecret,
  exportPrivateKey,
  exportPublicKey,
  fingerprint,
  generateKeyPair,
  importPrivateKey,
  importPublicKey,
  isPctError,
} from "@pct/core";
import type { KeyKind, PrivateKey } from "@pct/core";

import { findKeys } from "@pct/core/pasted";
import { der, derInteger, derOid, DerReader, TAG } from "#/der.js";
import { encodePem, parsePem } from "#/pem.js";
import { encodePkcs8, encodeSpki, parsePkcs1Private, parsePkcs8, parseSpki } from "#/rsa-der.js";
import type { RsaPrivateNumbers } from "#/rsa-der.js";
import { checkPublicNumbers } from "#/rsa-public-key.js";
import { toUtf16, utf8 } from "./byte-streams.js";
import { arePackaged, expectOutcome, unexpected } from "./expected.js";
import { expectRefused, outcome } from "./refusal.js";
import {
  anyKey,
  decryptOk,
  file,
  first,
  fromBase64,
  keys,
  keyVector,
  manifest,
  privateKey,
  publicKeys,
  readableKeys,
  sha256Hex,
  text,
  toHex,
  usableKeys,
  wrongKinds,
} from "./vectors.js";
import type { KeyVector } from "./vectors.js";

/** DER of the one block in a PEM text. */
function derOf(pem: string): Uint8Array {
  return first(parsePem(pem)).bytes;
}

function publicContainers(key: KeyVector): string[] {
  const { public: spki, sshPublic, publicPkcs1, publicDer } = key;
  return [spki, sshPublic, publicPkcs1, publicDer].filter((name) => name !== undefined);
}

function privateContainers(key: KeyVector): string[] {
  const { private: pkcs8, privatePkcs1, privateDer, openssh } = key;
  return [pkcs8, privatePkcs1, privateDer, openssh].filter((name) => name !== undefined);
}

/** Whether a private key decrypts a ciphertext of the vectors. */
async function opens(key: PrivateKey, id: string): Promise<boolean> {
  const vector = decryptOk.find((candidate) => candidate.key === id && candidate.secretHex !== "");
  if (vector === undefined) throw new Error(`no ciphertext for ${id}`);
  return toHex(await decryptSecret(vector.ciphertext, key)) === vector.secretHex;
}

describe("generating", () => {
  it("[K1] generates RSA keys with e = 65537 and the given length", async () => {
    const { publicKey, privateKey } = await generateKeyPair({ bits: 2048 });
    const { n, e } = parseSpki(publicKey.spki);
    expect(e).toBe(65537n);
    expect(n.toString(2)).toHaveLength(2048);
    expect([publicKey.bits, privateKey.bits]).toEqual([2048, 2048]);
    expect(privateKey.publicKey).toEqual(publicKey);
    const file = await encryptSecret("hello", publicKey);
    expect(await decryptSecret(file, privateKey)).toEqual(utf8("hello"));
  });

  it("[K1] generates 4096 bits by default", async () => {
    const { publicKey } = await generateKeyPair();
    expect(publicKey.bits).toBe(4096);
    expect(parseSpki(publicKey.spki).n.toString(2)).toHaveLength(4096);
  });

  it.each([0, 1024, 2047, 2049, 8192, Number.NaN, "2048"])("[K1] rejects %s bits", async (bits) => {
    await expect(generateKeyPair({ bits: bits as 2048 })).rejects.toThrow(RangeError);
  });
});

describe("reading public keys", () => {
  it.each(usableKeys)("[K2] reads $id from every container", async (key) => {
    for (const name of publicContainers(key)) {
      const read = await importPublicKey(file(name));
      expect(read.bits).toBe(key.bits);
      expect(await sha256Hex(read.spki)).toBe(key.spkiSha256);
    }
    // The bit string in SubjectPublicKeyInfo holds RSAPublicKey after one zero octet.
    const spki = new DerReader(derOf(text(key.public))).sequence();
    spki.sequence();
    const pkcs1 = spki.read(TAG.bitString).subarray(1);
    for (const source of [pkcs1, encodePem("RSA PUBLIC KEY", pkcs1)]) {
      expect(await sha256Hex((await importPublicKey(source)).spki)).toBe(key.spkiSha256);
    }
  });

  it.each(publicKeys.variants)("[K2] [K10] [K12] [K14] $name: $expect", async (variant) => {
    const expected = keyVector(publicKeys.key);
    const result = await outcome(async () => {
      const read = await importPublicKey(variant.text);
      // An accepted variant must be the original key.
      expect(await sha256Hex(read.spki)).toBe(expected.spkiSha256);
    });
    expectOutcome(result, "publicVariants", variant);
  });
});

describe("reading private keys", () => {
  it.each(readableKeys)("[K3] reads $id from every container", async (key) => {
    for (const name of privateContainers(key)) {
      const read = await importPrivateKey(file(name));
      expect(await sha256Hex(read.publicKey.spki)).toBe(key.spkiSha256);
      expect(read.bits).toBe(key.bits);
      expect(await opens(read, key.id)).toBe(true);
    }
    // The octet string in PKCS#8 holds RSAPrivateKey.
    const pkcs8 = new DerReader(derOf(text(key.private))).sequence();
    pkcs8.integer();
    pkcs8.sequence();
    const pkcs1 = pkcs8.read(TAG.octetString);
    for (const source of [pkcs1, encodePem("RSA PRIVATE KEY", pkcs1)]) {
      expect(await opens(await importPrivateKey(source), key.id)).toBe(true);
    }
  });

  const variants = keys.flatMap(({ id, pemVariants = [] }) =>
    pemVariants.map((variant) => ({ id, ...variant })),
  );
  it.each(variants)("[K10] [K12] [K14] $id $name: $expect", async ({ id, base64, ...variant }) => {
    const result = await outcome(async () => {
      const key = await importPrivateKey(fromBase64(base64));
      expect(await sha256Hex(key.publicKey.spki)).toBe(keyVector(id).spkiSha256);
      expect(await opens(key, id)).toBe(true);
    });
    expectOutcome(result, "pemVariants", variant);
  });

  it.runIf(arePackaged)("has an exact outcome for each vector", () => {
    expect(variants).not.toEqual([]);
    expect(unexpected("pemVariants", variants)).toEqual([]);
    expect(unexpected("publicVariants", publicKeys.variants)).toEqual([]);
  });

  it("[K10] ignores byte-order marks, UTF-16, line ends, wrapping and white space", async () => {
    const pem = text(anyKey.private);
    const expected = await importPrivateKey(pem);
    const inputs = [
      `\uFEFF${pem}`,
      utf8(`\uFEFF${pem}`),
      toUtf16(pem, "le"),
      toUtf16(pem, "be"),
      pem.replaceAll("\n", "\r\n"),
      pem.replaceAll("\n", "\r"),
      pem.replaceAll("\n", " \n\n\t"),
      pem.replace(/(?<=[A-Za-z0-9+/])\n(?=[A-Za-z0-9+/])/g, ""),
      `Subject: the key\n\n${pem}\nwith greetings`,
    ];
    for (const input of inputs) {
      expect((await importPrivateKey(input)).publicKey).toEqual(expected.publicKey);
    }
  });

  it("[K10] accepts an ssh-rsa line with comments, CRLF, white space and a byte-order mark", async () => {
    const line = text(anyKey.sshPublic).trim();
    const expected = await importPublicKey(line);
    const inputs = [
      `\uFEFF${line}`,
      toUtf16(line),
      `# laptop\r\n\r\n  ${line}\r\n`,
      line.replace(" ", "\t"),
    ];
    for (const input of inputs) expect(await importPublicKey(input)).toEqual(expected);
  });
});

describe("encrypted private keys", () => {
  const locked = keys.flatMap(({ id, pbes2 = [] }) => pbes2.map((vector) => ({ id, ...vector })));
  /** Options of openssl for ciphers and schemes other than PBES2 with AES. */
  const unsupported = /des|PBE-|rc2/i;

  it.each(locked.filter(({ openssl }) => !unsupported.test(openssl)))(
    "[K4] [K6] decrypts $id of openssl pkcs8 $openssl",
    async ({ id, file: name, passphrase, wrongPassphrase }) => {
      const key = await importPrivateKey(file(name), { passphrase });
      expect(await sha256Hex(key.publicKey.spki)).toBe(keyVector(id).spkiSha256);
      const der = derOf(text(name));
      expect((await importPrivateKey(der, { passphrase })).publicKey).toEqual(key.publicKey);
      await expectRefused(
        () => importPrivateKey(file(name), { passphrase: wrongPassphrase }),
        "passphrase-wrong",
      );
      await expectRefused(() => importPrivateKey(file(name)), "passphrase-required");
    },
  );

  it.each(locked.filter(({ openssl }) => unsupported.test(openssl)))(
    "[K5] rejects $id of openssl pkcs8 $openssl",
    async ({ file: name, passphrase }) => {
      await expectRefused(
        () => importPrivateKey(file(name), { passphrase }),
        "key-encryption-unsupported",
        { container: "pkcs8" },
      );
    },
  );

  it("[K5] rejects DEK-Info and OpenSSH's own encryption", async () => {
    const tried = new Set<string>();
    for (const { privatePkcs1Encrypted, opensshEncrypted = [] } of keys) {
      const others = [
        ...(privatePkcs1Encrypted
          ? [{ ...privatePkcs1Encrypted, container: "pkcs1" as const }]
          : []),
        ...opensshEncrypted.map((vector) => ({ ...vector, container: "openssh" as const })),
        ...Object.values(manifest.identities).flatMap(({ identityFile, passphrase }) =>
          identityFile === undefined || passphrase === undefined
            ? []
            : [{ file: identityFile, passphrase, container: "openssh" as const }],
        ),
      ];
      for (const { file: name, passphrase, container } of others) {
        tried.add(container);
        for (const options of [{ passphrase }, {}]) {
          await expectRefused(
            () => importPrivateKey(file(name), options),
            "key-encryption-unsupported",
            { container },
          );
        }
      }
    }
    expect(tried).toEqual(new Set(["pkcs1", "openssh"]));
  });

  it("[K6] uses the passphrase exactly as given", async () => {
    const key = await privateKey(anyKey.id);
    const passphrase = " ñandú\n🔐 ";
    const locked = await exportPrivateKey(key, { passphrase });
    expect((await importPrivateKey(locked, { passphrase })).publicKey).toEqual(key.publicKey);
    for (const other of ["", passphrase.trim(), passphrase.normalize("NFD")]) {
      await expectRefused(
        () => importPrivateKey(locked, { passphrase: other }),
        "passphrase-wrong",
      );
    }
  });

  it("[K6] ignores a passphrase for an unencrypted key", async () => {
    const pem = text(anyKey.private);
    expect((await importPrivateKey(pem, { passphrase: "unused" })).bits).toBe(anyKey.bits);
  });

  /** An encrypted key with this key derivation; the plaintext is not a key. */
  function lockedWith(kdf: Uint8Array): string {
    const cipher = der(
      TAG.sequence,
      derOid("2.16.840.1.101.3.4.1.42"),
      der(TAG.octetString, new Uint8Array(16)),
    );
    const algorithm = der(
      TAG.sequence,
      derOid("1.2.840.113549.1.5.13"),
      der(TAG.sequence, kdf, cipher),
    );
    const info = der(TAG.sequence, algorithm, der(TAG.octetString, new Uint8Array(32)));
    return encodePem("ENCRYPTED PRIVATE KEY", info);
  }
  const salt = der(TAG.octetString, new Uint8Array(16));
  const pbkdf2 = (rounds: bigint): Uint8Array =>
    der(
      TAG.sequence,
      derOid("1.2.840.113549.1.5.12"),
      der(
        TAG.sequence,
        salt,
        derInteger(rounds),
        der(TAG.sequence, derOid("1.2.840.113549.2.9"), der(TAG.null)),
      ),
    );
  const scrypt = (N: bigint, r: bigint, p: bigint): Uint8Array =>
    der(
      TAG.sequence,
      derOid("1.3.6.1.4.1.11591.4.11"),
      der(TAG.sequence, salt, derInteger(N), derInteger(r), derInteger(p)),
    );
  const open = (kdf: Uint8Array): Promise<unknown> =>
    importPrivateKey(lockedWith(kdf), { passphrase: "x" });

  it("[K7] rejects more than 10,000,000 PBKDF2 rounds", async () => {
    await expectRefused(() => open(pbkdf2(10_000_001n)), "key-too-costly");
    await expectRefused(() => open(pbkdf2(2n ** 80n)), "key-too-costly");
    await expectRefused(() => open(pbkdf2(1000n)), "passphrase-wrong");
    await expectRefused(() => open(pbkdf2(0n)), "key-damaged");
  });

  it.each([
    [2n ** 21n, 1n, 1n],
    [2n, 33n, 1n],
    [2n, 1n, 17n],
    [2n ** 20n, 16n, 1n],
    [2n ** 19n, 32n, 1n],
    [2n ** 20n, 8n, 2n],
    [2n ** 70n, 8n, 1n],
    [2n, 2n ** 22n, 1n],
    [2n, 1n, 2n ** 22n],
  ])("[K7] rejects scrypt N=%s r=%s p=%s", async (N, r, p) => {
    await expectRefused(() => open(scrypt(N, r, p)), "key-too-costly");
  });

  it("[K7] accepts scrypt up to its limits and rejects invalid parameters", async () => {
    await expectRefused(() => open(scrypt(2n ** 10n, 32n, 16n)), "passphrase-wrong");
    await expectRefused(() => open(scrypt(1n, 8n, 1n)), "key-damaged");
    await expectRefused(() => open(scrypt(1000n, 8n, 1n)), "key-damaged");
    await expectRefused(() => open(scrypt(1024n, 0n, 1n)), "key-damaged");
    await expectRefused(() => open(scrypt(1024n, 8n, -1n)), "key-damaged");
  });
});

describe("writing", () => {
  it.each(usableKeys)("[K8] writes $id as openssl and ssh-keygen do", async (key) => {
    for (const source of [key.public, key.sshPublic]) {
      const read = await importPublicKey(file(source));
      expect(exportPublicKey(read)).toBe(text(key.public).replaceAll("\r\n", "\n"));
      const [type, base64] = text(key.sshPublic).trim().split(" ");
      expect(exportPublicKey(read, "ssh")).toBe(`${type ?? ""} ${base64 ?? ""}\n`);
    }
  });

  it.each(usableKeys)("[K21] writes $id as a JWK that WebCrypto and pct read", async (key) => {
    const publicKey = await importPublicKey(file(key.public));
    const line = exportPublicKey(publicKey, "jwk");
    expect(line).toMatch(/^\{"kty":"RSA","n":"[\w-]+","e":"[\w-]+"\}\n$/);
    const jwk = JSON.parse(line) as JsonWebKey;
    const algorithm = { name: "RSA-OAEP", hash: "SHA-512" };
    const read = await crypto.subtle.importKey("jwk", jwk, algorithm, true, ["encrypt"]);
    const spki = new Uint8Array(await crypto.subtle.exportKey("spki", read));
    expect(toHex(spki)).toBe(toHex(publicKey.spki));
    expect(findKeys(line).keys).toMatchObject([{ half: "public" }]);
  });

  it.each(usableKeys)("[K21] writes $id as a line of windows-keys", async (key) => {
    const publicKey = await importPublicKey(file(key.public));
    const before = Date.now();
    const line = exportPublicKey(publicKey, "windows-keys", { user: "ana.pérez" });
    const fields = JSON.parse(line) as Record<string, string>;
    expect(line).toMatch(/^[^\n]+\n$/);
    expect(Object.keys(fields)).toEqual([
      ...["userName", "modulus", "exponent", "expireOn", "hashFunction"],
    ]);
    // As the agent reads them: base64 of unsigned big-endian bytes.
    const numbers = parseSpki(publicKey.spki);
    const number = (text = ""): bigint => BigInt(`0x${toHex(fromBase64(text))}`);
    expect({ n: number(fields.modulus), e: number(fields.exponent) }).toEqual(numbers);
    expect(fromBase64(fields.modulus ?? "")[0]).not.toBe(0);
    expect(fields).toMatchObject({ userName: "ana.pérez", hashFunction: "sha512" });
    expect(fields.expireOn).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    const lifetime = Date.parse(fields.expireOn ?? "") - before;
    expect(lifetime).toBeGreaterThan(298_000);
    expect(lifetime).toBeLessThan(310_000);
  });

  it("[K21] takes the time and the account of the caller, and no impossible Windows account", async () => {
    const key = await importPublicKey(file(anyKey.public));
    const line = (user: string, expires = new Date("2026-12-01T10:00:00.250Z")): string =>
      exportPublicKey(key, "windows-keys", { user, expires, email: "luis@example.org" });
    const expected = { expireOn: "2026-12-01T10:00:00Z", email: "luis@example.org" };
    expect(JSON.parse(line("ana"))).toMatchObject(expected);
    for (const user of [
      "",
      " ",
      "..",
      "a".repeat(21),
      "a\nb",
      "EXAMPLE\\ana",
      "a@b",
      'a"b',
      "a/b",
    ]) {
      expect(() => line(user), user).toThrow(RangeError);
    }
    expect(() => line("ana", new Date(Number.NaN))).toThrow(RangeError);
  });

  it("[K9] writes PKCS#8 in 64 columns that reads as the same key", async () => {
    const key = await privateKey(anyKey.id);
    const pem = await exportPrivateKey(key);
    const lines = pem.split("\n");
    expect(lines[0]).toBe("-----BEGIN PRIVATE KEY-----");
    expect(lines.slice(-2)).toEqual(["-----END PRIVATE KEY-----", ""]);
    expect(lines.slice(1, -3).every((line) => line.length === 64)).toBe(true);
    expect(await exportPrivateKey(await importPrivateKey(pem))).toBe(pem);
    expect(await opens(await importPrivateKey(pem), anyKey.id)).toBe(true);
  });

  it("[K9] encrypts with PBKDF2-HMAC-SHA-512, 220,000 rounds, 16 bytes of salt, AES-256-CBC", async () => {
    const key = await privateKey(anyKey.id);
    const seen = new Set<string>();
    for (let i = 0; i < 2; i++) {
      const locked = await exportPrivateKey(key, { passphrase: "correct horse" });
      expect(locked).toMatch(/^-----BEGIN ENCRYPTED PRIVATE KEY-----\n/);
      const algorithm = new DerReader(derOf(locked)).sequence().sequence();
      expect(algorithm.oid()).toBe("1.2.840.113549.1.5.13");
      const parameters = algorithm.sequence();
      const kdf = parameters.sequence();
      expect(kdf.oid()).toBe("1.2.840.113549.1.5.12");
      const derivation = kdf.sequence();
      const salt = derivation.read(TAG.octetString);
      expect(salt).toHaveLength(16);
      expect(derivation.integer()).toBe(220_000n);
      expect(derivation.sequence().oid()).toBe("1.2.840.113549.2.11");
      const cipher = parameters.sequence();
      expect(cipher.oid()).toBe("2.16.840.1.101.3.4.1.42");
      const iv = cipher.read(TAG.octetString);
      expect(iv).toHaveLength(16);
      seen.add(toHex(salt)).add(toHex(iv));
      const opened = await importPrivateKey(locked, { passphrase: "correct horse" });
      expect(opened.publicKey).toEqual(key.publicKey);
    }
    expect(seen.size).toBe(4);
  });

  it("[K9] rejects an empty passphrase", async () => {
    const key = await privateKey(anyKey.id);
    await expectRefused(() => exportPrivateKey(key, { passphrase: "" }), "passphrase-empty");
  });

  it("[K17] does not export a key that is not extractable", async () => {
    const { publicKey, privateKey: made } = await generateKeyPair({
      bits: 2048,
      extractable: false,
    });
    const imported = await importPrivateKey(file(anyKey.private), { extractable: false });
    for (const key of [made, imported]) {
      expect([key.oaepSha256.extractable, key.oaepSha512.extractable]).toEqual([false, false]);
      await expectRefused(() => exportPrivateKey(key), "key-not-extractable");
      await expectRefused(() => exportPrivateKey(key, { passphrase: "x" }), "key-not-extractable");
    }
    expect(await decryptSecret(await encryptSecret("x", publicKey), made)).toEqual(utf8("x"));
    expect(await opens(imported, anyKey.id)).toBe(true);
  });

  it("[K18] works with a structured clone", async () => {
    const original = await importPrivateKey(file(anyKey.private), { extractable: false });
    const clone = structuredClone(original);
    expect(await fingerprint(clone)).toBe(await fingerprint(original));
    expect(await opens(clone, anyKey.id)).toBe(true);
    const secret = await encryptSecret("x", structuredClone(original.publicKey));
    expect(await decryptSecret(secret, clone)).toEqual(utf8("x"));
  });
});

describe("input that is not a supported key", () => {
  it("[K11] rejects two keys in one file", async () => {
    const twice = text(anyKey.public) + text(anyKey.public);
    await expectRefused(() => importPublicKey(twice), "key-several");
    const lines = text(anyKey.sshPublic) + text(anyKey.sshPublic);
    await expectRefused(() => importPublicKey(lines), "key-several");
    const both = text(anyKey.private) + text(anyKey.public);
    await expectRefused(() => importPrivateKey(both), "key-several");
    for (const line of [text(anyKey.sshPublic), `age1${"q".repeat(58)}`]) {
      await expectRefused(() => importPublicKey(text(anyKey.public) + line), "key-several");
      await expectRefused(() => importPublicKey(`${line}\n${text(anyKey.public)}`), "key-several");
    }
  });

  it("[K11] rejects a line of SSH or age beside a PEM block, on either side", async () => {
    const age = `AGE-SECRET-KEY-1${"Q".repeat(58)}`;
    const lines = [
      "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAA ana@example.org",
      'from="10.0.0.1",no-pty ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAB',
      "ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTI",
      "  sk-ssh-ed25519@openssh.com AAAAGnNrLXNzaC1lZDI1NTE5",
      `age1${"q".repeat(58)}`,
      age,
      age.toLowerCase(),
    ];
    const { public: spki, private: pkcs8 } = anyKey;
    for (const line of lines) {
      for (const pem of [text(spki), text(pkcs8)]) {
        for (const both of [`${pem}${line}\n`, `${line}\r\n${pem}`, `${pem.trimEnd()} ${line}`]) {
          await expectRefused(() => importPublicKey(both), "key-several");
          await expectRefused(() => importPrivateKey(both), "key-several");
        }
      }
    }
    for (const line of lines.slice(0, 5)) {
      await expectRefused(() => importPrivateKey(`${age}\n${line}`), "key-several");
    }
    const prose =
      "# public key: age1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq\nIssued by ssh to Ana\nage 12\n";
    expect((await importPublicKey(prose + text(spki))).bits).toBe(anyKey.bits);
  });

  it.each(readableKeys)("[K12] rejects the wrong half of $id in every container", async (key) => {
    const locked = key.pbes2?.map(({ file: name }) => name) ?? [];
    for (const name of [...privateContainers(key), ...locked]) {
      await expectRefused(() => importPublicKey(file(name)), "key-is-private");
    }
    for (const name of publicContainers(key)) {
      await expectRefused(() => importPrivateKey(file(name)), "key-is-public");
    }
  });

  it("[K12] rejects the wrong half of age's own keys", async () => {
    for (const { recipient, identity } of Object.values(manifest.identities)) {
      if (identity !== undefined) {
        await expectRefused(() => importPublicKey(identity), "key-is-private");
        await expectRefused(() => importPrivateKey(identity), "key-unsupported", { kind: "other" });
        await expectRefused(() => importPublicKey(recipient), "key-unsupported", { kind: "other" });
      }
      if (recipient.startsWith("ssh-ed25519")) {
        await expectRefused(() => importPublicKey(recipient), "key-unsupported", {
          kind: "ed25519",
        });
      }
      await expectRefused(() => importPrivateKey(recipient), "key-is-public");
    }
  });

  const kinds: Readonly<Record<string, KeyKind>> = {
    p256: "ec",
    ed25519: "ed25519",
    "rsa-pss": "rsa-pss",
    "x509-certificate": "certificate",
  };
  it.each(Object.entries(wrongKinds))(
    "[K13] rejects %s with its kind",
    async (name, { public: public_, private: private_ }) => {
      const refusals = [
        () => importPublicKey(public_),
        ...(private_ === undefined ? [] : [() => importPrivateKey(private_)]),
      ];
      const kind = kinds[name];
      if (kind === undefined) throw new Error(`no kind known for ${name}`);
      for (const action of refusals) await expectRefused(action, "key-unsupported", { kind });
    },
  );

  it("[K13] names the kind by the label or the algorithm", async () => {
    const block = (label: string): string => encodePem(label, Uint8Array.of(0x30, 0));
    const algorithm = (oid: string): string =>
      encodePem(
        "PUBLIC KEY",
        der(TAG.sequence, der(TAG.sequence, derOid(oid)), der(TAG.bitString, new Uint8Array(9))),
      );
    const told = [
      [block("CERTIFICATE"), "certificate"],
      [block("TRUSTED CERTIFICATE"), "certificate"],
      [block("EC PRIVATE KEY"), "ec"],
      [block("DSA PRIVATE KEY"), "dsa"],
      [algorithm("1.2.840.10040.4.1"), "dsa"],
      [algorithm("1.2.840.10045.2.1"), "ec"],
      [algorithm("1.3.101.110"), "x25519"],
      [algorithm("1.2.840.113549.1.1.7"), "other"],
      [algorithm("1.2.3.4"), "other"],
      ["ecdsa-sha2-nistp256 AAAA", "ec"],
      ["ssh-dss AAAA", "dsa"],
      ["ssh-rsa-cert-v01@openssh.com AAAA", "certificate"],
      ["sk-ssh-ed25519@openssh.com AAAA", "security-key"],
    ] as const;
    for (const [source, kind] of told) {
      await expectRefused(() => importPublicKey(source), "key-unsupported", { kind });
    }
  });

  it("[K13] rejects RSA keys of more than two primes", async () => {
    const { n, e, d, p, q } = parsePkcs8(derOf(text(anyKey.private)));
    const pkcs1 = der(TAG.sequence, ...[1n, n, e, d, p, q, 1n, 1n, 1n].map(derInteger));
    await expectRefused(
      () => importPrivateKey(encodePem("RSA PRIVATE KEY", pkcs1)),
      "key-unsupported",
      { kind: "multi-prime" },
    );
  });

  it.each([
    ["", "key-not-recognized"],
    ["hello", "key-not-recognized"],
    ["-----BEGIN SOMETHING ELSE-----\nAAAA\n-----END SOMETHING ELSE-----\n", "key-not-recognized"],
    ["-----BEGIN PUBLIC KEY-----\nAAAA\n", "key-damaged"],
    ["-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PRIVATE KEY-----\n", "key-damaged"],
    ["-----BEGIN PUBLIC KEY-----\nAA*A\n-----END PUBLIC KEY-----\n", "key-damaged"],
    ["-----BEGIN PUBLIC KEY-----\n-----END PUBLIC KEY-----\n", "key-damaged"],
    ["ssh-rsa AAAA", "key-damaged"],
    ["ssh-rsa", "key-not-recognized"],
    ["ssh-rsa =AAA", "key-damaged"],
  ] as const)("[K14] rejects %j as %s", async (source, code) => {
    await expectRefused(() => importPublicKey(source), code);
    if (!source.startsWith("ssh-")) await expectRefused(() => importPrivateKey(source), code);
  });

  it("[K14] rejects bytes after a key, and a truncated key", async () => {
    const spki = derOf(text(anyKey.public));
    const pkcs8 = derOf(text(anyKey.private));
    const longer = (bytes: Uint8Array): Uint8Array => Uint8Array.from([...bytes, 0]);
    for (const bytes of [longer(spki), spki.subarray(0, -1)]) {
      await expectRefused(() => importPublicKey(encodePem("PUBLIC KEY", bytes)), "key-damaged");
      await expectRefused(() => importPublicKey(bytes), "key-damaged");
    }
    for (const bytes of [longer(pkcs8), pkcs8.subarray(0, -1)]) {
      await expectRefused(() => importPrivateKey(encodePem("PRIVATE KEY", bytes)), "key-damaged");
      await expectRefused(() => importPrivateKey(bytes), "key-damaged");
    }
  });

  it("[K14] rejects BEGIN and END lines that do not match", async () => {
    const pem = text(anyKey.public);
    const [begin = "", end = ""] = pem.match(/-----.*-----/g) ?? [];
    for (const broken of [
      pem.replace(end, "-----END RSA PUBLIC KEY-----"),
      pem.replace(begin, "-----BEGIN RSA PUBLIC KEY-----"),
      pem.replace(end, ""),
      `${pem}${begin}\n`,
      `${begin}\n${pem}`,
    ]) {
      await expectRefused(() => importPublicKey(broken), "key-damaged");
    }
    // An END line without a BEGIN line is text outside the key.
    expect((await importPublicKey(`${end}\n${pem}`)).bits).toBe(anyKey.bits);
  });

  it("[K14] rejects input over 256 KiB", async () => {
    const padding = "\n".repeat(256 * 1024);
    await expectRefused(() => importPublicKey(text(anyKey.public) + padding), "key-not-recognized");
    const almost = padding.slice(text(anyKey.public).length);
    expect((await importPublicKey(text(anyKey.public) + almost)).bits).toBe(anyKey.bits);
  });
});

describe("one encoding for each key", () => {
  const spki = derOf(text(anyKey.public));
  const { n, e } = parseSpki(spki);
  const algorithm = der(TAG.sequence, derOid("1.2.840.113549.1.1.1"), der(TAG.null));
  const key = der(TAG.sequence, derInteger(n), derInteger(e));
  const info = (...parts: Uint8Array[]): Uint8Array => der(TAG.sequence, ...parts);
  const bits = (content: Uint8Array, unused = 0): Uint8Array =>
    der(TAG.bitString, Uint8Array.of(unused), content);
  /** A value whose length has one octet too many. */
  const overlong = (tag: number, content: Uint8Array): Uint8Array =>
    Uint8Array.from([tag, 0x83, 0, content.length >> 8, content.length & 255, ...content]);
  const padded = (value: bigint): Uint8Array =>
    der(TAG.integer, Uint8Array.of(0), derInteger(value).subarray(derHeader(value)));

  function derHeader(value: bigint): number {
    return derInteger(value).length - new DerReader(derInteger(value)).read(TAG.integer).length;
  }

  it("[K15] accepts the DER encoding, and the variant without NULL that some writers use", async () => {
    expect(info(algorithm, bits(key))).toEqual(spki);
    expect(encodeSpki({ n, e })).toEqual(spki);
    const withoutNull = info(der(TAG.sequence, derOid("1.2.840.113549.1.1.1")), bits(key));
    expect((await importPublicKey(withoutNull)).spki).toEqual(spki);
  });

  const oid = derOid("1.2.840.113549.1.1.1").subarray(2);
  const withAlgorithm = (...parts: Uint8Array[]): Uint8Array =>
    info(der(TAG.sequence, ...parts), bits(key));
  const others: readonly (readonly [string, Uint8Array])[] = [
    ["a length in more octets", overlong(TAG.sequence, spki.subarray(4))],
    ["an indefinite length", Uint8Array.from([0x30, 0x80, ...spki.subarray(4), 0, 0])],
    [
      "an INTEGER with leading zeros",
      info(algorithm, bits(der(TAG.sequence, padded(n), derInteger(e)))),
    ],
    ["unused bits", info(algorithm, bits(key, 1))],
    ["a NULL with content", withAlgorithm(der(TAG.oid, oid), der(TAG.null, Uint8Array.of(0)))],
    ["parameters other than NULL", withAlgorithm(der(TAG.oid, oid), derInteger(1n))],
    ["a value after the NULL", withAlgorithm(der(TAG.oid, oid), der(TAG.null), der(TAG.null))],
    [
      "an OBJECT IDENTIFIER that does not end",
      withAlgorithm(der(TAG.oid, oid, Uint8Array.of(0x81)), der(TAG.null)),
    ],
    [
      "an arc with leading zeros",
      withAlgorithm(der(TAG.oid, oid.subarray(0, 8), Uint8Array.of(0x80, 1)), der(TAG.null)),
    ],
    ["an empty OBJECT IDENTIFIER", withAlgorithm(der(TAG.oid), der(TAG.null))],
    ["an empty INTEGER", info(algorithm, bits(der(TAG.sequence, der(TAG.integer), derInteger(e))))],
    [
      "a third number",
      info(algorithm, bits(der(TAG.sequence, derInteger(n), derInteger(e), derInteger(1n)))),
    ],
    ["a value after the key", info(algorithm, bits(key), der(TAG.null))],
    ["bytes after the numbers", info(algorithm, bits(Uint8Array.from([...key, 0])))],
  ];
  it.each(others)("[K15] rejects %s", async (_, bytes) => {
    await expectRefused(() => importPublicKey(encodePem("PUBLIC KEY", bytes)), "key-damaged");
  });

  it("[K15] rejects numbers of an ssh line with leading zeros", async () => {
    const wire = (...parts: Uint8Array[]): string => {
      const bytes = parts.flatMap((part) => [0, 0, part.length >> 8, part.length & 255, ...part]);
      return `ssh-rsa ${btoa(String.fromCharCode(...bytes))}`;
    };
    const modulus = new DerReader(derInteger(n)).read(TAG.integer);
    const exponent = Uint8Array.of(1, 0, 1);
    expect((await importPublicKey(wire(utf8("ssh-rsa"), exponent, modulus))).spki).toEqual(spki);
    for (const parts of [
      [Uint8Array.of(0, 1, 0, 1), modulus],
      [exponent, Uint8Array.from([0, ...modulus])],
      [exponent, modulus.subarray(1)],
      [exponent, modulus, Uint8Array.of()],
    ]) {
      await expectRefused(() => importPublicKey(wire(utf8("ssh-rsa"), ...parts)), "key-damaged");
    }
  });
});

describe("inconsistent private numbers", () => {
  let good: RsaPrivateNumbers;
  beforeAll(() => {
    good = parsePkcs8(derOf(text(anyKey.private)));
  });

  it("[K16] accepts consistent numbers", async () => {
    const pem = encodePem("PRIVATE KEY", encodePkcs8(good));
    expect((await importPrivateKey(pem)).bits).toBe(anyKey.bits);
  });

  it.each([
    ["n", (key: RsaPrivateNumbers) => ({ ...key, n: anotherModulus(key.n) })],
    ["d", (key: RsaPrivateNumbers) => ({ ...key, d: key.d + 2n })],
    ["d over n", (key: RsaPrivateNumbers) => ({ ...key, d: key.d + (key.p - 1n) * (key.q - 1n) })],
    ["e", (key: RsaPrivateNumbers) => ({ ...key, e: key.e + 2n })],
    ["p", (key: RsaPrivateNumbers) => ({ ...key, p: key.p + 2n })],
    ["q", (key: RsaPrivateNumbers) => ({ ...key, q: key.q + 2n })],
    ["p = 1", (key: RsaPrivateNumbers) => ({ ...key, p: 1n, q: key.n })],
    ["p = q", (key: RsaPrivateNumbers) => ({ ...key, q: key.p })],
  ] as const)("[K16] rejects a changed %s", async (_, change) => {
    const { n, e, d, p, q } = change(good);
    // The CRT numbers match the changed numbers, so only the other equations can fail.
    const [dP, dQ] = [d % (p - 1n || 1n), d % (q - 1n)];
    // Where q has no inverse, any number is wrong.
    const qInv = inverse(q, p) ?? 1n;
    const pkcs1 = der(TAG.sequence, ...[0n, n, e, d, p, q, dP, dQ, qInv].map(derInteger));
    await expectRefused(() => importPrivateKey(encodePem("RSA PRIVATE KEY", pkcs1)), "key-damaged");
  });

  it.each([0, 1, 2])("[K16] rejects a changed CRT number %i", async (index) => {
    const { n, e, d, p, q } = good;
    const crt = [d % (p - 1n), d % (q - 1n), inverse(q, p) ?? 0n];
    const pkcs1 = (): Uint8Array =>
      der(TAG.sequence, ...[0n, n, e, d, p, q, ...crt].map(derInteger));
    expect(parsePkcs1Private(pkcs1())).toEqual(good);
    crt[index] = (crt[index] ?? 0n) + 1n;
    await expectRefused(
      () => importPrivateKey(encodePem("RSA PRIVATE KEY", pkcs1())),
      "key-damaged",
    );
  });

  /** The next number that passes for a modulus. */
  function anotherModulus(n: bigint): bigint {
    const isPlausible = (n: bigint): boolean => {
      try {
        checkPublicNumbers({ n, e: 65537n }, "encrypt");
        return true;
      } catch (error) {
        if (isPctError(error) && error.code === "key-unsafe") return false;
        throw error;
      }
    };
    let other = n + 2n;
    while (!isPlausible(other)) other += 2n;
    return other;
  }

  /** Inverse by Fermat, independent of the code under test; `undefined` if none exists. */
  function inverse(value: bigint, prime: bigint): bigint | undefined {
    let [result, base, exponent] = [1n, value % prime, prime - 2n];
    for (; exponent > 0n; exponent >>= 1n) {
      if (exponent & 1n) result = (result * base) % prime;
      base = (base * base) % prime;
    }
    return (result * value) % prime === 1n ? result : undefined;
  }
});
