import { ClientLedger, weigh } from "./client-ledger.js";
import { SqliteFile } from "./sqlite-file.js";
import { fromOverflow, toOverflow } from "./sqlite-overflow.js";
import { READING, VERSIONS, WRITING } from "./sqlite-statements.js";
import type { CollectedRow, EndRow, ExistingRow, FoundRow, Writing } from "./sqlite-statements.js";
import type { Row } from "./sqlite-writer.js";
import {
  ANY_DELIVERY,
  EXPIRED_TOMBSTONE_MS,
  RequestOver,
  stateOf,
  StoreFailure,
  TOMBSTONES_PER_ENTRY,
} from "./store.js";
import type {
  Deposit,
  NewDelivery,
  NewEntry,
  RelayStore,
  RequestEnd,
  RequestEvent,
  StoreLimits,
} from "./store.js";

/** The store for a single process: an SQLite file. */

export interface SqliteStoreOptions extends StoreLimits {
  /** Created with its folder if it is missing. */
  readonly path: string;
  /** Milliseconds since 1970. */
  readonly clock?: () => number;
}

/** The most that one call of `eraseExpired` erases: about ten milliseconds of work. */
const CLEANUP_BATCH = { entries: 100, bytes: 2 ** 20, tombstones: 500 };

/**
 * Opens a store in a file. A second process fails to open the same file.
 *
 * @throws {@link StoreFailure} if SQLite cannot open it; `FileInUseError`; `NewerFileError`; errors of the
 * file system.
 *
 * @example
 * ```ts
 * const capacity = { entries: 100_000, bytes: 2 ** 30 };
 * const share = { entries: 10_000, bytes: 2 ** 27 };
 * const store = await sqliteStore({ path: "data/relay.db", capacity, share });
 * ```
 */
