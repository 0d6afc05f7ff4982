import type { FileHandle } from "node:fs/promises";

/**
 * Writes pieces in order, and makes the next piece while one is written. A piece may use the
 * memory of the piece before the last.
 */
export async function writeEach(
  pieces: AsyncIterable<Uint8Array> | readonly Uint8Array[],
  write: (piece: Uint8Array) => Promise<void>,
): Promise<void> {
  let writing = Promise.resolve();
  try {
    for await (const piece of pieces) {
      await writing;
      writing = write(piece);
      // Ignore: reported by the next await.
      writing.catch(() => undefined);
    }
  } finally {
    // The output must stay open until the write has ended.
    await writing.catch(() => undefined);
  }
  await writing;
}

/** Writes content to an open file, at its current position. */
export async function writePieces(
  file: Pick<FileHandle, "write">,
  content: string | Uint8Array | AsyncIterable<Uint8Array>,
  signal: AbortSignal | undefined,
): Promise<void> {
  signal?.throwIfAborted();
  await writeEach(piecesOf(content), async (piece) => {
    signal?.throwIfAborted();
    // FileHandle.write may write only a part.
    for (let written = 0; written < piece.length;) {
      written += (await file.write(piece, written)).bytesWritten;
    }
  });
}

function piecesOf(
  content: string | Uint8Array | AsyncIterable<Uint8Array>,
): AsyncIterable<Uint8Array> | readonly Uint8Array[] {
  if (typeof content === "string") return [Buffer.from(content)];
  return content instanceof Uint8Array ? [content] : content;
}
