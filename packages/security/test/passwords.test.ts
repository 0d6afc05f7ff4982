import { describe, expect, it } from "vitest";

import { ACCEPT, CURRENT, hashPassword, needsRehash, verifyPassword } from "#/index.js";
import { equalInConstantTime } from "#/text.js";
import { refusal } from "./errors.js";
import { quickest } from "./quickest.js";
import { werkzeug } from "./vectors.js";

const DIGEST_BYTES = { md5: 16, sha1: 20, sha224: 28, sha256: 32, sha384: 48, sha512: 64 };

/** A hash with a digest of the right length. */
function whole(method: string): string {
  const [, hash = "sha512"] = /(md5|sha\d+)/.exec(method) ?? [];
  return `${method}$salt$${"0".repeat(2 * DIGEST_BYTES[hash as keyof typeof DIGEST_BYTES])}`;
}

const WHOLE = whole("pbkdf2:sha512:1");

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
    ["{noop}password", "hash-is-plain-text"],
    ["$argon2i$v=19$m=19456,t=2,p=1$c2FsdHNhbHRzYWx0$c2FsdHNhbHRzYWx0c2FsdA", "hash-unsupported"],
    ["$$", "hash-unsupported"],
    ["$argon2id$v=17$m=19456,t=2,p=1$c2FsdHNhbHRzYWx0$c2FsdHNhbHRzYWx0c2FsdA", "hash-malformed"],
    ["$2b$16$R9h/cIPz0gi.URNNX3kh2OPST9/PgBkqquzi.Ss7KIUgO2t0jWMUW", "hash-too-costly"],
    ["$2b$31$R9h/cIPz0gi.URNNX3kh2OPST9/PgBkqquzi.Ss7KIUgO2t0jWMUW", "hash-too-costly"],
    ["$2b$03$R9h/cIPz0gi.URNNX3kh2OPST9/PgBkqquzi.Ss7KIUgO2t0jWMUW", "hash-malformed"],
    ["$2b$32$R9h/cIPz0gi.URNNX3kh2OPST9/PgBkqquzi.Ss7KIUgO2t0jWMUW", "hash-malformed"],
    ["$pbkdf2-sha256$10000001$c2FsdA$c2FsdA", "hash-too-costly"],
    ["pbkdf2_sha256$10000001$salt$c2FsdA==", "hash-too-costly"],
    ["$scrypt$ln=21,r=8,p=1$c2FsdA$c2FsdA", "hash-too-costly"],
    ["$scrypt$ln=99,r=8,p=1$c2FsdA$c2FsdA", "hash-malformed"],
    ["scrypt$1073741824$salt$8$1$c2FsdA==", "hash-too-costly"],
    ["$scrypt$ln=16,r=8$c2FsdA$c2FsdA", "hash-malformed"],
    ["$pbkdf2-sha256$0$c2FsdA$c2FsdA", "hash-malformed"],
    ["$pbkdf2-md5$1000$c2FsdA$c2FsdA", "hash-unsupported"],
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
        expect(await refusal(() => verifyPassword(WHOLE, password))).toBe("password-too-long");
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
    await expect(verifyPassword(WHOLE, password as unknown as string)).rejects.toThrow(TypeError);
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
    [whole("pbkdf2:sha512:50000"), true],
    [whole("pbkdf2:sha512:219999"), true],
    [whole("pbkdf2:sha512:220000"), false],
    [whole("pbkdf2:sha256:599999"), true],
    [whole("pbkdf2:sha256:1000000"), false],
    [whole("pbkdf2:sha1:10000000"), true],
    [whole("scrypt:32768:8:1"), true],
    [whole("scrypt:32768:8:3"), false],
    [whole("scrypt:131072:8:1"), false],
    [whole("scrypt:131072:4:1"), true],
    [whole("sha256"), true],
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

const PASSWORD = "contraseña 🔐";

