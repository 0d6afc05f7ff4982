import { spawn } from "node:child_process";
import type { ChildProcessWithoutNullStreams } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

import { afterEach } from "vitest";

/** Runs the program as it is installed: the built file, in a folder of its own. */

const PROGRAM = resolve(import.meta.dirname, "../bin/pct.cjs");
const VECTORS = resolve(import.meta.dirname, "../../../packages/core/vectors");

if (!existsSync(resolve(import.meta.dirname, "../dist/pct.cjs"))) {
  throw new Error("these tests run the built program: npm run build");
}

export interface Result {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Stdout, byte for byte. */
  readonly data: Buffer;
}

export interface RunOptions {
  readonly cwd: string;
  readonly input?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
}

/** The environment of every test: English unless told, and nothing of the one who runs it. */
export function environment(more: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, HOME: "/nonexistent", LANG: "C", ...more };
}

/** The command line that starts pct in another program. */
export const COMMAND: readonly [string, string] = [process.execPath, PROGRAM];

/** Runs pct to its end. */
export async function pct(
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

/** Starts pct and leaves it running. It has no terminal, not even that of whoever runs the tests. */
export function start(
  args: readonly string[],
  { cwd, env }: Omit<RunOptions, "input">,
): ChildProcessWithoutNullStreams {
  const [node, program] = COMMAND;
  const child = spawn(node, [program, ...args], { cwd, env: environment(env), detached: true });
  // It need not read what we write.
  child.stdin.on("error", () => undefined);
  return child;
}

/** How a process ended. */
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

const folders: string[] = [];

/** A new, empty folder, which is gone after the test. */
export function folder(): string {
  const path = mkdtempSync(join(tmpdir(), "pct-test-"));
  folders.push(path);
  return path;
}

afterEach(() => {
  for (const path of folders.splice(0)) rmSync(path, { recursive: true, force: true });
});

/** A key of the test vectors, by its file name. */
export function key(name: string): string {
  return join(VECTORS, "classic/keys", name);
}

/** The short key that most tests use, because it is fast. */
export const PUBLIC = key("rsa2048-a.public_key.pem");
export const PRIVATE = key("rsa2048-a.private_key.pem");

/** A file of the age vectors. */
export function ageVector(name: string): string {
  return join(VECTORS, "age", name);
}

/** What lies in a folder, temporary files and all. */
export function listing(path: string): string[] {
  return readdirSync(path).sort();
}

/** The two lines of an error, or a reason why this is none. */
export function problem({ stderr }: Result): { what: string; hint: string } {
  const match = /^pct: error: ([^\n]+)\npct: hint: ([^\n]+)\n$/.exec(stderr);
  if (match === null) throw new Error(`not exactly an error and a hint:\n${stderr}`);
  return { what: match[1] ?? "", hint: match[2] ?? "" };
}
