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
