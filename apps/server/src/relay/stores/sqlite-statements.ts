import type { KeyType } from "@pct/delivery/wire";

import type { Transaction } from "./sqlite-writer.js";

/** The tables of the SQLite store, the statements on them, and their rows. */

/**
 * A request that is over keeps its row as a tombstone, so that no second look-up is needed for a new one.
 * Version 1 had IDs of an older kind, which no client accepts any more.
 */
const VERSION_2 = `
  DROP TABLE IF EXISTS request;
  DROP TABLE IF EXISTS delivery;
  CREATE TABLE request (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    tombstone TEXT CHECK (tombstone IN ('cancelled', 'expired')),
    -- When the request expires, or until when the tombstone lasts.
    until INTEGER NOT NULL,
    public_key TEXT,
    nonce TEXT,
    claim_token_hash TEXT,
    digest TEXT,
    CHECK (tombstone IS NULL OR coalesce(public_key, nonce, claim_token_hash, digest) IS NULL)
  ) STRICT;
  CREATE INDEX live_until ON request (until) WHERE tombstone IS NULL;
  CREATE INDEX tombstone_until ON request (until) WHERE tombstone IS NOT NULL;
  CREATE TABLE delivery (request INTEGER PRIMARY KEY, content BLOB NOT NULL) STRICT;
`;

/**
 * What acknowledgements and withdrawals need; a tombstone has none of it. Receipts have a table of their own,
 * whose rows are small: an acknowledgement then writes few pages.
 */
const VERSION_3 = `
  ALTER TABLE request ADD COLUMN withdraw_token_hash TEXT
    CHECK (tombstone IS NULL OR withdraw_token_hash IS NULL);
  -- The digest of the last delivery that was withdrawn.
  ALTER TABLE request ADD COLUMN withdrawn TEXT CHECK (tombstone IS NULL OR withdrawn IS NULL);
  CREATE TABLE receipt (request INTEGER PRIMARY KEY, received_at INTEGER NOT NULL, receipt TEXT)
    STRICT;
`;

/** NULL for RSA, as in the rows that are there already. */
const VERSION_4 = `
  ALTER TABLE request ADD COLUMN key_type TEXT CHECK (tombstone IS NULL OR key_type IS NULL);
`;

export const VERSIONS = new Map([
  [2, VERSION_2],
  [3, VERSION_3],
  [4, VERSION_4],
]);

const LIVE = "id = ? AND tombstone IS NULL AND until > ?";
const CLAIMED = `${LIVE} AND claim_token_hash = ?`;
const WITHDRAWABLE = `${LIVE} AND withdraw_token_hash = ?`;

export const READING = {
  find: `SELECT key_type, public_key, nonce, claim_token_hash, until, digest,
    EXISTS (SELECT 1 FROM delivery WHERE request = number), received_at, receipt
    FROM request LEFT JOIN receipt ON request = number WHERE ${LIVE}`,
  collect: `SELECT until, digest, content
    FROM request LEFT JOIN delivery ON request = number WHERE ${CLAIMED}`,
  end: "SELECT tombstone, until FROM request WHERE id = ?",
  expired: `SELECT number, coalesce(length(content), 0), id
    FROM request LEFT JOIN delivery ON request = number
    WHERE tombstone IS NULL AND until <= ? ORDER BY until LIMIT ?`,
  tombstones: `SELECT number, until FROM request
    WHERE tombstone IS NOT NULL ORDER BY until LIMIT ?`,
  entries: "SELECT count(*) FROM request WHERE tombstone IS NULL",
  tombstoneCount: "SELECT count(*) FROM request WHERE tombstone IS NOT NULL",
  bytes: "SELECT coalesce(sum(length(content)), 0) FROM delivery",
};

export const WRITING = {
  insert: `INSERT INTO request (id, key_type, public_key, nonce, claim_token_hash, until)
    VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
  existing: "SELECT number, tombstone, until FROM request WHERE id = ?",
  take: `UPDATE request SET digest = ?1, withdraw_token_hash = ?2
    WHERE id = ?3 AND tombstone IS NULL AND until > ?4 AND digest IS NULL AND withdrawn IS NOT ?1
    RETURNING number, until`,
  untake: "UPDATE request SET digest = NULL, withdraw_token_hash = NULL WHERE number = ?",
  digest: `SELECT digest FROM request WHERE ${LIVE}`,
  deposit: "INSERT INTO delivery VALUES (?, ?)",
  claimed: `SELECT number, digest FROM request WHERE ${CLAIMED}`,
  eraseClaimed: `DELETE FROM delivery WHERE request =
    (SELECT number FROM request WHERE ${CLAIMED} AND digest = coalesce(?, digest))
    RETURNING length(content), request`,
  receive: "INSERT INTO receipt VALUES (?, ?, ?)",
  eraseReceipt: "DELETE FROM receipt WHERE request = ?",
  withdrawable: `SELECT digest FROM request WHERE ${WITHDRAWABLE}`,
  eraseWithdrawn: `DELETE FROM delivery WHERE request =
    (SELECT number FROM request WHERE ${WITHDRAWABLE})
    RETURNING length(content), request`,
  reopen: "UPDATE request SET withdrawn = digest, digest = NULL WHERE number = ?",
  erase: "DELETE FROM delivery WHERE request = ? RETURNING length(content)",
  bury: `UPDATE request SET tombstone = ?, until = until + ?,
    key_type = NULL, public_key = NULL, nonce = NULL, claim_token_hash = NULL, digest = NULL,
    withdraw_token_hash = NULL, withdrawn = NULL
    WHERE number = ? AND tombstone IS NULL`,
  forget: "DELETE FROM request WHERE number = ? AND tombstone IS NOT NULL AND until = ?",
  isExpired: "SELECT 1 FROM request WHERE number = ? AND tombstone IS NULL AND until <= ?",
};

export type FoundRow = readonly [
  ...[keyType: KeyType | null, publicKey: string, nonce: string, claimTokenHash: string],
  until: number,
  ...[digest: string | null, hasDelivery: number],
  ...[receivedAt: number | null, receipt: string | null],
];
export type EndRow = readonly [tombstone: string | null, until: number];
export type ExistingRow = readonly [number: number, ...EndRow];
export type CollectedRow = readonly [number, string | null, Buffer | null];
export type Writing = Transaction<keyof typeof WRITING>;
