/**
 * A task of which only the latest run counts. Starting a run aborts the one before it, and what an
 * aborted run still writes with `store.set(change, signal)` is ignored.
 *
 * @example
 * ```ts
 * const search = new Latest();
 * async function find(text: string): Promise<void> {
 *   const signal = search.restart();
 *   state.set({ found: await query(text, signal) }, signal);
 * }
 * ```
 */
export class Latest {
  #controller = new AbortController();

  /** Signal of the current run. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Aborts the current run and returns the signal of a new one. */
  restart(): AbortSignal {
    this.#controller.abort();
    this.#controller = new AbortController();
    return this.#controller.signal;
  }

  /** Aborts the current run, without starting another. */
  abort(): void {
    this.#controller.abort();
  }
}
