import { chmodSync, copyFileSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, it } from "vitest";

import { ageVector, folder, key, listing, pct, PRIVATE, problem, PUBLIC } from "./run.js";

function home(): string {
  const cwd = folder();
  copyFileSync(PUBLIC, join(cwd, "public_key.pem"));
  copyFileSync(PRIVATE, join(cwd, "private_key.pem"));
  chmodSync(join(cwd, "private_key.pem"), 0o600);
  return cwd;
}

/** A file of several chunks for the key of the tests. */
async function largeFile(cwd: string, bytes: number): Promise<Buffer> {
  writeFileSync(join(cwd, "large"), Buffer.alloc(bytes, "0123456789"));
  await pct(["encrypt", "large"], { cwd });
  return readFileSync(join(cwd, "large.age"));
}

it("writes the exact plaintext to a pipe", async () => {
  const cwd = home();
  await pct(["encrypt"], { cwd, input: "sin salto" });
  const { code, stdout, stderr } = await pct(["decrypt"], { cwd });
  expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: "sin salto", stderr: "" });
});

it("writes a file with mode 0600 and reports it", async () => {
  const cwd = home();
  await largeFile(cwd, 200_000);
  const { code, stdout, stderr } = await pct(["decrypt", "large.age", "-o", "out"], { cwd });
  expect({ code, stdout }).toEqual({ code: 0, stdout: "" });
  expect(stderr).toMatch(/^out: decrypted\./);
  expect(statSync(join(cwd, "out")).mode & 0o777).toBe(0o600);
  expect(readFileSync(join(cwd, "out")).equals(readFileSync(join(cwd, "large")))).toBe(true);
});

describe("a damaged file", () => {
  it.each([
    ["cut between two chunks", (file: Buffer) => file.subarray(0, file.length - 65_536 - 16)],
    ["cut by one byte", (file: Buffer) => file.subarray(0, -1)],
    ["altered in its last byte", (file: Buffer) => flipped(file, file.length - 1)],
    ["altered in its second chunk", (file: Buffer) => flipped(file, file.length - 70_000)],
    ["followed by something else", (file: Buffer) => Buffer.concat([file, Buffer.from("x")])],
    // The bytes of U+FFFD, which random bytes also have.
    ["altered at its start", (file: Buffer) => replaced(file, 1000, [0xef, 0xbf, 0xbd])],
  ])("that is %s writes no file and prints nothing", async (_, damage) => {
    const cwd = home();
    writeFileSync(join(cwd, "bad.age"), damage(await largeFile(cwd, 3 * 65_536)));
    const before = listing(cwd);
    for (const args of [[], ["-o", "out"]]) {
      const result = await pct(["decrypt", "bad.age", ...args], { cwd });
      expect(result.code).toBe(1);
      expect(result.stdout).toBe("");
      expect(problem(result)).toEqual({
        what: "bad.age: Can't decrypt this file: wrong key, or it was changed or cut short. Nothing was lost.",
        hint: "pct inspect FILE shows what opens it.",
      });
      expect(listing(cwd)).toEqual(before);
    }
  });

  it("does not replace the output file", async () => {
    const cwd = home();
    writeFileSync(join(cwd, "bad.age"), (await largeFile(cwd, 200_000)).subarray(0, -1));
    writeFileSync(join(cwd, "out"), "precious");
    expect((await pct(["decrypt", "bad.age", "-o", "out", "--force"], { cwd })).code).toBe(1);
    expect(readFileSync(join(cwd, "out"), "utf8")).toBe("precious");
  });

  it("over the holding limit: the hint says to discard the output", async () => {
    const cwd = home();
    writeFileSync(join(cwd, "bad.age"), (await largeFile(cwd, 17 * 1024 * 1024)).subarray(0, -1));
    const result = await pct(["decrypt", "bad.age"], { cwd });
    expect(result.code).toBe(1);
    expect(result.data.length).toBeGreaterThan(16 * 1024 * 1024);
    expect(problem(result).hint).toContain("Discard the output");
  });
});

/** A copy with other bytes at an offset. */
function replaced(file: Buffer, offset: number, bytes: readonly number[]): Buffer {
  const copy = Buffer.from(file);
  copy.set(bytes, offset);
  return copy;
}

function flipped(file: Buffer, offset: number): Buffer {
  const copy = Buffer.from(file);
  copy[offset] = (copy[offset] ?? 0) ^ 1;
  return copy;
}

