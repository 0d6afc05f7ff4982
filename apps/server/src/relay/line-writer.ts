/**
 * Writes lines to a file that may be full, slow or gone. Adding a line never waits and never fails: lines wait in
 * memory up to a limit, later ones are dropped and counted, and what could not be written is tried again.
 */

export interface LineWriterOptions {
  /** Writes bytes, and resolves with the number of those written. Called again only after that. */
  readonly write: (bytes: Buffer) => Promise<number>;
  /** Characters at which lines are written at once, instead of after the delay. */
  readonly flushAt?: number;
  /** Milliseconds until a line is written. */
  readonly delayMs: number;
  /** Characters of lines that wait. */
  readonly limit: number;
  /** The line to write when writing works again after lines were dropped. */
  readonly lostLine: (count: number) => string;
}

/** Milliseconds until another attempt after a write that failed. */
const RETRY_MS = 250;

export class LineWriter {
  readonly #options: LineWriterOptions;
  #lines: string[] = [];
  /** Characters in `#lines`. */
  #length = 0;
  /** What is left of lines that were written in part. */
  #rest: Buffer = Buffer.alloc(0);
  #timer: NodeJS.Timeout | null = null;
  /** The running writes, or null. */
  #writing: Promise<void> | null = null;
  #isFailing = false;
  /** Lines that were dropped, and not reported yet. */
  #unreported = 0;
  #lost = 0;

  /**
   * @example
   * ```ts
   * const lostLine = (count: number) => `${JSON.stringify({ lost: count })}\n`;
   * const writer = new LineWriter({ write, delayMs: 500, limit: 2 ** 20, lostLine });
   * writer.add('{"a":1}\n');
   * await writer.close(1000);
   * ```
   */
  constructor(options: LineWriterOptions) {
    this.#options = options;
  }

  /** Lines that were dropped since the start. */
  get lost(): number {
    return this.#lost;
  }

  /** @param line - With its line feed. */
  add(line: string): void {
    if (this.#length + line.length > this.#options.limit) {
      this.#lost++;
      this.#unreported++;
      return;
    }
    this.#lines.push(line);
    this.#length += line.length;
    if (this.#isFailing) return;
    if (this.#length >= (this.#options.flushAt ?? Infinity)) this.flush();
    else this.#writeIn(this.#options.delayMs);
  }

  /** Starts to write what waits. */
  flush(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#writing ??= this.#writeAll().finally(() => {
      this.#writing = null;
      if (this.#isFailing) this.#writeIn(RETRY_MS);
    });
  }

  /** Writes what waits, and gives up at the first failure, or after that time. */
  async close(timeoutMs: number): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const timeout = new Promise<void>((resolve) => (timer = setTimeout(resolve, timeoutMs)));
    await Promise.race([timeout, this.#flushAll()]);
    clearTimeout(timer);
    if (this.#timer !== null) clearTimeout(this.#timer);
  }

  /** What waits, for a process that ends in an unexpected way. */
  rest(): Buffer {
    return Buffer.concat([this.#rest, this.#take()]);
  }

  async #flushAll(): Promise<void> {
    // Lines may have come in after the last write of a running flush.
    do {
      this.flush();
      await this.#writing;
    } while (this.#length > 0 && !this.#isFailing);
  }

  #writeIn(delayMs: number): void {
    this.#timer ??= setTimeout(() => {
      this.flush();
    }, delayMs).unref();
  }

  async #writeAll(): Promise<void> {
    try {
      while (this.#rest.length > 0 || this.#lines.length > 0) {
        if (this.#rest.length === 0) this.#rest = this.#take();
        const written = await this.#options.write(this.#rest);
        if (written === 0) throw new Error("nothing was written");
        this.#rest = this.#rest.subarray(written);
        this.#isFailing = false;
      }
    } catch {
      this.#isFailing = true;
    }
  }

  #take(): Buffer {
    if (this.#unreported > 0) this.#lines.push(this.#options.lostLine(this.#unreported));
    this.#unreported = 0;
    const bytes = Buffer.from(this.#lines.join(""));
    this.#lines = [];
    this.#length = 0;
    return bytes;
  }
}
