/** SIGINT, SIGQUIT, SIGTERM and SIGHUP: the command undoes what it began, then the process ends as shells expect. */

/** The numbers that shells add to 128. */
const SIGNALS = { SIGHUP: 1, SIGINT: 2, SIGQUIT: 3, SIGTERM: 15 } as const;
type Signal = keyof typeof SIGNALS;
const SIGNAL_NAMES = Object.keys(SIGNALS) as Signal[];

/** How long cleanup may take before the process is killed. */
const CLEANUP_TIMEOUT_MS = 2000;

/** Why a command stopped when a signal came. */
export class Interruption extends Error {
  override readonly name = "Interruption";

  readonly signal: Signal;

  constructor(signal: Signal = "SIGINT") {
    super(signal);
    this.signal = signal;
  }
}

/** Whether a thread of Node's pool is still busy with work that was given up. */
let isThreadBusy = false;

/** Makes signals abort the returned `AbortSignal` instead of ending the process. */
export function watchSignals(): AbortSignal {
  const controller = new AbortController();
  for (const signal of SIGNAL_NAMES) {
    process.on(signal, () => {
      // Package managers forward a Ctrl-C that we already got: ignore the second one.
      if (controller.signal.aborted) return;
      setTimeout(killSelf, CLEANUP_TIMEOUT_MS, signal).unref();
      controller.abort(new Interruption(signal));
    });
  }
  return controller.signal;
}

/** Waits for work that cannot be cancelled, or for the signal. */
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

/** The same for work in Node's thread pool, such as generating a key or reading a silent pipe. */
export async function untilAbortedInThread<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  try {
    return await untilAborted(work, signal);
  } catch (error) {
    isThreadBusy ||= signal.aborted;
    throw error;
  }
}

/** The exit code after a signal: 130 for SIGINT, 143 for SIGTERM. */
export function exitCodeOf({ signal }: Interruption): number {
  return 128 + SIGNALS[signal];
}

/** Ends the process. */
export function endProcess(exitCode: number): never {
  const signal = SIGNAL_NAMES.find((name) => 128 + SIGNALS[name] === exitCode);
  // exit() would wait for the busy thread. Death by the signal gives a shell the same exit code.
  if (isThreadBusy && signal !== undefined) killSelf(signal);
  process.exit(exitCode);
}

function killSelf(signal: Signal): void {
  process.removeAllListeners(signal);
  process.kill(process.pid, signal);
}