export async function sqliteStore(options: SqliteStoreOptions): Promise<RelayStore> {
  const { path, capacity, share, clock = Date.now } = options;
  const ledger = new ClientLedger<number>(share);
  const file = await SqliteFile.open({ path, versions: VERSIONS, statements: WRITING });
  const listeners: ((id: string) => void)[] = [];
  const eventListeners: ((event: RequestEvent, id: string) => void)[] = [];
  const usage = {
    entries: Number(file.get(READING.entries, [])?.[0]),
    bytes: Number(file.get(READING.bytes, [])?.[0]),
    tombstones: Number(file.get(READING.tombstoneCount, [])?.[0]),
  };
  const maxTombstones = capacity.entries * TOMBSTONES_PER_ENTRY;

  function count(entries: number, bytes: number): void {
    usage.entries += entries;
    usage.bytes += bytes;
  }

  /** Counts what a write adds before it starts, so that writes of one batch cannot exceed the capacity together. */
  async function reserving<Result>(
    entries: number,
    bytes: number,
    write: () => Promise<Result>,
    hasAdded: (result: Result) => boolean,
  ): Promise<Result> {
    const available = {
      entries: capacity.entries - usage.entries,
      bytes: capacity.bytes - usage.bytes,
    };
    if (available.entries < entries || available.bytes < bytes) throw new StoreFailure("full");
    count(entries, bytes);
    let isAdded = false;
    try {
      const result = await write();
      isAdded = hasAdded(result);
      return result;
    } finally {
      if (!isAdded) count(-entries, -bytes);
    }
  }

  function report(event: RequestEvent, id: string): void {
    for (const listener of eventListeners) listener(event, id);
  }

  function notify(id: string): void {
    for (const listener of listeners) listener(id);
  }

  function announce(event: RequestEvent, id: string, writing: Writing): void {
    writing.onCommit.push(() => {
      notify(id);
      report(event, id);
    });
  }

  function noteErased([bytes]: Row, writing: Writing): void {
    writing.hasErased = true;
    writing.onCommit.push(() => {
      count(0, -Number(bytes));
    });
  }

  /** Erases a request and its delivery, and leaves a tombstone. */
  function bury(number: number, id: string, end: RequestEnd, writing: Writing): void {
    const delivery = writing.get("erase", [number]);
    if (delivery !== undefined) noteErased(delivery, writing);
    writing.run("eraseReceipt", [number]);
    const more = end === "expired" ? EXPIRED_TOMBSTONE_MS : 0;
    if (writing.run("bury", [end, more, number]) === 0) return;
    writing.hasErased = true;
    writing.onCommit.push(() => {
      count(-1, 0);
      usage.tombstones++;
      ledger.ended(number);
      report(end, id);
    });
  }

  function forget(number: number, until: number, writing: Writing): void {
    if (writing.run("forget", [number, until]) === 0) return;
    writing.onCommit.push(() => {
      usage.tombstones--;
    });
  }

  /** How the request ended whose row has this tombstone and time; null if it has not, or too long ago. */
  function endOf(tombstone: string | null, until: number): RequestEnd | null {
    if (tombstone !== null) return until > clock() ? (tombstone as RequestEnd) : null;
    const isExpired = until <= clock() && until + EXPIRED_TOMBSTONE_MS > clock();
    return isExpired ? "expired" : null;
  }

  /** Throws {@link RequestOver} for a request that was not found, if it is over. */
  function assertNotOver(id: string): void {
    const row = file.get(READING.end, [id]);
    if (row === undefined) return;
    const end = endOf(...(row as EndRow));
    if (end !== null) throw new RequestOver(end);
  }

  /** Tombstones that have ended, and those that end first where there are too many. */
  function endedTombstones(): Row[] {
    const surplus = usage.tombstones - maxTombstones;
    const first = file.all(READING.tombstones, [CLEANUP_BATCH.tombstones]);
    return first.filter(([, until], i) => i < surplus || Number(until) <= clock());
  }

  function insert(entry: NewEntry, onCreated: (number: number) => void, writing: Writing): boolean {
    const { id, keyType, publicKey, nonce, claimTokenHash, expiresAt } = entry;
    const tryInsert = (): boolean => {
      const type = keyType === "rsa" ? null : keyType;
      const values = [id, type, publicKey, nonce, claimTokenHash, expiresAt];
      const number = writing.insert("insert", values);
      if (number === null) return false;
      writing.onCommit.push(() => {
        onCreated(number);
        report("created", id);
      });
      return true;
    };
    if (tryInsert()) return true;
    const [number, ...existing] = (writing.get("existing", [id]) ?? [0, null, 0]) as ExistingRow;
    const [tombstone, until] = existing;
    if (endOf(...existing) !== null || (tombstone === null && until > clock())) return false;
    // The tombstone has ended, or would have: the ID is free.
    if (tombstone === null) bury(number, id, "expired", writing);
    forget(number, tombstone === null ? until + EXPIRED_TOMBSTONE_MS : until, writing);
    return tryInsert();
  }

  function deposit(
    id: string,
    content: Uint8Array,
    { digest, withdrawTokenHash }: NewDelivery,
    client: string,
    writing: Writing,
  ): Deposit | "quota" | null {
    const taken = writing.get("take", [digest, withdrawTokenHash, id, clock()]);
    if (taken === undefined) {
      const earlier = writing.get("digest", [id, clock()]) as [string | null] | undefined;
      return earlier === undefined ? null : { isFirst: false, digest: earlier[0] };
    }
    const [number, until] = taken as readonly [number, number];
    const weight = weigh(content.length, until - clock());
    if (!ledger.reserveBytes(client, weight)) {
      // Not thrown, since that would roll back the other writes of the commit.
      writing.run("untake", [number]);
      return "quota";
    }
    writing.onRollback.push(() => {
      ledger.releaseBytes(client, weight);
    });
    writing.onCommit.push(() => {
      ledger.delivered(number, client, weight);
    });
    writing.run("deposit", [number, content]);
    announce("delivered", id, writing);
    return { isFirst: true, digest };
  }

  return {
    name: "sqlite",
    async create(entry, client) {
      if (!ledger.reserveRequest(client)) throw new StoreFailure("quota");
      let isCharged = false;
      const onCreated = (number: number): void => {
        ledger.created(number, client);
        isCharged = true;
      };
      const isNew = await reserving(
        1,
        0,
        () => file.write((writing) => insert(entry, onCreated, writing)),
        (isNew) => isNew,
      ).finally(() => {
        if (!isCharged) ledger.releaseRequest(client);
      });
      if (!isNew) assertNotOver(entry.id);
      return isNew;
    },

    async deliver(id, delivery, client) {
      const content = toOverflow(delivery.bytes);
      const result = await reserving(
        0,
        content.length,
        () => file.write((writing) => deposit(id, content, delivery, client, writing)),
        (result) => typeof result === "object" && result?.isFirst === true,
      );
      if (result === "quota") throw new StoreFailure("quota");
      if (result === null) assertNotOver(id);
      return result;
    },

    find: read((id) => {
      const row = file.get(READING.find, [id, clock()]);
      if (row === undefined) {
        assertNotOver(id);
        return null;
      }
      const [keyType, publicKey, nonce, claimTokenHash, expiresAt, ...rest] = row as FoundRow;
      const [digest, hasDelivery, at, receipt] = rest;
      const state = stateOf(digest, hasDelivery === 1);
      return {
        id,
        keyType: keyType ?? "rsa",
        publicKey,
        nonce,
        claimTokenHash,
        expiresAt,
        digest,
        state,
        received: state === "received" ? { at, receipt } : null,
      };
    }),

    collect: read((id, claimTokenHash) => {
      const row = file.get(READING.collect, [id, clock(), claimTokenHash]);
      if (row === undefined) {
        assertNotOver(id);
        return null;
      }
      const [expiresAt, digest, content] = row as CollectedRow;
      const delivery = content && fromOverflow(content);
      return { expiresAt, state: stateOf(digest, delivery !== null), delivery };
    }),

    async acknowledge(id, claimTokenHash, { digest, receipt } = ANY_DELIVERY) {
      const state = await file.write((writing) => {
        const claim = [id, clock(), claimTokenHash];
        const delivery = writing.get("eraseClaimed", [...claim, digest]);
        if (delivery === undefined) {
          const row = writing.get("claimed", claim);
          if (row === undefined) return null;
          if (row[1] === null) return "open";
          return digest === null || digest === row[1] ? "received" : "changed";
        }
        const number = Number(delivery[1]);
        writing.run("receive", [number, clock(), receipt]);
        noteErased(delivery, writing);
        writing.onCommit.push(() => {
          ledger.received(number);
        });
        announce("received", id, writing);
        return "received";
      });
      if (state === null) assertNotOver(id);
      return state;
    },

    async withdraw(id, withdrawTokenHash) {
      const state = await file.write((writing) => {
        const values = [id, clock(), withdrawTokenHash];
        const delivery = writing.get("eraseWithdrawn", values);
        if (delivery === undefined) {
          const row = writing.get("withdrawable", values);
          if (row === undefined) return null;
          return row[0] === null ? "open" : "received";
        }
        const number = Number(delivery[1]);
        writing.run("reopen", [number]);
        noteErased(delivery, writing);
        writing.onCommit.push(() => {
          ledger.withdrawn(number);
        });
        announce("withdrawn", id, writing);
        return "open";
      });
      if (state === null) assertNotOver(id);
      return state;
    },

    async cancel(id, claimTokenHash) {
      const isCancelled = await file.write((writing) => {
        const row = writing.get("claimed", [id, clock(), claimTokenHash]);
        if (row === undefined) return false;
        bury(Number(row[0]), id, "cancelled", writing);
        writing.onCommit.push(() => {
          notify(id);
        });
        return true;
      });
      if (!isCancelled) assertNotOver(id);
      return isCancelled;
    },

    async eraseExpired() {
      const expired = file.all(READING.expired, [clock(), CLEANUP_BATCH.entries]);
      let bytes = 0;
      const rows = expired.filter(([, size], i) => {
        bytes += Number(size);
        return i === 0 || bytes <= CLEANUP_BATCH.bytes;
      });
      const ended = endedTombstones();
      if (rows.length === 0 && ended.length === 0) return false;
      await file.write((writing) => {
        for (const [number, , id] of rows) {
          // Since the search, another request may have taken the number.
          const expired = writing.get("isExpired", [Number(number), clock()]);
          if (expired !== undefined) bury(Number(number), String(id), "expired", writing);
        }
        for (const [number, until] of ended) forget(Number(number), Number(until), writing);
      });
      const hasMore = rows.length < expired.length || rows.length === CLEANUP_BATCH.entries;
      return hasMore || ended.length === CLEANUP_BATCH.tombstones;
    },

    onChange: (listener) => void listeners.push(listener),
    onEvent: (listener) => void eventListeners.push(listener),
    usage: () => ({ entries: usage.entries, bytes: usage.bytes }),
    check: read(() => {
      file.get(READING.find, ["", 0]);
      if (file.isReadOnly) throw new StoreFailure("unavailable");
    }),
    close: () => file.close(),
  };
}

/** Makes a synchronous read asynchronous, so that its failure is a rejection. */
function read<Args extends unknown[], Result>(
  work: (...args: Args) => Result,
): (...args: Args) => Promise<Result> {
  return (...args) =>
    new Promise((resolve) => {
      resolve(work(...args));
    });
}
