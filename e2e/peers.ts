import { spawnSync } from "node:child_process";
import type { SpawnSyncOptions, SpawnSyncReturns } from "node:child_process";
import { fileURLToPath } from "node:url";

/** The programs beside which ours must work, where they are installed, and ours. */

export interface Run {
  readonly status: number | null;
  readonly stdout: Buffer;
  readonly stderr: string;
}

/** Runs a program to its end; output is bytes, so that a secret can be compared exactly. */
export function run(command: string, args: readonly string[], options: SpawnSyncOptions = {}): Run {
  // Without an encoding, what comes back is bytes.
  const { error, status, stdout, stderr } = spawnSync(command, args, {
    maxBuffer: 64 * 1024 * 1024,
    timeout: 120_000,
    ...options,
  }) as SpawnSyncReturns<Buffer>;
  if (error !== undefined) throw error;
  return { status, stdout, stderr: stderr.toString() };
}

/** Runs a program that must succeed, and returns what it printed. */
export function output(
  command: string,
  args: readonly string[],
  options: SpawnSyncOptions = {},
): Buffer {
  const { status, stdout, stderr } = run(command, args, options);
  if (status !== 0) {
    throw new Error(`${command} ${args.join(" ")}: exit ${String(status)}\n${stderr}`);
  }
  return stdout;
}

/** The committed entry of the command, as `npx pnpm pct` starts it. */
export const PCT: string = fileURLToPath(new URL("../apps/cli/bin/pct.cjs", import.meta.url));

/** Runs `pct` in a folder, in English, with nothing of the caller's environment that steers it. */
export function pct(
  folder: string,
  args: readonly string[],
  options: SpawnSyncOptions = {},
): Buffer {
  return output(process.execPath, [PCT, ...args], { cwd: folder, env: environment(), ...options });
}

export function environment(): NodeJS.ProcessEnv {
  const steering = ["PCT_LANG", "PCT_PASSPHRASE", "NODE_EXTRA_CA_CERTS"];
  const kept = Object.entries(process.env).filter(([name]) => !steering.includes(name));
  return { ...Object.fromEntries(kept), LC_ALL: "C" };
}

function works(command: string, ...args: string[]): boolean {
  return spawnSync(command, args, { stdio: "ignore" }).status === 0;
}

/** A Python that has a module: the distribution's is not always first in PATH. */
function pythonWith(module: string): string | undefined {
  return ["python3", "/usr/bin/python3"].find((command) =>
    works(command, "-c", `import ${module}`),
  );
}

/** For programs that have no call that succeeds without work: that it starts is enough. */
function starts(command: string, argument: string): string | undefined {
  return spawnSync(command, [argument], { stdio: "ignore" }).error === undefined
    ? command
    : undefined;
}

/** Path or name of each peer, or `undefined` where it is not installed. */
export const peers = {
  age: works("age", "--version") ? "age" : undefined,
  argon2: starts("argon2", "-h"),
  oathtool: works("oathtool", "--version") ? "oathtool" : undefined,
  openssl: works("openssl", "version") ? "openssl" : undefined,
  python: pythonWith("cryptography"),
  "ssh-keygen": starts("ssh-keygen", "-?"),
  werkzeug: pythonWith("werkzeug.security"),
};

/**
 * The peer, or `null` when the test must be left out, which is said aloud. In CI every peer is
 * installed, so that there a missing one is a fault.
 */
export function peer(name: keyof typeof peers): string | null {
  const found = peers[name];
  if (found !== undefined) return found;
  const message = `${name} is not installed: what needs it is left out`;
  if (process.env.CI === "true") throw new Error(message);
  console.warn(message);
  return null;
}
