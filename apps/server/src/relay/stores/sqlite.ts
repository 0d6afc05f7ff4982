import { SqliteFile } from "./sqlite-file.js";
import type { Row, Transaction } from "./sqlite-writer.js";
import { fromOverflow, toOverflow } from "./sqlite-overflow.js";
import { stateOf, StoreFailure } from "./store.js";
import type { Capacity, Deposit, NewEntry, RelayStore } from "./store.js";

/** The store for a single process: an SQLite file. */

export interface SqliteStoreOptions {
  /** Created with its folder if it is missing. */
  readonly path: string;
  readonly capacity: Capacity;
  /** Milliseconds since 1970. */
  readonly clock?: () => number;
}

const SCHEMA = `
  CREATE TABLE request (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    public_key TEXT NOT NULL,
    nonce TEXT NOT NULL,
    claim_token_hash TEXT NOT NULL,
    expires_at INTEGER NOT NULL,
    digest TEXT
  ) STRICT;
  CREATE INDEX request_expiry ON request (expires_at);
  CREATE TABLE delivery (request INTEGER PRIMARY KEY, content BLOB NOT NULL) STRICT;
`;

const LIVE = "id = ? AND expires_at > ?";
const CLAIMED = `${LIVE} AND claim_token_hash = ?`;

const READING = {
  find: `SELECT public_key, nonce, claim_token_hash, expires_at, digest,
    EXISTS (SELECT 1 FROM delivery WHERE request = number)
    FROM request WHERE ${LIVE}`,
  collect: `SELECT expires_at, digest, content
    FROM request LEFT JOIN delivery ON request = number WHERE ${CLAIMED}`,
  expired: `SELECT number, coalesce(length(content), 0)
    FROM request LEFT JOIN delivery ON request = number
    WHERE expires_at <= ? ORDER BY expires_at LIMIT ?`,
  entries: "SELECT count(*) FROM request",
  bytes: "SELECT coalesce(sum(length(content)), 0) FROM delivery",
};

