import { describe, expect, it } from "vitest";

import {
  fingerprint,
  importPrivateKey,
  importPublicKey,
  safetyWords,
  safetyWordsOf,
} from "@pct/core";

import { sshHash } from "#/ssh-hash.js";
import { wordlist } from "#/wordlist.js";
import { anyKey, file, privateKey, readableKeys, toHex, usableKeys } from "./vectors.js";

/** A pinned key: its fingerprint and words must never change. */
const pinned = {
  pem: `-----BEGIN PUBLIC KEY-----
MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAmxVr/vxPwR5qAajgDpsu
1faIvyqS0Bg0ryA9R42X7QHiOaPmsVgXwsi4CIYXiboXOEXrgJHO/n/w4Q4z5wc9
4eBg8GONimBEgtJy6qMdLEuYsArI3Z/jLMzgmGKXnREjJoLj6ZDJXOviVW5XXX4m
GCjdrG8uwqQwXsQLvMJ0j9x5PHgHNtuRQjPFKwvIBsQC+vdajjPqfA6rX4wcl+G3
iEUnH/lfFuZt2ABQ6PGW8ortdmBXyj1gp1+JcegGTO2Q//lGksa2t2iuY+9jUIM0
u0jYsK14ZVTCBTcpoG4Fe254VX70nr2OW3nKD+EFeKkRn75EL8hqMuu02uhHG40n
owIDAQAB
-----END PUBLIC KEY-----
`,
  /** `ssh-keygen -lf` */
  fingerprint: "SHA256:33OsyAI4USbNJCw/5bvi775A3kQKP9HwYtCTigq6xS0",
  /** Python's hashlib */
  words: {
    en: ["record", "citizen", "toast", "soft", "future", "cause"],
    es: ["pimienta", "canguro", "techo", "rueda", "fruta", "buitre"],
  },
} as const;

describe("fingerprint", () => {
  it.each(readableKeys)("[F1] prints the fingerprint of $id as ssh-keygen does", async (key) => {
    expect(await fingerprint(await privateKey(key.id))).toBe(key.sshFingerprintSha256);
  });

  it.each(usableKeys)("[F1] [A9] computes age's tag of $id", async (key) => {
    const { spki } = await importPublicKey(file(key.public));
    const tag = (await sshHash(spki)).subarray(0, 4);
    expect(btoa(String.fromCharCode(...tag)).replace(/=+$/, "")).toBe(key.ageStanzaTag);
  });

  it("[F1] prints the pinned fingerprint", async () => {
    expect(await fingerprint(await importPublicKey(pinned.pem))).toBe(pinned.fingerprint);
  });

  it.each(usableKeys)("[F2] gives $id one fingerprint in every container", async (key) => {
    for (const name of [key.public, key.sshPublic, key.publicPkcs1, key.publicDer]) {
      if (name === undefined) continue;
      const read = await importPublicKey(file(name));
      expect(await fingerprint(read)).toBe(key.sshFingerprintSha256);
    }
    for (const name of [key.private, key.privatePkcs1, key.privateDer, key.openssh]) {
      if (name === undefined) continue;
      const read = await importPrivateKey(file(name));
      expect(await fingerprint(read)).toBe(key.sshFingerprintSha256);
    }
  });
});

describe("safety words", () => {
  it.each(["en", "es"] as const)("[F3] [F4] gives the pinned words in %s", async (language) => {
    const key = await importPublicKey(pinned.pem);
    expect(await safetyWords(key, language)).toEqual(pinned.words[language]);
  });

  it("[F2] [F4] gives both halves the same words, at the same indices in both languages", async () => {
    const key = await privateKey(anyKey.id);
    const [english, spanish] = await Promise.all([wordlist("en"), wordlist("es")]);
    const places = (words: readonly string[], list: readonly string[]): number[] =>
      words.map((word) => list.indexOf(word));
    const expected = places(await safetyWords(key, "en"), english);
    expect(expected).toHaveLength(6);
    expect(expected).not.toContain(-1);
    expect(places(await safetyWords(key.publicKey, "en"), english)).toEqual(expected);
    expect(places(await safetyWords(key, "es"), spanish)).toEqual(expected);
  });

  it("[F4] gives different keys different words", async () => {
    const all = await Promise.all(
      readableKeys.map(async ({ id }) => (await safetyWords(await privateKey(id), "en")).join(" ")),
    );
    expect(new Set(all).size).toBe(readableKeys.length);
  });

  it.each(["en", "es"] as const)("[F5] has 2,048 words in NFC in the list %s", async (language) => {
    const words = await wordlist(language);
    expect(new Set(words).size).toBe(2048);
    expect(words).toEqual(words.map((word) => word.normalize("NFC")));
    const accents = words.filter((word) => /[^a-z]/.test(word));
    expect(accents.length > 0).toBe(language === "es");
    expect(toHex(new TextEncoder().encode(words[0]))).toBe(
      language === "es" ? "c3a16261636f" : "6162616e646f6e",
    );
  });

  it("[F5] rejects another language", async () => {
    const key = await privateKey(anyKey.id);
    await expect(safetyWords(key, "EN" as "en")).rejects.toThrow(TypeError);
    await expect(safetyWords(key, undefined as unknown as "en")).rejects.toThrow(TypeError);
  });
});

describe("safety words of any hash", () => {
  it.each([
    // Python's hashlib, for the bytes 0 … 31
    ["en", ["dirt", "agree", "iron", "fish", "critic", "burst"]],
    ["es", ["cutis", "afinar", "jornada", "festín", "clave", "bloque"]],
  ] as const)("[F6] pinned, %s", async (language, words) => {
    const hash = Uint8Array.from({ length: 32 }, (_, i) => i);
    expect(await safetyWordsOf(hash, language)).toEqual(words);
  });

  it("[F6] rejects another length and [F5] another language", async () => {
    await expect(safetyWordsOf(new Uint8Array(31), "en")).rejects.toThrow(TypeError);
    await expect(safetyWordsOf(new Uint8Array(64), "en")).rejects.toThrow(TypeError);
    await expect(safetyWordsOf(new Uint8Array(32), "fr" as "en")).rejects.toThrow(TypeError);
  });
});
