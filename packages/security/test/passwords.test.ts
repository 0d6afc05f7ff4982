import { describe, expect, it } from "vitest";

import { ACCEPT, CURRENT, hashPassword, needsRehash, verifyPassword } from "#/index.js";
import { equalInConstantTime } from "#/text.js";
import { refusal } from "./errors.js";
import { quickest } from "./quickest.js";
import { werkzeug } from "./vectors.js";

describe("costly and malformed hashes", () => {
  it.each(werkzeug.denialOfService)("refuses $hash within 50 ms", async ({ hash }) => {
    const hasNoRounds = /^pbkdf2:\w+\$/.test(hash);
    const code = hasNoRounds ? "hash-malformed" : "hash-too-costly";
    const refuse = async (): Promise<void> => {
      expect(await refusal(() => verifyPassword(hash, "password"))).toBe(code);
      expect(await refusal(() => needsRehash(hash))).toBe(code);
    };
    expect(await quickest(refuse)).toBeLessThan(50);
  });

  it.each([
    ["pbkdf2:sha512:10000001$salt$00", "hash-too-costly"],
    ["scrypt:2097152:8:1$salt$00", "hash-too-costly"],
    ["scrypt:262144:16:1$salt$00", "hash-too-costly"],
    ["scrypt:16384:33:1$salt$00", "hash-too-costly"],
    ["$argon2id$v=19$m=262145,t=1,p=1$c2FsdHNhbHRzYWx0$c2FsdHNhbHRzYWx0c2FsdA", "hash-too-costly"],
    ["$argon2id$v=19$m=19456,t=17,p=1$c2FsdHNhbHRzYWx0$c2FsdHNhbHRzYWx0c2FsdA", "hash-too-costly"],
    ["$argon2id$v=19$m=19456,t=2,p=17$c2FsdHNhbHRzYWx0$c2FsdHNhbHRzYWx0c2FsdA", "hash-too-costly"],
    [`pbkdf2:sha512:1000$${"s".repeat(10_000_000)}$00`, "hash-malformed"],
    ["pbkdf2:sha512:-5$salt$00", "hash-malformed"],
    ["pbkdf2:sha512:1.5$salt$00", "hash-malformed"],
    ["pbkdf2:sha512:1e3$salt$00", "hash-malformed"],
    ["pbkdf2:sha512:0x10$salt$00", "hash-malformed"],
    ["pbkdf2:sha512: 5$salt$00", "hash-malformed"],
    ["pbkdf2:sha512$salt$00", "hash-malformed"],
    ["pbkdf2:sha512:1000:2$salt$00", "hash-malformed"],
    ["pbkdf2:sha512:1000$$00", "hash-malformed"],
    ["pbkdf2:sha512:1000$salt", "hash-malformed"],
    ["pbkdf2:sha512:1000$salt$00$00", "hash-malformed"],
    ["scrypt:1000:8:1$salt$00", "hash-malformed"],
    ["scrypt:1:8:1$salt$00", "hash-malformed"],
    // RFC 7914: N is less than 2^(128·r/8).
    ["scrypt:65536:1:1$salt$00", "hash-malformed"],
    ["scrypt:16384:8$salt$00", "hash-malformed"],
    ["pbkdf2:sha999:1000$salt$00", "hash-unsupported"],
    ["pbkdf2:__proto__:1000$salt$00", "hash-unsupported"],
    ["PBKDF2:sha512:1000$salt$00", "hash-unsupported"],
    ["bcrypt:12$salt$00", "hash-unsupported"],
    ["plain$$", "hash-is-plain-text"],
    ["plain$$password", "hash-is-plain-text"],
    ["$argon2i$v=19$m=19456,t=2,p=1$c2FsdHNhbHRzYWx0$c2FsdHNhbHRzYWx0c2FsdA", "hash-unsupported"],
    ["$2b$12$R9h/cIPz0gi.URNNX3kh2OPST9/PgBkqquzi.Ss7KIUgO2t0jWMUW", "hash-unsupported"],
    ["$$", "hash-unsupported"],
    ["$argon2id$v=16$m=19456,t=2,p=1$c2FsdHNhbHRzYWx0$c2FsdHNhbHRzYWx0c2FsdA", "hash-malformed"],
    ["$argon2id$v=19$m=4,t=2,p=1$c2FsdHNhbHRzYWx0$c2FsdHNhbHRzYWx0c2FsdA", "hash-malformed"],
    ["$argon2id$v=19$m=64,t=2,p=16$c2FsdHNhbHRzYWx0$c2FsdHNhbHRzYWx0c2FsdA", "hash-malformed"],
    ["$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHRzYWx1$c2FsdHNhbHRzYWx0c2FsdB", "hash-malformed"],
    ["", "hash-malformed"],
    ["abc", "hash-malformed"],
  ] as const)("%.60s: %s", async (hash, code) => {
    const refuse = async (): Promise<void> => {
      expect(await refusal(() => verifyPassword(hash, "password"))).toBe(code);
    };
    expect(await quickest(refuse)).toBeLessThan(50);
  });

  it("rejects a password over 4,096 bytes within 50 ms", async () => {
    for (const password of ["x".repeat(4097), "ñ".repeat(2049), "x".repeat(10_000_000)]) {
      const refuse = async (): Promise<void> => {
        expect(await refusal(() => hashPassword(password))).toBe("password-too-long");
        expect(await refusal(() => verifyPassword("pbkdf2:sha512:1$a$b", password))).toBe(
          "password-too-long",
        );
      };
      expect(await quickest(refuse)).toBeLessThan(50);
    }
    expect(ACCEPT.passwordBytes).toBe(4096);
  });
});

