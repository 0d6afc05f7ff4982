import { Writable } from "node:stream";

import { stdoutFailure, writeData } from "./output.js";
import { streams } from "./streams.js";

/** Targets for results that do not go to a file. */

type Callback = (error?: Error | null) => void;

/**
 * Writes to stdout. Holds the first `holdBytes` bytes back, so that a short result is written whole or
 * not at all.
 */
export class StdoutSink extends Writable {
  readonly #holdBytes: number;
  #held: Uint8Array[] | null = [];
  #heldBytes = 0;

  constructor(holdBytes = 0) {
    super();
    this.#holdBytes = holdBytes;
    // Ignore: the callback of the write gets the error too.
    streams.stdout.on("error", () => undefined);
  }

  /** Whether anything was written to stdout. */
  get begun(): boolean {
    return this.#held === null;
  }

  override _write(piece: Uint8Array, _: BufferEncoding, callback: Callback): void {
    if (this.#held !== null && this.#heldBytes + piece.length <= this.#holdBytes) {
      this.#held.push(piece);
      this.#heldBytes += piece.length;
      callback();
      return;
    }
    const pieces = this.#held ?? [];
    this.#held = null;
    streams.stdout.write(Buffer.concat([...pieces, piece]), (error) => {
      callback(error ? stdoutFailure(error) : null);
    });
  }

  /** Writes what was held back. */
  async finish(): Promise<void> {
    if (this.#held !== null) await writeData(Buffer.concat(this.#held));
  }
}

/** Collects bytes in memory, up to a limit. */
export class MemorySink extends Writable {
  readonly #limit: number;
  readonly #whenFull: Error;
  readonly #pieces: Uint8Array[] = [];
  #size = 0;

  /** @param whenFull - The error after more than `limit` bytes. */
  constructor(limit: number, whenFull: Error) {
    super();
    this.#limit = limit;
    this.#whenFull = whenFull;
  }

  /** All bytes written so far. */
  get bytes(): Uint8Array {
    return Buffer.concat(this.#pieces);
  }

  override _write(piece: Uint8Array, _: BufferEncoding, callback: Callback): void {
    this.#size += piece.length;
    this.#pieces.push(piece);
    callback(this.#size > this.#limit ? this.#whenFull : null);
  }
}
