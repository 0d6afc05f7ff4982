import { createHash, createPublicKey, pbkdf2Sync } from "node:crypto";

import { wordlist as english } from "@scure/bip39/wordlists/english.js";
import { wordlist as spanish } from "@scure/bip39/wordlists/spanish.js";
import { expect, it } from "vitest";

import { fingerprint, importPublicKey, safetyWords } from "@pct/core";

import { file, text, usableKeys } from "../vectors.js";

/** The words and fingerprints, computed independently: with OpenSSL, and numbers in place of text. */

it.each(usableKeys)("[F3] [F4] gives the words of $id", async (key) => {
  const spki = createPublicKey(text(key.public)).export({ type: "spki", format: "der" });
  const subject = createHash("sha256").update(spki).digest();
  const stretched = pbkdf2Sync(subject, "pct-safety-words-v1", 100_000, 64, "sha512");
  let bits = BigInt(`0x${stretched.toString("hex")}`) >> (512n - 66n);
  const places: number[] = [];
  for (let i = 0; i < 6; i++) {
    places.unshift(Number(bits & 2047n));
    bits >>= 11n;
  }
  expect(bits).toBe(0n);
  const publicKey = await importPublicKey(file(key.public));
  for (const [language, list] of [
    ["en", english],
    ["es", spanish],
  ] as const) {
    const expected = places.map((place) => list[place]?.normalize("NFC"));
    expect(await safetyWords(publicKey, language)).toEqual(expected);
  }
});

it.each(usableKeys)("[F1] gives the fingerprint of $id", async (key) => {
  const { n = "", e = "" } = createPublicKey(text(key.public)).export({ format: "jwk" });
  const mpint = (base64url: string): Buffer => {
    const bytes = Buffer.from(base64url, "base64url");
    return (bytes[0] ?? 0) & 0x80 ? Buffer.concat([Buffer.of(0), bytes]) : bytes;
  };
  const wire = [Buffer.from("ssh-rsa"), mpint(e), mpint(n)].flatMap((part) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(part.length);
    return [length, part];
  });
  const hash = createHash("sha256").update(Buffer.concat(wire)).digest("base64");
  const publicKey = await importPublicKey(file(key.public));
  expect(await fingerprint(publicKey)).toBe(`SHA256:${hash.replace(/=+$/, "")}`);
});
