import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  statSync,
} from "node:fs";
import { dirname } from "node:path";
import { pathToFileURL } from "node:url";

import Database from "libsql";

import { guarded, isBusy } from "./sqlite-errors.js";
import { SqliteWriter } from "./sqlite-writer.js";
import type { Row, Value, Work } from "./sqlite-writer.js";
import { StoreFailure } from "./store.js";

/** An SQLite file that one process owns: one connection writes, another one reads committed data. */

export interface SqliteFileOptions<Sql extends string> {
  readonly path: string;
  /**
   * SQL that makes each version of the tables from the one before, by the number of the new version. The
   * lowest one drops the tables of older versions and creates all of its own.
   */
  readonly versions: ReadonlyMap<number, string>;
  /** The statements of transactions, by name. */
  readonly statements: Readonly<Record<Sql, string>>;
}

/** The file comes from a later version of this program. */
export class NewerFileError extends Error {
  override readonly name = "NewerFileError";
}

/** Another process owns the file. */
export class FileInUseError extends Error {
  override readonly name = "FileInUseError";
}

/** Bytes of a page in a new file. */
export const PAGE_SIZE = 4096;

/** Milliseconds to wait for another process that is shutting down. */
const LOCK_TIMEOUT_MS = 3000;
/** Milliseconds to wait for the other connection of this process. */
const BUSY_TIMEOUT_MS = 1000;
/** Milliseconds between two attempts to open a read-only file for writing. */
const REOPEN_INTERVAL_MS = 1000;

const SET_UP = [
  `PRAGMA page_size = ${PAGE_SIZE.toString()}`,
  "PRAGMA journal_mode = WAL",
  // A commit returns when its data is on the disk.
  "PRAGMA synchronous = FULL",
  "PRAGMA secure_delete = ON",
  // Temporary files could contain deliveries.
  "PRAGMA temp_store = MEMORY",
];

export class SqliteFile<Sql extends string> {
  readonly #options: SqliteFileOptions<Sql>;
  #opened: Opened<Sql>;
  #statements = new Map<string, Database.Statement>();
  /** When this process last tried to open the file for writing. */
  #lastAttempt = Date.now();

  private constructor(options: SqliteFileOptions<Sql>, opened: Opened<Sql>) {
    this.#options = options;
    this.#opened = opened;
  }

  /**
   * Opens the file, or creates it.
   *
   * If its folder is read-only, the file can still be read, provided that the last process closed it
   * properly. The first write after the folder has become writable opens it for writing.
   *
   * @throws {@link StoreFailure}, {@link FileInUseError}, {@link NewerFileError}, or errors of the file system.
   */
  static async open<Sql extends string>(options: SqliteFileOptions<Sql>): Promise<SqliteFile<Sql>> {
    const { path } = options;
    try {
      return new SqliteFile(options, await openForWriting(options));
    } catch (error) {
      if (!isReadOnly(path)) throw error;
      const reader = new Database(`${pathToFileURL(path).href}?immutable=1`);
      // An older file has to be written before it can be read.
      if (guarded(() => missingVersions(reader, options.versions)).length > 0) throw error;
      return new SqliteFile(options, { reader, writer: null, lock: null });
    }
  }

  get isReadOnly(): boolean {
    return this.#opened.writer === null;
  }

  /** The first row, or undefined. */
  get(sql: string, values: readonly Value[]): Row | undefined {
    return guarded(() => this.#prepared(sql).get(values)) as Row | undefined;
  }

  all(sql: string, values: readonly Value[]): Row[] {
    return guarded(() => this.#prepared(sql).all(values)) as Row[];
  }

  /** Runs work in a transaction; resolves when it is on the disk. */
  async write<Result>(work: Work<Sql, Result>): Promise<Result> {
    const writer = this.#opened.writer ?? (await this.#reopen());
    return writer.write(work);
  }

  async close(): Promise<void> {
    const { reader, writer, lock } = this.#opened;
    await writer?.close();
    reader.close();
    lock?.close();
  }

  #prepared(sql: string): Database.Statement {
    let statement = this.#statements.get(sql);
    if (statement === undefined) {
      statement = this.#opened.reader.prepare(sql).raw();
      this.#statements.set(sql, statement);
    }
    return statement;
  }

  async #reopen(): Promise<SqliteWriter<Sql>> {
    if (Date.now() - this.#lastAttempt < REOPEN_INTERVAL_MS) throw new StoreFailure("unavailable");
    this.#lastAttempt = Date.now();
    const opened = await openForWriting(this.#options).catch((error: unknown) => {
      throw new StoreFailure("unavailable", { cause: error });
    });
    this.#opened.reader.close();
    this.#opened = opened;
    this.#statements.clear();
    return opened.writer;
  }
}

