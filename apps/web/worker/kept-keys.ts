import type { PrivateKey } from "@pct/core";
import { openDB } from "idb";
import type { DBSchema, IDBPDatabase } from "idb";

import type { KeptKey } from "../src/crypto/interface.js";

/** Keys in IndexedDB: a `CryptoKey` that is not extractable is stored without its bytes being seen. */

interface Stored {
  readonly info: KeptKey;
  readonly key: PrivateKey;
}

interface Schema extends DBSchema {
  keys: { key: string; value: Stored };
}

/** Opened for one act and closed again, so that no tab holds up another one's update. */
async function withKeys<T>(act: (database: IDBPDatabase<Schema>) => Promise<T>): Promise<T> {
  const database = await openDB<Schema>("pct", 1, {
    upgrade(created) {
      created.createObjectStore("keys", { keyPath: "info.handle" });
    },
  });
  try {
    return await act(database);
  } finally {
    database.close();
  }
}

export async function storeKey(stored: Stored): Promise<void> {
  await withKeys((database) => database.add("keys", stored));
}

export async function listKeys(): Promise<KeptKey[]> {
  const all = await withKeys((database) => database.getAll("keys"));
  return all.map(({ info }) => info);
}

export async function findKey(handle: string): Promise<PrivateKey | undefined> {
  return (await withKeys((database) => database.get("keys", handle)))?.key;
}

export async function deleteKey(handle: string): Promise<void> {
  await withKeys((database) => database.delete("keys", handle));
}
