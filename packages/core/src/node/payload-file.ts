import { availableParallelism } from "node:os";
import { setImmediate as yieldToEvents } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { Worker } from "node:worker_threads";

import { PctError } from "../errors.js";
import { CONTROL, convertSegments, segmentCount, SEGMENT_BYTES } from "./segments.js";
import type { SegmentFailure, SegmentJob } from "./segments.js";

/** Runs a {@link SegmentJob}: large files in several threads, small ones in this one. */

/** Starting threads takes about as long as converting this many bytes. */
const THREADS_FROM_BYTES = 16 * 1024 * 1024;
const PROGRESS_INTERVAL_MS = 100;
/** Options of {@link convertPayload}. */
export interface PayloadOptions {
  /** Called with the bytes of the payload that were converted. */
  readonly onProgress: (bytes: number) => void;
  readonly signal: AbortSignal | undefined;
  /** Default: one for each core, or none for a small file. */
  readonly threads: number | undefined;
}

/**
 * Converts a whole payload. The output holds bytes that are not authenticated until this resolves.
 *
 * @throws {@link PctError} `decryption-failed`; `input-changed` if the input is shorter than `size`; Node's
 * own errors, with the code only.
 */
export async function convertPayload(
  job: Omit<SegmentJob, "control">,
  { onProgress, signal, threads = threadsFor(job.size) }: PayloadOptions,
): Promise<void> {
  signal?.throwIfAborted();
  const control = new Int32Array(new SharedArrayBuffer(4 * CONTROL.length));
  const shared = { ...job, control };
  const report = (): void => {
    onProgress(Math.min(job.size, Atomics.load(control, CONTROL.finished) * SEGMENT_BYTES));
  };
  const stop = (): void => {
    Atomics.store(control, CONTROL.stop, 1);
  };
  signal?.addEventListener("abort", stop);
  const timer = setInterval(report, PROGRESS_INTERVAL_MS);
  try {
    const runs = Array.from({ length: threads }, () => runThread(shared));
    for (const failure of await Promise.all(runs)) throwFailure(failure);
    // The rest: all of a small file, and everything where no thread could start.
    while (Atomics.load(control, CONTROL.next) < segmentCount(job) && signal?.aborted !== true) {
      throwFailure(convertSegments(shared, 1));
      report();
      await yieldToEvents();
    }
  } finally {
    clearInterval(timer);
    signal?.removeEventListener("abort", stop);
  }
  signal?.throwIfAborted();
  if (Atomics.load(control, CONTROL.finished) !== segmentCount(job)) {
    throw new Error("a thread ended in the middle of its work");
  }
  report();
}

function threadsFor(size: number): number {
  return size < THREADS_FROM_BYTES ? 0 : availableParallelism();
}

/**
 * After glibc has freed a block of this size, it keeps freed memory of up to twice as much. Otherwise it returns
 * the results of each segment to the kernel, which then makes their pages again.
 */
const KEPT_BYTES = 4 * 1024 * 1024;

const THREAD = `const { parentPort, workerData } = require("node:worker_threads");
new ArrayBuffer(${KEPT_BYTES.toString()}).transfer?.(0);
parentPort.postMessage((${convertSegments.toString()})(workerData, Infinity));
workerData.key.fill(0);`;

/** Runs a thread to its end. `null` if it finished without a failure, or could not work. */
async function runThread(job: SegmentJob): Promise<SegmentFailure | null> {
  let failure: SegmentFailure | null = null;
  try {
    // Node 20 has ArrayBuffer.transfer behind a flag, with which a thread frees its buffers. It holds for
    // threads that start from now on.
    if (!("transfer" in ArrayBuffer.prototype)) setFlagsFromString("--harmony-rab-gsab-transfer");
    const thread = new Worker(THREAD, { eval: true, workerData: job, execArgv: [] });
    thread.on("message", (message: SegmentFailure | null) => {
      failure = message;
      if (message !== null) Atomics.store(job.control, CONTROL.stop, 1);
    });
    // Ignore: the segments that it did not take are left for this thread.
    thread.on("error", () => undefined);
    await new Promise((resolve) => thread.on("exit", resolve));
  } catch {
    // Ignore: as above.
  }
  return failure;
}

function throwFailure(failure: SegmentFailure | null): void {
  if (failure === null) return;
  const { code, syscall, path } = failure;
  if (code === "decryption-failed" || code === "input-changed") throw new PctError(code);
  throw Object.assign(new Error(`${code}: ${path ?? ""}`), { code, syscall, path });
}
