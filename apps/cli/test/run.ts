import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { Readable, Writable } from "node:stream";

import { afterEach } from "vitest";

import { main } from "#/program/main.js";

/**
 * Runs pct from its sources in this process, which takes milliseconds. `process.ts` starts the built
 * program, for tests of signals, terminals and of the build.
 */

const VECTORS = resolve(import.meta.dirname, "../../../packages/core/vectors");

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

/** The environment of every test: English by default, and nothing of the developer's own. */
export function environment(more: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  return {
    PATH: process.env.PATH,
    HOME: "/nonexistent",
    LANG: "C",
    NODE_DISABLE_COMPILE_CACHE: "1",
    ...more,
  };
}

const { version } = JSON.parse(
  readFileSync(join(import.meta.dirname, "../package.json"), "utf8"),
) as { version: string };
// Defined by the build.
Object.assign(globalThis, { PCT_VERSION: version });

let previous: Promise<unknown> = Promise.resolve();

/** Runs pct to its end. Calls run one after the other: they share the environment and the folder. */
export async function pct(args: readonly string[], options: RunOptions): Promise<Result> {
  const result = previous.then(() => call(args, options));
  previous = result.catch(() => undefined);
  return result;
}

async function call(
  args: readonly string[],
  { cwd, input = "", env }: RunOptions,
): Promise<Result> {
  const stdout = new Collector();
  const stderr = new Collector();
  const streams = {
    stdin: Readable.from(input.length === 0 ? [] : [Buffer.from(input)]),
    stdout,
    stderr,
    areDescriptors: false,
    terminalDevice: null,
  };
  const { signal } = new AbortController();
  const outside = { folder: process.cwd(), environment: { ...process.env } };
  try {
    process.chdir(cwd);
    replaceEnvironment(environment(env));
    const code = await main(args, {
      streams,
      watchSignals: () => signal,
      // Vitest reports these.
      onUncaughtException: () => undefined,
    });
    const data = stdout.content;
    return { code, data, stdout: data.toString("utf8"), stderr: stderr.content.toString("utf8") };
  } finally {
    replaceEnvironment(outside.environment);
    process.chdir(outside.folder);
  }
}

/** Changes `process.env` in place, because modules hold on to it. */
function replaceEnvironment(environment: NodeJS.ProcessEnv): void {
  for (const name of Object.keys(process.env)) Reflect.deleteProperty(process.env, name);
  Object.assign(process.env, environment);
}

/** Collects what is written. */
class Collector extends Writable {
  readonly #pieces: Buffer[] = [];

  get content(): Buffer {
    return Buffer.concat(this.#pieces);
  }

  override _write(piece: Buffer, _: BufferEncoding, callback: () => void): void {
    this.#pieces.push(piece);
    callback();
  }
}

const folders: string[] = [];

/** A new folder, removed after the test. */
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

/** The 2048-bit key that most tests use, for speed. */
export const PUBLIC = key("rsa2048-a.public_key.pem");
export const PRIVATE = key("rsa2048-a.private_key.pem");

/** A file of the age vectors. */
export function ageVector(name: string): string {
  return join(VECTORS, "age", name);
}

/** A file as people paste and forward it. */
export function pasted(name: string): string {
  return join(VECTORS, "pasted", name);
}

/** A file of GnuPG. */
export function openPgpVector(name: string): string {
  return join(VECTORS, "openpgp", name);
}

/** All files in a folder, including temporary ones. */
export function listing(path: string): string[] {
  return readdirSync(path).sort();
}

/** The error and the hint of a result. Fails if stderr has anything else. */
export function problem({ stderr }: Result): { what: string; hint: string } {
  const match = /^pct: error: ([^\n]+)\npct: hint: ([^\n]+)\n$/.exec(stderr);
  if (match === null) throw new Error(`not exactly an error and a hint:\n${stderr}`);
  return { what: match[1] ?? "", hint: match[2] ?? "" };
}
