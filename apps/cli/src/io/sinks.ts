import { Writable } from "node:stream";

import { stdoutFailure, writeData } from "./output.js";
import { streams } from "./streams.js";

/** Streams that the core writes to when the result goes to no file. */

type Callback = (error?: Error | null) => void;

/**
 * Stdout. The first `hold` bytes are kept back until it is clear whether there will be more, so that
 * of a short result either everything is written or nothing.
 */
export class StdoutSink extends Writable {
  readonly #hold: number;
  #held: Uint8Array[] | null = [];
  #heldBytes = 0;

  constructor(hold = 0) {
    super();
    this.#hold = hold;
    // A fault comes to the callback of the write as well.
    streams.stdout.on("error", () => undefined);
  }

  /** Whether anything has left already. */
  get begun(): boolean {
    return this.#held === null;
  }

  override _write(piece: Uint8Array, _: BufferEncoding, callback: Callback): void {
    if (this.#held !== null && this.#heldBytes + piece.length <= this.#hold) {
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

  /** Writes what was kept back; everything else has been written by now. */
  async finish(): Promise<void> {
    if (this.#held !== null) await writeData(Buffer.concat(this.#held));
  }
}

/** Memory, up to a limit. */
export class MemorySink extends Writable {
  readonly #limit: number;
  readonly #whenFull: Error;
  readonly #pieces: Uint8Array[] = [];
  #size = 0;

  /** @param whenFull - What went wrong if there are more than `limit` bytes. */
  constructor(limit: number, whenFull: Error) {
    super();
    this.#limit = limit;
    this.#whenFull = whenFull;
  }

  /** Everything that has been written. */
  get bytes(): Uint8Array {
    return Buffer.concat(this.#pieces);
  }

  override _write(piece: Uint8Array, _: BufferEncoding, callback: Callback): void {
    this.#size += piece.length;
    this.#pieces.push(piece);
    callback(this.#size > this.#limit ? this.#whenFull : null);
  }
}
