import type { PrivateKey } from "@pct/core";
import { openDB } from "idb";
import type { DBSchema, IDBPDatabase } from "idb";

import type { KeptKey } from "../src/crypto/interface/keys.js";
import type { KeptRequest } from "../src/crypto/interface/requests.js";

/**
 * What this browser keeps, in IndexedDB: a `CryptoKey` that is not extractable is stored without its
 * bytes being seen.
 */

/** A key that its owner has put here. */
export interface StoredKey {
  readonly info: KeptKey;
  readonly key: PrivateKey;
}

/** A request for a credential, with what opens and collects its answer for as long as one may come. */
export interface StoredRequest {
  readonly info: KeptRequest;
  /** `null` once it has ended: what was locked for it cannot be opened any more. */
  readonly secret: {
    readonly key: PrivateKey;
    readonly nonce: Uint8Array;
    readonly claimToken: string;
    /** Seconds. */
    readonly expiresIn: number;
  } | null;
}

interface Schema extends DBSchema {
  keys: { key: string; value: StoredKey };
  requests: { key: string; value: StoredRequest };
}

/** Opened for one act and closed again, so that no tab holds up another one's update. */
export async function withDatabase<T>(
  act: (database: IDBPDatabase<Schema>) => Promise<T>,
): Promise<T> {
  const database = await openDB<Schema>("pct", 2, {
    upgrade(changed, version) {
      if (version < 1) changed.createObjectStore("keys", { keyPath: "info.handle" });
      if (version < 2) changed.createObjectStore("requests", { keyPath: "info.id" });
    },
  });
  try {
    return await act(database);
  } finally {
    database.close();
  }
}
