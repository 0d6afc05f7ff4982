import { CryptoFailure } from "../src/crypto/failure.js";
import type { TaskOptions } from "../src/crypto/interface/files.js";
import { Result } from "./result.js";

/** Work on files of any size: one piece at a time, counted, and stopped when asked. */

/** Between two reports of progress, in milliseconds. */
const REPORT_INTERVAL = 100;

/** The content of a file as a stream that says how much of it has been read, and ends when told. */
export function watchedStream(
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
        if (performance.now() - reported >= REPORT_INTERVAL) {
          if (done > 0) onProgress?.({ done, total });
          await nextTask();
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

/** A folder, or a file that is gone or has changed: the stream itself only says "network error". */
function refuseUnreadable(): never {
  throw new CryptoFailure("file-unreadable");
}

/** Streams may feed each other for minutes without letting in the message that says to stop. */
function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve);
  });
}

/** Writes a stream into a result, or leaves nothing of it. */
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
