import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, it } from "vitest";

import { COMMAND } from "./process.js";
import { environment, folder, listing, pct, problem } from "./run.js";

const FAST = ["create", "--bits", "2048"];

function mode(path: string): string {
  return (statSync(path).mode & 0o777).toString(8);
}

it("makes a 4096-bit pair and prints only its fingerprint on stdout", async () => {
  const cwd = folder();
  const { code, stdout, stderr } = await pct(["create"], { cwd });
  expect(code).toBe(0);
  expect(stdout).toMatch(/^SHA256:[A-Za-z0-9+/]{43}\n$/);
  expect(stderr).toContain("4096");
  expect(stderr).toMatch(/Safety words: \p{L}+( \p{L}+){5}\n$/u);
  expect(listing(cwd)).toEqual(["private_key.pem", "public_key.pem"]);
  expect(readFileSync(join(cwd, "public_key.pem"), "utf8")).toMatch(
    /^-----BEGIN PUBLIC KEY-----\n/,
  );
  expect(readFileSync(join(cwd, "private_key.pem"), "utf8")).toMatch(
    /^-----BEGIN PRIVATE KEY-----\n/,
  );
  expect((await pct(["fingerprint"], { cwd })).stdout).toBe(stdout);
});

it("says which file to share and which to keep, in both languages", async () => {
  const { stderr } = await pct([...FAST, "--lang", "es"], { cwd: folder() });
  expect(stderr).toContain("public_key.pem: dásela a quien te vaya a enviar secretos.");
  expect(stderr).toContain("private_key.pem: guárdala. No la envíes nunca");
  expect(stderr).toMatch(/Palabras de seguridad: \p{L}+( \p{L}+){5}\n$/u);
});

it.each([
  ["000", "600", "644"],
  ["022", "600", "644"],
  ["027", "600", "640"],
  ["077", "600", "600"],
  ["777", "600", "600"],
])("under umask %s the private key is %s and the public one %s", (umask, secret, open) => {
  const cwd = folder();
  const script = `umask ${umask}; exec "$@"`;
  const { status } = spawnSync("sh", ["-c", script, "sh", ...COMMAND, ...FAST], {
    cwd,
    env: environment(),
  });
  expect(status).toBe(0);
  expect(mode(join(cwd, "private_key.pem"))).toBe(secret);
  expect(mode(join(cwd, "public_key.pem"))).toBe(open);
});

it.each(["private_key.pem", "public_key.pem"])("leaves an existing %s alone", async (name) => {
  const cwd = folder();
  writeFileSync(join(cwd, name), "precious");
  const result = await pct(FAST, { cwd });
  expect(result.code).toBe(1);
  expect(result.stdout).toBe("");
  expect(problem(result).hint).toContain("--force");
  expect(listing(cwd)).toEqual([name]);
  expect(readFileSync(join(cwd, name), "utf8")).toBe("precious");
});

it("treats a dangling symbolic link as an existing file", async () => {
  const cwd = folder();
  symlinkSync("nowhere", join(cwd, "private_key.pem"));
  expect((await pct(FAST, { cwd })).code).toBe(1);
  expect(listing(cwd)).toEqual(["private_key.pem"]);
});

it("replaces both files with --force", async () => {
  const cwd = folder();
  writeFileSync(join(cwd, "private_key.pem"), "old", { mode: 0o644 });
  writeFileSync(join(cwd, "public_key.pem"), "old");
  expect((await pct([...FAST, "--force"], { cwd })).code).toBe(0);
  expect(mode(join(cwd, "private_key.pem"))).toBe("600");
  expect(readFileSync(join(cwd, "public_key.pem"), "utf8")).toContain("BEGIN PUBLIC KEY");
});

it("writes into an existing folder only", async () => {
  const cwd = folder();
  const missing = await pct([...FAST, "keys"], { cwd });
  expect(missing.code).toBe(1);
  expect(problem(missing)).toEqual({
    what: "Folder not found: keys",
    hint: "Create it first: mkdir -p keys",
  });
  mkdirSync(join(cwd, "keys"));
  expect((await pct([...FAST, "keys"], { cwd })).code).toBe(0);
  expect(listing(join(cwd, "keys"))).toEqual(["private_key.pem", "public_key.pem"]);
});

it("rejects a file in place of the folder", async () => {
  const cwd = folder();
  writeFileSync(join(cwd, "file"), "");
  expect(problem(await pct([...FAST, "file"], { cwd })).what).toBe(
    "file is a file; a folder is needed.",
  );
  expect(problem(await pct([...FAST, "file/below"], { cwd })).what).toContain("part of this path");
});

it("prints JSON", async () => {
  const cwd = folder();
  const { stdout, stderr } = await pct([...FAST, "--json"], { cwd });
  expect(stderr).toBe("");
  expect(JSON.parse(stdout)).toEqual({
    publicKey: "public_key.pem",
    privateKey: "private_key.pem",
    bits: 2048,
    fingerprint: expect.stringMatching(/^SHA256:/) as string,
    safetyWords: { es: expect.any(Array) as string[], en: expect.any(Array) as string[] },
  });
});

it.each(["1024", "2049", "8192", "x"])("rejects --bits %s as wrong usage", async (bits) => {
  const cwd = folder();
  const result = await pct(["create", "--bits", bits], { cwd });
  expect(result.code).toBe(2);
  expect(problem(result).what).toContain("2048, 3072, 4096");
  expect(listing(cwd)).toEqual([]);
});

describe("a passphrase", () => {
  const locked = "-----BEGIN ENCRYPTED PRIVATE KEY-----";

  function privateKey(cwd: string): string {
    return readFileSync(join(cwd, "private_key.pem"), "utf8");
  }

  it("is read from a file without its final line break", async () => {
    const cwd = folder();
    writeFileSync(join(cwd, "pp"), "seis palabras que nadie adivina\r\n");
    expect((await pct([...FAST, "--passphrase-file", "pp"], { cwd })).code).toBe(0);
    expect(privateKey(cwd)).toContain(locked);
    await pct(["encrypt"], { cwd, input: "hola" });
    const env = { PCT_PASSPHRASE: "seis palabras que nadie adivina" };
    expect((await pct(["decrypt"], { cwd, env })).stdout).toBe("hola");
  });

  it("is read from PCT_PASSPHRASE, which alone encrypts the key", async () => {
    const cwd = folder();
    expect((await pct(FAST, { cwd, env: { PCT_PASSPHRASE: "secreto" } })).code).toBe(0);
    expect(privateKey(cwd)).toContain(locked);
  });

  it.each([
    ["an empty variable", { env: { PCT_PASSPHRASE: "" }, args: [] }],
    ["an empty file", { env: {}, args: ["--passphrase-file", "/dev/null"] }],
  ])("is rejected when empty: %s", async (_, { env, args }) => {
    const cwd = folder();
    const result = await pct([...FAST, ...args], { cwd, env });
    expect(result.code).toBe(1);
    expect(problem(result).what).toContain("passphrase is empty");
    expect(listing(cwd)).toEqual([]);
  });

  it("is required where there is no terminal", async () => {
    const cwd = folder();
    const result = await pct([...FAST, "--passphrase"], { cwd });
    expect(result.code).toBe(1);
    expect(problem(result).hint).toContain("Run it in a terminal, or use --passphrase-file");
    expect(listing(cwd)).toEqual([]);
  });
});
