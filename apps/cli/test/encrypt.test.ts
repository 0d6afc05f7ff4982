import { execFileSync } from "node:child_process";
import {
  copyFileSync,
  existsSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";

import { describe, expect, it } from "vitest";

import { ageVector, folder, key, listing, pasted, pct, PRIVATE, problem, PUBLIC } from "./run.js";
import type { Result } from "./run.js";

/** A folder with the key pair of the tests under the default names. */
function home(): string {
  const cwd = folder();
  copyFileSync(PUBLIC, join(cwd, "public_key.pem"));
  copyFileSync(PRIVATE, join(cwd, "private_key.pem"));
  execFileSync("chmod", ["600", "private_key.pem"], { cwd });
  return cwd;
}

async function decrypted(cwd: string, ...args: string[]): Promise<Buffer> {
  const { code, data, stderr } = await pct(["decrypt", ...args], { cwd });
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return data;
}

const ED25519 =
  "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAolc7omhe4p+UFCD5XRztsU0+CXQlOaYM7SFRzv8lgH vectors@dev";

describe("a secret", () => {
  it("from a pipe becomes a classic file; stderr names the recipient", async () => {
    const cwd = home();
    const result = await pct(["encrypt"], { cwd, input: "S3creto" });
    expect(result.code).toBe(0);
    expect(result.stdout).toBe("");
    expect(result.stderr).toMatch(/^file_encrypted\.txt: encrypted for public_key\.pem \(SHA256:/);
    const text = readFileSync(join(cwd, "file_encrypted.txt"), "utf8");
    // One line of base64 without a line break, as pycrypto-tali wrote it.
    expect(text).toMatch(/^[A-Za-z0-9+/]{342}==$/);
    expect(statSync(join(cwd, "file_encrypted.txt")).mode & 0o777).toBe(0o600);
    expect((await decrypted(cwd)).toString()).toBe("S3creto");
  });

  it.each([
    ["a\n", "a"],
    ["a\r\n", "a"],
    ["a\n\n", "a\n"],
    ["a\r", "a\r"],
    [" a \t", " a \t"],
    ["contraseña 密码 🔑", "contraseña 密码 🔑"],
  ])("piped as %j is %j: one final line break is dropped, nothing else", async (input, secret) => {
    const cwd = home();
    await pct(["encrypt"], { cwd, input });
    expect((await decrypted(cwd)).toString()).toBe(secret);
  });

  it("that is not text is kept unchanged", async () => {
    const cwd = home();
    const secret = Buffer.from([0, 255, 254, 128, 10, 13]);
    await pct(["encrypt"], { cwd, input: secret });
    expect(await decrypted(cwd)).toEqual(secret);
  });

  it.each([
    [126, "classic"],
    [127, "age"],
    [5000, "age"],
  ])("of %i bytes for a key of 2048 bits becomes a file of format %s", async (length, format) => {
    const cwd = home();
    const secret = "x".repeat(length);
    await pct(["encrypt"], { cwd, input: secret });
    const text = readFileSync(join(cwd, "file_encrypted.txt"), "utf8");
    expect(text.startsWith("-----BEGIN AGE")).toBe(format === "age");
    expect((await decrypted(cwd)).toString()).toBe(secret);
  });

  it("for two recipients decrypts with either key", async () => {
    const cwd = home();
    const other = key("rsa3072-a.public_key.pem");
    await pct(["encrypt", "-r", "public_key.pem", "-r", other], { cwd, input: "dos" });
    const { stdout } = await pct(["inspect", "file_encrypted.txt", "--json"], { cwd });
    expect((JSON.parse(stdout) as { recipients: unknown[] }).recipients).toHaveLength(2);
    expect((await decrypted(cwd)).toString()).toBe("dos");
    const { stdout: second } = await pct(["decrypt", "-i", key("rsa3072-a.private_key.pem")], {
      cwd,
    });
    expect(second).toBe("dos");
  });

  it("in age format is armored", async () => {
    const cwd = home();
    await pct(["encrypt", "--format", "age"], { cwd, input: "hola" });
    expect(readFileSync(join(cwd, "file_encrypted.txt"), "utf8")).toMatch(/^-----BEGIN AGE/);
    expect((await decrypted(cwd)).toString()).toBe("hola");
  });

  it("to standard output is the base64 of the classic file", async () => {
    const cwd = home();
    const { stdout } = await pct(["encrypt", "-o", "-"], { cwd, input: "hola" });
    expect(stdout).toMatch(/^[A-Za-z0-9+/]{342}==$/);
    expect(existsSync(join(cwd, "file_encrypted.txt"))).toBe(false);
    expect((await pct(["decrypt", "-"], { cwd, input: stdout })).stdout).toBe("hola");
  });

  it("works with -p, and warns", async () => {
    const cwd = home();
    const result = await pct(["encrypt", "-p", "on argv"], { cwd });
    expect(result.code).toBe(0);
    expect(result.stderr).toMatch(
      /^pct: warning: Others on this computer can see a secret in a command/,
    );
    expect(result.stderr).not.toContain("on argv");
    expect((await decrypted(cwd)).toString()).toBe("on argv");
  });
});

describe("a file", () => {
  it.each([0, 1, 65_535, 65_536, 65_537, 1_048_577])(
    "of %i bytes keeps every byte",
    async (length) => {
      const cwd = home();
      const content = Buffer.alloc(length, "línea\n");
      writeFileSync(join(cwd, "data"), content);
      expect((await pct(["encrypt", "data"], { cwd })).code).toBe(0);
      expect(readFileSync(join(cwd, "data.age")).subarray(0, 21).toString()).toBe(
        "age-encryption.org/v1",
      );
      expect((await decrypted(cwd, "data.age")).equals(content)).toBe(true);
    },
  );

  it("is armored with --armor", async () => {
    const cwd = home();
    writeFileSync(join(cwd, "data"), "hola\n");
    await pct(["encrypt", "data", "--armor"], { cwd });
    expect(readFileSync(join(cwd, "data.age"), "utf8")).toMatch(
      /^-----BEGIN AGE ENCRYPTED FILE-----\n/,
    );
    expect((await decrypted(cwd, "data.age")).toString()).toBe("hola\n");
  });

  it("from standard input goes to standard output unchanged", async () => {
    const cwd = home();
    const { data } = await pct(["encrypt", "-"], { cwd, input: "hola\n" });
    expect(listing(cwd)).toEqual(["private_key.pem", "public_key.pem"]);
    expect((await pct(["decrypt", "-"], { cwd, input: data })).stdout).toBe("hola\n");
  });

  it("that is small may be classic, and keeps its final line break", async () => {
    const cwd = home();
    writeFileSync(join(cwd, "data"), "hola\n");
    await pct(["encrypt", "data", "--format", "classic"], { cwd });
    expect(readFileSync(join(cwd, "file_encrypted.txt"), "utf8")).toMatch(/^[A-Za-z0-9+/]{342}==$/);
    expect((await decrypted(cwd)).toString()).toBe("hola\n");
  });

  it("may be a named pipe", async () => {
    const cwd = home();
    execFileSync("mkfifo", ["pipe"], { cwd });
    execFileSync("sh", ["-c", "printf 'through a pipe' > pipe &"], { cwd, stdio: "ignore" });
    expect((await pct(["encrypt", "pipe", "-o", "out"], { cwd })).code).toBe(0);
    expect((await decrypted(cwd, "out")).toString()).toBe("through a pipe");
  });
});

describe("recipients", () => {
  it.each([
    ["an ssh-rsa line", "rsa2048-a.id_rsa.pub"],
    ["a PKCS#1 file", "rsa4096-a.public_pkcs1.pem"],
    ["a DER file", "rsa4096-a.public_key.der"],
  ])("may be %s", async (_, name) => {
    const cwd = home();
    const result = await pct(["encrypt", "-r", key(name)], { cwd, input: "hola" });
    expect(result.code).toBe(0);
    const identity = key(`${name.slice(0, 9)}.private_key.pem`);
    expect((await pct(["decrypt", "-i", identity], { cwd })).stdout).toBe("hola");
  });

  it("may be given as the text of a key", async () => {
    const cwd = home();
    const line = readFileSync(key("rsa2048-a.id_rsa.pub"), "utf8").trim();
    const { stderr } = await pct(["encrypt", "-r", line], { cwd, input: "hola" });
    expect(stderr).toMatch(/encrypted for SHA256:.{12}…\.\n/);
    expect((await decrypted(cwd)).toString()).toBe("hola");
  });

  it("may be Ed25519 SSH keys and age keys", async () => {
    const cwd = home();
    const age = "age1pr4nl5dcsm0l04v347klhtunh8y0c2kwkc37v4y73n3c2lzhk96swtmk5n";
    const result = await pct(["encrypt", "-r", ED25519, "-r", age, "-r", "public_key.pem"], {
      cwd,
      input: "hola",
    });
    expect(result.code).toBe(0);
    const { stdout } = await pct(["inspect", "file_encrypted.txt"], { cwd });
    expect(stdout).toContain("an SSH key (Ed25519) with tag ");
    expect(stdout).toContain("an age key (age1…)");
    expect(stdout).toContain("the key in public_key.pem");
    expect((await decrypted(cwd)).toString()).toBe("hola");
  });

  it("with 2048 bits give a warning with the end of their strength", async () => {
    const { stderr } = await pct(["encrypt"], { cwd: home(), input: "hola" });
    expect(stderr).toMatch(/\npct: warning: public_key\.pem has 2048 bits .* 2030-12-31\..*\n$/);
    const longer = ["encrypt", "-r", key("rsa4096-a.public_key.pem")];
    expect((await pct(longer, { cwd: home(), input: "hola" })).stderr).not.toContain("warning");
  });

  it.each([
    ["UTF-16", (text: string) => Buffer.from(`\uFEFF${text}`, "utf16le")],
    ["a byte-order mark", (text: string) => Buffer.from(`\uFEFF${text}`)],
    ["CRLF", (text: string) => Buffer.from(text.replaceAll("\n", "\r\n"))],
  ])("may be written with %s", async (_, dress) => {
    const cwd = home();
    writeFileSync(join(cwd, "ana.pem"), dress(readFileSync(PUBLIC, "utf8")));
    writeFileSync(join(cwd, "ssh.pub"), dress(`${ED25519}\n`));
    const args = ["encrypt", "-r", "ana.pem", "-r", "ssh.pub"];
    expect((await pct(args, { cwd, input: "hola" })).code).toBe(0);
    expect((await decrypted(cwd)).toString()).toBe("hola");
  });
});

describe("a passphrase instead of keys", () => {
  it.each([
    ["from a file", ["--passphrase-file", "pp"], {}],
    ["from the environment", ["--passphrase"], { PCT_PASSPHRASE: "una frase" }],
  ])("comes %s", async (_, args, env) => {
    const cwd = folder();
    writeFileSync(join(cwd, "pp"), "\uFEFFuna frase\n");
    writeFileSync(join(cwd, "data"), "hola");
    const { code, stderr } = await pct(["encrypt", "data", ...args], { cwd, env });
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: "data.age: encrypted with the passphrase.\n",
    });
    const opened = await pct(["decrypt", "data.age", "--passphrase-file", "pp"], { cwd });
    expect(opened.stdout).toBe("hola");
  });

  it("in the environment alone has no effect", async () => {
    const cwd = home();
    await pct(["encrypt"], { cwd, input: "hola", env: { PCT_PASSPHRASE: "una frase" } });
    expect(readFileSync(join(cwd, "file_encrypted.txt"), "utf8")).toMatch(/^[A-Za-z0-9+/]+=*$/);
  });
});

