import AsyncDatabase from "libsql/promise";

import { guarded, isFull, storeFailureOf } from "./sqlite-errors.js";
import { StoreFailure } from "./store.js";

/**
 * The one connection that writes. Writes that arrive during a commit share the next one. Commits and
 * checkpoints run on libsql's thread, so that reads and other requests do not wait for the disk.
 */

export type Value = string | number | Uint8Array | null;
/** In the order of the columns. */
export type Row = readonly (string | number | Buffer | null)[];

/** Work inside a transaction. It may run again after a rollback. */
export type Work<Sql, Result> = (transaction: Transaction<Sql>) => Result;

export interface Transaction<Sql> {
  /** The first row. */
  get(statement: Sql, values: readonly Value[]): Row | undefined;
  /** The number of rows that were changed. */
  run(statement: Sql, values: readonly Value[]): number;
  /** The number of the new row, or null: cheaper than `RETURNING`, for which SQLite makes a table. */
  insert(statement: Sql, values: readonly Value[]): number | null;
  /** Set by work that has deleted data, which then disappears from the write-ahead log within a second. */
  hasErased: boolean;
  /** Called when the work is on the disk. */
  readonly onCommit: (() => void)[];
  /** Called when the work has failed, or will run again. */
  readonly onRollback: (() => void)[];
}

interface Write<Sql> {
  transaction: Transaction<Sql>;
  readonly run: () => void;
  readonly done: () => void;
  readonly failed: (reason: unknown) => void;
}

/** The part of `libsql/promise` in use; its own types are incomplete. Only `exec` and `all` run on another thread. */
interface Connection {
  readonly inTransaction: boolean;
  exec(sql: string): Promise<void>;
  prepare(sql: string): Promise<Statement>;
  close(): void;
}

/** Values are always a list: libsql takes a single Uint8Array for named values, and ends the process. */
interface Statement {
  /** Whether it returns rows. */
  readonly reader: boolean;
  /** Makes it return rows as lists. */
  raw(): void;
  get(values: readonly Value[]): Row | undefined;
  run(values: readonly Value[]): { readonly changes: number; readonly lastInsertRowid: number };
  all(values: readonly Value[]): Promise<Row[]>;
}

/** Most writes in one commit; their work occupies this thread for a few milliseconds. */
const BATCH_SIZE = 64;

/**
 * Milliseconds from a commit that deleted data until the log is truncated. All erasures of this time share a
 * truncation, which costs several writes to the disk.
 */
const TRUNCATION_DELAY_MS = 100;
/** Milliseconds until another attempt, after a truncation that failed. */
const TRUNCATION_RETRY_MS = 500;

const OWN = {
  begin: "BEGIN IMMEDIATE",
  rollback: "ROLLBACK",
  truncate: "PRAGMA wal_checkpoint(TRUNCATE)",
};

export interface WriterOptions<Sql extends string> {
  readonly path: string;
  /** Milliseconds to wait for a lock. */
  readonly timeout: number;
  /** SQL to run on the new connection. */
  readonly setUp: readonly string[];
  /** The statements of transactions, by name. */
  readonly statements: Readonly<Record<Sql, string>>;
}

export class SqliteWriter<Sql extends string> {
  readonly #connection: Connection;
  readonly #statements: ReadonlyMap<string, Statement>;
  #queue: Write<Sql>[] = [];
  /** The running flush loop, or null. */
  #flushing: Promise<void> | null = null;
  /** Set while deleted data may still be in the write-ahead log. */
  #truncation: NodeJS.Timeout | null = null;
  #isTruncationDue = false;

  private constructor(connection: Connection, statements: ReadonlyMap<string, Statement>) {
    this.#connection = connection;
    this.#statements = statements;
  }

  /** @throws {@link StoreFailure}. */
  static async open<Sql extends string>(options: WriterOptions<Sql>): Promise<SqliteWriter<Sql>> {
    const { path, timeout, setUp, statements } = options;
    const connection = guarded(() => new AsyncDatabase(path, { timeout }) as unknown as Connection);
    try {
      for (const sql of setUp) await connection.exec(sql);
      const prepared = new Map<string, Statement>();
      for (const [name, sql] of Object.entries<string>({ ...statements, ...OWN })) {
        const statement = await connection.prepare(sql);
        if (statement.reader) statement.raw();
        prepared.set(name, statement);
      }
      const writer = new SqliteWriter(connection, prepared);
      // A process that was killed may have left deleted data in the log.
      await writer.#finishErasing();
      return writer;
    } catch (error) {
      connection.close();
      throw storeFailureOf(error);
    }
  }

