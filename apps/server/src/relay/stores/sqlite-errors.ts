import { StoreFailure } from "./store.js";

/** What SQLite's result codes mean to the relay. */

/** Primary codes that speak of the disk and not of us: BUSY, LOCKED, READONLY, IOERR, CORRUPT, CANTOPEN, NOTADB. */
const UNAVAILABLE = new Set([5, 6, 8, 10, 11, 14, 26]);
const BUSY = 5;
const FULL = 13;

/** Names the reason where it is one of the store's; everything else is a bug, and stays what it is. */
export function storeFailureOf(error: unknown): unknown {
  const code = primaryCode(error);
  if (code === FULL) return new StoreFailure("full", { cause: error });
  return UNAVAILABLE.has(code) ? new StoreFailure("unavailable", { cause: error }) : error;
}

/** Does something with SQLite, and throws what its failure means. */
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

/** Somebody else holds a lock. */
export function isBusy(error: unknown): boolean {
  return error instanceof StoreFailure && primaryCode(error.cause) === BUSY;
}

function primaryCode(error: unknown): number {
  const isNumbered = error instanceof Error && "rawCode" in error;
  return isNumbered && typeof error.rawCode === "number" ? error.rawCode & 0xff : 0;
}
