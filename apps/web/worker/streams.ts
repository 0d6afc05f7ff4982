import { CryptoFailure } from "#/crypto/failure.js";
import type { TaskOptions } from "#/crypto/interface/files.js";
import { Result } from "./result.js";
import { refuseUnreadable } from "./segment-job.js";

/** Streams over files of any size, with progress and cancellation. */

/** Between two reports of progress. */
export const PROGRESS_INTERVAL_MS = 100;

/** The content of a file as a stream that reports progress and fails with `cancelled` on abort. */
export function progressStream(
  file: Blob,
  { onProgress, signal }: TaskOptions,
): ReadableStream<Uint8Array> {
  const reader = file.stream().getReader();
  const total = file.size;
  let done = 0;
  let reported = 0;
  return new ReadableStream<Uint8Array>(
    {
      start() {
        onProgress?.({ done, total });
      },
      async pull(controller) {
        if (performance.now() - reported >= PROGRESS_INTERVAL_MS) {
          if (done > 0) onProgress?.({ done, total });
          await receiveMessages();
          reported = performance.now();
        }
        if (signal?.aborted === true) throw new CryptoFailure("cancelled");
        const chunk = await reader.read().catch(refuseUnreadable);
        if (chunk.done) {
          onProgress?.({ done: total, total });
          controller.close();
        } else {
          done += chunk.value.length;
          controller.enqueue(chunk.value);
        }
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
}

/** Yields to the event loop: piped streams run on microtasks, which would delay the abort for minutes. */
function receiveMessages(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve);
  });
}

/** Writes a stream into a result. On failure nothing of it stays on the disk. */
export async function collect(
  stream: ReadableStream<Uint8Array>,
  { signal }: TaskOptions,
): Promise<Result> {
  const result = new Result();
  const reader = stream.getReader();
  try {
    for (;;) {
      if (signal?.aborted === true) throw new CryptoFailure("cancelled");
      const { done, value } = await reader.read();
      if (done) return result;
      await result.write(value as Uint8Array<ArrayBuffer>);
    }
  } catch (error) {
    await reader.cancel().catch(() => undefined);
    await result.discard();
    throw error;
  }
}