describe.concurrent("new hashes", () => {
  const argon2id = /^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/;

  it.each([
    ["argon2id", argon2id],
    ["scrypt", /^scrypt:131072:8:1\$[A-Za-z0-9]{16}\$[0-9a-f]{128}$/],
    ["pbkdf2", /^pbkdf2:sha512:220000\$[A-Za-z0-9]{16}\$[0-9a-f]{128}$/],
    ["pbkdf2:sha512", /^pbkdf2:sha512:220000\$/],
    ["pbkdf2:sha256", /^pbkdf2:sha256:600000\$[A-Za-z0-9]{16}\$[0-9a-f]{64}$/],
  ] as const)("%s needs no rehash", async (method, form) => {
    const hash = await hashPassword("contraseña 🔐", { method });
    expect(hash).toMatch(form);
    expect(needsRehash(hash)).toBe(false);
    await expectOnly("contraseña 🔐", hash);
  });

  it.each([
    ["argon2id", argon2id],
    ["scrypt:1024:8:1", /^scrypt:1024:8:1\$/],
    ["pbkdf2:sha512:1000", /^pbkdf2:sha512:1000\$/],
    ["pbkdf2:sha384:1000", /^pbkdf2:sha384:1000\$[A-Za-z0-9]{16}\$[0-9a-f]{96}$/],
    ["pbkdf2:sha224:1000", /^pbkdf2:sha224:1000\$[A-Za-z0-9]{16}\$[0-9a-f]{56}$/],
    ["pbkdf2:sha1:1000", /^pbkdf2:sha1:1000\$[A-Za-z0-9]{16}\$[0-9a-f]{40}$/],
  ] as const)("%s of empty, long and unusual passwords", async (method, form) => {
    for (const password of ["", "contraseña 🔐", "a\0b", "ñ".repeat(2048)]) {
      const hash = await hashPassword(password, { method });
      expect(hash).toMatch(form);
      await expectOnly(password, hash);
    }
  });

  async function expectOnly(password: string, hash: string): Promise<void> {
    const typed = [password, `${password.slice(0, 100)}x`];
    const results = await Promise.all(typed.map((text) => verifyPassword(hash, text)));
    expect(results).toEqual([true, false]);
  }

  it("are argon2id by default, and never repeat", async () => {
    const [a, b] = [await hashPassword("x"), await hashPassword("x")];
    expect(a).toMatch(argon2id);
    expect(a).not.toBe(b);
  });

  it("use the password as received", async () => {
    const hash = await hashPassword("é".normalize("NFC"), { method: "pbkdf2:sha512:1000" });
    expect(await verifyPassword(hash, "é".normalize("NFD"))).toBe(false);
  });

  it.each([
    "md5",
    "sha256",
    "plain",
    "bcrypt",
    "pbkdf2:md5:1000",
    "pbkdf2:sha512:0",
    "scrypt:3:8:1",
    "scrypt:65536:1:1",
    "scrypt:1073741824:8:1",
    "argon2i",
    "",
  ])("reject the method %j", async (method) => {
    expect(await refusal(() => hashPassword("x", { method }))).toBe("method-unsupported");
  });

  it.each([null, undefined, 42])("reject the password %j", async (password) => {
    await expect(hashPassword(password as unknown as string)).rejects.toThrow(TypeError);
    await expect(
      verifyPassword("pbkdf2:sha512:1$a$b", password as unknown as string),
    ).rejects.toThrow(TypeError);
  });

  it("reject a lone surrogate", async () => {
    expect(await refusal(() => hashPassword("\uD800"))).toBe("text-malformed");
  });
});