/** Made by passlib 1.7.4, bcrypt 5.0.0, Django 5.2 and libxcrypt 4.4, from {@link PASSWORD} where not said. */
describe.concurrent("hashes of other systems, verified", () => {
  it.each([
    ["passlib", "$pbkdf2$1000$wNg75/x/D8G49/7fO6f0vg$3n3up1LpIZu.kpO/Q8dhsEcPjH4", PASSWORD],
    [
      "passlib",
      "$pbkdf2-sha256$1000$ktLa.9/735tzLsWYc45xbg$LVUZqLRp92kUXZyPVlAkQoCdTQhdeq8q/tdwV6PnsNc",
      PASSWORD,
    ],
    [
      "passlib",
      "$pbkdf2-sha512$1000$ZiwFoPR.b22tlZLyfs8ZAw$UyomE1e8o.x3CZOaU45GvukUZUzf5ddg2HRzdttTQXVj7NBAqza29nhcZQEKJSxIHiLSWwKs1XdJiskgJCCrBA",
      PASSWORD,
    ],
    ["passlib", "$pbkdf2-sha256$1$$984LZT0tcqQQjPWr6RL/3Xd2Ftu7J6cOggTzri0Pb60", ""],
    [
      "passlib",
      "$scrypt$ln=4,r=8,p=1$dS5ljDFG6F1rLaWU0rp37g$vibqDqJJmiDqt5h9TTxKIiNUR1MNUf1LLVt4rSBSfA8",
      PASSWORD,
    ],
    [
      "passlib",
      "$scrypt$ln=10,r=8,p=2$eW/NeU8pZezdG2Os1XrPuQ$iDZGml2x83ZRYLxaQecWb1oNbxPmpXoz/rrCw4Sz5P0",
      "",
    ],
    [
      "Django",
      "pbkdf2_sha256$1000$AVqKYh7TxlwimZpBDh8HTH$Fp/kvrlwpTMSWXzALGy/W1OKQvxlvfY2oEj5OElEsgE=",
      PASSWORD,
    ],
    ["Django", "pbkdf2_sha1$1000$79FjYcTuWc2yKrCNSsgP75$CKwajNQNL2hLnkc04NuySmAzx2I=", PASSWORD],
    [
      "Django",
      "scrypt$16384$H0qwUrGOG7YeY1eiL0vWLd$8$5$Z67Dar/AKyWl6PoVYFqcozjOlikHb0Fevc5B0D8arUIVSzLFKBj+9dnOqew2x66h7enBeZoMWLMSbYbuVXebwg==",
      "x",
    ],
    [
      "Django",
      "argon2$argon2id$v=19$m=102400,t=2,p=8$dHJCbzhlRlRpeU5yb2ZvVTVPcjgyeQ$qXd9RMytA5ztEdqSBv1qLysdNEjRdPx0pbuOgxTe1+w",
      "x",
    ],
    ["Django", "bcrypt$$2b$04$NkBrYBku64KqeVY2BBb97OoEwsEKJdhdXMJ03bePC6sHgrOPsJ/K.", PASSWORD],
    ["Spring", "{bcrypt}$2b$04$NkBrYBku64KqeVY2BBb97OoEwsEKJdhdXMJ03bePC6sHgrOPsJ/K.", PASSWORD],
    ["OpenLDAP", "{CRYPT}$2y$05$abcdefghijklmnopqrstuutdgHDhCVUc7Rm45awDVPQvi4VWQkBZS", "hola"],
    ["bcrypt", "$2b$04$NkBrYBku64KqeVY2BBb97OoEwsEKJdhdXMJ03bePC6sHgrOPsJ/K.", PASSWORD],
    ["bcrypt", "$2a$04$HDsXRgvLhP1eXmkPGYqV8.Bj7p6a8HpK56AcxU5P3yXpl9wbPVOiS", PASSWORD],
    ["bcrypt", "$2b$04$nzmNTEW3OMCVxOSKlb20F.rOd7NutuEicBPtAoJ17Xgv.TnlKOWei", ""],
    ["bcrypt", "$2b$04$hYEcfiBpPFdP9emT6YffOOPxvR.hELOwLe84SPutBx1qtaN0rubau", "x".repeat(72)],
    ["bcrypt", "$2b$04$lPbBXyHtyX/4Ou1jas87iOVTP6dJoV.mpHK5mctiKxhworXQgPoyC", "ñ".repeat(36)],
    ["libxcrypt", "$2y$05$abcdefghijklmnopqrstuutdgHDhCVUc7Rm45awDVPQvi4VWQkBZS", "hola"],
  ])("%s %s", async (_, hash, password) => {
    expect(await verifyPassword(hash, password)).toBe(true);
    expect(await verifyPassword(hash, `x${password.slice(1)}y`.slice(0, 60))).toBe(false);
    // These two have OWASP's parameters.
    expect(needsRehash(hash)).toBe(!/^(?:argon2|scrypt)\$/.test(hash));
  });

  it("bcrypt ignores what follows 72 bytes, as everywhere", async () => {
    const hash = "$2b$04$hYEcfiBpPFdP9emT6YffOOPxvR.hELOwLe84SPutBx1qtaN0rubau";
    expect(await verifyPassword(hash, "x".repeat(73))).toBe(true);
    expect(await verifyPassword(hash, "x".repeat(71))).toBe(false);
  });
});

