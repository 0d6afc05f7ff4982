import type { Capacity } from "./store.js";

/**
 * How much each client has in a store that one process owns, and what to give back when a request ends. It
 * is lost with the process: what is stored from before counts for the capacity of the store, and for no
 * client.
 */

/** What a client has. */
interface Use {
  readonly requests: number;
  /** Requests whose answer was received. */
  readonly received: number;
  /** Weighed by {@link weigh}. */
  readonly bytes: number;
}

/** What a request costs its clients. */
interface Charge {
  /** Null for a request from before this process. */
  readonly creator: string | null;
  isReceived: boolean;
  /** The client of the delivery, while it is stored. */
  sender: string | null;
  bytes: number;
}

const NOTHING: Use = { requests: 0, received: 0, bytes: 0 };

/** Milliseconds of lifetime with which a delivery costs twice its size. */
export const DOUBLING_MS = 10 * 86_400_000;

/** What a delivery costs: little more than its bytes for an hour, four times as much for thirty days. */
export function weigh(bytes: number, lifetimeMs: number): number {
  return Math.ceil(bytes * (1 + Math.max(0, lifetimeMs) / DOUBLING_MS));
}

/** @typeParam Key - Names a request. */
export class ClientLedger<Key> {
  readonly #share: Capacity | null;
  readonly #clients = new Map<string, Use>();
  readonly #charges = new Map<Key, Charge>();

  /** @param share - What one client may have; null for no limit. */
  constructor(share: Capacity | null) {
    this.#share = share;
  }

  /**
   * Counts a request; false if the client's share is used up. Received requests count only beyond another
   * share: a client can ask again, and still holds two shares at most.
   */
  reserveRequest(client: string): boolean {
    if (this.#share === null) return true;
    const { requests, received } = this.#clients.get(client) ?? NOTHING;
    const { entries } = this.#share;
    if (requests + Math.max(0, received - entries) >= entries) return false;
    this.#change(client, { requests: 1 });
    return true;
  }

  releaseRequest(client: string): void {
    if (this.#share !== null) this.#change(client, { requests: -1 });
  }

  /** Counts weighed bytes; false if the client's share is used up. */
  reserveBytes(client: string, bytes: number): boolean {
    if (this.#share === null) return true;
    const use = this.#clients.get(client) ?? NOTHING;
    if (use.bytes + bytes > this.#share.bytes) return false;
    this.#change(client, { bytes });
    return true;
  }

  releaseBytes(client: string, bytes: number): void {
    if (this.#share !== null) this.#change(client, { bytes: -bytes });
  }

  /** Notes whose request this is, which was reserved. */
  created(key: Key, creator: string): void {
    if (this.#share === null) return;
    this.#charges.set(key, { creator, isReceived: false, sender: null, bytes: 0 });
  }

  /** Notes whose delivery this is, whose bytes were reserved. */
  delivered(key: Key, sender: string, bytes: number): void {
    if (this.#share === null) return;
    const charge = this.#charges.get(key) ?? { creator: null, isReceived: false };
    this.#charges.set(key, { ...charge, sender, bytes });
  }

  /** Gives back the delivery of a request, which was received. */
  received(key: Key): void {
    const charge = this.#charges.get(key);
    if (charge === undefined) return;
    this.#giveBackBytes(charge);
    if (charge.isReceived) return;
    charge.isReceived = true;
    if (charge.creator !== null) this.#change(charge.creator, { requests: -1, received: 1 });
  }

  /** Gives back the delivery of a request, which was withdrawn. */
  withdrawn(key: Key): void {
    const charge = this.#charges.get(key);
    if (charge !== undefined) this.#giveBackBytes(charge);
  }

  /** Gives back everything of a request, which is over. */
  ended(key: Key): void {
    const charge = this.#charges.get(key);
    if (charge === undefined) return;
    this.#giveBackBytes(charge);
    this.#charges.delete(key);
    const { creator, isReceived } = charge;
    if (creator !== null) this.#change(creator, isReceived ? { received: -1 } : { requests: -1 });
  }

  #giveBackBytes(charge: Charge): void {
    if (charge.sender !== null) this.#change(charge.sender, { bytes: -charge.bytes });
    charge.sender = null;
  }

  #change(client: string, by: Partial<Use>): void {
    const use = this.#clients.get(client) ?? NOTHING;
    const changed = {
      requests: use.requests + (by.requests ?? 0),
      received: use.received + (by.received ?? 0),
      bytes: use.bytes + (by.bytes ?? 0),
    };
    const hasAny = changed.requests + changed.received + changed.bytes > 0;
    if (hasAny) this.#clients.set(client, changed);
    else this.#clients.delete(client);
  }
}
