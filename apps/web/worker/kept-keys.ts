import type { PrivateKey } from "@pct/core/keys";

import type { KeptKey } from "#/crypto/interface/keys.js";
import { withDatabase } from "./database.js";
import type { StoredKey } from "./database.js";

/** The keys that this browser keeps. */

export async function storeKey(stored: StoredKey): Promise<void> {
  await withDatabase((database) => database.add("keys", stored));
}

export async function listKeys(): Promise<KeptKey[]> {
  const all = await withDatabase((database) => database.getAll("keys"));
  return all.map(({ info }) => info);
}

export async function findKey(handle: string): Promise<PrivateKey | undefined> {
  return (await withDatabase((database) => database.get("keys", handle)))?.key;
}

export async function removeKey(handle: string): Promise<void> {
  await withDatabase((database) => database.delete("keys", handle));
}
