import { randomBytes, randomInt } from "node:crypto";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import Database from "libsql";
import { describe, expect, it, onTestFinished } from "vitest";

import { FileInUseError, NewerFileError } from "#/relay/stores/sqlite-file.js";
import { fromOverflow, toOverflow } from "#/relay/stores/sqlite-overflow.js";
import { sqliteStore } from "#/relay/stores/sqlite.js";
import type { RelayStore, StoreLimits } from "#/relay/stores/store.js";
import { collected, create, deliver, describeRelayStore, newEntry, newHash } from "./contract.js";

const CAPACITY = { entries: 1000, bytes: 10_000_000 };

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "pct-relay-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

async function opened(
  folder: string,
  { capacity = CAPACITY, share = null }: Partial<StoreLimits> = {},
): Promise<RelayStore> {
  const store = await sqliteStore({ path: join(folder, "relay.db"), capacity, share });
  onTestFinished(() => store.close());
  return store;
}

describe("contract", () => {
  describeRelayStore((limits) => opened(newFolder(), limits));
});

/** All bytes of all files of a folder. */
function contentOf(folder: string): Buffer {
  return Buffer.concat(readdirSync(folder).map((name) => readFileSync(join(folder, name))));
}

/** Repeated text, of which any part can be found. */
function canary(length: number): Buffer {
  return Buffer.alloc(length, `<${randomBytes(9).toString("hex")}>`);
}

const MARK = 20;

/** Expects that bytes disappear from every file within the second that SECURITY.md promises. */
async function expectErased(folder: string, bytes: Buffer): Promise<void> {
  const remains = (): boolean => contentOf(folder).includes(bytes.subarray(0, MARK));
  await expect.poll(remains, { timeout: 1000 }).toBe(false);
}

