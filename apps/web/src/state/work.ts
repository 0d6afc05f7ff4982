import { failureFacts } from "../crypto/failure";
import type { FailureFacts } from "../crypto/failure";
import type { Progress, TaskOptions } from "../crypto/interface/files";
import { createStore } from "./store";
import type { Store } from "./store";

export interface WorkState<Result> {
  readonly isBusy: boolean;
  /** How far it is, for work that says so. */
  readonly progress: Progress | null;
  readonly failure: FailureFacts | null;
  /** What came of the last one; gone as soon as the next one begins. */
  readonly result: Result | null;
}

/**
 * Work that a screen gives to the crypto worker, one at a time: it can be stopped, and what comes back
 * when nobody waits for it any more is not believed.
 *
 * @example
 * ```ts
 * const digesting = new Work<string>();
 * void digesting.run((watch) => cryptoWorker().digestFile(file, watch));
 * ```
 */
export class Work<Result> {
  readonly store: Store<WorkState<Result>> = createStore<WorkState<Result>>({
    isBusy: false,
    progress: null,
    failure: null,
    result: null,
  });
  #stop: AbortController | undefined;
  readonly #discard: (result: Result) => void;

  /** @param discard - Removes what a result has left on the disk, when it is not wanted any more. */
  constructor(discard: (result: Result) => void = () => undefined) {
    this.#discard = discard;
  }

  /** Does it, unless something is being done. */
  async run(act: (watch: Required<TaskOptions>) => Promise<Result>): Promise<void> {
    if (this.store.get().isBusy) return;
    this.reset();
    const stop = new AbortController();
    this.#stop = stop;
    this.store.set({ isBusy: true });
    const onProgress = (progress: Progress): void => {
      if (this.#stop === stop) this.store.set({ progress });
    };
    try {
      const result = await act({ signal: stop.signal, onProgress });
      if (this.#stop === stop) this.store.set({ isBusy: false, progress: null, result });
      else this.#discard(result);
    } catch (error) {
      const failure = failureFacts(error);
      if (this.#stop === stop) this.store.set({ isBusy: false, progress: null, failure });
    }
  }

  /** Ends it with `cancelled`, at once: the worker may be busy with a step that it does not interrupt. */
  cancel(): void {
    if (this.#stop === undefined || !this.store.get().isBusy) return;
    this.#stop.abort();
    this.#stop = undefined;
    const failure: FailureFacts = { code: "cancelled", params: {} };
    this.store.set({ isBusy: false, progress: null, failure });
  }

  /** Ends what is under way, and forgets what there was. */
  reset(): void {
    const { result } = this.store.get();
    this.#stop?.abort();
    this.#stop = undefined;
    this.store.reset();
    if (result !== null) this.#discard(result);
  }
}
