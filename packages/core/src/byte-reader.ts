import { concat } from "./text.js";

/** Reads a source of bytes with lookahead: peeks at its start, then passes on the rest. */
export class ByteReader {
  readonly #source: AsyncIterator<Uint8Array>;
  #buffer: Uint8Array = new Uint8Array(1024);
  #start = 0;
  #end = 0;
  #done = false;

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  /** Returns the next `length` bytes without consuming them; fewer only at the end of the source. */
  async peek(length: number): Promise<Uint8Array> {
    while (this.#end - this.#start < length && !this.#done) {
      const next = await this.#source.next();
      if (next.done) this.#done = true;
      else this.#append(next.value);
    }
    return this.#buffer.subarray(this.#start, Math.min(this.#start + length, this.#end));
  }

  /** Consumes the next `length` bytes; fewer only at the end of the source. */
  async take(length: number): Promise<Uint8Array> {
    const bytes = (await this.peek(length)).slice();
    this.#start += bytes.length;
    return bytes;
  }

  /** Yields the remaining bytes in pieces. Ending the iteration early stops the source. */
  async *rest(): AsyncGenerator<Uint8Array, void, undefined> {
    try {
      const buffered = this.#buffer.subarray(this.#start, this.#end);
      this.#buffer = new Uint8Array();
      if (buffered.length > 0) yield buffered;
      while (!this.#done) {
        const next = await this.#source.next();
        if (next.done) this.#done = true;
        else if (next.value.length > 0) yield next.value;
      }
    } finally {
      await this.close();
    }
  }

  /** Stops the source. */
  async close(): Promise<void> {
    if (this.#done) return;
    this.#done = true;
    await this.#source.return?.();
  }

  #append(piece: Uint8Array): void {
    const used = this.#end - this.#start;
    if (this.#end + piece.length > this.#buffer.length) {
      const grown = new Uint8Array(Math.max(2 * this.#buffer.length, used + piece.length));
      grown.set(this.#buffer.subarray(this.#start, this.#end));
      this.#buffer = grown;
      this.#start = 0;
      this.#end = used;
    }
    this.#buffer.set(piece, this.#end);
    this.#end += piece.length;
  }
}

/**
 * Iterates over the chunks of a stream. The first call of `next` locks the stream; `return` cancels it.
 *
 * Not a generator, because `return` on a generator that has not started does not run its `finally`.
 */
export class StreamSource implements AsyncIterableIterator<Uint8Array, void, undefined> {
  readonly #stream: ReadableStream<Uint8Array>;
  #reader: ReadableStreamDefaultReader<Uint8Array> | undefined;

  constructor(stream: ReadableStream<Uint8Array>) {
    if (!(stream instanceof ReadableStream)) throw new TypeError("not a Uint8Array or a stream");
    this.#stream = stream;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async next(): Promise<IteratorResult<Uint8Array, void>> {
    this.#reader ??= this.#stream.getReader();
    const result = await this.#reader.read();
    if (!result.done) return { done: false, value: result.value };
    this.#reader.releaseLock();
    return { done: true, value: undefined };
  }

  async return(reason?: unknown): Promise<IteratorResult<Uint8Array, void>> {
    this.#reader ??= this.#stream.getReader();
    // Ignore: a stream that already errored rejects `cancel()` too.
    await this.#reader.cancel(reason).catch(() => undefined);
    this.#reader.releaseLock();
    return { done: true, value: undefined };
  }
}

/**
 * A pull-based stream: it asks for the next piece only when its reader does.
 *
 * @param source - The source of the pieces, cancelled directly when the reader cancels: `pieces` may be
 * waiting for it.
 */
export function streamFrom(
  pieces: AsyncGenerator<Uint8Array, void, undefined>,
  source: StreamSource,
): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const next = await pieces.next();
        if (next.done) controller.close();
        else controller.enqueue(next.value);
      },
      async cancel(reason) {
        await source.return(reason);
        await pieces.return();
      },
    },
    { highWaterMark: 0 },
  );
}

/** A source of one byte array. */
// eslint-disable-next-line @typescript-eslint/require-await -- sources are asynchronous
export async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array, void, undefined> {
  yield bytes;
}

/** Joins all pieces into one byte array. */
export async function collect(source: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for await (const piece of source) pieces.push(piece);
  return concat(...pieces);
}
