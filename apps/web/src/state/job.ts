import { failureFacts } from "../crypto/failure";
import type { FailureFacts } from "../crypto/failure";
import type { Progress, TaskOptions } from "../crypto/interface/files";
import { Latest } from "./latest";
import { createStore } from "./store";
import type { Store } from "./store";

export interface JobState<Result> {
  readonly isBusy: boolean;
  /** `null` until the job reports progress. */
  readonly progress: Progress | null;
  readonly failure: FailureFacts | null;
  /** Result of the last run; `null` as soon as the next one starts. */
  readonly result: Result | null;
}

/**
 * A cancellable call of the crypto worker. One run at a time; the result of a run that was cancelled
 * or reset is discarded.
 *
 * @example
 * ```ts
 * const digestJob = new Job<string>();
 * void digestJob.run((watch) => hashWorker().digestFile(file, watch));
 * ```
 */
export class Job<Result> {
  readonly store: Store<JobState<Result>> = createStore<JobState<Result>>({
    isBusy: false,
    progress: null,
    failure: null,
    result: null,
  });
  readonly #latest = new Latest();
  readonly #discard: (result: Result) => void;

  /** @param discard - Removes what an unwanted result has left on the disk. */
  constructor(discard: (result: Result) => void = () => undefined) {
    this.#discard = discard;
  }

  /** Starts `act`, unless a run is in progress. Failures end up in the store. */
  async run(act: (watch: Required<TaskOptions>) => Promise<Result>): Promise<void> {
    if (this.store.get().isBusy) return;
    this.reset();
    const signal = this.#latest.restart();
    this.store.set({ isBusy: true });
    const onProgress = (progress: Progress): void => {
      this.store.set({ progress }, signal);
    };
    try {
      const result = await act({ signal, onProgress });
      this.store.set({ isBusy: false, progress: null, result }, signal);
      if (signal.aborted) this.#discard(result);
    } catch (error) {
      const failure = failureFacts(error);
      this.store.set({ isBusy: false, progress: null, failure }, signal);
    }
  }

  /** Ends the run with `cancelled`, without waiting for a step that the worker can't interrupt. */
  cancel(): void {
    if (!this.store.get().isBusy) return;
    this.#latest.abort();
    const failure: FailureFacts = { code: "cancelled", params: {} };
    this.store.set({ isBusy: false, progress: null, failure });
  }

  /** Aborts the run and discards the result. */
  reset(): void {
    const { result } = this.store.get();
    this.#latest.abort();
    this.store.reset();
    if (result !== null) this.#discard(result);
  }
}
