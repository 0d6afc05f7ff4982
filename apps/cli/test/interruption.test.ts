import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { expect, it } from "vitest";

import { ended, start } from "./process.js";
import { folder, listing, PUBLIC } from "./run.js";

function home(): string {
  const cwd = folder();
  copyFileSync(PUBLIC, join(cwd, "public_key.pem"));
  return cwd;
}

/** Waits until the folder has a file of this name and at least this size. */
async function appeared(cwd: string, pattern: RegExp, size = 0): Promise<void> {
  const hasAppeared = (name: string): boolean =>
    pattern.test(name) && statSync(join(cwd, name)).size >= size;
  while (!listing(cwd).some(hasAppeared)) await sleep(10);
}

const TEMPORARY = /^\.pct-.*\.tmp$/;

/** Bytes of plaintext in a chunk of the age format. */
const CHUNK = 65_536;

it.each([
  ["SIGINT", 130],
  ["SIGTERM", 143],
  ["SIGHUP", 129],
  ["SIGQUIT", 131],
] as const)("%s during writing keeps the old file and exits with %i", async (signal, code) => {
  const cwd = home();
  writeFileSync(join(cwd, "out"), "precious");
  const child = start(["encrypt", "-", "-o", "out", "--force"], { cwd });
  let stderr = "";
  child.stderr.on("data", (piece: Buffer) => (stderr += piece.toString()));
  // Enough to start the temporary file; then stdin stays silent.
  child.stdin.write(Buffer.alloc(500_000));
  await appeared(cwd, TEMPORARY);
  child.kill(signal);
  expect(await ended(child)).toEqual({ code, signal: null });
  expect(stderr).toBe("");
  expect(listing(cwd)).toEqual(["out", "public_key.pem"]);
  expect(readFileSync(join(cwd, "out"), "utf8")).toBe("precious");
});

it("SIGINT during a blocked read of a named pipe leaves nothing", async () => {
  const cwd = home();
  execFileSync("mkfifo", ["pipe"], { cwd });
  // The writer keeps its end open and stays silent.
  const script = `head -c ${(4 * CHUNK + 1).toString()} /dev/zero; exec sleep 30`;
  const writer = spawn("sh", ["-c", `{ ${script}; } > pipe`], { cwd, stdio: "ignore" });
  try {
    const child = start(["encrypt", "pipe", "-o", "out"], { cwd });
    // The fourth chunk is written after the byte behind it was read, which is the last one.
    await appeared(cwd, TEMPORARY, 4 * CHUNK);
    child.kill("SIGINT");
    // Node can't exit while a thread reads, so the signal kills it: 130 in a shell.
    expect(await ended(child)).toEqual({ code: null, signal: "SIGINT" });
    expect(listing(cwd)).toEqual(["pipe", "public_key.pem"]);
  } finally {
    writer.kill();
  }
});

it("SIGINT during key generation ends within 500 ms and leaves nothing", async () => {
  const cwd = folder();
  execFileSync("mkfifo", ["passphrase"], { cwd });
  const child = start(["create", "--passphrase-file", "passphrase"], { cwd });
  // Ends when pct has opened the pipe. The passphrase is the last thing that pct needs to generate keys.
  await once(spawn("sh", ["-c", "echo secret > passphrase"], { cwd, stdio: "ignore" }), "close");
  const begun = performance.now();
  child.kill("SIGINT");
  const { code, signal } = await ended(child);
  expect(code ?? signal).toBe("SIGINT");
  expect(performance.now() - begun).toBeLessThan(500);
  expect(listing(cwd)).toEqual(["passphrase"]);
});
