import { execFileSync, spawn } from "node:child_process";
import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
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

/** Waits until something has appeared in the folder. */
async function appeared(cwd: string, pattern: RegExp): Promise<void> {
  while (!listing(cwd).some((name) => pattern.test(name))) await sleep(10);
}

const TEMPORARY = /^\.pct-.*\.tmp$/;

it.each([
  ["SIGINT", 130],
  ["SIGTERM", 143],
  ["SIGHUP", 129],
] as const)(
  "%s while a file is written leaves what was there: exit code %i",
  async (signal, code) => {
    const cwd = home();
    writeFileSync(join(cwd, "out"), "precious");
    const child = start(["encrypt", "-", "-o", "out", "--force"], { cwd });
    let stderr = "";
    child.stderr.on("data", (piece: Buffer) => (stderr += piece.toString()));
    // Enough for the temporary file to be begun, and then nothing more.
    child.stdin.write(Buffer.alloc(500_000));
    await appeared(cwd, TEMPORARY);
    child.kill(signal);
    expect(await ended(child)).toEqual({ code, signal: null });
    expect(stderr).toBe("");
    expect(listing(cwd)).toEqual(["out", "public_key.pem"]);
    expect(readFileSync(join(cwd, "out"), "utf8")).toBe("precious");
  },
);

it("SIGINT while a named pipe is silent leaves nothing", async () => {
  const cwd = home();
  execFileSync("mkfifo", ["pipe"], { cwd });
  // Somebody holds the other end and says little.
  const script = "head -c 300000 /dev/zero; exec sleep 30";
  const writer = spawn("sh", ["-c", `{ ${script}; } > pipe`], { cwd, stdio: "ignore" });
  try {
    const child = start(["encrypt", "pipe", "-o", "out"], { cwd });
    await appeared(cwd, TEMPORARY);
    await sleep(200);
    child.kill("SIGINT");
    // Node cannot leave while one of its threads reads: it ends by the signal, 130 to a shell.
    expect(await ended(child)).toEqual({ code: null, signal: "SIGINT" });
    expect(listing(cwd)).toEqual(["pipe", "public_key.pem"]);
  } finally {
    writer.kill();
  }
});

it("SIGINT while a key is made ends at once and leaves nothing", async () => {
  const cwd = folder();
  const child = start(["create"], { cwd });
  await sleep(200);
  const begun = performance.now();
  child.kill("SIGINT");
  const { code, signal } = await ended(child);
  expect(code ?? signal).toBe("SIGINT");
  expect(performance.now() - begun).toBeLessThan(500);
  expect(listing(cwd)).toEqual([]);
});
