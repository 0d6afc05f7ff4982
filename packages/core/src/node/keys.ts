import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { availableParallelism } from "node:os";
import { basename } from "node:path";

import { generateKeyPair, importPrivateKey } from "../keys.js";
import type { GenerateKeyPairOptions, KeyPair } from "../keys.js";

/**
 * Node only: generates key pairs in several processes.
 *
 * @packageDocumentation
 */

/** Options of {@link raceKeyPair}. */
export interface RaceOptions extends GenerateKeyPairOptions {
  /** Ends all processes and rejects. */
  readonly signal?: AbortSignal | undefined;
}

/** More processes hardly make the first one faster. */
const MAX_PROCESSES = 4;

/**
 * Generates an RSA key pair as `generateKeyPair` does, in one process for each of up to four cores, and
 * takes the first result: how long the search for primes takes is a matter of luck. Generates it in this
 * process if there is only one core, or no other process can be started.
 *
 * Processes and not threads, because a search in a thread can't be stopped, and delays the end of the
 * process.
 *
 * @throws `RangeError` for another length; the reason of the signal.
 *
 * @example
 * ```ts
 * import { exportPrivateKey } from "@pct/core";
 * import { raceKeyPair } from "@pct/core/node/keys";
 *
 * const { privateKey } = await raceKeyPair({ bits: 4096, signal: AbortSignal.timeout(60_000) });
 * console.log(await exportPrivateKey(privateKey));
 * ```
 */
export async function raceKeyPair(options: RaceOptions = {}): Promise<KeyPair> {
  const { bits = 4096, extractable = true, signal } = options;
  signal?.throwIfAborted();
  if (![2048, 3072, 4096].includes(bits)) throw new RangeError("bits must be 2048, 3072 or 4096");
  const count = Math.min(availableParallelism(), MAX_PROCESSES);
  // Other programs that run this code, such as a single executable, take other arguments.
  const isNode = /^node(?:\.exe)?$/i.test(basename(process.execPath));
  const pkcs8 = count > 1 && isNode ? await race(bits, count, signal) : null;
  if (pkcs8 === null) return generateKeyPair({ bits, extractable });
  const privateKey = await importPrivateKey(pkcs8, { extractable });
  pkcs8.fill(0);
  return { publicKey: privateKey.publicKey, privateKey };
}

/** The first PKCS#8 of several processes, or `null` if none gives one. */
async function race(
  bits: number,
  count: number,
  signal: AbortSignal | undefined,
): Promise<Uint8Array | null> {
  const processes: ChildProcess[] = [];
  const end = (): void => {
    for (const process of processes) process.kill("SIGKILL");
  };
  signal?.addEventListener("abort", end);
  try {
    const runs = Array.from({ length: count }, () => start(bits, processes));
    const first = await Promise.any(runs).catch(() => null);
    signal?.throwIfAborted();
    return first;
  } finally {
    signal?.removeEventListener("abort", end);
    end();
  }
}

function start(bits: number, processes: ChildProcess[]): Promise<Uint8Array> {
  const script = `process.stdout.write(require("node:crypto").generateKeyPairSync("rsa", {
    modulusLength: ${bits.toString()}, publicExponent: 65537,
    publicKeyEncoding: { type: "spki", format: "der" },
    privateKeyEncoding: { type: "pkcs8", format: "der" },
  }).privateKey)`;
  return new Promise((resolve, reject) => {
    const { SystemRoot } = process.env;
    const child = spawn(process.execPath, ["-e", script], {
      // Nothing of the environment, whose options of Node and secrets are for this process.
      env: SystemRoot === undefined ? {} : { SystemRoot },
      stdio: ["ignore", "pipe", "ignore"],
      windowsHide: true,
    });
    processes.push(child);
    const pieces: Buffer[] = [];
    child.stdout.on("data", (piece: Buffer) => pieces.push(piece));
    child.on("error", reject);
    child.on("close", (code) => {
      const bytes = Buffer.concat(pieces);
      for (const piece of pieces) piece.fill(0);
      if (code === 0 && bytes.length > 0) resolve(bytes);
      else reject(new Error("the process made no key"));
    });
  });
}
