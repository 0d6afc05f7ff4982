import { wrap } from "comlink";

import { CryptoFailure } from "./failure";
import type { CryptoWorker } from "./interface/crypto-worker";
import { SCRIPTS } from "../trusted-scripts";
import { carryFailures, carryWatches } from "./transfer";

let running: CryptoWorker | undefined;

/**
 * The crypto worker of this page. The first call starts it, and so does the first one after it has
 * crashed: keys that it held and did not keep are then lost.
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
    // A browser without workers: the shell has said so, and every screen can still be read.
    return answering(() => Promise.reject(new CryptoFailure("worker-stopped")));
  }
  return connect(worker, () => {
    running = undefined;
  });
}

/**
 * Talks to a worker, and ends every call that is under way when it crashes: comlink alone would let
 * them wait for ever.
 */
export function connect(worker: Worker, onCrash: () => void): CryptoWorker {
  carryFailures(() => ({ code: "unexpected", params: {} }));
  carryWatches();
  const waiting = new Set<(failure: CryptoFailure) => void>();
  const crash = (event: Event): void => {
    event.preventDefault();
    worker.terminate();
    for (const reject of waiting) reject(new CryptoFailure("worker-stopped"));
    onCrash();
  };
  worker.addEventListener("error", crash);
  worker.addEventListener("messageerror", crash);

  const remote = wrap<Record<string, (...args: unknown[]) => Promise<unknown>>>(worker);
  return answering(
    (method, args) =>
      new Promise((resolve, reject: (error: unknown) => void) => {
        waiting.add(reject);
        remote[method]?.(...args)
          .then(resolve, reject)
          .finally(() => waiting.delete(reject));
      }),
  );
}

/** A worker of which every method is answered by one function. */
function answering(call: (method: string, args: unknown[]) => Promise<unknown>): CryptoWorker {
  return new Proxy({} as CryptoWorker, {
    get:
      (_, method) =>
      (...args: unknown[]) => {
        const answer = call(String(method), args);
        // Whoever does not wait for the answer, as when leaving, has nobody to tell of a failure.
        answer.catch(() => undefined);
        return answer;
      },
  });
}