describe("erased data", () => {
  it.each([100, 1500, 3500, 10_000, 1_000_000])(
    "is in no file once a delivery is acknowledged: %i bytes",
    async (length) => {
      const folder = newFolder();
      const store = await opened(folder);
      const entry = newEntry();
      const bytes = canary(length);
      await create(store, entry);
      await deliver(store, entry.id, bytes);
      expect(contentOf(folder).includes(bytes.subarray(0, MARK))).toBe(true);
      await store.acknowledge(entry.id, entry.claimTokenHash);
      await expectErased(folder, bytes);
    },
  );

  it.each([100, 3500, 1_000_000])(
    "is in no file once a delivery is withdrawn: %i bytes",
    async (length) => {
      const folder = newFolder();
      const store = await opened(folder);
      const [entry, hash, bytes] = [newEntry(), newHash(), canary(length)];
      await create(store, entry);
      await deliver(store, entry.id, bytes, "someone", hash);
      expect(contentOf(folder).includes(bytes.subarray(0, MARK))).toBe(true);
      expect(await store.withdraw(entry.id, hash)).toBe("open");
      await expectErased(folder, bytes);
      await store.close();
      expect(contentOf(folder).includes(bytes.subarray(0, MARK))).toBe(false);
    },
  );

  it("is in no file after cancelling and after expiry", async () => {
    const folder = newFolder();
    const store = await opened(folder);
    const [cancelled, expired] = [newEntry(), newEntry({ expiresAt: Date.now() + 300 })];
    const [first, second] = [canary(2000), canary(2000)];
    await create(store, cancelled);
    await create(store, expired);
    await deliver(store, cancelled.id, first);
    await deliver(store, expired.id, second);
    await store.cancel(cancelled.id, cancelled.claimTokenHash);
    await expectErased(folder, first);
    await expect.poll(() => store.find(expired.id).catch(String)).toContain("expired");
    await store.eraseExpired();
    await expectErased(folder, second);
  });

  it("disappears once another process has stopped reading the log", async () => {
    const folder = newFolder();
    const store = await opened(folder);
    const [entry, bytes] = [newEntry(), canary(3500)];
    await create(store, entry);
    await deliver(store, entry.id, bytes);
    const reader = new Database(join(folder, "relay.db"));
    reader.exec("BEGIN");
    reader.prepare("SELECT count(*) FROM request").get([]);
    expect(await store.acknowledge(entry.id, entry.claimTokenHash)).toBe("received");
    await expect(store.check()).resolves.toBe(undefined);
    expect(contentOf(folder).includes(bytes.subarray(0, MARK))).toBe(true);
    reader.exec("COMMIT");
    reader.close();
    await expect
      .poll(() => contentOf(folder).includes(bytes.subarray(0, MARK)), { timeout: 5000 })
      .toBe(false);
  });

  it("is in no file once a process that was killed after its answer starts again", async () => {
    const folder = newFolder();
    const store = await opened(folder);
    const [entry, bytes] = [newEntry(), canary(3500)];
    await create(store, entry);
    await deliver(store, entry.id, bytes);
    await store.acknowledge(entry.id, entry.claimTokenHash);
    const copy = newFolder();
    for (const name of ["relay.db", "relay.db-wal"]) {
      copyFileSync(join(folder, name), join(copy, name));
    }
    expect(contentOf(copy).includes(bytes.subarray(0, MARK))).toBe(true);
    await opened(copy);
    expect(contentOf(copy).includes(bytes.subarray(0, MARK))).toBe(false);
  });

  it("stays in no free space of a page when rows move", async () => {
    const folder = newFolder();
    const store = await opened(folder);
    const present: { entry: ReturnType<typeof newEntry>; bytes: Buffer }[] = [];
    const gone: Buffer[] = [];
    // Random deletions make SQLite split and merge pages.
    for (let round = 0; round < 40; round++) {
      const some = Array.from({ length: 25 }, () => ({
        entry: newEntry(),
        bytes: canary(randomInt(20, randomInt(40, 6000))),
      }));
      await Promise.all(some.map(({ entry }) => create(store, entry)));
      await Promise.all(some.map(({ entry, bytes }) => deliver(store, entry.id, bytes)));
      present.push(...some);
      const going = Array.from({ length: 20 }, () => present.splice(randomInt(present.length), 1));
      await Promise.all(
        going.flat().map(async ({ entry: { id, claimTokenHash }, bytes }, i) => {
          gone.push(bytes);
          await (i % 2 === 0
            ? store.acknowledge(id, claimTokenHash)
            : store.cancel(id, claimTokenHash));
        }),
      );
    }
    const remaining = (): readonly Buffer[] => {
      const content = contentOf(folder);
      return gone.filter((bytes) => content.includes(bytes.subarray(0, MARK)));
    };
    await expect.poll(remaining, { timeout: 1000 }).toEqual([]);
    await store.close();
    const closed = contentOf(folder);
    expect(present.every(({ bytes }) => closed.includes(bytes.subarray(0, MARK)))).toBe(true);
  });

  it("was on overflow pages only", async () => {
    const folder = newFolder();
    const store = await opened(folder);
    const lengths = [
      1, 20, 489, 3500, 3571, 3572, 4086, 4087, 4092, 8178, 8179, 1_048_000, 1_048_576,
    ];
    const all = lengths.map((length) => ({ entry: newEntry(), bytes: canary(length) }));
    for (const { entry, bytes } of all) {
      await create(store, entry);
      await deliver(store, entry.id, bytes);
    }
    await store.close();
    const file = readFileSync(join(folder, "relay.db"));
    for (let start = 4096; start < file.length; start += 4096) {
      const page = file.subarray(start, start + 4096);
      // The first byte of a table or index page is its kind; that of an overflow page belongs to a small page number.
      const isOverflow = page[0] === 0;
      const holds = page.includes("<") && page.includes(">");
      if (!isOverflow) expect(holds).toBe(false);
    }
  });
});

it("encodes and decodes deliveries of every length", () => {
  for (let length = 0; length < 20_000; length += randomInt(1, 40)) {
    const bytes = randomBytes(length);
    expect(fromOverflow(toOverflow(bytes)).equals(bytes)).toBe(true);
  }
});

