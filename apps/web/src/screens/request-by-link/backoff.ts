/** Milliseconds before the next series of tries, of which the relay's client makes several in a few seconds. */
const FIRST = 2000;
const LONGEST = 30_000;

/**
 * Pauses between tries, each longer than the one before, and cut short when there is a network again or
 * somebody looks.
 */
export class Backoff {
  #pause = FIRST;

  /** Somebody has answered. */
  reset(): void {
    this.#pause = FIRST;
  }

  /** Rejects with the signal's reason when that aborts. */
  async wait(signal: AbortSignal): Promise<void> {
    const pause = this.#pause;
    this.#pause = Math.min(2 * pause, LONGEST);
    await pauseUntilWoken(pause, signal);
  }
}

async function pauseUntilWoken(milliseconds: number, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  const over = new AbortController();
  await new Promise<void>((resolve) => {
    const end = (): void => {
      resolve();
    };
    const { signal: ended } = over;
    const timer = setTimeout(end, milliseconds);
    ended.addEventListener("abort", () => {
      clearTimeout(timer);
    });
    signal.addEventListener("abort", end, { signal: ended });
    addEventListener("online", end, { signal: ended });
    document.addEventListener(
      "visibilitychange",
      () => {
        if (document.visibilityState === "visible") resolve();
      },
      { signal: ended },
    );
  });
  over.abort();
  signal.throwIfAborted();
}
