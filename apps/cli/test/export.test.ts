import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, it } from "vitest";

import { folder, key, pasted, pct, PRIVATE, problem, PUBLIC } from "./run.js";

const pem = readFileSync(PUBLIC, "utf8");
/** The line without the comment of its maker. */
const line = `${readFileSync(key("rsa2048-a.id_rsa.pub"), "utf8").split(" ", 2).join(" ").trim()}\n`;

describe("pct export", () => {
  it.each([
    ["the public half", PUBLIC],
    ["the private half", PRIVATE],
    ["an ssh-rsa line", key("rsa2048-a.id_rsa.pub")],
    ["an ssh-rsa line as an argument", line.trim()],
  ])("writes %s in each shape, and reads what it wrote", async (_, file) => {
    const cwd = folder();
    expect(await pct(["export", file], { cwd })).toMatchObject({
      code: 0,
      stdout: pem,
      stderr: "",
    });
    expect((await pct(["export", file, "--as", "ssh"], { cwd })).stdout).toBe(line);
    const { stdout: jwk } = await pct(["export", file, "--as", "jwk"], { cwd });
    expect(JSON.parse(jwk)).toMatchObject({ kty: "RSA", e: "AQAB" });
    expect((await pct(["export", "-"], { cwd, input: jwk })).stdout).toBe(pem);
  });

  it("writes the line of windows-keys for an account and a time", async () => {
    const cwd = folder();
    writeFileSync(join(cwd, "public_key.pem"), pem);
    const args = ["export", "--as", "windows-keys", "--user", "ana"];
    const more = ["--email", "luis@example.org", "--expires", "1h"];
    const { stdout } = await pct([...args, ...more], { cwd });
    const { modulus, expireOn, ...rest } = JSON.parse(stdout) as Record<string, string>;
    const fixed = { userName: "ana", exponent: "AQAB", hashFunction: "sha512" };
    expect(rest).toEqual({ ...fixed, email: "luis@example.org" });
    expect(modulus).toHaveLength(344);
    const minutes = (Date.parse(expireOn ?? "") - Date.now()) / 60_000;
    expect(minutes).toBeGreaterThan(58);
    expect(minutes).toBeLessThanOrEqual(60);
  });

  it("writes a file that only its owner may change, and replaces none without --force", async () => {
    const cwd = folder();
    const args = ["export", PUBLIC, "--as", "ssh", "-o", "ana.pub"];
    expect(await pct(args, { cwd })).toMatchObject({ code: 0, stdout: "" });
    expect(readFileSync(join(cwd, "ana.pub"), "utf8")).toBe(line);
    if (process.platform !== "win32") {
      expect(statSync(join(cwd, "ana.pub")).mode & 0o733).toBe(0o600);
    }
    expect(problem(await pct(args, { cwd })).what).toContain("ana.pub already exists");
    expect((await pct([...args, "--force"], { cwd })).code).toBe(0);
    const onItself = await pct(["export", "ana.pub", "-o", "ana.pub", "--force"], { cwd });
    expect(onItself.code).toBe(1);
    expect(readFileSync(join(cwd, "ana.pub"), "utf8")).toBe(line);
  });

  it.each([
    [["--as", "windows-keys"], "--as windows-keys works only together with --user."],
    [["--user", "ana"], "--user works only together with --as windows-keys."],
    [["--as", "ssh", "--expires", "1h"], "--expires works only together with --as windows-keys."],
    [["--as", "jwk", "--email", "a@b"], "--email works only together with --as windows-keys."],
    [["--as", "windows-keys", "--user", "a\\b"], "--user must be the name of a Windows account"],
    [
      ["--as", "windows-keys", "--user", "ana", "--expires", "1m"],
      "--expires must be a time from 5m to 30d.",
    ],
    [["--as", "der"], "--as must be one of: pem, ssh, jwk, windows-keys."],
  ])("%j is wrong usage", async (options, what) => {
    const result = await pct(["export", PUBLIC, ...options], { cwd: folder() });
    expect(result).toMatchObject({ code: 2, stdout: "" });
    expect(problem(result).what).toContain(what);
  });

  it.each([
    ["Ed25519", pasted("variants/keys/ed.pub"), "This is an Ed25519 key"],
    ["a passphrase", key("rsa4096-a.pbes2-aes256-sha256-i2048.pem"), "with a passphrase"],
    ["no such file", "missing.pem", "missing.pem"],
  ])("refuses a key: %s", async (_, file, what) => {
    const result = await pct(["export", file, "--as", "ssh"], { cwd: folder() });
    expect(result).toMatchObject({ code: 1, stdout: "" });
    expect(problem(result).what).toContain(what);
  });
});
