import { spawn } from "node:child_process";
import { randomInt } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setImmediate, setTimeout } from "node:timers/promises";

import { environment, pct, PCT } from "./peers.js";

/** Runs of `pct` that end by a signal, and what such a run leaves in its folder. */

export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** Runs `pct` and sends it a signal when the promise that `when` returns resolves, unless it ended before. */
export async function interrupted(
  args: readonly string[],
  signal: NodeJS.Signals,
  cwd: string,
  when: (ended: AbortSignal) => Promise<unknown>,
): Promise<Ending> {
  const child = spawn(process.execPath, [PCT, ...args], {
    cwd,
    env: environment(),
    stdio: "ignore",
  });
  const ended = new AbortController();
  const ending = new Promise<Ending>((resolve) => {
    child.on("exit", (code, by) => {
      ended.abort();
      resolve({ code, signal: by });
    });
  });
  await when(ended.signal);
  child.kill(signal);
  return ending;
}

/** Temporary files in a folder: a program that is killed while it writes cannot remove its own. */
export function temporaryFiles(folder: string): string[] {
  return readdirSync(folder).filter((name) => /^\.pct-.*\.tmp$/.test(name));
}

/** Waits until the folder holds a temporary file: the writing has begun. */
export function whenWriting(folder: string): (ended: AbortSignal) => Promise<void> {
  return async (ended) => {
    while (!ended.aborted && temporaryFiles(folder).length === 0) await setImmediate();
  };
}

/** Waits for a random time: up to a little more than `pct` needs in this folder for these arguments. */
export function anyTime(folder: string, args: readonly string[]): () => Promise<void> {
  const start = performance.now();
  pct(folder, args);
  const duration = performance.now() - start;
  return () => setTimeout(randomInt(Math.ceil(duration / 10), Math.ceil(duration * 1.2)));
}

/** Tells which of the two key files a folder holds, and whether the private one is whole. */
export function keyFiles(folder: string): {
  hasPublic: boolean;
  hasPrivate: boolean;
  isWhole: boolean;
} {
  const names = readdirSync(folder);
  const hasPrivate = names.includes("private_key.pem");
  const text = hasPrivate ? readFileSync(join(folder, "private_key.pem"), "utf8") : "";
  return {
    hasPublic: names.includes("public_key.pem"),
    hasPrivate,
    isWhole: /^-----BEGIN PRIVATE KEY-----\n[^-]+-----END PRIVATE KEY-----\n$/.test(text),
  };
}
