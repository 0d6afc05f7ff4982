import { wrap } from "comlink";

import { CryptoFailure } from "./failure";
import type { CryptoWorker } from "./interface/crypto-worker";
import { SCRIPTS } from "../trusted-scripts";
import { transferFailures, transferTaskOptions } from "./transfer";

let running: CryptoWorker | undefined;

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
  running ??= start();
  return running;
}

function start(): CryptoWorker {
  let worker: Worker;
  try {
    worker = new Worker(SCRIPTS.crypto, { type: "module", name: "pct-crypto" });
  } catch {
    // A browser without workers: the shell shows a notice, and the screens must still render.
    return proxyFor(() => Promise.reject(new CryptoFailure("worker-stopped")));
  }
  return connect(worker, () => {
    running = undefined;
  });
}

/**
 * Connects to a worker, and rejects every pending call when it crashes: with comlink alone they would
 * stay pending for ever.
 */
export function connect(worker: Worker, onCrash: () => void): CryptoWorker {
  transferFailures(() => ({ code: "unexpected", params: {} }));
  transferTaskOptions();
  const pending = new Set<(failure: CryptoFailure) => void>();
  const crash = (event: Event): void => {
    event.preventDefault();
    worker.terminate();
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

/** A `CryptoWorker` that passes every call to one function. */
function proxyFor(call: (method: string, args: unknown[]) => Promise<unknown>): CryptoWorker {
  return new Proxy({} as CryptoWorker, {
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
