import { convertSegment, segmentPlace } from "@pct/core/segments";
import type { PayloadKey, PayloadKind } from "@pct/core/segments";

import { CryptoFailure } from "#/crypto/failure.js";

/** Segments of a payload that is read from a file, in the crypto worker and in the threads that help it. */

/** A payload to convert. Passed to a thread, which opens nothing itself. */
export interface SegmentJob {
  readonly key: PayloadKey;
  readonly kind: PayloadKind;
  /** The payload alone. */
  readonly source: Blob;
}

/** Pieces that follow each other in the output. */
export type Pieces = readonly Uint8Array<ArrayBuffer>[];

/** Reads and converts a segment. */
export async function convertFrom(
  { key, kind, source }: SegmentJob,
  index: number,
): Promise<Pieces> {
  const { inputStart, inputEnd } = segmentPlace(kind, index);
  const blob = source.slice(inputStart, inputEnd);
  const bytes = new Uint8Array(await blob.arrayBuffer().catch(refuseUnreadable));
  if (bytes.length !== inputEnd - inputStart) refuseUnreadable();
  // Not freed with transfer(0): of each GiB, Chromium 156 then keeps more than one, also in threads that have ended.
  return (await convertSegment(key, kind, index, bytes)) as Uint8Array<ArrayBuffer>[];
}

/** For a folder, or a file that is gone or has changed: the error of a stream is a "network error". */
export function refuseUnreadable(): never {
  throw new CryptoFailure("file-unreadable");
}

const SHARED = "readwrite-unsafe";

/** TypeScript's library doesn't have the modes yet. */
type Open = (options: { mode: string }) => Promise<FileSystemSyncAccessHandle & { mode?: string }>;

/**
 * Opens a file for writing. Other threads can open it as well if `isShared`; browsers that lack the mode
 * ignore it, and exclude them.
 */
export async function openOutput(
  handle: FileSystemFileHandle,
): Promise<{ access: FileSystemSyncAccessHandle; isShared: boolean }> {
  const access = await (handle.createSyncAccessHandle as Open).call(handle, { mode: SHARED });
  return { access, isShared: access.mode === SHARED };
}

/** Writes pieces one after the other. */
export function writePieces(access: FileSystemSyncAccessHandle, pieces: Pieces, at: number): void {
  let place = at;
  for (const piece of pieces) {
    // On a full disk the return value reports a part, or in Chromium's private windows 2³² − 8.
    if (access.write(piece, { at: place }) !== piece.length) {
      throw new DOMException("", "QuotaExceededError");
    }
    place += piece.length;
  }
}