describe("the output", () => {
  async function refused(cwd: string, args: string[]): Promise<Result> {
    const result = await pct(["encrypt", ...args], { cwd, input: "hola" });
    expect(result.code).toBe(1);
    expect(listing(cwd).filter((name) => name.startsWith(".pct-"))).toEqual([]);
    return result;
  }

  it("replaces a file only with --force", async () => {
    const cwd = home();
    writeFileSync(join(cwd, "file_encrypted.txt"), "precious");
    expect(problem(await refused(cwd, []))).toEqual({
      what: "file_encrypted.txt already exists. It was not changed.",
      hint: "Choose another name with -o, or replace it with --force.",
    });
    expect(readFileSync(join(cwd, "file_encrypted.txt"), "utf8")).toBe("precious");
    expect((await pct(["encrypt", "-f"], { cwd, input: "hola" })).code).toBe(0);
    expect((await decrypted(cwd)).toString()).toBe("hola");
  });

  it("must not be the input, by any name", async () => {
    const cwd = home();
    writeFileSync(join(cwd, "data"), "hola");
    symlinkSync("data", join(cwd, "link"));
    for (const args of [
      ["data", "-o", "data"],
      ["data", "-o", "link", "--force"],
    ]) {
      expect(problem(await refused(cwd, args)).what).toContain(
        "Input and output are the same file",
      );
    }
    expect(readFileSync(join(cwd, "data"), "utf8")).toBe("hola");
  });

  it("must not be a folder, and needs an existing one", async () => {
    const cwd = home();
    writeFileSync(join(cwd, "file"), "");
    expect(problem(await refused(cwd, ["-o", "."])).what).toContain("names a folder");
    expect(problem(await refused(cwd, ["-o", "none/out"])).what).toBe("Folder not found: none");
    expect(problem(await refused(cwd, ["-o", "file/out"])).what).toContain("part of this path");
    expect(problem(await refused(cwd, ["-o", "/proc/out"])).hint).not.toBe("");
  });

  it.skipIf(process.getuid?.() === 0)("needs a writable folder", async () => {
    const cwd = home();
    execFileSync("mkdir", ["-m", "500", "closed"], { cwd });
    expect(problem(await refused(cwd, ["-o", "closed/out"])).what).toContain(
      "You don't have permission to write",
    );
  });

  it("is checked before the recipient's key is read", async () => {
    const cwd = folder();
    writeFileSync(join(cwd, "out"), "");
    expect(problem(await refused(cwd, ["-o", "out"])).what).toContain("out already exists");
  });

  it("reports a full disk", async () => {
    const { code, stderr } = await pct(
      ["encrypt", ageVector("base-for-damage.age"), "-o", "/dev/full"],
      { cwd: home() },
    );
    expect(code).toBe(1);
    expect(stderr).toContain("There is no space left for /dev/full");
  });
});