describe.concurrent("argon2id of the reference program", () => {
  // echo -n 'contraseña 🔐' | argon2 SALT -id -t T -k M -p P -l L -e   (Debian argon2 0~20171227)
  it.each([
    "$argon2id$v=19$m=19456,t=2,p=1$c2FsIGRlIHBydWViYSAy$m2dddpaJdK9NTOu2qq1mxQyLB6yS7X7XHFRDnypmyog",
    "$argon2id$v=19$m=8,t=1,p=1$c2FsIGRlIHBydWViYSAx$8oyx//jC20wjeOj6335uew",
    "$argon2id$v=19$m=65536,t=3,p=4$c2FsIGRlIHBydWViYSAz$AJk1NB92mtuLvoOshpzUhuOggc+f2k4SDgs1LKvAwU8",
    "$argon2id$v=19$m=1024,t=4,p=2$c2FsIGRlIHBydWViYSA0$3XrvyTZMwds4UcQYQloiGBRXlkIa/TEx/gXhM93HP4RePV25T9VaIOfSIFX/2NDBe3D8ylCZ5gjpt9CapliYTQ",
  ])("%s", async (hash) => {
    expect(await verifyPassword(hash, "contraseña 🔐")).toBe(true);
    expect(await verifyPassword(hash, "contrasena 🔐")).toBe(false);
  });
});

describe("needsRehash", () => {
  const digest = "$c2FsdHNhbHRzYWx0$c2FsdHNhbHRzYWx0c2FsdA";
  it.each([
    ["pbkdf2:sha512:50000$a$b", true],
    ["pbkdf2:sha512:219999$a$b", true],
    ["pbkdf2:sha512:220000$a$b", false],
    ["pbkdf2:sha256:599999$a$b", true],
    ["pbkdf2:sha256:1000000$a$b", false],
    ["pbkdf2:sha1:10000000$a$b", true],
    ["scrypt:32768:8:1$a$b", true],
    ["scrypt:32768:8:3$a$b", false],
    ["scrypt:131072:8:1$a$b", false],
    ["scrypt:131072:4:1$a$b", true],
    ["sha256$a$b", true],
    [`$argon2id$v=19$m=19456,t=2,p=1${digest}`, false],
    [`$argon2id$v=19$m=19456,t=1,p=1${digest}`, true],
    [`$argon2id$v=19$m=65536,t=3,p=4${digest}`, false],
    [`$argon2id$v=19$m=7168,t=5,p=1${digest}`, false],
    [`$argon2id$v=19$m=7167,t=5,p=1${digest}`, true],
  ])("%s: %s", (hash, expected) => {
    expect(needsRehash(hash)).toBe(expected);
  });
});

it("new hashes have at least the rounds of OWASP", () => {
  expect(CURRENT.pbkdf2.sha512).toBeGreaterThanOrEqual(220_000);
});

describe("equalInConstantTime", () => {
  it.each([
    ["", "", true],
    ["a", "a", true],
    ["a", "b", false],
    ["a", "aa", false],
    ["aa", "a", false],
    ["", "\0", false],
    ["\0", "", false],
  ])("%j and %j: %s", (a, b, expected) => {
    expect(equalInConstantTime(a, b)).toBe(expected);
  });
});
