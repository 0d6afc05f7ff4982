import { copyFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { expect, it } from "vitest";

import { builtPct } from "./process.js";
import { folder, key, listing, pct, PRIVATE, PUBLIC } from "./run.js";

/** Private keys given as arguments in place of a file: nothing may repeat them. */

const AGE = "AGE-SECRET-KEY-1QQPQYPQXPQ9QCRSSZG2PVXQ6RS0ZQG3YYC5Z5TPWXQERGD3C8G7RUSQJ2WWV2";
const PEM = readFileSync(PRIVATE, "utf8");
const LINES = PEM.split("\n").filter((line) => line !== "" && !line.startsWith("-----"));
const BODY = LINES.join("");
const OPENSSH = [
  "-----BEGIN OPENSSH PRIVATE KEY-----",
  Buffer.from(`openssh-key-v1\0${"none\0".repeat(30)}`).toString("base64"),
  "-----END OPENSSH PRIVATE KEY-----",
].join("\n");
const PKCS1 = readFileSync(key("rsa4096-a.pkcs1.pem"), "utf8");
const SEC1 = Buffer.from(`307702010104${"20".padEnd(230, "a7")}`, "hex").toString("base64");

const KEYS: readonly (readonly [string, string])[] = [
  ["age", AGE],
  ["age in small letters", AGE.toLowerCase()],
  ["age after a comment", `# created: today\n${AGE}`],
  ["age without its prefix", AGE.slice("AGE-SECRET-KEY-".length)],
  ["age in base64", Buffer.from(AGE).toString("base64")],
  ["PEM", PEM],
  ["PEM with escaped lines", PEM.replaceAll("\n", "\\n")],
  ["PKCS#1", PKCS1],
  ["the body of PKCS#1", PKCS1.split("\n").slice(1, -2).join("")],
  ["the base64 body alone", BODY],
  ["the base64 lines alone", LINES.join("\n")],
  ["a line from the middle", LINES[5] ?? ""],
  ["OpenSSH", OPENSSH],
  ["the body of OpenSSH", OPENSSH.split("\n")[1] ?? ""],
  ["an elliptic curve in base64", SEC1],
];

const CALLS: readonly (readonly string[])[] = [
  ["decrypt", "age", "-i", "KEY"],
  ["decrypt", "age", "--identity=KEY"],
  ["decrypt", "age", "-iKEY"],
  ["decrypt", "KEY"],
  ["decrypt", "age", "-o", "KEY", "-i", "none"],
  ["encrypt", "-r", "KEY"],
  ["encrypt", "KEY"],
  ["encrypt", "age", "--passphrase-file", "KEY"],
  ["fingerprint", "KEY"],
  ["fingerprint", "KEY", "--json"],
  ["inspect", "KEY", "--json"],
  ["create", "KEY"],
  ["hash", "--keys", "KEY"],
  ["digest", "KEY"],
  ["base64", "KEY"],
  ["send", "https://pct.example.org/s/x", "KEY"],
  ["KEY"],
  ["--KEY"],
  ["decrypt", "--KEY"],
  ["decrypt", "age", "more", "KEY"],
];

function home(): string {
  const cwd = folder();
  copyFileSync(PUBLIC, join(cwd, "public_key.pem"));
  writeFileSync(join(cwd, "age"), "age-encryption.org/v1\n");
  return cwd;
}

/** Parts of a key that a message could repeat, whole or shortened. */
function partsOf(secret: string): string[] {
  return secret.split(/\s+|\\n/).flatMap((line) => {
    return line.length < 24 || line.startsWith("--") ? [] : [line.slice(0, 20), line.slice(-20)];
  });
}

it.each(KEYS)("no call repeats a private key: %s", async (_, secret) => {
  const cwd = home();
  for (const call of CALLS) {
    for (const language of ["en", "es"]) {
      const args = call.map((arg) => arg.replace("KEY", secret));
      const { code, stdout, stderr } = await pct(args, { cwd, env: { PCT_LANG: language } });
      expect(code, call.join(" ")).toBeGreaterThan(0);
      for (const part of partsOf(secret))
        expect(stdout + stderr, call.join(" ")).not.toContain(part);
      expect(listing(cwd)).toEqual(["age", "public_key.pem"]);
    }
  }
});

it.each(["age", "PEM", "the base64 body alone"])(
  "says that a key is not the name of a file: %s",
  async (name) => {
    const secret = new Map(KEYS).get(name) ?? "";
    const { code, stderr } = await builtPct(["decrypt", "age", "-i", secret], { cwd: home() });
    expect(code).toBe(2);
    expect(stderr).toMatch(/^pct: error: An argument is a private key, not the name of a file\./);
  },
);

it("a label, a note or a password with a key in it is refused as well", async () => {
  for (const args of [
    ["request", "--server", "http://127.0.0.1:9", "--label", BODY],
    ["request", "--server", AGE],
    ["send", "https://pct.example.org/s/x", "--note", AGE],
    ["encrypt", "-p", PEM],
  ]) {
    const { code, stdout, stderr } = await pct(args, { cwd: home() });
    expect(code).toBe(2);
    for (const part of partsOf(args.at(-1) ?? "")) expect(stdout + stderr).not.toContain(part);
  }
});

it("still takes names and texts that only resemble a key", async () => {
  const cwd = home();
  const name = "Qm1YwAPJzv5CZsnA625s3Xf2nemtYgPpHdWEz79ojWKPxyz";
  writeFileSync(join(cwd, name), "hola");
  expect((await pct(["encrypt", name, "-o", "out"], { cwd })).code).toBe(0);
  expect(existsSync(join(cwd, "out"))).toBe(true);
  for (const odd of ["my private key.pem", "age-secret-key-1.txt", "contrase\uFFFDa.txt"]) {
    expect((await pct(["encrypt", odd], { cwd })).stderr).not.toContain("private key, not");
    writeFileSync(join(cwd, odd), "hola");
    expect((await pct(["encrypt", odd], { cwd })).code).toBe(0);
  }
  for (const missing of [
    "/home/Ana/Documents/Project1/Encrypted/Folder/secret",
    "a".repeat(64),
    "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08.txt",
  ]) {
    const { stderr } = await pct(["encrypt", missing], { cwd });
    expect(stderr).toContain(`File not found: ${missing}`);
  }
  const line = readFileSync(key("rsa2048-a.id_rsa.pub"), "utf8").trim();
  expect((await pct(["encrypt", "-r", line, "-o", "two"], { cwd, input: "x" })).code).toBe(0);
});

it("refuses an argument that is not UTF-8 instead of changing it", async () => {
  const cwd = home();
  const result = await pct(["encrypt", "-p", "contrase\uFFFDa"], { cwd });
  expect(result.code).toBe(2);
  expect(result.stderr).toContain("An argument is not UTF-8 text");
  expect(listing(cwd)).toEqual(["age", "public_key.pem"]);
});

it("refuses a passphrase variable that is not UTF-8", async () => {
  const env = { PCT_PASSPHRASE: "contrase\uFFFDa" };
  const { code, stderr } = await pct(["create", "--bits", "2048"], { cwd: folder(), env });
  expect(code).toBe(1);
  expect(stderr).toContain("PCT_PASSPHRASE is not UTF-8 text");
});
