import { writeData, writeInThread } from "./output.js";

/**
 * Targets for results that do not go to a file. `write` takes a piece, whose memory is used again
 * afterwards.
 */

/**
 * Writes to stdout. Holds the first `holdBytes` bytes back, so that a short result is written whole or
 * not at all.
 */
export class StdoutSink {
  readonly #signal: AbortSignal;
  readonly #holdBytes: number;
  #held: Uint8Array[] | null = [];
  #heldBytes = 0;

  constructor(signal: AbortSignal, holdBytes = 0) {
    this.#signal = signal;
    this.#holdBytes = holdBytes;
  }

  /** Whether anything was written to stdout. */
  get begun(): boolean {
    return this.#held === null;
  }

  readonly write = async (piece: Uint8Array): Promise<void> => {
    if (this.#held !== null && this.#heldBytes + piece.length <= this.#holdBytes) {
      this.#held.push(Buffer.from(piece));
      this.#heldBytes += piece.length;
      return;
    }
    const held = this.#held ?? [];
    this.#held = null;
    for (const earlier of held) await writeInThread(earlier, this.#signal);
    await writeInThread(piece, this.#signal);
  };

  /** Writes what was held back. */
  async finish(): Promise<void> {
    if (this.#held !== null) await writeData(Buffer.concat(this.#held));
  }
}

/** Collects bytes in memory, up to a limit. */
export class MemorySink {
  readonly #limit: number;
  readonly #whenFull: Error;
  readonly #pieces: Uint8Array[] = [];
  #size = 0;

  /** @param whenFull - The error after more than `limit` bytes. */
  constructor(limit: number, whenFull: Error) {
    this.#limit = limit;
    this.#whenFull = whenFull;
  }

  /** All bytes written so far. */
  get bytes(): Uint8Array {
    return Buffer.concat(this.#pieces);
  }

  readonly write = (piece: Uint8Array): Promise<void> => {
    this.#size += piece.length;
    this.#pieces.push(Buffer.from(piece));
    return this.#size > this.#limit ? Promise.reject(this.#whenFull) : Promise.resolve();
  };
}
