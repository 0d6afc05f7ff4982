import { describe, expect, it } from "vitest";

import { decryptSecret, encryptSecret, importPublicKey, maxSecretBytes } from "@pct/core";
import type { PublicKey } from "@pct/core";

import { oaepDecrypt, oaepEncrypt } from "#/webcrypto.js";
import { sampleBytes, toUtf16, utf8 } from "./byte-streams.js";
import { arePackaged, expectOutcome, unexpected } from "./expected.js";
import { expectRefused, outcome } from "./refusal.js";
import {
  anyKey,
  decryptOk,
  encryptLimits,
  file,
  fileVariants,
  first,
  fromBase64,
  fromHex,
  keyVector,
  privateKey,
  secretText,
  text,
  usableKeys,
} from "./vectors.js";

async function publicKey(id: string): Promise<PublicKey> {
  return importPublicKey(file(keyVector(id).public));
}

describe("vectors", () => {
  it.each(decryptOk)("[C1] [C3] [C4] decrypts $id", async (vector) => {
    const key = await privateKey(vector.key);
    const opened = await decryptSecret(vector.ciphertext, key);
    expect(opened).toEqual(fromHex(vector.secretHex));
    expect(await decryptSecret(utf8(vector.ciphertext), key)).toEqual(opened);
  });

  it.each(fileVariants)("[C5] [C6] [C7] [C8] $name: $expect", async (vector) => {
    const result = await outcome(async () => {
      const opened = await decryptSecret(
        fromBase64(vector.fileBase64),
        await privateKey(vector.key),
      );
      expect(new TextDecoder().decode(opened)).toBe(secretText);
    });
    expectOutcome(result, "fileVariants", vector);
  });

  it.runIf(arePackaged)("has an exact outcome for each vector", () => {
    expect(unexpected("fileVariants", fileVariants)).toEqual([]);
  });

  it.each(encryptLimits)("[C2] $key, bytes: $bytes, text: $text, $expect", async (vector) => {
    const key = keyVector(vector.key);
    const secret = vector.text ?? sampleBytes(vector.bytes ?? 0);
    const bytes = typeof secret === "string" ? utf8(secret) : secret;
    const action = async (): Promise<void> => {
      const pub = await publicKey(key.id);
      expect(maxSecretBytes(pub)).toBe(key.maxSecretBytes);
      const opened = await decryptSecret(
        await encryptSecret(secret, pub),
        await privateKey(key.id),
      );
      expect(opened).toEqual(bytes);
    };
    // This package is stricter than the vectors: it does not encrypt to these keys.
    if (key.bits < 2048) {
      await expectRefused(action, "key-too-small", { bits: key.bits, minimum: 2048 });
    } else if (key.publicExponent < 65537) {
      await expectRefused(action, "key-unsafe", { reason: "exponent" });
    } else if (vector.expect === "ok") {
      await action();
    } else {
      await expectRefused(action, "secret-too-long", {
        bytes: bytes.length,
        maximum: key.maxSecretBytes,
      });
    }
  });
});

describe("encrypting", () => {
  it.each(usableKeys)(
    "[C1] encrypts to $id as one block in one line of base64",
    async ({ id, bits }) => {
      const ciphertext = await encryptSecret("x", await publicKey(id));
      expect(ciphertext).toMatch(/^[A-Za-z0-9+/]+=*$/);
      expect(fromBase64(ciphertext)).toHaveLength(bits / 8);
      // WebCrypto decrypts it with the parameters of the rule.
      const { oaepSha512 } = await privateKey(id);
      expect(oaepSha512.algorithm).toMatchObject({ name: "RSA-OAEP", hash: { name: "SHA-512" } });
      const opened = await oaepDecrypt(oaepSha512, fromBase64(ciphertext), new Uint8Array());
      expect(opened).toEqual(utf8("x"));
    },
  );

  it.each(usableKeys)(
    "[C2] [C4] encrypts to $id up to the longest secret",
    async ({ id, maxSecretBytes }) => {
      const key = await publicKey(id);
      for (const length of [1, 2, maxSecretBytes - 1, maxSecretBytes]) {
        const secret = sampleBytes(length);
        expect(await decryptSecret(await encryptSecret(secret, key), await privateKey(id))).toEqual(
          secret,
        );
      }
      await expectRefused(
        () => encryptSecret(sampleBytes(maxSecretBytes + 1), key),
        "secret-too-long",
        {
          bytes: maxSecretBytes + 1,
          maximum: maxSecretBytes,
        },
      );
    },
  );

  it("[C3] rejects an empty secret, and decrypts one", async () => {
    const key = await publicKey(anyKey.id);
    await expectRefused(() => encryptSecret("", key), "secret-empty");
    await expectRefused(() => encryptSecret(new Uint8Array(), key), "secret-empty");
    const block = await oaepEncrypt(key.spki, "SHA-512", new Uint8Array(), new Uint8Array());
    expect(await decryptSecret(block, await privateKey(anyKey.id))).toEqual(new Uint8Array());
  });

  it.each(["ñandú €", "nandu\u0301", " x\n", "\uFEFFx", "a\0b", "🔑"])(
    "[C4] preserves %j exactly",
    async (secret) => {
      const ciphertext = await encryptSecret(secret, await publicKey(anyKey.id));
      expect(await decryptSecret(ciphertext, await privateKey(anyKey.id))).toEqual(utf8(secret));
    },
  );

  it("[C9] encrypts the same secret differently each time", async () => {
    const key = await publicKey(anyKey.id);
    expect(await encryptSecret("x", key)).not.toBe(await encryptSecret("x", key));
  });
});