describe("identities", () => {
  it.each([
    ["PKCS#1", "rsa4096-a.pkcs1.pem"],
    ["OpenSSH", "rsa4096-a.openssh"],
    ["DER", "rsa4096-a.private_key.der"],
  ])("may be in %s", async (_, name) => {
    const cwd = folder();
    await pct(["encrypt", "-r", key("rsa4096-a.public_key.pem")], { cwd, input: "hola" });
    expect((await pct(["decrypt", "-i", key(name)], { cwd })).stdout).toBe("hola");
  });

  it("are tried in order, for both formats", async () => {
    const cwd = home();
    const both = ["-i", key("rsa3072-a.private_key.pem"), "-i", "private_key.pem"];
    await pct(["encrypt"], { cwd, input: "clásico" });
    expect((await pct(["decrypt", ...both], { cwd })).stdout).toBe("clásico");
    await pct(["encrypt", "--format", "age", "-f"], { cwd, input: "age" });
    expect((await pct(["decrypt", ...both], { cwd })).stdout).toBe("age");
  });

  it("may be age keys and Ed25519 SSH keys", async () => {
    const cwd = folder();
    const { identities, files } = JSON.parse(readFileSync(ageVector("manifest.json"), "utf8")) as {
      identities: { "x25519-1": { identity: string } };
      files: { name: string; plaintextBase64: string }[];
    };
    const plaintext = (name: string): string | undefined =>
      files.find((vector) => vector.name === name)?.plaintextBase64;
    const identity = Buffer.from(
      `\uFEFF# mine\r\n${identities["x25519-1"].identity}\r\n`,
      "utf16le",
    );
    writeFileSync(join(cwd, "age.txt"), identity, { mode: 0o600 });
    const age = await pct(["decrypt", "-i", "age.txt", ageVector("x25519-pct20.age")], { cwd });
    expect(age).toMatchObject({ code: 0, stderr: "" });
    expect(age.data.toString("base64")).toBe(plaintext("x25519-pct20"));
    copyFileSync(ageVector("ed25519-1.openssh"), join(cwd, "ssh"));
    const ssh = await pct(["decrypt", "-i", "ssh", ageVector("ssh-ed25519-pct20.age")], { cwd });
    expect(ssh.code).toBe(0);
    expect(ssh.data.toString("base64")).toBe(plaintext("ssh-ed25519-pct20"));
  });

  it("give a warning when other users can read them", async () => {
    const cwd = home();
    chmodSync(join(cwd, "private_key.pem"), 0o644);
    await pct(["encrypt"], { cwd, input: "hola" });
    const { code, stdout, stderr } = await pct(["decrypt"], { cwd });
    expect({ code, stdout }).toEqual({ code: 0, stdout: "hola" });
    expect(stderr).toBe(
      "pct: warning: Others on this computer can read your private key. To prevent it: chmod 600 private_key.pem\n",
    );
  });
});

describe("a locked private key", () => {
  const LOCKED = "rsa4096-a.pbes2-aes256-sha512-i210000.pem";

  async function encrypted(): Promise<{ cwd: string; args: string[] }> {
    const cwd = folder();
    await pct(["encrypt", "-r", key("rsa4096-a.public_key.pem")], { cwd, input: "hola" });
    copyFileSync(key(LOCKED), join(cwd, "locked.pem"));
    chmodSync(join(cwd, "locked.pem"), 0o600);
    return { cwd, args: ["decrypt", "-i", "locked.pem"] };
  }

  it("names the ways to give a passphrase where there is no terminal", async () => {
    const { cwd, args } = await encrypted();
    const result = await pct(args, { cwd });
    expect(result.code).toBe(1);
    expect(problem(result).what).toMatch(/^locked\.pem: It is protected with a passphrase/);
    expect(problem(result).hint).toContain("PCT_PASSPHRASE");
  });

  it("reports a wrong prepared passphrase", async () => {
    const { cwd, args } = await encrypted();
    const result = await pct(args, { cwd, env: { PCT_PASSPHRASE: "wrong" } });
    expect(result.code).toBe(1);
    expect(problem(result).what).toMatch(/^locked\.pem: Wrong passphrase/);
  });

  it("prefers the passphrase file to the variable", async () => {
    const { cwd, args } = await encrypted();
    const passphrase = "correct horse battery staple";
    writeFileSync(join(cwd, "pp"), `${passphrase}\n`);
    const env = { PCT_PASSPHRASE: "wrong" };
    const { stdout } = await pct([...args, "--passphrase-file", "pp"], { cwd, env });
    expect(stdout).toBe("hola");
    writeFileSync(join(cwd, "pp"), Buffer.from(`\uFEFF${passphrase}\r\n`, "utf16le"));
    expect((await pct([...args, "--passphrase-file", "pp"], { cwd })).stdout).toBe("hola");
  });
});

describe("the password of a Windows server at Google", () => {
  /** What the server prints for the line that pct writes, with what pct encrypts. */
  async function answer(cwd: string, more: object = {}): Promise<string> {
    const { stdout: line } = await pct(["export", "--as", "windows-keys", "--user", "ana"], {
      cwd,
    });
    const { data } = await pct(["encrypt", "-o", "-"], { cwd, input: "s3cret" });
    const encryptedPassword = data.toString();
    return JSON.stringify({ ...(JSON.parse(line) as object), encryptedPassword, ...more });
  }

  it("is opened from a pipe, into a file, and with one of several keys", async () => {
    const cwd = home();
    const input = `booting\r\n${await answer(cwd)}\r\n`;
    const opened = await pct(["decrypt", "-"], { cwd, input });
    expect(opened).toMatchObject({ code: 0, stdout: "s3cret", stderr: "" });
    writeFileSync(join(cwd, "port4.txt"), input);
    const keys = ["-i", key("rsa4096-b.private_key.pem"), "-i", "private_key.pem"];
    await pct(["decrypt", "port4.txt", ...keys, "-o", "out"], { cwd });
    expect(readFileSync(join(cwd, "out"), "utf8")).toBe("s3cret");
  });

  it.each([
    [{ modulus: "xQ==" }, "This password was encrypted for another key."],
    [{ encryptedPassword: "", errorMessage: "no" }, "The server made no password"],
    [{ hashFunction: "md5" }, "with a hash function that is not known here"],
    [{ hashFunction: "sha256" }, "Can't decrypt this file: wrong key, or it was changed"],
  ])("says what is wrong with %j", async (more, what) => {
    const cwd = home();
    const result = await pct(["decrypt", "-"], { cwd, input: await answer(cwd, more) });
    expect(result).toMatchObject({ code: 1, stdout: "" });
    expect(problem(result).what).toContain(what);
  });
});
