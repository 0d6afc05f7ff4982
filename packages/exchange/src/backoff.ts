/** Options of {@link Backoff}. */
export interface BackoffOptions {
  /** Milliseconds of the first pause; doubled for each further one. */
  readonly firstMs: number;
  /** Milliseconds of the longest pause. */
  readonly longestMs: number;
  /**
   * Listens for events that make a retry worthwhile at once, such as a network that is back, and calls
   * `wake`. Removes its listeners when `signal` aborts.
   */
  readonly listen?: (wake: () => void, signal: AbortSignal) => void;
}

/**
 * Exponential backoff between series of calls. (The relay client makes several tries of its own within
 * seconds.)
 *
 * @example
 * ```ts
 * import { Backoff } from "@pct/exchange/backoff";
 *
 * const backoff = new Backoff({ firstMs: 1, longestMs: 4 });
 * await backoff.wait(new AbortController().signal); // 1 ms; then 2 ms, 4 ms, 4 ms …
 * backoff.reset();
 * ```
 */
export class Backoff {
  readonly #options: BackoffOptions;
  #nextMs: number;

  constructor(options: BackoffOptions) {
    this.#options = options;
    this.#nextMs = options.firstMs;
  }

  /** Starts over with the first pause. */
  reset(): void {
    this.#nextMs = this.#options.firstMs;
  }

  /** Resolves after the next pause, or when `listen` wakes it. Rejects with the signal's reason. */
  async wait(signal: AbortSignal): Promise<void> {
    const { longestMs, listen } = this.#options;
    const pauseMs = this.#nextMs;
    this.#nextMs = Math.min(2 * pauseMs, longestMs);
    signal.throwIfAborted();
    const ended = new AbortController();
    await new Promise<void>((resolve) => {
      const wake = (): void => {
        resolve();
      };
      const timer = setTimeout(wake, pauseMs);
      ended.signal.addEventListener("abort", () => {
        clearTimeout(timer);
      });
      signal.addEventListener("abort", wake, { signal: ended.signal });
      listen?.(wake, ended.signal);
    });
    ended.abort();
    signal.throwIfAborted();
  }
}
