import { spawn } from "node:child_process";
import type { ChildProcessWithoutNullStreams } from "node:child_process";
import { existsSync } from "node:fs";
import { resolve } from "node:path";

import { environment } from "./run.js";
import type { Result, RunOptions } from "./run.js";

/** Starts the program as it is installed: the built file, in a process of its own. */

const PROGRAM = resolve(import.meta.dirname, "../bin/pct.cjs");

if (!existsSync(resolve(import.meta.dirname, "../dist/pct.cjs"))) {
  throw new Error("these tests run the built program: npm run build");
}

/** The command line that starts pct in another program. */
export const COMMAND: readonly [string, string] = [process.execPath, PROGRAM];

/** Runs the built pct to its end. */
export async function builtPct(
  args: readonly string[],
  { input = "", ...options }: RunOptions,
): Promise<Result> {
  const child = start(args, options);
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  child.stdout.on("data", (piece: Buffer) => stdout.push(piece));
  child.stderr.on("data", (piece: Buffer) => stderr.push(piece));
  child.stdin.end(input);
  const { code } = await ended(child);
  const data = Buffer.concat(stdout);
  return {
    code,
    data,
    stdout: data.toString("utf8"),
    stderr: Buffer.concat(stderr).toString("utf8"),
  };
}

/** Starts the built pct and leaves it running. It has no terminal: not even the developer's. */
export function start(
  args: readonly string[],
  { cwd, env }: Omit<RunOptions, "input">,
): ChildProcessWithoutNullStreams {
  const [node, program] = COMMAND;
  const child = spawn(node, [program, ...args], { cwd, env: environment(env), detached: true });
  // Ignore: the program need not read its stdin.
  child.stdin.on("error", () => undefined);
  return child;
}

/** Waits for a process and returns how it ended. */
export function ended(
  child: ChildProcessWithoutNullStreams,
): Promise<{ code: number | null; signal: NodeJS.Signals | null }> {
  return new Promise((done, fail) => {
    child.on("error", fail);
    child.on("close", (code, signal) => {
      done({ code, signal });
    });
  });
}