describe("hashes of other systems, named", () => {
  it.each([
    ["$argon2id$m=8,t=1,p=1$c2FsdHNhbHRzYWx0MTIzNA$zEtd2N764i5KtY3ROnSKjw", "argon2-1.0"],
    ["$argon2id$v=16$m=8,t=1,p=1$c2FsdHNhbHRzYWx0MTIzNA$zEtd2N764i5KtY3ROnSKjw", "argon2-1.0"],
    ["$argon2i$v=19$m=8,t=1,p=1$c2FsdHNhbHRzYWx0MTIzNA$EJvLP+w72a3YMyuMPfA6bg", "argon2i"],
    ["argon2$argon2i$v=19$m=8,t=1,p=1$c2FsdHNhbHRzYWx0MTIzNA$EJvLP+w72a3YMyuMPfA6bg", "argon2i"],
    ["$argon2d$v=19$m=8,t=1,p=1$c2FsdHNhbHRzYWx0MTIzNA$q92TB1yOUlIrjcporlkgqw", "argon2d"],
    ["$2x$05$abcdefghijklmnopqrstuutdgHDhCVUc7Rm45awDVPQvi4VWQkBZS", "bcrypt-old"],
    ["$2$05$abcdefghijklmnopqrstuutdgHDhCVUc7Rm45awDVPQvi4VWQkBZS", "bcrypt-old"],
    [
      "bcrypt_sha256$$2b$12$9b/P0csT5SpT4lIUYQXUjeitCWpwZ01CmzKhInlDnjkYapRhhD5Qu",
      "bcrypt-wrapped",
    ],
    [
      "$bcrypt-sha256$v=2,t=2b,r=12$n79VH.0Q2TMWmt3Oqt9uku$Kq4Noyk3094Y2QlB8NdRT8SvGiI4ft2",
      "bcrypt-wrapped",
    ],
    ["$wp$2y$10$9b/P0csT5SpT4lIUYQXUjeitCWpwZ01CmzKhInlDnjkYapRhhD5Qu", "bcrypt-wrapped"],
    ["$1$fxxtgyle$nX7eGAJI4HxOhFedVSSBc.", "md5-crypt"],
    ["$apr1$fxxtgyle$nX7eGAJI4HxOhFedVSSBc.", "apr1-crypt"],
    ["$5$6RcJl21f3ANcGk7n$ktyC5fKu.bJAmQuv4rBF0WMLfE0vafcQHOoPrAomGo5", "sha256-crypt"],
    [
      "$6$rounds=1000$abcdefgh$/1Za0uXSrVpYWLME.sBRTRTfWJRjrjYF03W0vnnzs9ET6kk6No4eyLT7pkSZBMFSG0TSXeLWgFU0rfujhYDIO0",
      "sha512-crypt",
    ],
    ["$y$j9T$abcdefgh1234$FkaWLrzcsZIhmxVkMf5C5EBjqBGI4rXOTFcAqZU4ESD", "yescrypt"],
    ["$gy$j9T$abcdefgh1234$z.giODJ3WL/GfMfp8GOsXNSTKCFApAhndF8YhMQQQC4", "yescrypt"],
    ["$7$CU..../....abcdefgh$oS4Zto0OG0xwoYoyUNnddpCoSxminravOXuwCHhLGs4", "scrypt-crypt"],
    ["{SSHA}epBymDK7Q3i1tMnjgWVKCZv5ZIMQ4lwr", "ldap"],
    ["{CRYPT}$6$abcdefgh$x", "sha512-crypt"],
    ["{ssha512}x", "spring"],
    [
      "{pbkdf2}5d923b44a6d129f3ddf3e3c8d29412723dcbde72445e8ef6bf3b508fbf17fa4ed4d6b99ca763d8dc",
      "spring",
    ],
    ["*6BB4837EB74329105EE4568DDA7DC67ED2CA2AD9", "mysql"],
    ["5f4dcc3b5aa765d61d8327deb882cf99", "digest"],
    ["5BAA61E4C9B93F3F0682250B6CF8331B7EE68FD8", "digest"],
    ["{PBKDF2-SHA512}10000$x$y", "ldap"],
    ["$P$Hrc6YdF9gVP3bT9AOzbePH6QY1f05Y.", "phpass"],
    ["SCRAM-SHA-256$4096:c2FsdA==$c3RvcmVk:c2VydmVy", "scram"],
    ["SCRYPT:16384:8:1:c2FsdA==:aGFzaA==", "scrypt-other"],
    [
      "$s0$e0801$epIxT/h6HbbwHaehFnh/bw==$7H0vsXlY8UxxyW/BWx/9GuY7jEvGjT71GFd6O4SZND0=",
      "scrypt-other",
    ],
    ["$3$$8846f7eaee8fb117ad06bdd830b7586c", null],
    ["bcrypt:12$salt$00", null],
  ])("%s: %s", (hash, system) => {
    expect(() => needsRehash(hash)).toThrow(
      expect.objectContaining({ code: "hash-unsupported", params: { system } }),
    );
  });
});

