/** Byte streams for the tests. */

/** A stream of bytes in pieces of these sizes, in turn. */
export function streamOf(
  bytes: Uint8Array,
  ...sizes: readonly [number, ...number[]]
): ReadableStream<Uint8Array> {
  let offset = 0;
  let turn = 0;
  return new ReadableStream({
    pull(controller) {
      if (offset >= bytes.length) {
        controller.close();
        return;
      }
      const size = sizes[turn++ % sizes.length] ?? 1;
      // A copy, because a consumer may change its piece.
      controller.enqueue(bytes.slice(offset, offset + size));
      offset += size;
    },
  });
}

/** The bytes that a stream released, and its error. */
export interface Released {
  readonly bytes: Uint8Array;
  /** `undefined` if the stream ended without an error. */
  readonly error: Error | undefined;
}

/** Reads a stream to its end or its error. */
export async function release(open: () => Promise<ReadableStream<Uint8Array>>): Promise<Released> {
  const pieces: Uint8Array[] = [];
  let error: Error | undefined;
  try {
    const reader = (await open()).getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      pieces.push(value);
    }
  } catch (thrown) {
    if (!(thrown instanceof Error)) throw thrown;
    error = thrown;
  }
  return { bytes: joined(pieces), error };
}

/**
 * Index of the first difference of two byte arrays, or −1. The comparison of vitest takes a second for a
 * megabyte.
 */
export function firstDifference(a: Uint8Array, b: Uint8Array): number {
  if (a.length !== b.length) return Math.min(a.length, b.length);
  return a.findIndex((byte, i) => byte !== b[i]);
}

/** Decompresses zlib or gzip data. */
export async function decompress(
  bytes: Uint8Array,
  format: "deflate" | "gzip",
): Promise<Uint8Array> {
  const stream = new Blob([bytes.slice()]).stream().pipeThrough(new DecompressionStream(format));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

export function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let offset = 0;
  for (const piece of pieces) {
    all.set(piece, offset);
    offset += piece.length;
  }
  return all;
}

/** Pseudo-random bytes, so that a chunk in the wrong place differs. */
export function sampleBytes(length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let state = 0x9e3779b9;
  for (let i = 0; i < length; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    bytes[i] = state >>> 24;
  }
  return bytes;
}

/** UTF-16 text with a byte-order mark, as PowerShell's `>` writes it. */
export function toUtf16(text: string, order: "le" | "be" = "le"): Uint8Array {
  const bytes = new Uint8Array(2 + 2 * text.length);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, 0xfeff, order === "le");
  for (let i = 0; i < text.length; i++) {
    view.setUint16(2 + 2 * i, text.charCodeAt(i), order === "le");
  }
  return bytes;
}

export function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