it.each([
  [["--passphrase", "-r", "x"]],
  [["--passphrase-file", "x", "-r", "x"]],
  [["--passphrase", "--format", "classic"]],
  [["--armor", "--format", "classic"]],
  [["-p", "x", "file"]],
])("rejects the conflict in %j", async (args) => {
  const result = await pct(["encrypt", ...args], { cwd: home() });
  expect(result.code).toBe(2);
  expect(problem(result).what).toContain("cannot be used together");
});

describe("a second key in one file", () => {
  const brokenAge = `AGE-SECRET-KEY-1${"Q".repeat(58)}`;
  const brokenSsh = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ ana";
  const pem = readFileSync(PUBLIC, "utf8");
  const secret = readFileSync(PRIVATE, "utf8");
  const identity = readFileSync(pasted("variants/plain_age_id.txt"), "utf8");
  const recipient = /age1\w+/.exec(identity)?.[0] ?? "";

  it.each([
    ["after it", `${pem}${recipient}\n`],
    ["before it", `${recipient}\n${pem}`],
  ])("is encrypted to as well: %s", async (_, text) => {
    const cwd = home();
    writeFileSync(join(cwd, "keys"), text);
    writeFileSync(join(cwd, "id.txt"), identity);
    const { stderr } = await pct(["encrypt", "-r", "keys", "-o", "out"], { cwd, input: "x" });
    expect(stderr).toMatch(/keys, line \d+.*keys, line \d+/);
    for (const key of [PRIVATE, "id.txt"]) {
      expect((await pct(["decrypt", "out", "-i", key], { cwd })).stdout).toBe("x");
    }
  });

  it.each([
    ["after it", `${secret}${identity}`],
    ["before it", `${identity}${secret}`],
  ])("is tried as well: %s", async (_, text) => {
    const cwd = home();
    writeFileSync(join(cwd, "keys"), text, { mode: 0o600 });
    for (const recipientOf of [PUBLIC, recipient]) {
      const args = ["encrypt", "-r", recipientOf, "-o", "out", "--force"];
      expect((await pct(args, { cwd, input: "x" })).code).toBe(0);
      expect((await pct(["decrypt", "out", "-i", "keys"], { cwd })).stdout).toBe("x");
    }
  });

  it("is refused by its line where it is broken, to encrypt", async () => {
    const cwd = home();
    writeFileSync(join(cwd, "keys"), `${pem}${brokenSsh}\n`);
    expect(problem(await pct(["encrypt", "-r", "keys"], { cwd, input: "x" })).what).toBe(
      "keys, line 10: The key is damaged: it was cut short or changed.",
    );
  });

  it("is named where it is broken, to decrypt", async () => {
    const cwd = home();
    expect((await pct(["encrypt", "-r", PUBLIC, "-o", "out"], { cwd, input: "x" })).code).toBe(0);
    writeFileSync(join(cwd, "keys"), `${brokenAge}\n${secret}`, { mode: 0o600 });
    const { stdout, stderr } = await pct(["decrypt", "out", "-i", "keys"], { cwd });
    expect(stdout).toBe("x");
    expect(stderr).toContain("pct: warning: keys, line 1 was left out: It contains no private key");
  });

  it("is refused where one key is needed", async () => {
    const cwd = home();
    writeFileSync(join(cwd, "keys"), `${pem}${brokenSsh}\n`);
    expect(problem(await pct(["fingerprint", "keys"], { cwd })).what).toBe(
      "keys: It contains more than one key.",
    );
  });
});

