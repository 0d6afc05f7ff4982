/** Ctrl-C and its relatives: what has been begun is undone, then the process ends as shells expect. */

/** With the numbers that shells add to 128. */
const SIGNALS = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 } as const;
type Signal = keyof typeof SIGNALS;

/** How long cleaning up may take before the process ends without it. */
const GRACE_MS = 2000;

/** Thrown by whatever was going on when the signal came. */
export class Interruption extends Error {
  override readonly name = "Interruption";

  readonly signal: Signal;

  constructor(signal: Signal = "SIGINT") {
    super(signal);
    this.signal = signal;
  }
}

let threadIsStuck = false;

/** Makes the signals abort what is going on instead of ending the process on the spot. */
export function watchSignals(): AbortSignal {
  const controller = new AbortController();
  for (const signal of Object.keys(SIGNALS) as Signal[]) {
    process.on(signal, () => {
      // Package managers pass on a Ctrl-C that has already reached us: the second one changes nothing.
      if (controller.signal.aborted) return;
      setTimeout(killSelf, GRACE_MS, signal).unref();
      controller.abort(new Interruption(signal));
    });
  }
  return controller.signal;
}

/** Waits for work that cannot be called off, or for the signal, whichever comes first. */
export async function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  let abort = (): void => undefined;
  const aborted = new Promise<never>((_, reject) => {
    abort = () => {
      reject(signal.reason as Error);
    };
  });
  signal.addEventListener("abort", abort);
  if (signal.aborted) abort();
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener("abort", abort);
  }
}

/** The same for work that keeps one of Node's threads busy: making a key, reading a silent pipe. */
export async function untilAbortedInThread<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  try {
    return await untilAborted(work, signal);
  } catch (error) {
    threadIsStuck ||= signal.aborted;
    throw error;
  }
}

/** Ends the process with 130 for Ctrl-C, 143 for a polite kill. */
export function endInterrupted({ signal }: Interruption): never {
  // exit() waits for Node's threads. To be killed by the signal comes to the same in a shell: 130.
  if (threadIsStuck) killSelf(signal);
  process.exit(128 + SIGNALS[signal]);
}

function killSelf(signal: Signal): void {
  process.removeAllListeners(signal);
  process.kill(process.pid, signal);
}
