import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { vectorsFolder } from "@pct/tooling/vectors";
import { environment, PCT } from "./peers.js";

/** The vectors of the library as files and arguments of the command. */

const { folder: vectors } = vectorsFolder("core");
const at = (name: string): string => join(vectors, name);
const json = (name: string): unknown => JSON.parse(readFileSync(at(name), "utf8"));

interface KeySet {
  readonly keys: readonly {
    readonly id: string;
    readonly public: string;
    readonly private: string;
    readonly sshPublic: string;
    readonly sshFingerprintSha256: string;
    readonly maxSecretBytes: number;
    readonly publicExponent: number;
    readonly pbes2?: readonly {
      readonly file: string;
      readonly passphrase: string;
      readonly wrongPassphrase: string;
      readonly support: "required" | "optional";
    }[];
    readonly openssh?: string;
    readonly privatePkcs1?: string;
    readonly publicPkcs1?: string;
    readonly privateDer?: string;
    readonly publicDer?: string;
    readonly privatePkcs1Encrypted?: { readonly file: string };
    readonly opensshEncrypted?: readonly { readonly file: string }[];
  }[];
}

const { keys } = json("classic/keys.json") as KeySet;
const byId = new Map(keys.map((key) => [key.id, key]));
const privateKey = (id: string): string => at(byId.get(id)?.private ?? "");

interface Result {
  readonly status: number | null;
  readonly stdout: Buffer;
  readonly stderr: string;
}

let folder = "";
let files = 0;

/** Writes a new file with this content and returns its path. */
function put(content: string | Uint8Array): string {
  const path = join(folder, `file-${(files++).toString()}`);
  writeFileSync(path, content);
  return path;
}

