import { startDecryption, startEncryption } from "@pct/core/age";
import type { DecryptOptions, EncryptOptions } from "@pct/core/age";
import { PctError } from "@pct/core/errors";
import { convertedSize, importPayloadKey, segmentCount, segmentPlace } from "@pct/core/segments";
import { wrap } from "comlink";
import type { Remote } from "comlink";

import { CryptoFailure } from "#/crypto/failure.js";
import type { TaskOptions } from "#/crypto/interface/files.js";
import { START_THREAD } from "#/crypto/threads.js";
import { Result } from "./result.js";
import { convertFrom } from "./segment-job.js";
import type { Pieces, SegmentJob } from "./segment-job.js";
import type { SegmentThread } from "./segment-thread.js";
import { PROGRESS_INTERVAL_MS, progressStream } from "./streams.js";

/**
 * Encrypts and decrypts binary age files by position: a large one with the help of threads, which read and
 * write without passing bytes to each other.
 */

/** Starting threads takes about as long as converting this many bytes. */
const THREADS_FROM_BYTES = 16 * 1024 * 1024;

/** Segments that a thread has in work at once, so that it reads one while it converts the other. */
const LANES = 2;

/** Options of {@link encryptByPosition}. */
export interface PositionOptions extends TaskOptions {
  /** How many threads help. Default: for a large file as many as processors, with this one 2 to 4; else 0. */
  readonly threads?: number;
}

/** Encrypts a file into a binary age file. On failure nothing of it stays on the disk. */
export async function encryptByPosition(
  file: Blob,
  options: EncryptOptions,
  task: PositionOptions,
): Promise<Result> {
  if (task.signal?.aborted === true) throw new CryptoFailure("cancelled");
  const { start, key } = await startEncryption(options);
  const job = {
    key: await importPayloadKey(key),
    kind: { direction: "seal", size: file.size },
    source: file,
  } as const;
  const around = { start: start as Uint8Array<ArrayBuffer>, inputOffset: 0 };
  return convertFile(job, around, task);
}

/** Decrypts a binary age file; `null` for any other file. On failure nothing stays on the disk. */
export async function decryptByPosition(
  file: Blob,
  options: DecryptOptions,
  task: PositionOptions,
): Promise<Result | null> {
  const { signal } = task;
  const stream = progressStream(file, signal === undefined ? {} : { signal });
  const found = await startDecryption(stream, options);
  if (found === null) return null;
  const { startBytes } = found;
  const job = {
    key: await importPayloadKey(found.key),
    kind: { direction: "open", size: file.size - startBytes },
    source: file.slice(startBytes),
  } as const;
  return convertFile(job, { start: new Uint8Array(), inputOffset: startBytes }, task);
}

/** What surrounds a payload. */
interface Around {
  /** What precedes it in the output. */
  readonly start: Uint8Array<ArrayBuffer>;
  /** Bytes that precede it in the input. */
  readonly inputOffset: number;
}

async function convertFile(
  job: SegmentJob,
  { start, inputOffset }: Around,
  task: PositionOptions,
): Promise<Result> {
  const size = convertedSize(job.kind);
  if (size === null) throw new PctError("decryption-failed");
  const result = await Result.ofSize(start.length + size);
  try {
    result.writeAt([start], 0);
    const { onProgress, threads = threadsFor(job.kind.size), signal } = task;
    const total = inputOffset + job.kind.size;
    const report = (bytes: number): void => onProgress?.({ done: inputOffset + bytes, total });
    onProgress?.({ done: 0, total });
    await convertPayload(job, { result, offset: start.length }, { report, threads, signal });
    report(job.kind.size);
    return result;
  } catch (error) {
    await result.discard();
    throw error;
  }
}

function threadsFor(size: number): number {
  if (size < THREADS_FROM_BYTES) return 0;
  return Math.min(Math.max(navigator.hardwareConcurrency, 2), 4) - 1;
}

interface Output {
  readonly result: Result;
  /** Where the payload begins in it. */
  readonly offset: number;
}

interface Watch {
  /** Called at most ten times a second with the bytes that were converted. */
  readonly report: (bytes: number) => void;
  readonly threads: number;
  readonly signal: AbortSignal | undefined;
}

/**
 * Converts all segments: in this thread, and in those that start in time. Resolves or rejects when none of
 * them has the output open any more.
 */
async function convertPayload(
  job: SegmentJob,
  { result, offset }: Output,
  { report, threads, signal }: Watch,
): Promise<void> {
  const count = segmentCount(job.kind);
  let next = 0;
  let done = 0;
  let reported = performance.now();
  let failure: { readonly error: unknown } | undefined;
  const isOver = (): boolean => failure !== undefined || next >= count;

  /** Takes segments until none is left. */
  const takeSegments = async (convert: (index: number) => Promise<Pieces>): Promise<void> => {
    while (!isOver()) {
      const index = next++;
      try {
        if (signal?.aborted === true) throw new CryptoFailure("cancelled");
        const { inputStart, inputEnd, outputStart } = segmentPlace(job.kind, index);
        result.writeAt(await convert(index), offset + outputStart);
        done += inputEnd - inputStart;
      } catch (error) {
        failure ??= { error };
      }
      if (performance.now() - reported < PROGRESS_INTERVAL_MS) continue;
      reported = performance.now();
      report(done);
    }
  };
  const inLanes = (convert: (index: number) => Promise<Pieces>): Promise<unknown> =>
    Promise.all(Array.from({ length: LANES }, () => takeSegments(convert)));

  const help = async (thread: Remote<SegmentThread>): Promise<void> => {
    const shared = result.shared === null ? null : { handle: result.shared, offset };
    const hasBegun = await thread.begin(job, shared).then(
      () => true,
      () => false,
    );
    // A thread that can't open the output isn't needed.
    if (hasBegun) await inLanes((index) => thread.convert(index));
    await thread.end();
  };
  const helping: Promise<void>[] = [];
  for (let i = 0; i < threads; i++) {
    const thread = startThread();
    // One whose script can't be loaded is never ready.
    void thread.ready().then(() => {
      if (isOver()) void thread.end();
      else helping.push(help(thread));
    });
  }
  await inLanes((index) => convertFrom(job, index));
  await Promise.all(helping);
  if (failure !== undefined) throw failure.error;
}

function startThread(): Remote<SegmentThread> {
  const { port1, port2 } = new MessageChannel();
  postMessage(START_THREAD, [port2]);
  return wrap<SegmentThread>(port1);
}