interface Opened<Sql extends string> {
  readonly reader: Database.Database;
  /** Null if the folder is read-only. */
  readonly writer: SqliteWriter<Sql> | null;
  readonly lock: Database.Database | null;
}

async function openForWriting<Sql extends string>({
  path,
  versions,
  statements,
}: SqliteFileOptions<Sql>): Promise<Opened<Sql> & { readonly writer: SqliteWriter<Sql> }> {
  const lock = lockFor(path);
  try {
    create(path);
    guarded(() => {
      prepareTables(path, versions);
    });
    const writer = await SqliteWriter.open({
      path,
      timeout: BUSY_TIMEOUT_MS,
      setUp: SET_UP,
      statements,
    });
    return { reader: new Database(path, { timeout: BUSY_TIMEOUT_MS }), writer, lock };
  } catch (error) {
    lock.close();
    throw error;
  }
}

/**
 * Locks a second, empty file for as long as this process lives, however it ends. Another process on the same
 * data could not notify the long polls of this one.
 */
function lockFor(path: string): Database.Database {
  const lockPath = `${path}-lock`;
  create(lockPath);
  const lock = new Database(lockPath, { timeout: LOCK_TIMEOUT_MS });
  try {
    guarded(() => lock.exec("BEGIN EXCLUSIVE"));
    return lock;
  } catch (error) {
    lock.close();
    throw isBusy(error) ? new FileInUseError("locked by another process") : error;
  }
}

/** Creates a file with mode 0600; SQLite would leave it readable by all users. */
function create(path: string): void {
  const folder = dirname(path);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (existsSync(path)) return;
  closeSync(openSync(path, "ax", 0o600));
  if (process.platform === "win32") return;
  // So that the directory entry survives a power failure.
  const descriptor = openSync(folder, "r");
  fsyncSync(descriptor);
  closeSync(descriptor);
}

function prepareTables(path: string, versions: ReadonlyMap<number, string>): void {
  const database = new Database(path, { timeout: BUSY_TIMEOUT_MS });
  try {
    const missing = missingVersions(database, versions);
    for (const sql of SET_UP) database.exec(sql);
    if (missing.length === 0) return;
    const steps = missing.map(([version, sql]) => {
      return `${sql}; PRAGMA user_version = ${version.toString()};`;
    });
    database.exec(`BEGIN; ${steps.join(" ")} COMMIT`);
  } finally {
    database.close();
  }
}

/**
 * The versions that a file lacks, in order.
 *
 * @throws {@link NewerFileError}.
 */
function missingVersions(
  database: Database.Database,
  versions: ReadonlyMap<number, string>,
): (readonly [version: number, sql: string])[] {
  const [current] = database.prepare("PRAGMA user_version").raw().get([]) as [number];
  if (current > Math.max(...versions.keys())) {
    throw new NewerFileError(`version ${current.toString()}`);
  }
  return [...versions].filter(([version]) => version > current).sort(([a], [b]) => a - b);
}

/** Whether the file can be read, and cannot be written. */
function isReadOnly(path: string): boolean {
  const { R_OK, W_OK } = constants;
  const isWritable = can(path, W_OK) && can(dirname(path), W_OK);
  const log = statSync(`${path}-wal`, { throwIfNoEntry: false });
  return can(path, R_OK) && !isWritable && (log === undefined || log.size === 0);
}

function can(path: string, mode: number): boolean {
  try {
    accessSync(path, mode);
    return true;
  } catch {
    return false;
  }
}
