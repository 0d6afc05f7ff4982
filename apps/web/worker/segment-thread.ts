import { segmentPlace } from "@pct/core/segments";
import { expose, transfer } from "comlink";

import { transferFailures } from "#/crypto/transfer.js";
import { describeFailure } from "./failures.js";
import { convertFrom, openOutput, writePieces } from "./segment-job.js";
import type { Pieces, SegmentJob } from "./segment-job.js";

/**
 * A thread that helps the crypto worker with one large file, under the same content security policy. The
 * page starts it, and gives it a port to the crypto worker.
 */

/** A result on the disk, into which several threads write. */
export interface SharedOutput {
  readonly handle: FileSystemFileHandle;
  /** Where the payload begins. */
  readonly offset: number;
}

/** The calls of the crypto worker. */
export interface SegmentThread {
  /** Resolves when the thread has started. */
  ready(): void;
  /** @param output - `null` if the crypto worker writes the pieces. */
  begin(job: SegmentJob, output: SharedOutput | null): Promise<void>;
  /** Converts a segment. Returns its pieces if it has not written them. */
  convert(index: number): Promise<Pieces>;
  /** Closes the output, and ends the thread. */
  end(): void;
}

let job: SegmentJob | undefined;
let output: { readonly access: FileSystemSyncAccessHandle; readonly offset: number } | undefined;

const thread: SegmentThread = {
  ready: () => undefined,
  async begin(begun, shared) {
    job = begun;
    if (shared === null) return;
    const { access } = await openOutput(shared.handle);
    output = { access, offset: shared.offset };
  },
  async convert(index) {
    if (job === undefined) throw new TypeError("no job");
    const pieces = await convertFrom(job, index);
    if (output === undefined) {
      return transfer(
        pieces,
        pieces.map(({ buffer }) => buffer),
      );
    }
    const { outputStart } = segmentPlace(job.kind, index);
    writePieces(output.access, pieces, output.offset + outputStart);
    return [];
  },
  end() {
    output?.access.close();
    // The page ends the thread. Later, so that the crypto worker gets its answer.
    setTimeout(() => {
      postMessage(null);
    });
  },
};

transferFailures(describeFailure);
addEventListener(
  "message",
  ({ ports: [port] }: MessageEvent<unknown>) => {
    if (port !== undefined) expose(thread, port);
  },
  { once: true },
);
