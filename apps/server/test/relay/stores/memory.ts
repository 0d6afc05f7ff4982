import { stateOf, StoreFailure } from "#/relay/stores/store.js";
import type { Capacity, NewEntry, RelayStore } from "#/relay/stores/store.js";

/** The simplest store, for tests: it is lost with its process. */

export interface MemoryStoreOptions {
  readonly capacity: Capacity;
  /** Milliseconds since 1970. */
  readonly clock?: () => number;
}

interface Kept extends NewEntry {
  delivery: Uint8Array | null;
  digest: string | null;
}

/**
 * A store in the memory of this process.
 *
 * @example
 * ```ts
 * const store = memoryStore({ capacity: { entries: 1000, bytes: 2 ** 30 } });
 * ```
 */
export function memoryStore({ capacity, clock = Date.now }: MemoryStoreOptions): RelayStore {
  const all = new Map<string, Kept>();
  const listeners: ((id: string) => void)[] = [];
  let bytes = 0;

  function live(id: string): Kept | null {
    const kept = all.get(id);
    return kept !== undefined && kept.expiresAt > clock() ? kept : null;
  }

  function claimed(id: string, claimTokenHash: string): Kept | null {
    const kept = live(id);
    return kept?.claimTokenHash === claimTokenHash ? kept : null;
  }

  function erase(kept: Kept): void {
    bytes -= kept.delivery?.length ?? 0;
    kept.delivery = null;
  }

  function forget(kept: Kept): void {
    erase(kept);
    all.delete(kept.id);
  }

  function announce(id: string): void {
    for (const listener of listeners) listener(id);
  }

  return {
    name: "memory",
    create: step((entry) => {
      if (live(entry.id) !== null) return false;
      const expired = all.get(entry.id);
      if (expired !== undefined) forget(expired);
      if (all.size >= capacity.entries) throw new StoreFailure("full");
      all.set(entry.id, { ...entry, delivery: null, digest: null });
      return true;
    }),
    find: step((id) => {
      const kept = live(id);
      if (kept === null) return null;
      const { delivery, ...entry } = kept;
      return { ...entry, state: stateOf(entry.digest, delivery !== null) };
    }),
    deliver: step((id, delivery, digest) => {
      const kept = live(id);
      if (kept === null) return null;
      if (kept.digest !== null) return { isFirst: false, digest: kept.digest };
      if (bytes + delivery.length > capacity.bytes) throw new StoreFailure("full");
      bytes += delivery.length;
      Object.assign(kept, { delivery, digest });
      announce(id);
      return { isFirst: true, digest };
    }),
    collect: step((id, claimTokenHash) => {
      const kept = claimed(id, claimTokenHash);
      if (kept === null) return null;
      const { expiresAt, digest, delivery } = kept;
      return { expiresAt, state: stateOf(digest, delivery !== null), delivery };
    }),
    acknowledge: step((id, claimTokenHash) => {
      const kept = claimed(id, claimTokenHash);
      if (kept === null) return null;
      if (kept.digest === null) return "open";
      erase(kept);
      announce(id);
      return "received";
    }),
    cancel: step((id, claimTokenHash) => {
      const kept = claimed(id, claimTokenHash);
      if (kept === null) return false;
      forget(kept);
      announce(id);
      return true;
    }),
    eraseExpired: step(() => {
      for (const kept of all.values()) if (kept.expiresAt <= clock()) forget(kept);
      return false;
    }),
    onChange: (listener) => void listeners.push(listener),
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
