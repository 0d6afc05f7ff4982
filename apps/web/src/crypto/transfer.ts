import { transferHandlers } from "comlink";

import { CryptoFailure } from "./failure";
import type { FailureFacts } from "./failure";
import type { Progress, TaskOptions } from "./interface/files";

/** The methods that a worker exposes. They may return without a promise: comlink makes every result one. */
export type WorkerMethods<Calls> = {
  readonly [Name in keyof Calls]: Calls[Name] extends (...args: infer Args) => Promise<infer Result>
    ? (...args: Args) => Result | Promise<Result>
    : never;
};

/** Comlink handlers for the two kinds of value that structured cloning cannot pass to the worker. */

/**
 * Passes errors as code and params. Comlink's own handler would also pass message and stack, in which a
 * library may have quoted its input.
 *
 * @param describe - Describes an error on the side that throws it.
 */
export function transferFailures(describe: (error: unknown) => FailureFacts): void {
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

/** Passes {@link TaskOptions} as a port: one side posts the cancellation, the other posts progress. */
export function transferTaskOptions(): void {
  transferHandlers.set("task-options", {
    canHandle: isTaskOptions,
    serialize(options) {
      const { signal, onProgress } = options as TaskOptions;
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

function isTaskOptions(value: unknown): value is TaskOptions {
  if (typeof value !== "object" || value === null) return false;
  const { signal, onProgress } = value as TaskOptions;
  return signal instanceof AbortSignal || typeof onProgress === "function";
}
