/** Recipients who wait for a delivery, each for one. */

export class WaitingRoom {
  readonly #capacity: number;
  readonly #seats = new Map<string, Set<Seat>>();
  #size = 0;
  #isClosed = false;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  /** How many wait. */
  get size(): number {
    return this.#size;
  }

  /** A seat from which every change from now on is noticed; null where there is none. */
  enter(id: string): Seat | null {
    if (this.#isClosed || this.#size >= this.#capacity) return null;
    const seat = new Seat(() => {
      this.#leave(id, seat);
    });
    const others = this.#seats.get(id);
    if (others === undefined) this.#seats.set(id, new Set([seat]));
    else others.add(seat);
    this.#size++;
    return seat;
  }

  /** Wakes who waits for this one, or, with null, everybody. */
  wake(id: string | null): void {
    const woken = id === null ? [...this.#seats.values()] : [this.#seats.get(id) ?? []];
    for (const seats of woken) for (const seat of seats) seat.wake();
  }

  /** Wakes everybody, and lets nobody in. */
  close(): void {
    this.#isClosed = true;
    this.wake(null);
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  #leave(id: string, seat: Seat): void {
    const seats = this.#seats.get(id);
    if (seats?.delete(seat) !== true) return;
    if (seats.size === 0) this.#seats.delete(id);
    this.#size--;
  }
}

class Seat {
  readonly leave: () => void;
  /** Woken before it fell asleep. */
  #isAwake = false;
  #getUp: (() => void) | null = null;

  constructor(leave: () => void) {
    this.leave = leave;
  }

  wake(): void {
    this.#isAwake = true;
    this.#getUp?.();
  }

  /** Sleeps until there was a change since it was last awake, or the time is over, or nobody waits any more. */
  sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const getUp = (): void => {
        clearTimeout(timer);
        signal.removeEventListener("abort", getUp);
        this.#isAwake = false;
        this.#getUp = null;
        resolve();
      };
      const timer = setTimeout(getUp, milliseconds);
      signal.addEventListener("abort", getUp);
      this.#getUp = getUp;
      if (this.#isAwake || signal.aborted) getUp();
    });
  }
}
