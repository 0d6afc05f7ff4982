import {
  auditPasswordHash,
  hashPassword as hashWith,
  matchingKeys,
  needsRehash,
  verifyPassword,
} from "@pct/security";

import { CryptoFailure } from "../src/crypto/failure.js";
import type { TaskOptions } from "../src/crypto/interface/files.js";
import type { CheckedPassword, CheckRequest } from "../src/crypto/interface/hashes.js";
import { watchedStream } from "./streams.js";

/** Hashes of passwords, and digests of content. */

export function hashPassword(password: string, method: string): Promise<string> {
  return hashWith(password, { method });
}

/** Checks a password against a stored hash, through BackEndBase's keys where there are any. */
export async function checkPassword(request: CheckRequest): Promise<CheckedPassword> {
  const { hash: typed, password, legacy, keys } = request;
  const hash = typed.trim();
  if (keys.length === 0) {
    const matches = await verifyPassword(hash, password, { legacy });
    return { matches, keySet: null, needsRehash: needsRehash(hash), opensForAll: false };
  }
  const keySet = await matchingKeys(hash, password, keys);
  return {
    matches: keySet !== null,
    keySet,
    needsRehash: needsRehash(hash) || (keySet ?? 0) > 0,
    opensForAll: await auditPasswordHash(hash, keys),
  };
}

/** SHA-512 of a file of any size; WebCrypto would want all of it at once. */
export async function digestFile(file: Blob, watch: TaskOptions = {}): Promise<string> {
  const { createSHA512 } = await import("hash-wasm");
  const hash = await createSHA512();
  const reader = watchedStream(file, watch).getReader();
  try {
    for (;;) {
      if (watch.signal?.aborted === true) throw new CryptoFailure("cancelled");
      const { done, value } = await reader.read();
      if (done) return hash.digest("hex");
      hash.update(value);
    }
  } catch (error) {
    await reader.cancel().catch(() => undefined);
    throw error;
  }
}
