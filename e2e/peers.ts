import { spawnSync } from "node:child_process";
import type { SpawnSyncOptions, SpawnSyncReturns } from "node:child_process";
import { fileURLToPath } from "node:url";

/** Runs `pct` and the programs that it must work with. */

export interface Run {
  readonly status: number | null;
  readonly stdout: Buffer;
  readonly stderr: string;
}

/** Runs a program and waits for its end. stdout is bytes, to compare secrets exactly. */
export function run(command: string, args: readonly string[], options: SpawnSyncOptions = {}): Run {
  // Without an encoding, spawnSync returns buffers.
  const { error, status, stdout, stderr } = spawnSync(command, args, {
    maxBuffer: 64 * 1024 * 1024,
    timeout: 120_000,
    ...options,
  }) as SpawnSyncReturns<Buffer>;
  if (error !== undefined) throw error;
  return { status, stdout, stderr: stderr.toString() };
}

/** Runs a program, throws unless it succeeds, and returns its stdout. */
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

/** The program file of `pct`, as `npx pnpm pct` starts it. */
export const PCT: string = fileURLToPath(new URL("../apps/cli/bin/pct.cjs", import.meta.url));

/** Runs `pct` in a folder, in English, without the variables that change what it does. */
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

/** A Python that has the module: the distribution's is not always the first in PATH. */
function pythonWith(module: string): string | undefined {
  return ["python3", "/usr/bin/python3"].find((command) =>
    works(command, "-c", `import ${module}`),
  );
}

/** For programs without a call that succeeds and does nothing. */
function starts(command: string, argument: string): string | undefined {
  return spawnSync(command, [argument], { stdio: "ignore" }).error === undefined
    ? command
    : undefined;
}

/** Path or name of each peer, or `undefined` where it is not installed. */
export const peers = {
  age: works("age", "--version") ? "age" : undefined,
  "ansible-vault": works("ansible-vault", "--version") ? "ansible-vault" : undefined,
  argon2: starts("argon2", "-h"),
  aws: works("aws", "--version") ? "aws" : undefined,
  gpg: works("gpg", "--version") ? "gpg" : undefined,
  oathtool: works("oathtool", "--version") ? "oathtool" : undefined,
  openssl: works("openssl", "version") ? "openssl" : undefined,
  puttygen: works("puttygen", "--version") ? "puttygen" : undefined,
  python: pythonWith("cryptography"),
  "ssh-keygen": starts("ssh-keygen", "-?"),
  werkzeug: pythonWith("werkzeug.security"),
};

/** The peer, or `null` and a warning where it is not installed. With `CI=true` a missing peer is an error. */
export function peer(name: keyof typeof peers): string | null {
  const found = peers[name];
  if (found !== undefined) return found;
  const message = `${name} is not installed: its tests are skipped`;
  if (process.env.CI === "true") throw new Error(message);
  console.warn(message);
  return null;
}