  /** Runs work in a transaction, which it may share with other work; resolves when it is on the disk. */
  write<Result>(work: Work<Sql, Result>): Promise<Result> {
    return new Promise((resolve, reject) => {
      let result: Result;
      const write: Write<Sql> = {
        transaction: this.#transaction(),
        run: () => {
          write.transaction = this.#transaction();
          result = work(write.transaction);
        },
        done: () => {
          resolve(result);
        },
        failed: reject,
      };
      this.#queue.push(write);
      this.#flushing ??= this.#flush();
    });
  }

  async close(): Promise<void> {
    await this.#flushing;
    if (this.#truncation !== null) clearTimeout(this.#truncation);
    // With an empty log, the file can be opened from a read-only folder.
    await this.#truncateLog().catch(() => undefined);
    this.#connection.close();
  }

  #transaction(): Transaction<Sql> {
    return {
      get: (name, values) => guarded(() => this.#statement(name).get(values)),
      run: (name, values) => guarded(() => this.#statement(name).run(values).changes),
      insert: (name, values) => {
        const { changes, lastInsertRowid } = guarded(() => this.#statement(name).run(values));
        return changes === 0 ? null : lastInsertRowid;
      },
      hasErased: false,
      onCommit: [],
      onRollback: [],
    };
  }

  #statement(name: string): Statement {
    const statement = this.#statements.get(name);
    if (statement === undefined) throw new TypeError(`no statement ${name}`);
    return statement;
  }

  async #flush(): Promise<void> {
    // Collects the writes of this turn of the event loop.
    await new Promise(setImmediate);
    while (this.#queue.length > 0 || this.#isTruncationDue) {
      if (this.#isTruncationDue) await this.#finishErasing();
      if (this.#queue.length > 0) await this.#commit(this.#queue.splice(0, BATCH_SIZE));
    }
    this.#flushing = null;
  }

  async #finishErasing(): Promise<void> {
    this.#isTruncationDue = false;
    try {
      await this.#truncateLog();
    } catch {
      // Ignore: a full disk, or a reader of the log, goes away.
      this.#truncateIn(TRUNCATION_RETRY_MS);
    }
  }

  #truncateIn(delayMs: number): void {
    this.#truncation ??= setTimeout(() => {
      this.#truncation = null;
      this.#isTruncationDue = true;
      this.#flushing ??= this.#flush();
    }, delayMs).unref();
  }

  async #commit(writes: readonly Write<Sql>[]): Promise<void> {
    try {
      await this.#commitTogether(writes);
    } catch (error) {
      const [first] = writes;
      if (writes.length === 1 && !isFull(error)) first?.failed(error);
      // One failing write must not fail the others.
      else for (const write of writes) await this.#commitAlone(write);
      return;
    }
    this.#settle(writes);
  }

  async #commitAlone(write: Write<Sql>): Promise<void> {
    try {
      try {
        await this.#commitTogether([write]);
      } catch (error) {
        if (!isFull(error)) throw error;
        // Truncating the log may free enough space.
        await this.#truncateLog();
        await this.#commitTogether([write]);
      }
    } catch (error) {
      write.failed(error);
      return;
    }
    this.#settle([write]);
  }

  async #commitTogether(writes: readonly Write<Sql>[]): Promise<void> {
    guarded(() => this.#statement("begin").run([]));
    try {
      for (const write of writes) write.run();
      await this.#connection.exec("COMMIT");
    } catch (error) {
      // SQLite rolls back by itself when the disk is full.
      if (this.#connection.inTransaction) this.#statement("rollback").run([]);
      for (const { transaction } of writes) {
        for (const callback of transaction.onRollback.splice(0)) callback();
      }
      throw storeFailureOf(error);
    }
  }

  #settle(writes: readonly Write<Sql>[]): void {
    if (writes.some(({ transaction }) => transaction.hasErased)) {
      this.#truncateIn(TRUNCATION_DELAY_MS);
    }
    for (const { transaction, done } of writes) {
      for (const callback of transaction.onCommit) callback();
      done();
    }
  }

  async #truncateLog(): Promise<void> {
    try {
      const [result] = await this.#statement("truncate").all([]);
      const [isBusy] = result ?? [1];
      if (isBusy !== 0) throw new StoreFailure("unavailable");
    } catch (error) {
      throw storeFailureOf(error);
    }
  }
}
