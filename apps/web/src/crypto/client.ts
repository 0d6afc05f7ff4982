import { wrap } from "comlink";

import { CryptoFailure } from "./failure";
import type { CryptoWorker } from "./interface/crypto-worker";
import type { HashWorker } from "./interface/hashes";
import type { StrengthWorker } from "./interface/passwords";
import { SCRIPTS } from "../trusted-scripts";
import { serveThreads } from "./threads";
import { transferFailures, transferTaskOptions } from "./transfer";

/** The calls of all workers. Each worker has its own part of them. */
type WorkerCalls = CryptoWorker & HashWorker & StrengthWorker;

let running: CryptoWorker | undefined;
let runningHashes: HashWorker | undefined;
let runningStrength: StrengthWorker | undefined;

/**
 * Returns the crypto worker of this page. Starts it on the first call, and again on the first call after
 * a crash, which loses every key that the browser does not keep.
 *
 * @example
 * ```ts
 * const { words } = await cryptoWorker().newKeyPair();
 * ```
 */
export function cryptoWorker(): CryptoWorker {
  running ??= start("crypto", () => {
    running = undefined;
  });
  return running;
}

/** Returns the hash worker of this page, which the first call starts. */
export function hashWorker(): HashWorker {
  runningHashes ??= start("hashes", () => {
    runningHashes = undefined;
  });
  return runningHashes;
}

/** Returns the strength worker of this page, which the first call starts. */
export function strengthWorker(): StrengthWorker {
  runningStrength ??= start("strength", () => {
    runningStrength = undefined;
  });
  return runningStrength;
}

function start(name: "crypto" | "hashes" | "strength", onCrash: () => void): WorkerCalls {
  let worker: Worker;
  try {
    worker = new Worker(SCRIPTS[name], { type: "module", name: `pct-${name}` });
  } catch {
    // A browser without workers: the shell shows a notice, and the screens must still render.
    return proxyFor(() => Promise.reject(new CryptoFailure("worker-stopped")));
  }
  return connect(worker, onCrash);
}

function startThread(): Worker {
  return new Worker(SCRIPTS.segments, { type: "module", name: "pct-segments" });
}

/**
 * Connects to a worker, and rejects every pending call when it crashes: with comlink alone they would
 * stay pending for ever.
 */
export function connect(
  worker: Worker,
  onCrash: () => void,
  createThread: () => Worker = startThread,
): WorkerCalls {
  transferFailures(() => ({ code: "unexpected", params: {} }));
  transferTaskOptions();
  const endThreads = serveThreads(worker, createThread);
  const pending = new Set<(failure: CryptoFailure) => void>();
  const crash = (event: Event): void => {
    event.preventDefault();
    worker.terminate();
    endThreads();
    for (const reject of pending) reject(new CryptoFailure("worker-stopped"));
    onCrash();
  };
  worker.addEventListener("error", crash);
  worker.addEventListener("messageerror", crash);

  const remote = wrap<Record<string, (...args: unknown[]) => Promise<unknown>>>(worker);
  return proxyFor(
    (method, args) =>
      new Promise((resolve, reject: (error: unknown) => void) => {
        pending.add(reject);
        remote[method]?.(...args)
          .then(resolve, reject)
          .finally(() => pending.delete(reject));
      }),
  );
}

/** The calls of a worker, each of which is passed to one function. */
function proxyFor(call: (method: string, args: unknown[]) => Promise<unknown>): WorkerCalls {
  return new Proxy({} as WorkerCalls, {
    get:
      (_, method) =>
      (...args: unknown[]) => {
        const result = call(String(method), args);
        // A page that is being left does not await the result: no unhandled rejection for that.
        result.catch(() => undefined);
        return result;
      },
  });
}