describe("the file", () => {
  it("is created with its folder, for its owner only", async () => {
    const folder = join(newFolder(), "new", "data");
    const store = await opened(folder);
    await create(store, newEntry());
    if (process.platform === "win32") return;
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    for (const name of readdirSync(folder)) {
      expect([name, statSync(join(folder, name)).mode & 0o777]).toEqual([name, 0o600]);
    }
  });

  it("keeps its data when it is opened again", async () => {
    const folder = newFolder();
    const before = await opened(folder);
    const entries = [newEntry(), newEntry()];
    const bytes = randomBytes(5000);
    for (const entry of entries) await create(before, entry);
    const [first = newEntry(), second = newEntry()] = entries;
    await deliver(before, first.id, bytes);
    const usage = before.usage();
    await before.close();
    const after = await opened(folder);
    expect(after.usage()).toEqual(usage);
    expect((await collected(after, first)).equals(bytes)).toBe(true);
    expect((await after.find(second.id))?.state).toBe("open");
  });

  it("has no log after closing", async () => {
    const folder = newFolder();
    const store = await opened(folder);
    await create(store, newEntry());
    await store.close();
    const log = join(folder, "relay.db-wal");
    expect(existsSync(log) ? statSync(log).size : 0).toBe(0);
  });

  it("belongs to one store at a time", async () => {
    const folder = newFolder();
    const first = await opened(folder);
    await expect(opened(folder)).rejects.toThrow(FileInUseError);
    await first.close();
    await expect(opened(folder)).resolves.toMatchObject({ name: "sqlite" });
  });

  it("loses the requests of version 1, whose IDs no client accepts", async () => {
    const folder = newFolder();
    const database = new Database(join(folder, "relay.db"));
    database.exec(`CREATE TABLE request (number INTEGER PRIMARY KEY, id TEXT, expires_at INTEGER);
      CREATE TABLE delivery (request INTEGER PRIMARY KEY, content BLOB);
      INSERT INTO request VALUES (1, 'x', 9e15); PRAGMA user_version = 1`);
    database.close();
    const store = await opened(folder);
    expect(store.usage()).toEqual({ entries: 0, bytes: 0 });
    expect(await create(store, newEntry())).toBe(true);
  });

  it("of version 2 keeps its requests, deliveries and tombstones", async () => {
    const folder = newFolder();
    const path = join(folder, "relay.db");
    const [open, delivered, received, over] = [newEntry(), newEntry(), newEntry(), newEntry()];
    const bytes = randomBytes(5000);
    const database = new Database(path);
    database.exec(`PRAGMA page_size = 4096; PRAGMA journal_mode = WAL;
      CREATE TABLE request (
        number INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        tombstone TEXT CHECK (tombstone IN ('cancelled', 'expired')),
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
      PRAGMA user_version = 2`);
    const insert = database.prepare(`INSERT INTO request
      (id, until, public_key, nonce, claim_token_hash, digest) VALUES (?, ?, ?, ?, ?, ?)`);
    for (const { id, expiresAt, publicKey, nonce, claimTokenHash } of [open, delivered, received]) {
      const digest = id === open.id ? null : newHash();
      insert.run([id, expiresAt, publicKey, nonce, claimTokenHash, digest]);
    }
    database.prepare("INSERT INTO delivery VALUES (2, ?)").run([toOverflow(bytes)]);
    database
      .prepare("INSERT INTO request (id, until, tombstone) VALUES (?, ?, 'cancelled')")
      .run([over.id, over.expiresAt]);
    database.close();

    const store = await opened(folder);
    expect(store.usage().entries).toBe(3);
    expect(await store.find(open.id)).toMatchObject({ state: "open", keyType: "rsa" });
    const hybrid = newEntry({ keyType: "mlkem768x25519" });
    await create(store, hybrid);
    expect(await store.find(hybrid.id)).toMatchObject({ state: "open", keyType: "mlkem768x25519" });
    await store.cancel(hybrid.id, hybrid.claimTokenHash);
    expect((await collected(store, delivered)).equals(bytes)).toBe(true);
    expect(await store.find(received.id)).toMatchObject({
      state: "received",
      received: { at: null, receipt: null },
    });
    await expect(create(store, over)).rejects.toMatchObject({ end: "cancelled" });
    const hash = newHash();
    await deliver(store, open.id, randomBytes(10), "someone", hash);
    expect(await store.withdraw(open.id, hash)).toBe("open");
    expect(await store.acknowledge(delivered.id, delivered.claimTokenHash)).toBe("received");
    expect((await store.find(delivered.id))?.received?.at).toBeGreaterThan(0);
    expect(await store.cancel(received.id, received.claimTokenHash)).toBe(true);
    await store.close();
    expect((await opened(folder)).usage().entries).toBe(2);
  });

  it("keeps tombstones when it is opened again", async () => {
    const folder = newFolder();
    const first = await opened(folder);
    const [cancelled, expired] = [newEntry(), newEntry({ expiresAt: Date.now() - 1000 })];
    for (const entry of [cancelled, expired]) await create(first, entry);
    await first.cancel(cancelled.id, cancelled.claimTokenHash);
    await first.close();
    const second = await opened(folder);
    expect(second.usage().entries).toBe(1);
    await expect(create(second, cancelled)).rejects.toMatchObject({ end: "cancelled" });
    await expect(create(second, expired)).rejects.toMatchObject({ end: "expired" });
    await second.eraseExpired();
    expect(second.usage().entries).toBe(0);
    await expect(create(second, expired)).rejects.toMatchObject({ end: "expired" });
  });

  it("holds nothing of a request that is over but its ID", async () => {
    const folder = newFolder();
    const store = await opened(folder);
    const keyType = "mlkem768x25519";
    const [cancelled, expired] = [
      newEntry({ keyType }),
      newEntry({ keyType, expiresAt: Date.now() - 1000 }),
    ];
    for (const entry of [cancelled, expired]) await create(store, entry);
    const [hash, receipt] = [newHash(), randomBytes(16).toString("base64url")];
    const withdrawn = newHash();
    await deliver(store, cancelled.id, randomBytes(100), "someone", withdrawn);
    await store.withdraw(cancelled.id, withdrawn);
    await deliver(store, cancelled.id, randomBytes(100), "someone", hash);
    const before = contentOf(folder);
    expect(before.includes(hash)).toBe(true);
    expect(before.includes(keyType)).toBe(true);
    await store.acknowledge(cancelled.id, cancelled.claimTokenHash, { digest: null, receipt });
    await store.cancel(cancelled.id, cancelled.claimTokenHash);
    await store.eraseExpired();
    const texts = [hash, receipt, keyType];
    for (const { publicKey, nonce, claimTokenHash } of [cancelled, expired]) {
      texts.push(publicKey.slice(0, MARK), nonce, claimTokenHash);
    }
    const remaining = (): string[] => {
      const content = contentOf(folder);
      return texts.filter((text) => content.includes(text));
    };
    await expect.poll(remaining, { timeout: 1000 }).toEqual([]);
    const content = contentOf(folder);
    for (const { id } of [cancelled, expired]) expect(content.includes(id)).toBe(true);
  });

  it("is left unchanged if it comes from a later version", async () => {
    const folder = newFolder();
    const path = join(folder, "relay.db");
    const database = new Database(path);
    database.exec("PRAGMA user_version = 1000");
    database.close();
    const before = readFileSync(path);
    await expect(opened(folder)).rejects.toThrow(NewerFileError);
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  it.each([
    ["a text", Buffer.from("this is no database, but long enough to be one. ".repeat(100))],
    ["a damaged one", Buffer.concat([Buffer.from("SQLite format 3\0"), randomBytes(8000)])],
  ])("is left unchanged if it is no database: %s", async (_, content) => {
    const folder = newFolder();
    const path = join(folder, "relay.db");
    writeFileSync(path, content);
    await expect(opened(folder)).rejects.toMatchObject({ reason: "unavailable" });
    expect(readFileSync(path).equals(content)).toBe(true);
  });

  it("cannot be a folder", async () => {
    const folder = newFolder();
    mkdirSync(join(folder, "relay.db"));
    await expect(opened(folder)).rejects.toThrow("Unable to open connection to local database");
  });
});

describe("writes", () => {
  /** Counts commits in the write-ahead log: frames with the size of the database. */
  function commitsIn(folder: string): number {
    const log = readFileSync(join(folder, "relay.db-wal"));
    const FRAME = 24 + 4096;
    let commits = 0;
    for (let start = 32; start + FRAME <= log.length; start += FRAME) {
      if (log.readUInt32BE(start + 4) > 0) commits++;
    }
    return commits;
  }

  it("that are concurrent share a commit", async () => {
    const folder = newFolder();
    const store = await opened(folder);
    const before = commitsIn(folder);
    await Promise.all(Array.from({ length: 60 }, () => create(store, newEntry())));
    expect(commitsIn(folder) - before).toBe(1);
    for (let i = 0; i < 3; i++) await create(store, newEntry());
    expect(commitsIn(folder) - before).toBe(4);
  });

  it("are all finished when the store is closed", async () => {
    const folder = newFolder();
    const store = await opened(folder);
    const entries = Array.from({ length: 300 }, () => newEntry());
    const writes = Promise.all(entries.map((entry) => create(store, entry)));
    await store.close();
    expect((await writes).every(Boolean)).toBe(true);
    expect((await opened(folder)).usage().entries).toBe(300);
  });
});