describe("decrypting", () => {
  const vector = first(decryptOk.filter(({ key, secretHex }) => key === anyKey.id && secretHex));
  const plain = vector.ciphertext;
  const raw = fromBase64(plain);
  const open = async (source: string | Uint8Array): Promise<Uint8Array> =>
    decryptSecret(source, await privateKey(anyKey.id));

  it.each([
    ["a final newline", `${plain}\n`],
    ["CRLF and blank lines", `\r\n\r\n${plain}\r\n\r\n`],
    ["wrapped", plain.replace(/.{64}/g, "$&\n")],
    ["a byte-order mark", `\uFEFF${plain}`],
    ["a byte-order mark in bytes", utf8(`\uFEFF${plain}`)],
    ["no-break spaces", plain.replace(/.{40}/g, "$&\u00A0")],
    ["zero-width spaces", plain.replace(/.{40}/g, "$&\u200B")],
    ["UTF-16 little-endian", toUtf16(`${plain}\r\n`, "le")],
    ["UTF-16 big-endian", toUtf16(`${plain}\r\n`, "be")],
    ["the raw block", raw],
  ] as const)("[C5] accepts %s", async (_, source) => {
    expect(await open(source)).toEqual(fromHex(vector.secretHex));
  });

  const uncanonical = [
    [
      "bits after the end",
      plain.replace(/(.)(=+)$/, (_, last: string, pad: string) => `${next(last)}${pad}`),
    ],
    [
      "padding inside",
      btoa(String.fromCharCode(...raw.subarray(0, 1))) +
        btoa(String.fromCharCode(...raw.subarray(1))),
    ],
    ["no padding", plain.replace(/=+$/, "")],
    ["url-safe letters", plain.replace(/\+/g, "-").replace(/\//g, "_").replace(/^./, "-")],
    ["a character less", plain.slice(0, -1)],
    ["a byte less", btoa(String.fromCharCode(...raw.subarray(0, -1)))],
    ["a byte more", btoa(String.fromCharCode(...raw, 0))],
    ["a zero byte in front", btoa(String.fromCharCode(0, ...raw))],
    ["raw, a byte less", raw.subarray(0, -1)],
    ["raw, a byte more", Uint8Array.from([...raw, 0])],
  ] as const;
  // For some key lengths base64 has no padding, and two of these changes do nothing.
  it.each(uncanonical.filter(([, source]) => source !== plain))(
    "[C6] rejects %s",
    async (_, source) => {
      await expectRefused(() => open(source), "decryption-failed");
    },
  );

  /** The next character of the base64 alphabet, which differs in the last of its six bits. */
  function next(letter: string): string {
    return String.fromCharCode(letter.charCodeAt(0) + 1);
  }

  it.each(usableKeys)("[C7] rejects several ciphertexts for $id", async ({ id }) => {
    const key = await privateKey(id);
    const one = await encryptSecret("x", key.publicKey);
    for (const several of [
      `${one}\n${one}`,
      one + one,
      `${one}\r\n`.repeat(3),
      toUtf16(one + one),
    ]) {
      await expectRefused(() => decryptSecret(several, key), "ciphertext-several");
    }
  });

  it("[C7] rejects blank files and keys", async () => {
    for (const empty of ["", " ", "\r\n\t", new Uint8Array(), utf8("\uFEFF\n"), "\u200B"]) {
      await expectRefused(() => open(empty), "ciphertext-empty");
    }
    for (const [name, found] of [
      [anyKey.public, "public-key"],
      [anyKey.private, "private-key"],
    ] as const) {
      await expectRefused(() => open(file(name)), "ciphertext-not-recognized", { found });
      await expectRefused(() => open(toUtf16(text(name))), "ciphertext-not-recognized", { found });
    }
  });

  it("[C8] has one code for all failures that depend on the secret", async () => {
    const { spki } = await publicKey(anyKey.id);
    const modulusBytes = anyKey.bits / 8;
    const secret = utf8("x");
    const blocks = [
      ["another hash", await oaepEncrypt(spki, "SHA-256", secret, new Uint8Array())],
      ["a label", await oaepEncrypt(spki, "SHA-512", secret, utf8("label"))],
      ["zero", new Uint8Array(modulusBytes)],
      [
        "one",
        Uint8Array.from({ length: modulusBytes }, (_, i) => (i === modulusBytes - 1 ? 1 : 0)),
      ],
      ["more than the modulus", new Uint8Array(modulusBytes).fill(0xff)],
    ] as const;
    for (const [, block] of blocks) {
      await expectRefused(() => open(block), "decryption-failed");
      await expectRefused(() => open(btoa(String.fromCharCode(...block))), "decryption-failed");
    }
    for (const source of ["no base64!", "AAAA", "====", "=", "A".repeat(20_000)]) {
      await expectRefused(() => open(source), "decryption-failed");
    }
  });

  it("[C8] rejects a ciphertext for another key", async () => {
    for (const { id } of usableKeys) {
      if (id === anyKey.id) continue;
      const key = await privateKey(id);
      await expectRefused(() => decryptSecret(plain, key), "decryption-failed");
    }
    for (const other of decryptOk.filter(({ key }) => key !== anyKey.id)) {
      await expectRefused(() => open(other.ciphertext), "decryption-failed");
    }
  });
});
