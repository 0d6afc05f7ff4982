import { StoreFailure } from "./store.js";

/** Translates SQLite's result codes (https://sqlite.org/rescode.html). */

/** Primary codes that stem from the disk: BUSY, LOCKED, READONLY, IOERR, CORRUPT, CANTOPEN, NOTADB. */
const UNAVAILABLE = new Set([5, 6, 8, 10, 11, 14, 26]);
const BUSY = 5;
const FULL = 13;

/** The {@link StoreFailure} for an error of SQLite; any other error is a bug and is returned as it is. */
export function storeFailureOf(error: unknown): unknown {
  const code = primaryCode(error);
  if (code === FULL) return new StoreFailure("full", { cause: error });
  return UNAVAILABLE.has(code) ? new StoreFailure("unavailable", { cause: error }) : error;
}

/** Runs a call of SQLite, and throws its failure as a {@link StoreFailure}. */
export function guarded<Result>(call: () => Result): Result {
  try {
    return call();
  } catch (error) {
    throw storeFailureOf(error);
  }
}

export function isFull(error: unknown): boolean {
  return error instanceof StoreFailure && error.reason === "full";
}

/** Whether another connection holds a lock. */
export function isBusy(error: unknown): boolean {
  return error instanceof StoreFailure && primaryCode(error.cause) === BUSY;
}

function primaryCode(error: unknown): number {
  const isNumbered = error instanceof Error && "rawCode" in error;
  return isNumbered && typeof error.rawCode === "number" ? error.rawCode & 0xff : 0;
}
