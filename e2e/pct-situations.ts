import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";

import { shellWord } from "@pct/messages/shell-word";
import { expect } from "vitest";

import { encrypt } from "../packages/core/src/age/index.js";
import { terminal } from "../apps/cli/test/screen.js";
import { give, givePair, makesPair, write } from "./pct-files.js";
import type { Situation } from "./pct-files.js";
import type { Reader } from "./pct-reader.js";

/** The situations in which pct advises a command of its own, by the text that does. */

/** A public key with a modulus of so many bits, which pct refuses. */
function keyOf(bits: number): string {
  const length = bits / 8;
  const modulus = Buffer.alloc(length, 0xff);
  const part = (bytes: Uint8Array): Buffer => {
    const size = Buffer.alloc(4);
    size.writeUInt32BE(bytes.length);
    return Buffer.concat([size, bytes]);
  };
  const blob = [Buffer.from("ssh-rsa"), Buffer.from([1, 0, 1]), Buffer.from([0, ...modulus])];
  return `ssh-rsa ${Buffer.concat(blob.map(part)).toString("base64")}\n`;
}

async function withUnusableKey(reader: Reader, key: string): Promise<void> {
  write(reader, "public_key.pem", key);
  const said = await reader.pct(["encrypt"], { input: "s3cret" });
  expect(said.code).toBe(1);
  await makesPair(reader, reader.read(said)[0], "empty");
}

const TOO_BIG = new Uint8Array(64 * 1024 * 1024 + 1);

/** Two accounts, as Google Authenticator exports them: AWS: ana, and luis with eight digits. */
const EXPORT =
  "otpauth-migration://offline?data=CiAKCkhlbGxvId6tvu8SB0FXUzphbmEaA0FXUyABKAEwAgoYCgpIZWxsbyHerb7vEgRsdWlzIAMoAjACEAEYASAAKMeoDw%3D%3D";

/** Every account can be chosen by the name that the message lists. */
async function choosesAccount(reader: Reader, args: readonly string[]): Promise<void> {
  for (const [name, code] of [
    ["AWS: ana", /^\d{6}\n$/],
    ["luis", /^\d{8}\n$/],
  ] as const) {
    const said = await reader.pct(["otp", ...args], { input: EXPORT });
    expect(said.code).toBe(2);
    expect(said.stderr).toContain(name);
    const typed = await reader.type(reader.read(said)[0], { NAME: name }, { input: EXPORT });
    expect(typed.stdout).toMatch(code);
  }
}

/** A pair, and a file for another key. */
async function hasFileForAnother(reader: Reader): Promise<void> {
  givePair(reader);
  give(reader, "classic/keys/rsa4096-b.public_key.pem", "other.pem");
  const args = ["encrypt", "-r", "other.pem", "-o", "for another"];
  await reader.pct([...args, "--format", "age"], { input: "s3cret" });
}

