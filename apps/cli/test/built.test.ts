import { constants, publicEncrypt } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { COMMANDS } from "#/program/command-table.js";
import type { CommandName } from "#/program/command-table.js";

import { person } from "./delivery.js";
import { memoryRelay } from "./memory-relay.js";
import type { MemoryRelay } from "./memory-relay.js";
import { builtPct, ended, start } from "./process.js";
import { folder, listing, pct, PRIVATE, PUBLIC } from "./run.js";

/**
 * The program as it is installed: every chunk of the bundle loads and works. All other tests run the
 * sources, except those of signals, terminals and the clipboard.
 */

const SECRET = "tr3s ñandúes 🦤";
/** Of the password `x`: PBKDF2 by Node. */
const HASH =
  "pbkdf2:sha256:1000$salt$cad6e8686c02401a13595af5f869c57c8fec87edb14fb58e90bc2649af0c5c1b";

/** The commands that need a relay. */
const WITH_RELAY = ["request", "send", "receive", "invite"] as const;

/** A call of each command that needs no relay, and what it prints on stdout. */
const CALLS: Readonly<
  Record<
    Exclude<CommandName, (typeof WITH_RELAY)[number]>,
    {
      readonly args: readonly string[];
      readonly input?: string;
      readonly stdout: RegExp;
    }
  >
> = {
  generate: { args: [], stdout: /^[A-Za-z0-9]{20}\n$/ },
  create: { args: ["--bits", "2048"], stdout: /^SHA256:[\w+/]{43}\n$/ },
  encrypt: { args: ["-r", PUBLIC, "-o", "-"], input: SECRET, stdout: /^[\w+/]{342}==$/ },
  decrypt: { args: ["secret.age", "-i", PRIVATE], stdout: new RegExp(`^${SECRET}$`) },
  fingerprint: { args: [PUBLIC], stdout: /^SHA256:[\w+/]{43}\n$/ },
  export: { args: [PUBLIC, "--as", "ssh"], stdout: /^ssh-rsa \S+\n$/ },
  "windows-password": {
    args: ["-", "-i", PRIVATE],
    input: publicEncrypt(
      { key: readFileSync(PUBLIC), padding: constants.RSA_PKCS1_PADDING },
      Buffer.from(SECRET),
    ).toString("base64"),
    stdout: new RegExp(`^${SECRET}\n$`),
  },
  inspect: { args: ["secret.age", "--json"], stdout: /"format": "age"/ },
  hash: { args: ["--method", "pbkdf2:sha256:1000"], input: "x", stdout: /^pbkdf2:sha256:1000\$/ },
  check: { args: [HASH], input: "x", stdout: /^The password/ },
  digest: { args: [], input: "abc", stdout: /^ddaf35a193617aba[0-9a-f]{112}\n$/ },
  salt: { args: [], stdout: /^\S{30}\n$/ },
  uuid: { args: [], stdout: /^[0-9a-f]{32}\n$/ },
  random: { args: [], stdout: /^\S+\n$/ },
  base64: { args: [], input: "abc", stdout: /^YWJj\n$/ },
  invitations: { args: ["--json"], stdout: /^\[\]\n$/ },
  otp: { args: [], input: "JBSWY3DPEHPK3PXP", stdout: /^\d{6}\n$/ },
  completion: { args: ["bash"], stdout: /complete -o default -F _pct pct\n$/ },
};

describe("the built program", () => {
  it.each(Object.entries(CALLS))("runs pct %s", async (name, { args, input, stdout }) => {
    const cwd = folder();
    writeFileSync(join(cwd, "secret"), SECRET);
    await pct(["encrypt", "secret", "-r", PUBLIC], { cwd });
    const result = await builtPct([name, ...args], {
      cwd,
      ...(input === undefined ? {} : { input }),
    });
    expect(result.code, result.stderr).toBe(0);
    expect(result.stdout).toMatch(stdout);
  });

  it("prints the help that the sources print, in both languages", async () => {
    const cwd = folder();
    for (const args of [["--help"], ["--help", "--lang", "es"], ["--version"]]) {
      expect(await builtPct(args, { cwd })).toEqual(await pct(args, { cwd }));
    }
    expect(Object.keys(COMMANDS).sort()).toEqual([...Object.keys(CALLS), ...WITH_RELAY].sort());
  });

  it("copies a file of any size through pipes, byte for byte", async () => {
    const cwd = folder();
    const content = Buffer.alloc(3_000_000, "0123456789");
    const encrypted = await builtPct(["encrypt", "-", "-r", PUBLIC], { cwd, input: content });
    const opened = await builtPct(["decrypt", "-", "-i", PRIVATE], { cwd, input: encrypted.data });
    expect(opened.code).toBe(0);
    expect(opened.data.equals(content)).toBe(true);
  });

  it("exits with 141 and says nothing when its reader closes the pipe", async () => {
    const child = start(["generate", "1024", "--count", "1000"], { cwd: folder() });
    let stderr = "";
    child.stderr.on("data", (piece: Buffer) => (stderr += piece.toString()));
    child.stdout.destroy();
    expect(await ended(child)).toEqual({ code: 141, signal: null });
    expect(stderr).toBe("");
  });
});

describe("the built program, with a relay", () => {
  let relay: MemoryRelay;
  beforeAll(async () => {
    relay = await memoryRelay();
  });
  afterAll(() => relay.stop());

  it("runs pct request, pct send and pct receive", async () => {
    const { cwd, env } = person(relay.url);
    const asked = await builtPct(["request", "--no-wait"], { cwd, env });
    expect(asked.code, asked.stderr).toBe(0);
    const link = asked.stdout.trim();
    const sent = await builtPct(["send", link, "--yes"], { cwd, env, input: SECRET });
    expect(sent.code, sent.stderr).toBe(0);
    const received = await builtPct(["receive", "-o", "secret.txt"], { cwd, env });
    expect(received.code, received.stderr).toBe(0);
    expect(readFileSync(join(cwd, "secret.txt"), "utf8")).toBe(SECRET);
    expect(listing(cwd)).toEqual(["secret.txt"]);
  });
});

it("hides one of Node's warnings, which no user can act on, and no other", async () => {
  const cwd = folder();
  const preload = join(cwd, "warn.cjs");
  const messages = [
    "The X25519 Web Crypto API algorithm is an experimental feature",
    "Setting the NODE_TLS_REJECT_UNAUTHORIZED environment variable to '0' makes TLS connections insecure",
  ];
  const lines = messages.map((text) => `process.emitWarning(${JSON.stringify(text)});`);
  writeFileSync(preload, `setImmediate(() => { ${lines.join(" ")} });`);
  const env = { NODE_OPTIONS: `--require ${preload}` };
  const { code, stderr } = await builtPct(["create", "--bits", "2048"], { cwd, env });
  expect(code).toBe(0);
  expect(stderr).toContain("makes TLS connections insecure");
  expect(stderr).not.toContain("X25519");
});
