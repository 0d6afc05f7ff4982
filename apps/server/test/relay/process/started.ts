import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { rmSync } from "node:fs";
import { join, resolve } from "node:path";

import { build } from "tsup";

/** Relays as programs of their own, to be killed, starved and stopped. */

const FOLDER = resolve(import.meta.dirname, "../../../node_modules/.cache/relay-tests");
const program = join(FOLDER, process.pid.toString(), "relay-process.js");

/** Builds the program from the sources; call it before all tests of a file. */
export async function buildRelay(): Promise<void> {
  await build({
    config: false,
    silent: true,
    entry: [join(import.meta.dirname, "relay-process.ts")],
    outDir: join(program, ".."),
    format: ["esm"],
    platform: "node",
    target: "node20",
    // It loads a library of the platform, which it finds where it is installed.
    external: [/^libsql/],
    noExternal: [/^(?!libsql)/],
    outExtension: () => ({ js: ".js" }),
    esbuildOptions(options) {
      options.conditions = ["@pct/source"];
    },
    banner: {
      js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);',
    },
  });
}

export function removeRelay(): void {
  rmSync(join(program, ".."), { recursive: true, force: true });
}

export interface StartedRelay {
  readonly pid: number;
  readonly port: number;
  /** Asks under `/api/v1`. */
  readonly ask: (path: string, init?: RequestInit) => Promise<Response>;
  /** All that it has written. */
  readonly output: () => string;
  /** Ends it by a signal; resolves when it is gone. */
  end(signal: NodeJS.Signals): Promise<void>;
}

export interface StartOptions {
  readonly env: Readonly<Record<string, string>>;
  /** A command that ends by becoming the one that is given to it. */
  readonly within?: readonly string[];
}

/** Starts it; rejects with what it says if it ends before it is ready. */
export async function startRelay({ env, within = [] }: StartOptions): Promise<StartedRelay> {
  const [command, ...args] = [...within, process.execPath, program];
  const child = spawn(command, args, {
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    env: { PATH: process.env.PATH, PCT_RATE_LIMIT: "off", ...env },
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (piece: Buffer) => (output += piece.toString()));
  }
  const gone = new Promise<void>((done) => child.once("close", done));
  const port = await new Promise<number>((ready, fail) => {
    child.once("message", ready);
    child.once("close", () => {
      fail(new Error(`the relay has ended: ${output}`));
    });
  });
  return {
    pid: pidOf(child),
    port,
    ask: (path, init) => fetch(`http://127.0.0.1:${port.toString()}/api/v1${path}`, init),
    output: () => output,
    async end(signal) {
      child.kill(signal);
      await gone;
    },
  };
}

function pidOf({ pid }: ChildProcess): number {
  if (pid === undefined) throw new Error("not started");
  return pid;
}
