import { chacha20poly1305 } from "@noble/ciphers/chacha.js";

import { PctError } from "../errors.js";
import { chaCha20Poly1305Key, chaCha20Poly1305Open, chaCha20Poly1305Seal } from "../webcrypto.js";
import { CHUNK, plaintextSize, TAG } from "./payload.js";

/**
 * The payload of an age file by position. Every chunk has a fixed place in both files, so that threads can
 * share the work: each takes a segment of 64 chunks, reads, converts and writes it.
 *
 * @packageDocumentation
 */

/** 4 MiB: browsers need about as long to read a much smaller piece of a file. */
const SEGMENT_CHUNKS = 64;

/**
 * The key of a payload, which one thread can send to another: a handle where the platform has
 * ChaCha20-Poly1305, otherwise the bytes.
 */
export type PayloadKey = CryptoKey | Uint8Array;

/** What to do with a payload of which size. */
export interface PayloadKind {
  readonly direction: "seal" | "open";
  /** Bytes of plaintext to seal, or of ciphertext to open. */
  readonly size: number;
}

/** Offsets of a segment in the payload that is read, and in the one that is written. */
export interface SegmentPlace {
  readonly inputStart: number;
  readonly inputEnd: number;
  readonly outputStart: number;
}

/**
 * Imports the key that `startEncryption` or `startDecryption` returns. Wipes its bytes if the platform keeps
 * it.
 *
 * @example
 * ```ts
 * import { startEncryption } from "@pct/core/age";
 * import { convertSegment, importPayloadKey, segmentCount, segmentPlace } from "@pct/core/segments";
 * import { readFile, writeFile } from "node:fs/promises";
 *
 * const plaintext = await readFile("backup.tar");
 * const recipients = [await readFile("public_key.pem", "utf8")];
 * const { start, key } = await startEncryption({ recipients });
 * const payloadKey = await importPayloadKey(key);
 * const kind = { direction: "seal", size: plaintext.length } as const;
 * const pieces = [start];
 * for (let index = 0; index < segmentCount(kind); index++) {
 *   const { inputStart, inputEnd } = segmentPlace(kind, index);
 *   const segment = plaintext.subarray(inputStart, inputEnd);
 *   pieces.push(...(await convertSegment(payloadKey, kind, index, segment)));
 * }
 * await writeFile("backup.tar.age", pieces);
 * ```
 */
export async function importPayloadKey(bytes: Uint8Array): Promise<PayloadKey> {
  const handle = await chaCha20Poly1305Key(bytes);
  if (handle === null) return bytes;
  bytes.fill(0);
  return handle;
}

/**
 * Bytes of the converted payload; `null` if there is no payload of this size to open.
 *
 * @example
 * ```ts
 * import { convertedSize } from "@pct/core/segments";
 *
 * console.log(convertedSize({ direction: "seal", size: 100_000 })); // 100032
 * console.log(convertedSize({ direction: "open", size: 15 })); // null
 * ```
 */
export function convertedSize(kind: PayloadKind): number | null {
  const { direction, size } = kind;
  return direction === "seal" ? size + chunkCount(kind) * TAG : plaintextSize(size);
}

/**
 * Segments of a payload; at least one, since an empty plaintext has a chunk too.
 *
 * @example
 * ```ts
 * import { segmentCount } from "@pct/core/segments";
 *
 * console.log(segmentCount({ direction: "seal", size: 2 ** 30 })); // 256
 * ```
 */
export function segmentCount(kind: PayloadKind): number {
  return Math.ceil(chunkCount(kind) / SEGMENT_CHUNKS);
}

/**
 * Where the segment of this index is read and written.
 *
 * @example
 * ```ts
 * import { segmentPlace } from "@pct/core/segments";
 *
 * const { inputStart, inputEnd } = segmentPlace({ direction: "seal", size: 5_000_000 }, 1);
 * console.log(inputStart, inputEnd); // 4194304 5000000
 * ```
 */
