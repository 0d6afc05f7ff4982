import { execFileSync, spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";

import { generatePassword } from "@pct/security/backendbase";
import { CURRENT } from "@pct/security/policy";
import { describe, expect, it } from "vitest";

import { folder, pct, problem } from "./run.js";
import { hasScript, terminal } from "./screen.js";

const OPENSSL = "openssl";
const hasOpenssl = spawnSync(OPENSSL, ["version"]).status === 0;

const OLD = { SECRET_KEY: "old", CSRF_SESSION_KEY: "b", HASH_KEY: "ñ c" };
const NEW = { ...OLD, SECRET_KEY: "new" };
const asKeys = (set: typeof OLD) => ({
  secretKey: set.SECRET_KEY,
  csrfSessionKey: set.CSRF_SESSION_KEY,
  hashKey: set.HASH_KEY,
});
const asEnv = (set: typeof OLD): string =>
  Object.entries(set)
    .map(([name, value]) => `${name}="${value}"\n`)
    .join("");

/** A folder with the keys in every accepted form. */
function keysFolder(): string {
  const cwd = folder();
  writeFileSync(join(cwd, "new.env"), asEnv(NEW));
  writeFileSync(join(cwd, "old.json"), JSON.stringify(OLD));
  writeFileSync(join(cwd, "both.json"), JSON.stringify([NEW, OLD]));
  // As PowerShell writes text.
  writeFileSync(join(cwd, "utf16.env"), Buffer.from(`\uFEFF${asEnv(OLD)}`, "utf16le"));
  return cwd;
}

/** Few rounds, for speed. */
const stored = (set: typeof OLD, text: string): Promise<string> =>
  generatePassword(text, asKeys(set), { iterations: 1000 });

describe("pct hash", () => {
  it.each([
    ["argon2id by default", [], /^\$argon2id\$v=19\$m=19456,t=2,p=1\$\S+\n$/],
    ["scrypt", ["--method", "scrypt:1024:8:1"], /^scrypt:1024:8:1\$\w{16}\$[0-9a-f]{128}\n$/],
    ["pbkdf2", ["--method", "pbkdf2:sha256:9"], /^pbkdf2:sha256:9\$\w{16}\$[0-9a-f]{64}\n$/],
  ])("makes %s, which pct check accepts", async (_, args, shape) => {
    const cwd = folder();
    const made = await pct(["hash", ...args], { cwd, input: "contraseña\n" });
    expect(made).toMatchObject({ code: 0, stderr: "" });
    expect(made.stdout).toMatch(shape);
    const hash = made.stdout.trim();
    // The final line break of a pipe is dropped.
    const right = await pct(["check", hash], { cwd, input: "contraseña" });
    expect(right).toMatchObject({ code: 0, stdout: "The password matches.\n" });
    const wrong = await pct(["check", hash], { cwd, input: "contraseña\n\n" });
    expect(wrong).toMatchObject({ code: 1, stdout: "" });
    expect(problem(wrong).what).toBe("The password does not match the hash.");
  });

  it("makes BackEndBase hashes with keys from a file or the environment", async () => {
    const cwd = keysFolder();
    const input = "anasecreta";
    const fromFile = await pct(["hash", "--keys", "new.env"], { cwd, input });
    expect(fromFile.stdout).toMatch(/^pbkdf2:sha512:\d+\$\w{10}\$[0-9a-f]{128}\n$/);
    const method = `pbkdf2:sha512:${CURRENT.pbkdf2.sha512.toString()}`;
    expect(fromFile.stdout.startsWith(`${method}$`)).toBe(true);
    const args = ["hash", "--method", "backendbase:50000", "--upper-case"];
    const fromEnvironment = await pct(args, { cwd, input, env: NEW });
    expect(fromEnvironment.stdout).toMatch(/^pbkdf2:sha512:50000\$/);

    const check = ["check", fromEnvironment.stdout.trim(), "--keys", "new.env"];
    expect((await pct([...check, "--upper-case"], { cwd, input })).code).toBe(0);
    expect((await pct(check, { cwd, input })).code).toBe(1);
    expect((await pct(check, { cwd, input: "ANASECRETA" })).code).toBe(0);
  });
});

describe("pct check", () => {
  it("names the matching keys and what to do", async () => {
    const cwd = keysFolder();
    const hash = await stored(OLD, "anasecreta");
    const check = (...args: string[]) =>
      pct(["check", hash, ...args], { cwd, input: "anasecreta" });
    const current = await check("--keys", "old.json");
    expect(current.stdout).toBe("The password matches, with the BackEndBase keys.\n");
    expect(current.stderr).toMatch(/^pct: warning: The hash is weaker than recommended today/);
    const older = /older BackEndBase keys \(number 2\)/;
    expect((await check("--keys", "new.env", "--keys", "utf16.env")).stdout).toMatch(older);
    expect((await check("--keys", "both.json")).stdout).toMatch(older);
    const { stdout } = await check("--keys", "both.json", "--json");
    expect(JSON.parse(stdout)).toEqual({ match: true, rehash: true, keys: 1, noneFault: false });
    expect((await check("--keys", "new.env")).code).toBe(1);
    expect((await check()).code).toBe(1);
  });

  it("reads keys from the environment, and still checks a plain hash", async () => {
    const cwd = folder();
    const backEndBase = ["check", await stored(OLD, "x")];
    expect((await pct(backEndBase, { cwd, input: "x", env: OLD })).code).toBe(0);
    const { SECRET_KEY } = OLD;
    expect((await pct(backEndBase, { cwd, input: "x", env: { SECRET_KEY } })).code).toBe(1);
    const plain =
      "pbkdf2:sha256:1000$2$9059577ffe0159258035b0720d5495ebddf369add53f259277aeb11a01a4bcd4";
    expect(await pct(["check", plain], { cwd, input: "password", env: OLD })).toMatchObject({
      code: 0,
      stdout: "The password matches.\n",
    });
  });

  it.each([
    ["bcrypt", "$2b$04$NkBrYBku64KqeVY2BBb97OoEwsEKJdhdXMJ03bePC6sHgrOPsJ/K."],
    [
      "passlib",
      "$pbkdf2-sha256$1000$ktLa.9/735tzLsWYc45xbg$LVUZqLRp92kUXZyPVlAkQoCdTQhdeq8q/tdwV6PnsNc",
    ],
    [
      "Django",
      "pbkdf2_sha256$1000$AVqKYh7TxlwimZpBDh8HTH$Fp/kvrlwpTMSWXzALGy/W1OKQvxlvfY2oEj5OElEsgE=",
    ],
  ])("checks hashes of %s, and advises a new one", async (_, hash) => {
    const check = (input: string): ReturnType<typeof pct> =>
      pct(["check", hash], { cwd: folder(), input });
    const { code, stdout, stderr } = await check("contraseña 🔐");
    expect({ code, stdout }).toEqual({ code: 0, stdout: "The password matches.\n" });
    expect(stderr).toMatch(/^pct: warning: /);
    expect(problem(await check("contrasena 🔐")).what).toBe(
      "The password does not match the hash.",
    );
  });

  it.each([
    [
      "$argon2id$m=8,t=1,p=1$c2FsdHNhbHRzYWx0$c2FsdHNhbHRzYWx0c2FsdA",
      /argon2id.*without v=19/,
      /argon2id.*sin v=19/,
    ],
    ["$argon2i$v=19$m=8,t=1,p=1$c2FsdHNhbHRzYWx0$c2FsdHNhbHRzYWx0c2FsdA", /argon2i,/, /argon2i,/],
    [
      "bcrypt_sha256$$2b$12$9b/P0csT5SpT4lIUYQXUjeitCWpwZ01CmzKhInlDnjkYapRhhD5Qu",
      /Django/,
      /Django/,
    ],
    ["{SSHA}epBymDK7Q3i1tMnjgWVKCZv5ZIMQ4lwr", /LDAP/, /LDAP/],
    ["$y$j9T$abcdefgh1234$FkaWLrzcsZIhmxVkMf5C5EBjqBGI4rXOTFcAqZU4ESD", /yescrypt/, /yescrypt/],
    ["$7$CU..../....abcdefgh$oS4Zto0OG0xwoYoyUNnddpCoSxminravOXuwCHhLGs4", /scrypt/, /scrypt/],
  ])("names the system of %s, before it asks for a password", async (hash, english, spanish) => {
    const result = await pct(["check", hash], { cwd: folder() });
    expect(problem(result).what).toMatch(english);
    // A list of supported methods would contradict it.
    expect(problem(result).hint).toMatch(/^Check it with the program that made it/);
    expect((await pct(["--lang", "es", "check", hash], { cwd: folder() })).stderr).toMatch(spanish);
  });

  it.skipIf(!hasOpenssl).each([
    ["-1", "$1$saltsalt$"],
    ["-apr1", "$apr1$saltsalt$"],
    ["-5", "$5$rounds=1000$saltsalt$"],
    ["-6", "$6$saltsalt$"],
  ])(
    "gives the command that computes the same as a Unix account: openssl passwd %s",
    async (option, start) => {
      const run = (salt: string): string =>
        execFileSync(OPENSSL, ["passwd", option, "-salt", salt, "-stdin"], { input: "hola" })
          .toString()
          .trim();
      const salt = start.slice(start.indexOf("$", 1) + 1, -1);
      const stored = run(salt);
      expect(stored.startsWith(start)).toBe(true);
      const { hint } = problem(await pct(["check", stored], { cwd: folder() }));
      expect(hint).toContain(`openssl passwd ${option} -salt 'SALT'`);
      // As the hint says: what is between the second $ and the last.
      expect(run(stored.slice(stored.indexOf("$", 1) + 1, stored.lastIndexOf("$")))).toBe(stored);
    },
  );

  it("says that a hash was cut, not that the password is wrong", async () => {
    const hash =
      "scrypt:32768:8:1$7bJGwQDb5afsyk8i$699471e4d1d3a4d82f45235267f12a7ccf2f217e0274d0483908b92deb263e61";
    const result = await pct(["check", hash], { cwd: folder(), input: "x" });
    expect(problem(result).what).toMatch(/^This is not a password hash: part of it is missing/);
  });

  it("detects hashes of the word None", async () => {
    const cwd = keysFolder();
    // Base64 of the key, the word, and the digests of the two other keys.
    const { createHash } = await import("node:crypto");
    const digest = (text: string): string => createHash("sha512").update(text).digest("hex");
    const text = `${OLD.SECRET_KEY}None${digest(OLD.HASH_KEY)}${digest(OLD.CSRF_SESSION_KEY)}`;
    const made = await pct(["hash", "--method", "pbkdf2:sha512:1000"], {
      cwd,
      input: Buffer.from(text).toString("base64"),
    });
    const args = ["check", made.stdout.trim(), "--keys", "old.json", "--json"];
    const { code, stdout, stderr } = await pct(args, { cwd, input: "anything" });
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ match: false, noneFault: true });
    expect(stderr).toContain("made from the word None");
  });

  it("checks single-round hashes only with --legacy", async () => {
    const cwd = folder();
    const hash = "md5$$5d41402abc4b2a76b9719d911017c592";
    const refused = await pct(["check", hash], { cwd, input: "hello" });
    expect(problem(refused).hint).toContain("--legacy");
    expect((await pct(["check", hash, "--legacy"], { cwd, input: "hello" })).code).toBe(0);
  });
});

describe.skipIf(!hasScript)("at a terminal", () => {
  const ask = "Password (it will not be shown):";
  const again = "The same password again:";

  it("asks twice for a new password, once for one to check, without echo", async () => {
    const cwd = folder();
    const made = await terminal("pct hash --method pbkdf2:sha256:9", cwd, [
      { see: ask, type: "ñandú 7\r" },
      { see: again, type: "ñandú 7\r" },
    ]);
    expect(made.code).toBe(0);
    const [hash = ""] = /pbkdf2:\S+/.exec(made.text) ?? [];
    const checked = await terminal(`pct check '${hash}'`, cwd, [{ see: ask, type: "ñandú 7\r" }]);
    expect(checked.code).toBe(0);
    expect(checked.text).toContain("The password matches.");
    expect(made.text + checked.text).not.toContain("ñandú");
  });

  it("rejects two different passwords", async () => {
    const { code, text } = await terminal("pct hash", folder(), [
      { see: ask, type: "one\r" },
      { see: again, type: "two\r" },
    ]);
    expect(code).toBe(1);
    expect(text).toContain("The two passwords are not the same.");
    expect(text).not.toContain("$argon2id");
  });
});
