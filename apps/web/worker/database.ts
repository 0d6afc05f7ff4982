import type { PrivateKey } from "@pct/core/keys";
import { openDB } from "idb";
import type { DBSchema, IDBPDatabase } from "idb";

import type { DraftName, DraftRevision } from "#/crypto/interface/drafts.js";
import type { KeptKey } from "#/crypto/interface/keys.js";
import type { KeptRequest } from "#/crypto/interface/requests.js";
import type { SealedSeed } from "./sealed-seeds.js";

/**
 * The keys, requests and drafts that this browser keeps, in IndexedDB. It stores a non-extractable
 * `CryptoKey` without exposing its bytes to scripts. The seed of a request's key is sealed with one.
 */

/** A key that its owner chose to keep. */
export interface StoredKey {
  readonly info: KeptKey;
  readonly key: PrivateKey;
}

/** A request, with the key that decrypts its answer and the token that claims it. */
export interface StoredRequest {
  readonly info: KeptRequest;
  /** `null` once the request has ended: a later answer can no longer be decrypted. */
  readonly secret: {
    /** RSA in requests of earlier versions. */
    readonly key: SealedSeed | PrivateKey;
    readonly nonce: Uint8Array;
    readonly claimToken: string;
    /** Seconds. */
    readonly expiresIn: number;
    /** End of the request's own time by this device's clock, in milliseconds since 1970. */
    readonly keepUntil: number;
  } | null;
}

/** A draft, encrypted with the key beside it. */
export interface SealedDraft {
  readonly name: DraftName;
  readonly revision: DraftRevision;
  readonly key: CryptoKey;
  readonly iv: Uint8Array<ArrayBuffer>;
  readonly sealed: ArrayBuffer;
  /** Milliseconds since 1970, like `keepUntil`. */
  readonly keptAt: number;
  readonly keepUntil: number;
}

interface Schema extends DBSchema {
  keys: { key: string; value: StoredKey };
  requests: { key: string; value: StoredRequest };
  drafts: { key: DraftName; value: SealedDraft };
}

/** Opens the database for one operation. An open connection would block the upgrade in another tab. */
export async function withDatabase<T>(
  use: (database: IDBPDatabase<Schema>) => Promise<T>,
): Promise<T> {
  const database = await openDB<Schema>("pct", 3, {
    upgrade(database, version) {
      if (version < 1) database.createObjectStore("keys", { keyPath: "info.handle" });
      if (version < 2) database.createObjectStore("requests", { keyPath: "info.id" });
      if (version < 3) database.createObjectStore("drafts", { keyPath: "name" });
    },
  });
  try {
    return await use(database);
  } finally {
    database.close();
  }
}
