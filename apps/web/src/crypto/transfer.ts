import { transferHandlers } from "comlink";

import { CryptoFailure } from "./failure";
import type { FailureFacts } from "./failure";
import type { Progress, TaskOptions } from "./interface/files";

/** How the two things that cannot be cloned cross the wall between page and worker. */

/**
 * Errors cross as code and facts. What comlink does by itself would carry messages and stacks, in
 * which a library may have quoted its input.
 *
 * @param describe - Says what an error is, on the side where it is thrown.
 */
export function carryFailures(describe: (error: unknown) => FailureFacts): void {
  const builtIn = transferHandlers.get("throw");
  if (builtIn === undefined) throw new TypeError("comlink has no handler for errors");
  transferHandlers.set("throw", {
    canHandle: (value): value is unknown => builtIn.canHandle(value),
    serialize: (thrown) => [describe((thrown as { value: unknown }).value), []],
    deserialize(facts) {
      const { code, params } = facts as FailureFacts;
      throw new CryptoFailure(code, params);
    },
  });
}

/** A {@link TaskOptions} crosses as a port: cancelling goes one way, progress comes back. */
export function carryWatches(): void {
  transferHandlers.set("watch", {
    canHandle: isWatch,
    serialize(watch) {
      const { signal, onProgress } = watch as TaskOptions;
      const { port1: here, port2: there } = new MessageChannel();
      here.onmessage = ({ data }: MessageEvent<Progress>) => onProgress?.(data);
      signal?.addEventListener("abort", () => {
        here.postMessage("abort");
      });
      return [{ port: there, isAborted: signal?.aborted === true }, [there]];
    },
    deserialize(received) {
      const { port, isAborted } = received as { port: MessagePort; isAborted: boolean };
      const controller = new AbortController();
      if (isAborted) controller.abort();
      port.onmessage = () => {
        controller.abort();
      };
      return {
        signal: controller.signal,
        onProgress(progress: Progress) {
          port.postMessage(progress);
        },
      };
    },
  });
}

function isWatch(value: unknown): value is TaskOptions {
  if (typeof value !== "object" || value === null) return false;
  const { signal, onProgress } = value as TaskOptions;
  return signal instanceof AbortSignal || typeof onProgress === "function";
}
