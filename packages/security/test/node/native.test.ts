import { execFileSync } from "node:child_process";
import crypto from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

import { build } from "esbuild";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { hashPassword, verifyPassword } from "@pct/security";

/** Node uses native code, and WebAssembly if that is not installed. */

/** Since Node 24.7 it has its own argon2, and `@node-rs/argon2` is not used. */
const hasArgon2 = "argon2" in crypto;

// echo -n 'contraseña 🔐' | argon2 'sal de prueba 2' -id -t 2 -k 19456 -p 1 -e
const hash =
  "$argon2id$v=19$m=19456,t=2,p=1$c2FsIGRlIHBydWViYSAy$m2dddpaJdK9NTOu2qq1mxQyLB6yS7X7XHFRDnypmyog";
const password = "contraseña 🔐";

describe("the installed package", () => {
  beforeEach(() => {
    const loaded = (): never => {
      throw new Error("this is for browsers");
    };
    vi.doMock("hash-wasm", loaded);
    vi.doMock("@noble/hashes/argon2.js", loaded);
    vi.doMock("@noble/hashes/scrypt.js", loaded);
  });
  afterEach(() => {
    vi.doUnmock("hash-wasm");
    vi.doUnmock("@noble/hashes/argon2.js");
    vi.doUnmock("@noble/hashes/scrypt.js");
  });

  it("uses native code", async () => {
    expect(await verifyPassword(hash, password)).toBe(true);
    expect(await verifyPassword(await hashPassword(""), "")).toBe(true);
    const scrypt = await hashPassword(password, { method: "scrypt:1024:8:1" });
    expect(await verifyPassword(scrypt, password)).toBe(true);
  });
});

describe("a program bundled into one file", () => {
  let folder = "";
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "pct-native-"));
    const code = `
      import { verifyPassword } from "@pct/security";
      Promise.all(["${password}", "x", ""].map((text) => verifyPassword("${hash}", text))).then(
        (results) => console.log(JSON.stringify(results)),
        (error) => console.log(error.message),
      );`;
    await build({
      stdin: { contents: code, resolveDir: resolve(import.meta.dirname, "../..") },
      bundle: true,
      format: "cjs",
      platform: "node",
      target: "node20",
      conditions: ["@pct/source"],
      outfile: join(folder, "program.cjs"),
    });
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  /** Installs a module of this name beside the program. */
  function install(name: string, code: string): void {
    mkdirSync(join(folder, "node_modules", name), { recursive: true });
    writeFileSync(join(folder, "node_modules", name, "index.js"), code);
  }

  function run(): string {
    const output = execFileSync(process.execPath, [join(folder, "program.cjs")], { cwd: folder });
    return output.toString().trim();
  }

  it("works if nothing is installed", () => {
    expect(run()).toBe("[true,false,false]");
  });

  it("works without a binary for the platform", () => {
    install("@node-rs/argon2", 'throw new Error("Cannot find native binding. npm has a bug");');
    expect(run()).toBe("[true,false,false]");
  });

  it.skipIf(hasArgon2)("passes on the error of a broken module", () => {
    install("@node-rs/argon2", 'throw new Error("invalid ELF header");');
    expect(run()).toBe("invalid ELF header");
  });

  it.skipIf(hasArgon2)("uses the installed module", () => {
    install("@node-rs/argon2", "exports.hashRaw = () => Promise.resolve(Buffer.alloc(32));");
    expect(run()).toBe("[false,false,false]");
  });
});