/** Runs the command. Asynchronous, so that hundreds of runs share the processors. */
async function pct(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Result> {
  const child = spawn(process.execPath, [PCT, ...args], {
    cwd: folder,
    env: { ...environment(), ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const [stdout, stderr]: [Buffer[], Buffer[]] = [[], []];
  child.stdout.on("data", (data: Buffer) => stdout.push(data));
  child.stderr.on("data", (data: Buffer) => stderr.push(data));
  const status = await new Promise<number | null>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", resolve);
  });
  return { status, stdout: Buffer.concat(stdout), stderr: Buffer.concat(stderr).toString() };
}

/** Asserts one line with the error, one hint, nothing on stdout, and no stack. */
function expectFailure({ status, stdout, stderr }: Result): void {
  expect(stderr).toMatch(/^(?:pct: warning: .+\n)*pct: error: .+\npct: hint: .+\n$/);
  expect(status).toBe(1);
  expect(stdout.length).toBe(0);
}

function expectSecret({ status, stdout, stderr }: Result, secret: Uint8Array): void {
  expect(stderr).not.toContain("error");
  expect(status).toBe(0);
  expect(stdout.equals(secret)).toBe(true);
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "pct-vectors-"));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/**
 * Vectors that the libraries refuse, and whose wrapping the commands undo: the text around them, or their
 * line breaks, is not part of what was encrypted.
 */
const UNWRAPPED: readonly string[] = [
  "armor-leading-text",
  "armor-long-line",
  "armor-trailing-text",
  "html-entities +",
  "options-prefix",
];

describe.concurrent("classic files", () => {
  const { vectors: opening } = json("classic/decrypt_ok.json") as {
    vectors: readonly { id: string; key: string; ciphertext: string; secretHex: string }[];
  };
  it.each(opening)("decrypts $id", async ({ key, ciphertext, secretHex }) => {
    const result = await pct(["decrypt", put(ciphertext), "-i", privateKey(key)]);
    expectSecret(result, Buffer.from(secretHex, "hex"));
  });

  const { secretText, vectors: variants } = json("classic/file_variants.json") as {
    secretText: string;
    vectors: readonly { name: string; key: string; fileBase64: string; expect: string }[];
  };
  it.each(variants)(
    "file variant $name: $expect",
    async ({ name, key, fileBase64, expect: expected }) => {
      const file = put(Buffer.from(fileBase64, "base64"));
      const result = await pct(["decrypt", file, "-i", privateKey(key), "-o", `${file}.out`]);
      const opened = existsSync(`${file}.out`) ? readFileSync(`${file}.out`, "utf8") : null;
      if (expected === "ok") expect(opened).toBe(secretText);
      if (UNWRAPPED.includes(name)) expect(opened).toBe(secretText);
      else if (expected === "error") expect(opened).toBeNull();
      if (opened === null) expectFailure(result);
      else expect(opened).toBe(secretText);
    },
  );

  const { vectors: limits } = json("classic/encrypt_limits.json") as {
    vectors: readonly { key: string; bytes?: number; text?: string; expect: string }[];
  };
  it.each(limits)("encrypts to $key, $bytes bytes: $expect", async (vector) => {
    const key = byId.get(vector.key);
    const secret = put(vector.text ?? "s".repeat(vector.bytes ?? 0));
    const out = `${secret}.txt`;
    const recipient = at(key?.public ?? "");
    const result = await pct([
      "encrypt",
      secret,
      "--format",
      "classic",
      "-r",
      recipient,
      "-o",
      out,
    ]);
    // Overrides the table: a key with a public exponent under 65537 only decrypts.
    if (vector.expect !== "ok" || key?.publicExponent !== 65537) {
      expectFailure(result);
      expect(existsSync(out)).toBe(false);
      return;
    }
    expect(result.status).toBe(0);
    const opened = await pct(["decrypt", out, "-i", privateKey(vector.key)]);
    expectSecret(opened, readFileSync(secret));
  });
});

describe.concurrent("keys", () => {
  const { key, variants, hostile } = json("classic/public_keys.json") as {
    key: string;
    variants: readonly { name: string; text: string; expect: string }[];
    hostile: readonly { name: string; public: string; expect: string }[];
  };
  it.each(variants)("public key, $name: $expect", async ({ name, text, expect: expected }) => {
    const recipient = put(text);
    const out = `${recipient}.txt`;
    const result = await pct(["encrypt", put("secret"), "-r", recipient, "-o", out]);
    if (expected === "ok") expect(result.status).toBe(0);
    if (UNWRAPPED.includes(name)) expect(result.status).toBe(0);
    else if (expected.startsWith("error")) expect(result.status).toBe(1);
    if (expected.includes("PRIVATE")) expect(result.stderr).toMatch(/private/i);
    if (result.status !== 0) {
      expectFailure(result);
      return;
    }
    expectSecret(await pct(["decrypt", out, "-i", privateKey(key)]), Buffer.from("secret"));
  });

  it.each(hostile)("hostile key $name: $expect", async ({ public: text, expect: expected }) => {
    const recipient = put(text);
    for (const format of ["classic", "age"]) {
      const out = `${recipient}.${format}`;
      const options = ["--format", format, "-r", recipient, "-o", out];
      const result = await pct(["encrypt", put("secret"), ...options]);
      // "optional": PCT may accept it, as it does a prime modulus, but must not crash.
      if (expected !== "refuse" && result.status === 0) continue;
      expectFailure(result);
      expect(existsSync(out)).toBe(false);
    }
  });

  it.each(keys)("$id: prints the fingerprint, and reads each of its files", async (key) => {
    const usable = key.publicExponent === 65537 && key.maxSecretBytes > 0;
    if (!usable) {
      const out = `${put("")}.txt`;
      expectFailure(await pct(["encrypt", put("secret"), "-r", at(key.public), "-o", out]));
      expect(existsSync(out)).toBe(false);
      return;
    }
    const { stdout } = await pct(["fingerprint", at(key.public)]);
    expect(stdout.toString()).toBe(`${key.sshFingerprintSha256}\n`);
    const encrypted = await encryptTo(at(key.public));
    for (const file of [key.sshPublic, key.publicPkcs1, key.publicDer]) {
      if (file !== undefined) await encryptTo(at(file));
    }
    for (const file of [key.private, key.privatePkcs1, key.privateDer, key.openssh]) {
      if (file === undefined) continue;
      expectSecret(await pct(["decrypt", encrypted, "-i", at(file)]), Buffer.from("secret"));
    }
    for (const { file, passphrase, wrongPassphrase, support } of key.pbes2 ?? []) {
      const args = ["decrypt", encrypted, "-i", at(file)];
      const opened = await pct(args, { PCT_PASSPHRASE: passphrase });
      if (support === "optional" && opened.status !== 0) {
        expectFailure(opened);
        expect(opened.stderr).toContain("openssl");
        continue;
      }
      expectSecret(opened, Buffer.from("secret"));
      expectFailure(await pct(args, { PCT_PASSPHRASE: wrongPassphrase }));
      expectSecret(
        await pct([...args, "--passphrase-file", put(`${passphrase}\n`)]),
        Buffer.from("secret"),
      );
    }
    for (const { file } of [key.privatePkcs1Encrypted, ...(key.opensshEncrypted ?? [])].filter(
      (entry) => entry !== undefined,
    )) {
      const result = await pct(["decrypt", encrypted, "-i", at(file)], { PCT_PASSPHRASE: "x" });
      expectFailure(result);
      expect(result.stderr).toMatch(/openssl|ssh-keygen/);
    }
  });

  async function encryptTo(recipient: string): Promise<string> {
    const out = `${put("")}.txt`;
    const result = await pct(["encrypt", put("secret"), "-r", recipient, "-o", out]);
    expect(result.status).toBe(0);
    return out;
  }
});

describe.concurrent("age files", () => {
  const {
    identities,
    files: encrypted,
    scryptWrongPassphrase,
  } = json("age/manifest.json") as {
    identities: Readonly<
      Record<string, { identity?: string; identityFile?: string; passphrase?: string }>
    >;
    files: readonly {
      name: string;
      file: string;
      recipients: readonly string[];
      plaintextSha256: string;
      passphrase?: string;
    }[];
    scryptWrongPassphrase: { file: string; passphrase: string };
  };
  function identityFile(id: string): string {
    const { identity, identityFile: file } = identities[id] ?? {};
    return file === undefined ? put(`# test\n${identity ?? ""}\n`) : at(file);
  }

  it.each(encrypted)(
    "decrypts $name",
    async ({ file, recipients, plaintextSha256, passphrase }) => {
      if (passphrase !== undefined) {
        const opened = await pct(["decrypt", at(file)], { PCT_PASSPHRASE: passphrase });
        expect(createHash("sha256").update(opened.stdout).digest("hex")).toBe(plaintextSha256);
        return;
      }
      for (const id of recipients) {
        const result = await pct(["decrypt", at(file), "-i", identityFile(id)]);
        if (identities[id]?.passphrase !== undefined) {
          // The error for an encrypted OpenSSH key names the command that decrypts it.
          expectFailure(result);
          expect(result.stderr).toContain("ssh-keygen");
          continue;
        }
        expect(result.status).toBe(0);
        expect(createHash("sha256").update(result.stdout).digest("hex")).toBe(plaintextSha256);
      }
    },
  );

  it("rejects a wrong passphrase", async () => {
    const { file, passphrase } = scryptWrongPassphrase;
    expectFailure(await pct(["decrypt", at(file)], { PCT_PASSPHRASE: passphrase }));
  });

  const damaged = json("age/damaged.json") as {
    vectors: readonly {
      name: string;
      fileBase64: string;
      identity: string;
      expect: string;
      plaintextSha256?: string;
    }[];
    recipes: readonly {
      name: string;
      file: string;
      operations: readonly (readonly [string, ...(number | string)[]])[];
      identity: string;
      resultSha256: string;
    }[];
    badRecipients: readonly { name?: string; recipient: string }[];
  };

  /** `decrypt` detects the format, so that it also opens the classic file among these vectors. */
  const isClassic = (content: Buffer): boolean =>
    content.length > 300 && /^[A-Za-z0-9+/=\s]+$/.test(content.toString());

  it.each(damaged.vectors)("damaged $name: $expect", async (vector) => {
    const content = Buffer.from(vector.fileBase64, "base64");
    const file = put(content);
    const args = ["decrypt", file, "-i", identityFile(vector.identity), "-o", `${file}.out`];
    const result = await pct(args);
    const opened = existsSync(`${file}.out`);
    if (isClassic(content)) {
      expect(opened).toBe(true);
      return;
    }
    const isUnwrapped = UNWRAPPED.includes(vector.name);
    if (vector.expect === "failure") expect(opened).toBe(isUnwrapped);
    if (vector.expect === "success") expect(opened).toBe(true);
    if (!opened) expectFailure(result);
    const intact = damaged.vectors.find(({ name }) => name === "armor-crlf")?.plaintextSha256;
    const sha256 = isUnwrapped ? intact : vector.plaintextSha256;
    if (opened && sha256 !== undefined) {
      const hash = createHash("sha256").update(readFileSync(`${file}.out`));
      expect(hash.digest("hex")).toBe(sha256);
    }
  });

  it.each(damaged.recipes)("rejects $name", async (recipe) => {
    const content = apply(readFileSync(at(recipe.file)), recipe.operations);
    expect(createHash("sha256").update(content).digest("hex")).toBe(recipe.resultSha256);
    const file = put(content);
    const args = ["decrypt", file, "-i", identityFile(recipe.identity), "-o", `${file}.out`];
    expectFailure(await pct(args));
    expect(existsSync(`${file}.out`)).toBe(false);
  });

  it.each(damaged.badRecipients)("rejects the recipient $name", async ({ recipient }) => {
    const file = put("secret");
    expectFailure(await pct(["encrypt", file, "-r", put(recipient), "-o", `${file}.age`]));
    expect(existsSync(`${file}.age`)).toBe(false);
  });
});

describe("after all runs", () => {
  it("leaves no temporary file", () => {
    expect(readdirSync(folder).filter((name) => name.startsWith(".pct-"))).toEqual([]);
  });
});

/** Damages a file as its recipe says (see the README of the vectors). */
function apply(
  content: Buffer,
  operations: readonly (readonly [string, ...(number | string)[]])[],
): Buffer {
  return operations.reduce((bytes, [operation, ...parameters]) => {
    const [a, b, c] = parameters.map(Number) as [number, number, number];
    switch (operation) {
      case "truncate":
        return bytes.subarray(0, a);
      case "xor": {
        const changed = Buffer.from(bytes);
        changed[a] = (changed[a] ?? 0) ^ b;
        return changed;
      }
      case "append":
        return Buffer.concat([bytes, Buffer.from(String(parameters[0]), "hex")]);
      case "cut":
        return Buffer.concat([bytes.subarray(0, a), bytes.subarray(b)]);
      case "insert-copy":
        return Buffer.concat([bytes.subarray(0, c), bytes.subarray(a, b), bytes.subarray(c)]);
      default:
        throw new Error(`unknown operation ${operation}`);
    }
  }, content);
}