const WRITING = {
  insert: `INSERT INTO request (id, public_key, nonce, claim_token_hash, expires_at)
    VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
  expiredAs: "SELECT number FROM request WHERE id = ? AND expires_at <= ?",
  take: `UPDATE request SET digest = ? WHERE ${LIVE} AND digest IS NULL RETURNING number`,
  digest: `SELECT digest FROM request WHERE ${LIVE}`,
  deposit: "INSERT INTO delivery VALUES (?, ?)",
  claimed: `SELECT number, digest FROM request WHERE ${CLAIMED}`,
  eraseClaimed: `DELETE FROM delivery WHERE request = (SELECT number FROM request WHERE ${CLAIMED})
    RETURNING length(content)`,
  erase: "DELETE FROM delivery WHERE request = ? RETURNING length(content)",
  forget: "DELETE FROM request WHERE number = ?",
  isExpired: "SELECT number FROM request WHERE number = ? AND expires_at <= ?",
};

type FoundRow = readonly [string, string, string, number, string | null, number];
type CollectedRow = readonly [number, string | null, Buffer | null];
type Writing = Transaction<keyof typeof WRITING>;

/** The most that one call of `eraseExpired` erases: about ten milliseconds of work. */
const CLEANUP_BATCH = { entries: 100, bytes: 2 ** 20 };

/**
 * Opens a store in a file. A second process fails to open the same file.
 *
 * @throws {@link StoreFailure} if SQLite cannot open it; `FileInUseError`; `NewerFileError`; errors of the
 * file system.
 *
 * @example
 * ```ts
 * const capacity = { entries: 100_000, bytes: 2 ** 30 };
 * const store = await sqliteStore({ path: "data/relay.db", capacity });
 * ```
 */
export async function sqliteStore(options: SqliteStoreOptions): Promise<RelayStore> {
  const { path, capacity, clock = Date.now } = options;
  const file = await SqliteFile.open({ path, schema: SCHEMA, statements: WRITING });
  const listeners: ((id: string) => void)[] = [];
  const usage = {
    entries: Number(file.get(READING.entries, [])?.[0]),
    bytes: Number(file.get(READING.bytes, [])?.[0]),
  };

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

  function announce(id: string, writing: Writing): void {
    writing.onCommit.push(() => {
      for (const listener of listeners) listener(id);
    });
  }

  function noteErased([bytes]: Row, writing: Writing): void {
    writing.hasErased = true;
    writing.onCommit.push(() => {
      count(0, -Number(bytes));
    });
  }

  function forget(number: number, writing: Writing): void {
    writing.isErasure = true;
    const delivery = writing.get("erase", [number]);
    if (delivery !== undefined) noteErased(delivery, writing);
    if (writing.run("forget", [number]) === 0) return;
    writing.onCommit.push(() => {
      count(-1, 0);
    });
  }

  function insert(entry: NewEntry, writing: Writing): boolean {
    const { id, publicKey, nonce, claimTokenHash, expiresAt } = entry;
    const row = [id, publicKey, nonce, claimTokenHash, expiresAt];
    if (writing.run("insert", row) === 1) return true;
    const expired = writing.get("expiredAs", [id, clock()]);
    if (expired === undefined) return false;
    forget(Number(expired[0]), writing);
    return writing.run("insert", row) === 1;
  }

  function deposit(
    id: string,
    content: Uint8Array,
    digest: string,
    writing: Writing,
  ): Deposit | null {
    const taken = writing.get("take", [digest, id, clock()]);
    if (taken === undefined) {
      const earlier = writing.get("digest", [id, clock()]);
      return earlier === undefined ? null : { isFirst: false, digest: String(earlier[0]) };
    }
    writing.run("deposit", [Number(taken[0]), content]);
    announce(id, writing);
    return { isFirst: true, digest };
  }

  return {
    name: "sqlite",
    create: (entry) =>
      reserving(
        1,
        0,
        () => file.write((writing) => insert(entry, writing)),
        (isNew) => isNew,
      ),

    deliver: (id, delivery, digest) => {
      const content = toOverflow(delivery);
      return reserving(
        0,
        content.length,
        () => file.write((writing) => deposit(id, content, digest, writing)),
        (result) => result?.isFirst === true,
      );
    },

    find: read((id) => {
      const row = file.get(READING.find, [id, clock()]);
      if (row === undefined) return null;
      const [publicKey, nonce, claimTokenHash, expiresAt, digest, hasDelivery] = row as FoundRow;
      return {
        id,
        publicKey,
        nonce,
        claimTokenHash,
        expiresAt,
        digest,
        state: stateOf(digest, hasDelivery === 1),
      };
    }),

    collect: read((id, claimTokenHash) => {
      const row = file.get(READING.collect, [id, clock(), claimTokenHash]);
      if (row === undefined) return null;
      const [expiresAt, digest, content] = row as CollectedRow;
      const delivery = content && fromOverflow(content);
      return { expiresAt, state: stateOf(digest, delivery !== null), delivery };
    }),

    acknowledge: (id, claimTokenHash) =>
      file.write((writing) => {
        writing.isErasure = true;
        const claim = [id, clock(), claimTokenHash];
        const delivery = writing.get("eraseClaimed", claim);
        if (delivery === undefined) {
          const row = writing.get("claimed", claim);
          if (row === undefined) return null;
          return row[1] === null ? "open" : "received";
        }
        noteErased(delivery, writing);
        announce(id, writing);
        return "received";
      }),

    cancel: (id, claimTokenHash) =>
      file.write((writing) => {
        const row = writing.get("claimed", [id, clock(), claimTokenHash]);
        if (row === undefined) return false;
        forget(Number(row[0]), writing);
        announce(id, writing);
        return true;
      }),

    async eraseExpired() {
      const expired = file.all(READING.expired, [clock(), CLEANUP_BATCH.entries]);
      let bytes = 0;
      const rows = expired.filter(([, size], i) => {
        bytes += Number(size);
        return i === 0 || bytes <= CLEANUP_BATCH.bytes;
      });
      if (rows.length === 0) {
        await file.finishErasing();
        return false;
      }
      await file.write((writing) => {
        for (const [number] of rows) {
          // Since the search, another request may have taken the number.
          const expired = writing.get("isExpired", [Number(number), clock()]);
          if (expired !== undefined) forget(Number(number), writing);
        }
      });
      return rows.length < expired.length || rows.length === CLEANUP_BATCH.entries;
    },

    onChange: (listener) => void listeners.push(listener),
    usage: () => ({ ...usage }),
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