describe("a hash that was cut off", () => {
  it.each([
    "scrypt:32768:8:1$7bJGwQDb5afsyk8i$699471e4d1d3a4d82f45235267f12a7ccf2f217e0274d0483908b92deb263e61a4f72cc0f4f8f7fee580bb7a3daefc504e98c24328038eb1ebddc84bdfce72f7",
    "pbkdf2:sha1:1000$hiVP8Cjv$74ff26f4aec402add401b3ed0fef2ba125c963e6",
    "pbkdf2:sha256:1000000$4bZzbCrp8wbKzHNn$8be0de786686f004b0009af9ff96580b824edf38b63d03a4d75b038bec079bed",
    "$2b$04$NkBrYBku64KqeVY2BBb97OoEwsEKJdhdXMJ03bePC6sHgrOPsJ/K.",
    "$pbkdf2-sha256$1000$ktLa.9/735tzLsWYc45xbg$LVUZqLRp92kUXZyPVlAkQoCdTQhdeq8q/tdwV6PnsNc",
    "$scrypt$ln=4,r=8,p=1$dS5ljDFG6F1rLaWU0rp37g$vibqDqJJmiDqt5h9TTxKIiNUR1MNUf1LLVt4rSBSfA8",
    "pbkdf2_sha256$1000$AVqKYh7TxlwimZpBDh8HTH$Fp/kvrlwpTMSWXzALGy/W1OKQvxlvfY2oEj5OElEsgE=",
  ])("is malformed, wherever in the digest: %s", async (hash) => {
    expect(needsRehash(hash)).toBe(!hash.startsWith("pbkdf2:sha256"));
    const digest = hash.startsWith("$2b$") ? 29 : hash.lastIndexOf("$") + 1;
    for (let length = digest; length < hash.length; length++) {
      const cut = hash.slice(0, length);
      expect(await refusal(() => needsRehash(cut))).toBe("hash-malformed");
      expect(await refusal(() => verifyPassword(cut, "x"))).toBe("hash-malformed");
    }
    expect(await refusal(() => needsRehash(`${hash}0`))).toBe("hash-malformed");
  });

  it("is mostly malformed for argon2id, whose digest has any length", async () => {
    const hash =
      "$argon2id$v=19$m=19456,t=2,p=1$c2FsIGRlIHBydWViYSAy$m2dddpaJdK9NTOu2qq1mxQyLB6yS7X7XHFRDnypmyog";
    for (const length of [1, 2, 3, 4, 10]) {
      expect(await refusal(() => needsRehash(hash.slice(0, -length)))).toBe("hash-malformed");
    }
  });
});
