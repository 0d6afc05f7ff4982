/** Features that a browser may be missing, in the order in which they're checked. */
export type MissingFeature = "insecure" | "crypto" | "storage" | "full";

/** The first feature that this browser is missing to encrypt and decrypt; `undefined` if none. */
export async function findMissingFeature(): Promise<MissingFeature | undefined> {
  if (!isSecureContext) return "insecure";
  if (!("subtle" in crypto) || typeof Worker === "undefined") return "crypto";
  try {
    await probeStorage();
    return undefined;
  } catch (error) {
    return error instanceof DOMException && error.name === "QuotaExceededError"
      ? "full"
      : "storage";
  }
}

const PROBE_DATABASE = "pct-can-store";

/** Stores a byte and deletes it. Only a write tells a browser that refuses storage from a full one. */
async function probeStorage(): Promise<void> {
  const request = indexedDB.open(PROBE_DATABASE);
  request.onupgradeneeded = () => {
    request.result.createObjectStore(PROBE_DATABASE);
  };
  const database = await settled(request);
  try {
    const transaction = database.transaction(PROBE_DATABASE, "readwrite");
    transaction.objectStore(PROBE_DATABASE).put(new Uint8Array(1), 0);
    await completed(transaction);
  } finally {
    database.close();
    indexedDB.deleteDatabase(PROBE_DATABASE);
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

/** A quota error fails the transaction, not the request. */
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
