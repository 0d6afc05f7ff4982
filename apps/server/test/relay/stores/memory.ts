import { ClientLedger, weigh } from "#/relay/stores/client-ledger.js";
import {
  ANY_DELIVERY,
  EXPIRED_TOMBSTONE_MS,
  RequestOver,
  stateOf,
  StoreFailure,
  TOMBSTONES_PER_ENTRY,
} from "#/relay/stores/store.js";
import type {
  Capacity,
  NewEntry,
  Received,
  RelayStore,
  RequestEnd,
  RequestEvent,
} from "#/relay/stores/store.js";

/** The simplest store, for tests: it is lost with its process. */

export interface MemoryStoreOptions {
  readonly capacity: Capacity;
  readonly share?: Capacity | null;
  /** Milliseconds since 1970. */
  readonly clock?: () => number;
}

interface Tombstone {
  readonly end: RequestEnd;
  /** Milliseconds since 1970. */
  readonly until: number;
}

interface Kept extends NewEntry {
  delivery: Uint8Array | null;
  digest: string | null;
  withdrawTokenHash: string | null;
  /** The digest of the last delivery that was withdrawn. */
  withdrawn: string | null;
  received: Received | null;
}

const NO_DELIVERY = { delivery: null, digest: null, withdrawTokenHash: null, received: null };

/**
 * A store in the memory of this process.
 *
 * @example
 * ```ts
 * const store = memoryStore({ capacity: { entries: 1000, bytes: 2 ** 30 } });
 * ```
 */
export function memoryStore({
  capacity,
  share = null,
  clock = Date.now,
}: MemoryStoreOptions): RelayStore {
  const ledger = new ClientLedger<string>(share);
  const all = new Map<string, Kept>();
  const tombstones = new Map<string, Tombstone>();
  const listeners: ((id: string) => void)[] = [];
  const eventListeners: ((event: RequestEvent, id: string) => void)[] = [];
  let bytes = 0;

  /** The request with this ID; throws if it is over. */
  function live(id: string): Kept | null {
    const kept = all.get(id);
    if (kept !== undefined && kept.expiresAt <= clock()) bury(kept, "expired");
    const tombstone = tombstones.get(id);
    if (tombstone !== undefined && tombstone.until > clock()) throw new RequestOver(tombstone.end);
    return all.get(id) ?? null;
  }

  function claimed(id: string, claimTokenHash: string): Kept | null {
    const kept = live(id);
    return kept?.claimTokenHash === claimTokenHash ? kept : null;
  }

  function erase(kept: Kept): void {
    bytes -= kept.delivery?.length ?? 0;
    kept.delivery = null;
  }

  function bury(kept: Kept, end: RequestEnd): void {
    erase(kept);
    ledger.ended(kept.id);
    all.delete(kept.id);
    const until = kept.expiresAt + (end === "expired" ? EXPIRED_TOMBSTONE_MS : 0);
    tombstones.set(kept.id, { end, until });
    report(end, kept.id);
  }

  function forgetTombstones(): void {
    const ordered = [...tombstones].sort(([, a], [, b]) => a.until - b.until);
    const surplus = tombstones.size - capacity.entries * TOMBSTONES_PER_ENTRY;
    for (const [i, [id, { until }]] of ordered.entries()) {
      if (i < surplus || until <= clock()) tombstones.delete(id);
    }
  }

  function report(event: RequestEvent, id: string): void {
    for (const listener of eventListeners) listener(event, id);
  }

  function announce(id: string): void {
    for (const listener of listeners) listener(id);
  }

  return {
    name: "memory",
    create: step((entry, client) => {
      if (live(entry.id) !== null) return false;
      if (!ledger.reserveRequest(client)) throw new StoreFailure("quota");
      if (all.size >= capacity.entries) {
        ledger.releaseRequest(client);
        throw new StoreFailure("full");
      }
      ledger.created(entry.id, client);
      all.set(entry.id, { ...entry, ...NO_DELIVERY, withdrawn: null });
      report("created", entry.id);
      return true;
    }),
    find: step((id) => {
      const kept = live(id);
      if (kept === null) return null;
      const { keyType, publicKey, nonce, claimTokenHash, expiresAt } = kept;
      const { delivery, digest, received } = kept;
      const state = stateOf(digest, delivery !== null);
      return { id, keyType, publicKey, nonce, claimTokenHash, expiresAt, digest, state, received };
    }),
    deliver: step((id, { bytes: delivery, digest, withdrawTokenHash }, client) => {
      const kept = live(id);
      if (kept === null) return null;
      if (kept.digest !== null) return { isFirst: false, digest: kept.digest };
      if (kept.withdrawn === digest) return { isFirst: false, digest: null };
      if (bytes + delivery.length > capacity.bytes) throw new StoreFailure("full");
      const weight = weigh(delivery.length, kept.expiresAt - clock());
      if (!ledger.reserveBytes(client, weight)) throw new StoreFailure("quota");
      ledger.delivered(id, client, weight);
      bytes += delivery.length;
      Object.assign(kept, { delivery, digest, withdrawTokenHash });
      announce(id);
      report("delivered", id);
      return { isFirst: true, digest };
    }),
    collect: step((id, claimTokenHash) => {
      const kept = claimed(id, claimTokenHash);
      if (kept === null) return null;
      const { expiresAt, digest, delivery } = kept;
      return { expiresAt, state: stateOf(digest, delivery !== null), delivery };
    }),
    acknowledge: step((id, claimTokenHash, { digest, receipt } = ANY_DELIVERY) => {
      const kept = claimed(id, claimTokenHash);
      if (kept === null) return null;
      if (kept.digest === null) return "open";
      if (digest !== null && digest !== kept.digest) return "changed";
      if (kept.received !== null) return "received";
      erase(kept);
      kept.received = { at: clock(), receipt };
      ledger.received(id);
      announce(id);
      report("received", id);
      return "received";
    }),
    withdraw: step((id, withdrawTokenHash) => {
      const kept = live(id);
      if (kept?.withdrawTokenHash !== withdrawTokenHash) return null;
      if (kept.digest === null) return "open";
      if (kept.received !== null) return "received";
      erase(kept);
      Object.assign(kept, { withdrawn: kept.digest, digest: null });
      ledger.withdrawn(id);
      announce(id);
      report("withdrawn", id);
      return "open";
    }),
    cancel: step((id, claimTokenHash) => {
      const kept = claimed(id, claimTokenHash);
      if (kept === null) return false;
      bury(kept, "cancelled");
      announce(id);
      return true;
    }),
    eraseExpired: step(() => {
      for (const kept of all.values()) if (kept.expiresAt <= clock()) bury(kept, "expired");
      forgetTombstones();
      return false;
    }),
    onChange: (listener) => void listeners.push(listener),
    onEvent: (listener) => void eventListeners.push(listener),
    usage: () => ({ entries: all.size, bytes }),
    check: step(() => undefined),
    close: step(() => undefined),
  };
}

/** Makes a synchronous step asynchronous, as a store's methods are. */
function step<Args extends unknown[], Result>(
  work: (...args: Args) => Result,
): (...args: Args) => Promise<Result> {
  return (...args) =>
    new Promise((resolve) => {
      resolve(work(...args));
    });
}
