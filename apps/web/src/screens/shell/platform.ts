/** What a browser may lack, in the order in which it is looked for. */
export type Lack = "insecure" | "crypto" | "storage" | "full";

/** What this browser lacks to lock and open here; `undefined` when there is nothing. */
export async function whatIsMissing(): Promise<Lack | undefined> {
  if (!isSecureContext) return "insecure";
  if (!("subtle" in crypto) || typeof Worker === "undefined") return "crypto";
  try {
    await store();
    return undefined;
  } catch (error) {
    return error instanceof DOMException && error.name === "QuotaExceededError"
      ? "full"
      : "storage";
  }
}

const NAME = "pct-can-store";

/** Stores a byte and removes it: only that tells a browser that refuses from one that is full. */
async function store(): Promise<void> {
  const opening = indexedDB.open(NAME);
  opening.onupgradeneeded = () => {
    opening.result.createObjectStore(NAME);
  };
  const database = await settled(opening);
  try {
    const transaction = database.transaction(NAME, "readwrite");
    transaction.objectStore(NAME).put(new Uint8Array(1), 0);
    await completed(transaction);
  } finally {
    database.close();
    indexedDB.deleteDatabase(NAME);
  }
}

function settled<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => {
      resolve(request.result);
    };
    request.onerror = () => {
      reject(request.error ?? new DOMException("refused", "UnknownError"));
    };
  });
}

/** Where there is no room, the request itself succeeds, and the transaction does not. */
function completed(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => {
      resolve();
    };
    transaction.onabort = () => {
      reject(transaction.error ?? new DOMException("refused", "UnknownError"));
    };
  });
}