export const SITUATIONS: Readonly<Record<string, Situation>> = {
  "cli.hints.key-too-small": (reader) => withUnusableKey(reader, keyOf(1024)),
  "cli.hints.key-too-large": (reader) => withUnusableKey(reader, keyOf(16_384)),

  "cli.hints.secret-empty": async (reader) => {
    givePair(reader);
    const said = await reader.pct(["encrypt"]);
    expect(said.code).toBe(1);
    await reader.type(reader.read(said)[0], { SECRET: "two  words $HOME" });
    expect((await reader.pct(["decrypt"])).stdout).toBe("two  words $HOME");
  },

  "cli.hints.decryption-failed": async (reader) => {
    await hasFileForAnother(reader);
    const said = await reader.pct(["decrypt", "for another"]);
    expect(said.code).toBe(1);
    const [inspect] = reader.read(said);
    const foreign = await reader.type(inspect, { FILE: "'for another'" });
    expect(foreign.stdout).toContain("ssh-rsa".slice(4).toUpperCase());
    expect(foreign.stdout).not.toContain("public_key.pem");
    copyFileSync(join(reader.cwd, "other.pem"), join(reader.cwd, "public_key.pem"));
    const own = await reader.type(inspect, { FILE: "'for another'" });
    expect(own.stdout).toContain("public_key.pem");
  },

  "cli.classicNotDecrypted.hint": async (reader) => {
    await hasFileForAnother(reader);
    await reader.pct(["encrypt", "-r", "other.pem", "-o", "classic"], { input: "s3cret" });
    const said = await reader.pct(["decrypt", "classic"]);
    expect(said.code).toBe(1);
    const [inspect, open] = reader.read(said);
    const shown = await reader.type(inspect, { FILE: "classic" });
    expect(shown.stdout).toContain("4096");
    give(reader, "pasted/pkcs1v15-from-ec2.txt", "password");
    give(reader, "pasted/private_key.pem", "private_key.pem");
    expect((await reader.type(open, { FILE: "password" })).stdout).toBe("Xy7)admin\n");
  },

  "cli.hints.password-length": async (reader) => {
    const said = await reader.pct(["generate", "2"]);
    expect((await reader.type(reader.read(said)[0])).stdout).toMatch(/^\w{24}\n$/);
  },
  "cli.hints.passphrase-words": async (reader) => {
    const said = await reader.pct(["generate", "--words", "2"]);
    expect((await reader.type(reader.read(said)[0])).stdout.split("-")).toHaveLength(6);
  },

  "cli.hints.method-unsupported": async (reader) => {
    const said = await reader.pct(["hash", "--method", "pbkdf2:md5"], { input: "s3cret" });
    expect(said.code).toBe(2);
    const made = await reader.type(reader.read(said)[0], {}, { input: "s3cret" });
    expect(made.stdout).toMatch(/^pbkdf2:sha512:/);
  },

  "cli.hints.hash-legacy": async (reader) => {
    const old = "sha256$salt$3a3b4b1e4d8c0b5c8b7a8e5b3b5d4a3b3a3b4b1e4d8c0b5c8b7a8e5b3b5d4a3b";
    const said = await reader.pct(["check", old], { input: "s3cret" });
    expect(said.code).toBe(1);
    await storesNewHash(reader, reader.read(said)[0]);
  },
  "notices.rehash": async (reader) => {
    const made = await reader.pct(["hash", "--method", "pbkdf2:sha512:1000"], { input: "s3cret" });
    const said = await reader.pct(["check", made.stdout.trim()], { input: "s3cret" });
    expect(said.code).toBe(0);
    await storesNewHash(reader, reader.read(said)[0]);
  },

  "cli.publicKeyMissing.hint": async (reader) => {
    const said = await reader.pct(["encrypt"], { input: "s3cret" });
    expect(said.code).toBe(1);
    await makesPair(reader, reader.read(said)[0]);
    expect((await reader.pct(["encrypt"], { input: "s3cret" })).code).toBe(0);
  },

  "cli.privateKeyMissing.hint": async (reader) => {
    give(reader, "classic/keys/rsa4096-b.public_key.pem", "other.pem");
    await reader.pct(["encrypt", "-r", "other.pem"], { input: "s3cret" });
    const said = await reader.pct(["decrypt"]);
    expect(said.code).toBe(1);
    await makesPair(reader, reader.read(said)[0]);
    // The secret was asked for again.
    await reader.pct(["encrypt", "--force"], { input: "s3cret" });
    expect((await reader.pct(["decrypt"])).stdout).toBe("s3cret");
  },

  "cli.fingerprintOfLocked.hint": async (reader) => {
    mkdirSync(join(reader.cwd, "my keys"));
    const locked = "classic/keys/rsa4096-a.pbes2-aes256-sha256-i2048.pem";
    give(reader, locked, "my keys/private_key.pem");
    give(reader, "classic/keys/rsa4096-a.public_key.pem", "my keys/public_key.pem");
    give(reader, locked, "key.pem");
    const prints = [];
    for (const file of ["my keys/private_key.pem", "key.pem"]) {
      const said = await reader.pct(["fingerprint", file]);
      expect(said.code).toBe(1);
      const values = { FILE: "'my keys/public_key.pem'" };
      prints.push((await reader.type(reader.read(said)[0], values)).stdout);
    }
    expect(prints[0]).toMatch(/^SHA256:/);
    expect(prints[1]).toBe(prints[0]);
  },

  "cli.secretTooBig.hint": async (reader) => {
    givePair(reader, ["public"]);
    const said = await reader.pct(["encrypt"], { input: TOO_BIG });
    expect(said.code).toBe(1);
    const [file, pipe] = reader.read(said);
    write(reader, "big", TOO_BIG);
    await reader.type(file, { FILE: "big" });
    const piped = await reader.type(pipe, { OUTPUT: "piped" }, { input: TOO_BIG });
    expect(piped.stdout).toBe("");
    for (const made of ["big.age", "piped"]) {
      const { stdout } = await reader.pct(["inspect", "--json", made]);
      expect(JSON.parse(stdout)).toMatchObject({ contentBytes: TOO_BIG.length });
    }
  },

  "cli.passwordEmpty.hint": async (reader) => {
    const PASSWORD = "two  words $HOME";
    const empty = await reader.pct(["hash"]);
    expect(empty.code).toBe(1);
    const HASH = (await reader.type(reader.read(empty)[0], { PASSWORD })).stdout.trim();
    const unchecked = await reader.pct(["check", HASH]);
    expect(unchecked.code).toBe(1);
    const checked = await reader.type(reader.read(unchecked)[0], { PASSWORD, HASH });
    expect(checked.code).toBe(0);
  },

  "cli.otpWhichAccount.hint": (reader) => choosesAccount(reader, []),
  "cli.otpNoSuchAccount.hint": (reader) => choosesAccount(reader, ["--pick", "x"]),

  "cli.bytesNotText.hint": async (reader) => {
    const bytes = Buffer.from([0, 1, 2, 255]);
    write(reader, "my bytes", bytes.toString("base64"));
    const lang = `--lang ${reader.language}`;
    for (const [line, input] of [
      [`pct base64 --decode "my bytes" ${lang}`, ""],
      [`pct base64 --decode ${lang}`, bytes.toString("base64")],
    ] as const) {
      const steps = input === "" ? [] : [{ see: "): ", type: `${input}\r` }];
      const { code, text } = await terminal(line, reader.cwd, steps);
      expect(code).toBe(1);
      const plain = stripVTControlCharacters(text).replaceAll("\r", "");
      const [command] = reader.read({ stdout: "", stderr: plain });
      await reader.type(command, { OUTPUT: "bytes" }, { input });
      expect(readFileSync(join(reader.cwd, "bytes"))).toEqual(bytes);
    }
  },

  "toolsDigest.notText": async (reader) => {
    const said = reader.readInPortal();
    const bytes = Buffer.from([0, 1, 2, 255]);
    const decoded = await reader.type(said[0], {}, { input: bytes.toString("base64") });
    expect(decoded.data).toEqual(bytes);
  },

  "HINTS.mangled": async (reader) => {
    givePair(reader);
    write(reader, "content", "s3cret");
    await reader.pct(["encrypt", "content"]);
    /** What a program does that reads bytes as text and writes lines of Windows. */
    const mangle = (encoding: "utf8" | "utf16le"): void => {
      const file = join(reader.cwd, "content.age");
      const text = readFileSync(file, "utf8").replace(/\r?\n/g, "\r\n");
      writeFileSync(file, `\uFEFF${text}`, encoding);
    };
    mangle("utf8");
    const said = await reader.pct(["decrypt", "content.age"]);
    expect(said.code).toBe(1);
    await reader.type(reader.read(said)[0], { FILE: "content" }, {}, ["--force"]);
    for (const encoding of ["utf8", "utf16le"] as const) {
      mangle(encoding);
      expect((await reader.pct(["decrypt", "content.age"])).stdout).toBe("s3cret");
      await reader.pct(["encrypt", "content", "--armor", "--force"]);
    }
  },

  "errors.key-unsupported.hint": async (reader) => {
    give(reader, "pasted/variants/plain_age_id.txt", "identity");
    const identity = readFileSync(join(reader.cwd, "identity"), "utf8");
    const [recipient = ""] = /age1\w+/.exec(identity) ?? [];
    reader.env = { PCT_PASSPHRASE: "pass" };
    // pct takes 2^18: a second of work, by design.
    const locked = await encrypt(Buffer.from(identity), { passphrase: "pass", workFactor: 10 });
    write(reader, "key.age", locked);
    await reader.pct(["encrypt", "-r", recipient, "-o", "sealed"], { input: "s3cret" });
    const said = await reader.pct(["decrypt", "sealed", "-i", "key.age"]);
    expect(said.code).toBe(1);
    const [command] = reader.read(said);
    const opened = await reader.type(command, { KEY: "key", FILE: "sealed" });
    expect(opened.stdout).toBe("s3cret");
  },

  "foreign.openpgp-key.hint": async (reader) => {
    give(reader, "openpgp/public.asc", "key.asc");
    const said = await reader.pct(["encrypt", "-r", "key.asc"], { input: "s3cret" });
    expect(said.code).toBe(1);
    await makesPair(reader, reader.read(said)[0]);
  },

  "foreign.service-account.hint": async (reader) => {
    givePair(reader, ["public"]);
    const account = { type: "service_account", private_key: "x", client_email: "a@example.org" };
    write(reader, "my account.json", JSON.stringify(account));
    const said = await reader.pct(["decrypt", "my account.json"]);
    expect(said.code).toBe(1);
    await reader.type(reader.read(said)[0], { FILE: "'my account.json'" });
    givePair(reader, ["private"]);
    const opened = await reader.pct(["decrypt", "my account.json.age"]);
    expect(JSON.parse(opened.stdout)).toEqual(account);
  },

  helpOf: async (reader) => {
    for (const args of [
      ["zzz"],
      ["encrypt", "-s"],
      ["inspect"],
      ["decrypt", "a", "b"],
      ["encrypt", "-o"],
    ]) {
      const said = await reader.pct(args);
      expect(said.code).toBe(2);
      const { stdout } = await reader.type(reader.read(said)[0]);
      expect(stdout).toMatch(
        args[0] === "zzz" ? /^(?:Usage|Uso): pct \[/ : /pct (?:en|in|de)\w+ \[/,
      );
    }
  },
  "usage.commandUnknown.hint": async (reader) => {
    givePair(reader, ["public"]);
    const said = await reader.pct(["encrpyt"]);
    expect(said.code).toBe(2);
    await reader.type(reader.read(said)[0], {}, { input: "s3cret" });
    expect(existsSync(join(reader.cwd, "file_encrypted.txt"))).toBe(true);
  },

  "send.done.message": async (reader) => {
    const [command] = reader.readInPortal();
    givePair(reader);
    write(reader, "my file's name.txt", "s3cret");
    await reader.pct(["encrypt", "my file's name.txt"]);
    const opened = await reader.type(command, { word: shellWord("my file's name.txt.age") });
    expect(opened.stdout).toBe("s3cret");
  },

  "help.questions.cli.answer": async (reader) => {
    const said = reader.readInPortal();
    givePair(reader);
    await reader.pct(["encrypt"], { input: "s3cret" });
    expect((await reader.type(said[0])).stdout).toBe("s3cret");
  },
};

/** The new hash takes the password, and no better one is asked for. */
async function storesNewHash(reader: Reader, command: string | undefined): Promise<void> {
  const made = await reader.type(command, {}, { input: "s3cret" });
  const checked = await reader.pct(["check", made.stdout.trim()], { input: "s3cret" });
  expect(checked.code).toBe(0);
  expect(checked.stderr).not.toContain("pct hash");
}
