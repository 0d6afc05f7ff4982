import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { rmSync } from "node:fs";
import { join, resolve } from "node:path";

import { build } from "tsup";

/** Starts relays as processes that tests can kill, starve and stop. */

const FOLDER = resolve(import.meta.dirname, "../../../node_modules/.cache/relay-tests");
const program = join(FOLDER, process.pid.toString(), "relay-process.js");

/** Builds the program from the sources; call it in `beforeAll`. */
export async function buildRelay(): Promise<void> {
  await build({
    config: false,
    silent: true,
    entry: [join(import.meta.dirname, "relay-process.ts")],
    outDir: join(program, ".."),
    format: ["esm"],
    platform: "node",
    target: "node20",
    // A native addon: Node finds it in the node_modules of this workspace.
    external: [/^libsql/],
    // One file: nothing is left to load once the process has given up root.
    splitting: false,
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
  /** Sends a request to a path under `/api/v1`. */
  readonly ask: (path: string, init?: RequestInit) => Promise<Response>;
  /** Everything that it has printed. */
  readonly output: () => string;
  /** Sends a signal; resolves when the process has ended. */
  end(signal: NodeJS.Signals): Promise<void>;
}

export interface StartOptions {
  readonly env: Readonly<Record<string, string>>;
  /** A command that replaces itself by the one in its last arguments, as `exec` does. */
  readonly within?: readonly string[];
  /** What its standard output is: by default a pipe that is read; `unread` leaves it full. */
  readonly stdout?: number | "unread";
}

/** Starts a relay; rejects with its output if it ends before it is ready. */
export async function startRelay(options: StartOptions): Promise<StartedRelay> {
  const { env, within = [], stdout = "pipe" } = options;
  const [command, ...args] = [...within, process.execPath, program];
  const child = spawn(command, args, {
    stdio: ["ignore", typeof stdout === "number" ? stdout : "pipe", "pipe", "ipc"],
    env: { PATH: process.env.PATH, PCT_RATE_LIMIT: "off", ...env },
  });
  let output = "";
  for (const stream of [stdout === "unread" ? null : child.stdout, child.stderr]) {
    stream?.on("data", (piece: Buffer) => (output += piece.toString()));
  }
  // The output of a pipe that is not read never closes.
  const end = stdout === "unread" ? "exit" : "close";
  const gone = new Promise<void>((done) => child.once(end, done));
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
