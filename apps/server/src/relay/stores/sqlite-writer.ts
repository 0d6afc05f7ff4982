import AsyncDatabase from "libsql/promise";

import { guarded, isFull, storeFailureOf } from "./sqlite-errors.js";
import { StoreFailure } from "./store.js";

/**
 * The one connection that writes. What comes while a commit is on its way to the disk shares the next
 * one; commits and checkpoints run on a thread of their own, so nobody else waits for the disk.
 */

export type Value = string | number | Uint8Array | null;
/** In the order of the columns. */
export type Row = readonly (string | number | Buffer | null)[];

/** A piece of work inside a transaction. It may be run again, after all that it did was undone. */
export type Work<Sql, Result> = (transaction: Transaction<Sql>) => Result;

export interface Transaction<Sql> {
  /** The first row. */
  get(statement: Sql, values: readonly Value[]): Row | undefined;
  /** The number of rows that were changed. */
  run(statement: Sql, values: readonly Value[]): number;
  /** Something was deleted that must be in no file any more. */
  hasErased: boolean;
  /** This work counts as done only when that is so, whoever has deleted it. */
  isErasure: boolean;
  /** To be called when it is on the disk. */
  readonly then: (() => void)[];
}

interface Write<Sql> {
  transaction: Transaction<Sql>;
  readonly run: () => void;
  readonly done: () => void;
  readonly failed: (reason: unknown) => void;
}

/** What is used of `libsql/promise`, whose own types say less. Only `exec` and `all` leave this thread. */
interface Connection {
  readonly inTransaction: boolean;
  exec(sql: string): Promise<void>;
  prepare(sql: string): Promise<Statement>;
  close(): void;
}

/** Values always as a list: a single Uint8Array would be taken for named values, and end the process. */
interface Statement {
  /** Whether it gives rows. */
  readonly reader: boolean;
  /** Gives them as lists from now on. */
  raw(): void;
  get(values: readonly Value[]): Row | undefined;
  run(values: readonly Value[]): { readonly changes: number };
  all(values: readonly Value[]): Promise<Row[]>;
}

/** Writes in one commit: what is between two of them keeps this thread for a few milliseconds. */
const BATCH = 64;

const OWN = {
  begin: "BEGIN IMMEDIATE",
  rollback: "ROLLBACK",
  truncate: "PRAGMA wal_checkpoint(TRUNCATE)",
};

export interface WriterOptions<Sql extends string> {
  readonly path: string;
  /** Milliseconds to wait for a lock. */
  readonly timeout: number;
  /** Run on the connection before anything else. */
  readonly setUp: readonly string[];
  /** What transactions may do. */
  readonly statements: Readonly<Record<Sql, string>>;
}

export class SqliteWriter<Sql extends string> {
  readonly #connection: Connection;
  readonly #statements: ReadonlyMap<string, Statement>;
  #queue: Write<Sql>[] = [];
  /** The writes of now, down to the last one that comes while they are done. */
  #work: Promise<void> | null = null;
  /** What was deleted may still be in the log. */
  #mustTruncate = false;

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
      return new SqliteWriter(connection, prepared);
    } catch (error) {
      connection.close();
      throw storeFailureOf(error);
    }
  }

  /** Does a piece of work, together with whatever else comes; resolves when it is on the disk. */
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
      this.#work ??= this.#workOff();
    });
  }

  /** Erases from the log what could not be erased when it was deleted. */
  async finishErasing(): Promise<void> {
    if (this.#mustTruncate) await this.write((transaction) => (transaction.isErasure = true));
  }

  async close(): Promise<void> {
    await this.#work;
    // The file can then be read from a folder that cannot be written.
    await this.#truncateLog().catch(() => undefined);
    this.#connection.close();
  }

  #transaction(): Transaction<Sql> {
    return {
      get: (name, values) => guarded(() => this.#statement(name).get(values)),
      run: (name, values) => guarded(() => this.#statement(name).run(values).changes),
      hasErased: false,
      isErasure: false,
      then: [],
    };
  }

  #statement(name: string): Statement {
    const statement = this.#statements.get(name);
    if (statement === undefined) throw new TypeError(`no statement ${name}`);
    return statement;
  }

  async #workOff(): Promise<void> {
    // All that come in this turn of the event loop.
    await new Promise(setImmediate);
    while (this.#queue.length > 0) await this.#commit(this.#queue.splice(0, BATCH));
    this.#work = null;
  }

  async #commit(writes: readonly Write<Sql>[]): Promise<void> {
    try {
      await this.#together(writes);
    } catch (error) {
      const [first] = writes;
      if (writes.length === 1 && !isFull(error)) first?.failed(error);
      // One that cannot be done must not take the others with it.
      else for (const write of writes) await this.#alone(write);
      return;
    }
    await this.#settle(writes);
  }

  async #alone(write: Write<Sql>): Promise<void> {
    try {
      try {
        await this.#together([write]);
      } catch (error) {
        if (!isFull(error)) throw error;
        // The log may hold the very space that is missing.
        await this.#truncateLog();
        await this.#together([write]);
      }
    } catch (error) {
      write.failed(error);
      return;
    }
    await this.#settle([write]);
  }

  async #together(writes: readonly Write<Sql>[]): Promise<void> {
    guarded(() => this.#statement("begin").run([]));
    try {
      for (const write of writes) write.run();
      await this.#connection.exec("COMMIT");
    } catch (error) {
      // SQLite has undone it by itself when the disk was full.
      if (this.#connection.inTransaction) this.#statement("rollback").run([]);
      throw storeFailureOf(error);
    }
  }

  /** What is on the disk is done; an erasure only when it has left the log, too. */
  async #settle(writes: readonly Write<Sql>[]): Promise<void> {
    this.#mustTruncate ||= writes.some(({ transaction }) => transaction.hasErased);
    let failure: unknown;
    if (this.#mustTruncate) {
      await this.#truncateLog().catch((error: unknown) => {
        failure = error;
      });
    }
    for (const { transaction, done, failed } of writes) {
      for (const step of transaction.then) step();
      if (transaction.isErasure && failure !== undefined) failed(failure);
      else done();
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
    this.#mustTruncate = false;
  }
}