describe("several identities", () => {
  it("work although one of them can't be read, which is named", async () => {
    const cwd = home();
    expect((await pct(["encrypt", "-r", PUBLIC, "-o", "out"], { cwd, input: "x" })).code).toBe(0);
    writeFileSync(join(cwd, "notes"), "no key");
    const args = ["decrypt", "out", "-i", "notes", "-i", "missing.pem", "-i", PRIVATE];
    const { stdout, stderr } = await pct(args, { cwd });
    expect(stdout).toBe("x");
    expect(stderr).toContain("pct: warning: notes: It contains no key that can be read.");
    expect(stderr).toContain("pct: warning: File not found: missing.pem");
  });
});

describe("notices", () => {
  it("warns once about short keys, not once for each recipient", async () => {
    const cwd = folder();
    const other = pasted("variants/keys/rs.pub");
    const { stderr } = await pct(["encrypt", "-r", PUBLIC, "-r", other, "-o", "x"], {
      cwd,
      input: "secret",
    });
    expect(stderr.match(/have 2048 bits/g)).toHaveLength(1);
  });

  it("are left out with --quiet; warnings and errors stay", async () => {
    const cwd = folder();
    const args = ["encrypt", "-r", PUBLIC, "-o", "x"];
    const loud = await pct(args, { cwd, input: "secret" });
    expect(loud.stderr).toContain("x: encrypted");
    for (const flag of ["-q", "--quiet"]) {
      const quiet = await pct([...args, "--force", flag], { cwd, input: "secret" });
      expect(quiet).toMatchObject({ code: 0, stdout: "" });
      expect(quiet.stderr).toMatch(/^pct: warning: [^\n]*NIST[^\n]*\n$/);
    }
    expect((await pct([...args, "-q"], { cwd, input: "secret" })).stderr).toContain("pct: error:");
  });
});
