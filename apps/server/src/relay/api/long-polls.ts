/** Requests of recipients that are held open until a delivery comes. */

export class LongPolls {
  readonly #capacity: number;
  readonly #capacityOfClient: number;
  readonly #byId = new Map<string, Set<LongPoll>>();
  readonly #countByClient = new Map<string, number>();
  #size = 0;
  #isClosed = false;

  constructor(capacity: number, capacityOfClient: number) {
    this.#capacity = capacity;
    this.#capacityOfClient = capacityOfClient;
  }

  /** How many there are. */
  get size(): number {
    return this.#size;
  }

  /** A poll that notices every change from now on; null if there are too many already. */
  open(id: string, client: string): LongPoll | null {
    const count = this.#countByClient.get(client) ?? 0;
    const isFull = this.#size >= this.#capacity || count >= this.#capacityOfClient;
    if (this.#isClosed || isFull) return null;
    this.#countByClient.set(client, count + 1);
    const poll = new LongPoll(() => {
      this.#remove(id, client, poll);
    });
    const others = this.#byId.get(id);
    if (others === undefined) this.#byId.set(id, new Set([poll]));
    else others.add(poll);
    this.#size++;
    return poll;
  }

  /** Tells the polls for a request that it has changed; with null, all polls. */
  notify(id: string | null): void {
    const changed = id === null ? [...this.#byId.values()] : [this.#byId.get(id) ?? []];
    for (const polls of changed) for (const poll of polls) poll.notify();
  }

  /** Ends all polls, and opens no more. */
  close(): void {
    this.#isClosed = true;
    this.notify(null);
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  #remove(id: string, client: string, poll: LongPoll): void {
    const polls = this.#byId.get(id);
    if (polls?.delete(poll) !== true) return;
    if (polls.size === 0) this.#byId.delete(id);
    this.#size--;
    const count = this.#countByClient.get(client) ?? 1;
    if (count === 1) this.#countByClient.delete(client);
    else this.#countByClient.set(client, count - 1);
  }
}

class LongPoll {
  readonly close: () => void;
  /** Changed since the last `change` ended: the next one returns right away. */
  #hasChanged = false;
  #wake: (() => void) | null = null;

  constructor(close: () => void) {
    this.close = close;
  }

  notify(): void {
    this.#hasChanged = true;
    this.#wake?.();
  }

  /** Resolves when the request has changed, after that time, or when the signal is aborted. */
  change(timeoutMs: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        clearTimeout(timer);
        signal.removeEventListener("abort", wake);
        this.#hasChanged = false;
        this.#wake = null;
        resolve();
      };
      const timer = setTimeout(wake, timeoutMs);
      signal.addEventListener("abort", wake);
      this.#wake = wake;
      if (this.#hasChanged || signal.aborted) wake();
    });
  }
}
