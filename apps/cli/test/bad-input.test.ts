import { chmodSync, copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { PctError } from "@pct/core/errors";
import type { AnyPctError } from "@pct/core/errors";
import { loadFullCatalog } from "@pct/messages";
import type { FullCatalog, Problem } from "@pct/messages";
import { SecurityError } from "@pct/security/errors";
import type { AnySecurityError } from "@pct/security/errors";
import { expect, it } from "vitest";

import { sentenceFor } from "#/errors/failure.js";
import { ageVector, folder, key, listing, pct, PRIVATE, problem, PUBLIC } from "./run.js";

/**
 * Mistaken input of users. Each gives one error line and one hint, in both languages, exit code 1,
 * nothing on stdout, and no new file.
 */
interface Mistake {
  readonly name: string;
  readonly args: readonly string[];
  readonly input?: string | Uint8Array;
  /** Prepares the folder, which has the key pair of the tests. */
  readonly prepare?: (cwd: string) => void;
  readonly expected: (t: FullCatalog) => Problem;
}

/** The sentence for an error of core, about a file. */
function core(file: string | null, error: AnyPctError): (t: FullCatalog) => Problem {
  return (t) => {
    const { what, hint } = sentenceFor(error, t);
    return { what: file === null ? what : `${file}: ${what}`, hint };
  };
}

/** The sentence for an error of security. */
function security(error: AnySecurityError): (t: FullCatalog) => Problem {
  return (t) => sentenceFor(error, t);
}

function write(name: string, content: string | Uint8Array): (cwd: string) => void {
  return (cwd) => {
    writeFileSync(join(cwd, name), content);
  };
}

function copy(source: string, name: string): (cwd: string) => void {
  return (cwd) => {
    copyFileSync(source, join(cwd, name));
    chmodSync(join(cwd, name), 0o600);
  };
}

function remove(name: string): (cwd: string) => void {
  return (cwd) => {
    rmSync(join(cwd, name));
  };
}

const folderNamed = (name: string) => (cwd: string) => {
  mkdirSync(join(cwd, name));
};

interface Vectors {
  readonly vectors: readonly { readonly id: string; readonly ciphertext: string }[];
}
const { vectors } = JSON.parse(readFileSync(key("../decrypt_ok.json"), "utf8")) as Vectors;

/** A classic file that another program made for the key of this name. */
function ciphertext(name: string): string {
  const found = vectors.find(({ id }) => id.startsWith(`${name}/`));
  if (found === undefined) throw new Error(`no ciphertext for ${name}`);
  return found.ciphertext;
}

const ours = ciphertext("rsa2048-a");
const altered = `${ours.startsWith("A") ? "B" : "A"}${ours.slice(1)}`;

const { hostile } = JSON.parse(readFileSync(key("../public_keys.json"), "utf8")) as {
  hostile: { name: string; public: string }[];
};

const MISTAKES: readonly Mistake[] = [
  {
    name: "no public key in the folder",
    args: ["encrypt"],
    prepare: remove("public_key.pem"),
    expected: (t) => t.cli.publicKeyMissing(),
  },
  {
    name: "no private key in the folder",
    args: ["decrypt"],
    prepare: (cwd) => {
      write("file_encrypted.txt", ours)(cwd);
      remove("private_key.pem")(cwd);
    },
    expected: (t) => t.cli.privateKeyMissing(),
  },
  {
    name: "a recipient's file that does not exist",
    args: ["encrypt", "-r", "ana.pem"],
    expected: (t) => t.files.missing({ path: "ana.pem" }),
  },
  {
    name: "an identity that does not exist",
    args: ["decrypt", "-i", "mine.pem"],
    prepare: write("file_encrypted.txt", ours),
    expected: (t) => t.files.missing({ path: "mine.pem" }),
  },
  {
    name: "nothing to decrypt in the folder",
    args: ["decrypt"],
    expected: (t) => t.files.missing({ path: "file_encrypted.txt" }),
  },
  {
    name: "a file to encrypt that does not exist",
    args: ["encrypt", "data"],
    expected: (t) => t.files.missing({ path: "data" }),
  },
  {
    name: "a private key where a public one belongs",
    args: ["encrypt", "-r", "private_key.pem"],
    expected: core("private_key.pem", new PctError("key-is-private")),
  },
  {
    name: "a locked private key where a public one belongs",
    args: ["encrypt", "-r", "locked.pem"],
    prepare: copy(key("rsa4096-a.pbes2-aes256-sha512-i210000.pem"), "locked.pem"),
    expected: core("locked.pem", new PctError("key-is-private")),
  },
  {
    name: "a secret key of age where a public one belongs",
    args: ["encrypt", "-r", "age.txt"],
    prepare: write(
      "age.txt",
      "AGE-SECRET-KEY-1CWNDESTVNG5V5P0K4SN5EV6KWM099CKCLYXQG9G49WH7WE84AURQG4UCKM",
    ),
    expected: core("age.txt", new PctError("key-is-private")),
  },
  {
    name: "a public key where a private one belongs",
    args: ["decrypt", "-i", "public_key.pem"],
    prepare: write("file_encrypted.txt", ours),
    expected: core("public_key.pem", new PctError("key-is-public")),
  },
  {
    name: "a recipient's file that is no key",
    args: ["encrypt", "-r", "letter.txt"],
    prepare: write("letter.txt", "Dear Ana,\n"),
    expected: core("letter.txt", new PctError("key-not-recognized")),
  },
  {
    name: "an identity that is no key",
    args: ["decrypt", "-i", "letter.txt"],
    prepare: (cwd) => {
      write("letter.txt", "Dear Ana,\n")(cwd);
      write("file_encrypted.txt", ours)(cwd);
    },
    expected: core("letter.txt", new PctError("key-not-recognized")),
  },
  {
    name: "a file too large to be a key",
    args: ["encrypt", "-r", "large.bin"],
    prepare: write("large.bin", Buffer.alloc(300_000, "-----BEGIN PUBLIC KEY-----\n")),
    expected: core("large.bin", new PctError("key-not-recognized")),
  },
  {
    name: "half a key",
    args: ["encrypt", "-r", "half.pem"],
    prepare: write("half.pem", readFileSync(PUBLIC, "utf8").slice(0, 200)),
    expected: core("half.pem", new PctError("key-damaged")),
  },
  {
    name: "two keys in one file",
    args: ["fingerprint", "two.pem"],
    prepare: write(
      "two.pem",
      readFileSync(PUBLIC, "utf8") + readFileSync(key("rsa4096-b.public_key.pem"), "utf8"),
    ),
    expected: core("two.pem", new PctError("key-several")),
  },
  {
    name: "a key that is too small",
    args: ["encrypt", "-r", "weak.pem"],
    prepare: copy(key("rsa1024-weak.public_key.pem"), "weak.pem"),
    expected: core("weak.pem", new PctError("key-too-small", { bits: 1024, minimum: 2048 })),
  },
  {
    name: "a key that gives the secret away",
    args: ["encrypt", "-r", "hostile.pem"],
    prepare: write("hostile.pem", hostile.find(({ name }) => name === "e-1")?.public ?? ""),
    expected: core("hostile.pem", new PctError("key-unsafe", { reason: "exponent" })),
  },
  {
    name: "a recipient with a letter missing",
    args: ["encrypt", "-r", "age1pr4nl5dcsm0l04v347klhtunh8y0c2kwkc37v4y73n3c2lzhk96swtmk5"],
    input: "hola",
    expected: core("age1pr4nl5dcsm0l04v3…", new PctError("recipient-not-recognized")),
  },
  {
    name: "a private key locked in a way that others must convert",
    args: ["decrypt", "-i", "old.pem"],
    prepare: (cwd) => {
      copy(key("rsa4096-a.pkcs1-aes256.pem"), "old.pem")(cwd);
      write("file_encrypted.txt", ours)(cwd);
    },
    expected: core("old.pem", new PctError("key-encryption-unsupported", { container: "pkcs1" })),
  },
  {
    name: "an empty secret",
    args: ["encrypt"],
    input: "",
    expected: core(null, new PctError("secret-empty")),
  },
  {
    name: "a secret of one line break",
    args: ["encrypt"],
    input: "\n",
    expected: core(null, new PctError("secret-empty")),
  },
  {
    name: "an empty file in the classic format",
    args: ["encrypt", "data", "--format", "classic"],
    prepare: write("data", ""),
    expected: core("data", new PctError("secret-empty")),
  },
  {
    name: "a secret over the limit with --format classic",
    args: ["encrypt", "--format", "classic"],
    input: "x".repeat(127),
    expected: core(null, new PctError("secret-too-long", { bytes: 127, maximum: 126 })),
  },
  {
    name: "a file over the limit with --format classic",
    args: ["encrypt", "data", "--format", "classic"],
    prepare: write("data", Buffer.alloc(200_000)),
    expected: core("data", new PctError("secret-too-long", { bytes: 200_000, maximum: 126 })),
  },
  {
    name: "two recipients with --format classic",
    args: ["encrypt", "--format", "classic", "-r", PUBLIC, "-r", key("rsa3072-a.public_key.pem")],
    input: "hola",
    expected: (t) => t.cli.classicForOne(),
  },
  {
    name: "a key that is not RSA with --format classic",
    args: [
      "encrypt",
      "--format",
      "classic",
      "-r",
      "age1pr4nl5dcsm0l04v347klhtunh8y0c2kwkc37v4y73n3c2lzhk96swtmk5n",
    ],
    input: "hola",
    expected: (t) => t.cli.classicForRsa(),
  },
  {
    name: "a classic file for another key of the same length",
    args: ["decrypt", "-i", "other.pem"],
    prepare: (cwd) => {
      copy(key("rsa4096-b.private_key.pem"), "other.pem")(cwd);
      write("file_encrypted.txt", ciphertext("rsa4096-a"))(cwd);
    },
    expected: (t) => t.cli.classicNotDecrypted({ name: "file_encrypted.txt" }),
  },
  {
    name: "a classic file that was cut to a length that no key has",
    args: ["decrypt"],
    prepare: write("file_encrypted.txt", ciphertext("rsa4096-a").slice(0, 600)),
    expected: core(
      "file_encrypted.txt",
      new PctError("ciphertext-not-recognized", { found: "cut" }),
    ),
  },
  {
    name: "an age file for another key",
    args: ["decrypt", ageVector("ssh-rsa-pct20.age")],
    expected: core(ageVector("ssh-rsa-pct20.age"), new PctError("decryption-failed")),
  },
  {
    name: "a classic file that was cut short",
    args: ["decrypt"],
    prepare: write("file_encrypted.txt", ours.slice(0, 300)),
    expected: core(
      "file_encrypted.txt",
      new PctError("ciphertext-not-recognized", { found: "cut" }),
    ),
  },
  {
    name: "a classic file that was altered",
    args: ["decrypt"],
    prepare: write("file_encrypted.txt", altered),
    expected: (t) => t.cli.classicNotDecrypted({ name: "file_encrypted.txt" }),
  },
  {
    name: "an age file whose header was altered",
    args: ["decrypt", "bad.age"],
    prepare: write("bad.age", "age-encryption.org/v1\n-> ssh-rsa\n"),
    expected: core("bad.age", new PctError("age-malformed")),
  },
  {
    name: "an empty file to decrypt",
    args: ["decrypt"],
    prepare: write("file_encrypted.txt", ""),
    expected: core("file_encrypted.txt", new PctError("ciphertext-empty")),
  },
  {
    name: "two ciphertexts in one file",
    args: ["decrypt"],
    prepare: write("file_encrypted.txt", `${ours}\n${ours}\n`),
    expected: core("file_encrypted.txt", new PctError("ciphertext-several")),
  },
  {
    name: "a public key to decrypt",
    args: ["decrypt", "public_key.pem"],
    expected: core(
      "public_key.pem",
      new PctError("ciphertext-not-recognized", { found: "public-key" }),
    ),
  },
  {
    name: "a large file to decrypt that is not encrypted",
    args: ["decrypt", "data"],
    prepare: write("data", Buffer.alloc(200_000, "text ")),
    expected: core("data", new PctError("ciphertext-not-recognized", { found: "unknown" })),
  },
  {
    name: "a folder to encrypt",
    args: ["encrypt", "stuff"],
    prepare: folderNamed("stuff"),
    expected: (t) => t.files.isFolder({ path: "stuff" }),
  },
  {
    name: "a folder to decrypt",
    args: ["decrypt", "stuff"],
    prepare: folderNamed("stuff"),
    expected: (t) => t.files.isFolder({ path: "stuff" }),
  },
  {
    name: "a folder as recipient",
    args: ["encrypt", "-r", "stuff"],
    prepare: folderNamed("stuff"),
    expected: (t) => t.files.isFolder({ path: "stuff" }),
  },
  {
    name: "a folder to inspect",
    args: ["inspect", "stuff"],
    prepare: folderNamed("stuff"),
    expected: (t) => t.files.isFolder({ path: "stuff" }),
  },
  {
    name: "a path through a file",
    args: ["decrypt", "public_key.pem/x"],
    expected: (t) => t.files.notInFolder({ path: "public_key.pem/x" }),
  },
  {
    name: "a name that is too long",
    args: ["decrypt", "x".repeat(300)],
    expected: (t) => t.files.nameTooLong({ path: "x".repeat(300) }),
  },
  {
    name: "a passphrase file that does not exist",
    args: ["encrypt", "--passphrase-file", "pp"],
    expected: (t) => t.files.missing({ path: "pp" }),
  },
  {
    name: "a passphrase file that is no text",
    args: ["encrypt", "--passphrase-file", "pp"],
    prepare: write("pp", Buffer.from([0xc3, 0x28])),
    expected: (t) => t.cli.passphraseFileNotText({ path: "pp" }),
  },
  {
    name: "an age file under a passphrase, and no way to ask",
    args: ["decrypt", ageVector("scrypt-pct20.age")],
    expected: core(ageVector("scrypt-pct20.age"), new PctError("passphrase-required")),
  },
  {
    name: "the fingerprint of a locked private key",
    args: ["fingerprint", "locked.pem"],
    prepare: copy(key("rsa4096-a.pbes2-aes256-sha512-i210000.pem"), "locked.pem"),
    expected: (t) =>
      t.cli.fingerprintOfLocked({ path: "locked.pem", publicHalf: "public_key.pem" }),
  },
  {
    name: "the fingerprint of something else",
    args: ["fingerprint", "-"],
    input: "Dear Ana,",
    expected: (t) => core(t.cli.standardInput, new PctError("key-not-recognized"))(t),
  },
  {
    name: "no password to hash",
    args: ["hash"],
    expected: (t) => t.cli.passwordEmpty({ command: "hash" }),
  },
  {
    name: "no password to check",
    args: ["check", `pbkdf2:sha256:1$a$${"0".repeat(64)}`],
    expected: (t) => t.cli.passwordEmpty({ command: "check 'HASH'" }),
  },
  {
    name: "a password that is no text",
    args: ["hash"],
    input: Buffer.from([0xc3, 0x28]),
    expected: (t) => t.cli.textNotUtf8(),
  },
  {
    name: "a password of 10 MB",
    args: ["check", `pbkdf2:sha256:1$a$${"0".repeat(64)}`],
    input: "x".repeat(10_000_000),
    expected: security(new SecurityError("password-too-long", { maximum: 4096 })),
  },
  {
    name: "a hash without its end",
    args: ["check", "pbkdf2:sha512:50000"],
    expected: security(new SecurityError("hash-malformed")),
  },
  {
    name: "a hash without its rounds",
    args: ["check", "pbkdf2:sha512$salt$00"],
    expected: security(new SecurityError("hash-malformed")),
  },
  {
    name: "a hash of an unknown method",
    args: ["check", "whirlpool$salt$00"],
    expected: security(new SecurityError("hash-unsupported", { system: null })),
  },
  {
    name: "a hash that would keep the computer busy",
    args: ["check", "scrypt:1073741824:8:1$salt$00"],
    expected: security(new SecurityError("hash-too-costly")),
  },
  {
    name: "a password in place of its hash",
    args: ["check", "plain$$hola"],
    expected: security(new SecurityError("hash-is-plain-text")),
  },
  {
    name: "a hash of one fast round",
    args: ["check", `sha256$salt$${"0".repeat(64)}`],
    input: "hola",
    expected: security(new SecurityError("hash-legacy")),
  },
  {
    name: "a hash of BackEndBase without keys",
    args: ["hash", "--method", "backendbase"],
    input: "hola",
    expected: (t) => t.cli.keysMissing(),
  },
  {
    name: "a file of keys in which two are missing",
    args: ["hash", "--keys", "app.env"],
    prepare: write("app.env", "SECRET_KEY=a\nHASH_KEY=\n"),
    expected: (t) => t.cli.keysIncomplete({ path: "app.env", names: "CSRF_SESSION_KEY, HASH_KEY" }),
  },
  {
    name: "a file of keys that is broken JSON",
    args: ["check", `pbkdf2:sha256:1$a$${"0".repeat(64)}`, "--keys", "app.json"],
    prepare: write("app.json", '{"SECRET_KEY": "a",'),
    expected: (t) => t.cli.keysFileMalformed({ path: "app.json" }),
  },
  {
    name: "a file of keys that does not exist",
    args: ["check", `pbkdf2:sha256:1$a$${"0".repeat(64)}`, "--keys", "app.json"],
    expected: (t) => t.files.missing({ path: "app.json" }),
  },
  {
    name: "a secret that is not Base32",
    args: ["otp"],
    input: "JBSWY3DPEHPK3PX1",
    expected: security(new SecurityError("otp-secret-malformed")),
  },
  {
    name: "no secret at all",
    args: ["otp"],
    expected: security(new SecurityError("otp-secret-malformed")),
  },
  {
    name: "an address of a counter",
    args: ["otp"],
    input: "otpauth://hotp/a?secret=JBSWY3DPEHPK3PXP&counter=1",
    expected: security(new SecurityError("otp-uri-malformed")),
  },
  {
    name: "what is not base64",
    args: ["base64", "--decode"],
    input: "aG9sYQ=",
    expected: security(new SecurityError("base64-malformed")),
  },
];

it.each(MISTAKES.map((mistake) => [mistake.name, mistake] as const))("%s", async (_, mistake) => {
  await Promise.all((["en", "es"] as const).map((lang) => make(mistake, lang)));
});

async function make(mistake: Mistake, lang: "en" | "es"): Promise<void> {
  const cwd = folder();
  copy(PUBLIC, "public_key.pem")(cwd);
  copy(PRIVATE, "private_key.pem")(cwd);
  mistake.prepare?.(cwd);
  const before = listing(cwd);

  const { args, input = "" } = mistake;
  const result = await pct(args, { cwd, input, env: { PCT_LANG: lang } });

  expect(problem(result)).toEqual(mistake.expected(await loadFullCatalog(lang)));
  expect(result.code).toBe(1);
  expect(result.stdout).toBe("");
  expect(listing(cwd)).toEqual(before);
}

it("escapes control characters in file names", async () => {
  const { stderr } = await pct(["decrypt", "\u001B[2Jevil\u202E\n"], { cwd: folder() });
  expect(stderr).toBe(
    "pct: error: File not found: \\u001b[2Jevil\\u202e\\u000a\npct: hint: Check the name and the folder.\n",
  );
});