export function segmentPlace({ direction, size }: PayloadKind, index: number): SegmentPlace {
  const [read, written] = direction === "seal" ? [CHUNK, CHUNK + TAG] : [CHUNK + TAG, CHUNK];
  const first = index * SEGMENT_CHUNKS;
  return {
    inputStart: first * read,
    inputEnd: Math.min(size, (first + SEGMENT_CHUNKS) * read),
    outputStart: first * written,
  };
}

/**
 * Converts one segment into pieces, which follow each other at its place in the output.
 *
 * The output is authentic and complete only when every segment was converted without an error.
 *
 * @param bytes - All bytes of the payload at the segment's place.
 * @throws {@link PctError} `decryption-failed`.
 *
 * @example
 * ```ts
 * import { convertSegment } from "@pct/core/segments";
 *
 * const kind = { direction: "seal", size: 3 } as const;
 * const key = crypto.getRandomValues(new Uint8Array(32));
 * const [chunk] = await convertSegment(key, kind, 0, new TextEncoder().encode("abc"));
 * console.log(chunk?.length); // 19
 * ```
 */
export async function convertSegment(
  key: PayloadKey,
  kind: PayloadKind,
  index: number,
  bytes: Uint8Array,
): Promise<Uint8Array[]> {
  const { inputStart, inputEnd } = segmentPlace(kind, index);
  if (bytes.length !== inputEnd - inputStart) throw new TypeError("not the bytes of the segment");
  // Also refuses an empty last chunk, with which one file would have two encodings.
  if (convertedSize(kind) === null) throw new PctError("decryption-failed");
  const chunks = chunkCount(kind);
  const read = kind.direction === "seal" ? CHUNK : CHUNK + TAG;
  const first = index * SEGMENT_CHUNKS;
  const convert = key instanceof Uint8Array ? byLibrary(key, kind) : byPlatform(key, kind);
  const count = Math.min(SEGMENT_CHUNKS, chunks - first);
  // The platform works on all of them at once, in its own threads.
  const converted = Array.from({ length: count }, (_, i) => {
    const nonce = nonceOf(first + i, first + i === chunks - 1);
    return convert(nonce, bytes.subarray(i * read, (i + 1) * read));
  });
  try {
    return await Promise.all(converted);
  } catch (error) {
    throw kind.direction === "open" ? new PctError("decryption-failed") : error;
  }
}

type Convert = (nonce: Uint8Array, chunk: Uint8Array) => Promise<Uint8Array>;

function byPlatform(key: CryptoKey, { direction }: PayloadKind): Convert {
  const convert = direction === "seal" ? chaCha20Poly1305Seal : chaCha20Poly1305Open;
  return (nonce, chunk) => convert(key, nonce, chunk);
}

function byLibrary(key: Uint8Array, { direction }: PayloadKind): Convert {
  // Asynchronous, so that a failure is a rejection.
  // eslint-disable-next-line @typescript-eslint/require-await -- as above
  return async (nonce, chunk) => {
    const cipher = chacha20poly1305(key, nonce);
    return direction === "seal" ? cipher.encrypt(chunk) : cipher.decrypt(chunk);
  };
}

function chunkCount({ direction, size }: PayloadKind): number {
  return Math.max(1, Math.ceil(size / (direction === "seal" ? CHUNK : CHUNK + TAG)));
}

/** 11 bytes of big-endian counter, and one byte that marks the last chunk. */
function nonceOf(index: number, isLast: boolean): Uint8Array {
  const nonce = new Uint8Array(12);
  const view = new DataView(nonce.buffer);
  // No file has 2⁵³ chunks, so the upper 24 bits of the counter stay zero.
  view.setUint32(3, Math.floor(index / 2 ** 32));
  view.setUint32(7, index % 2 ** 32);
  view.setUint8(11, isLast ? 1 : 0);
  return nonce;
}
