import { auditPasswordHash, matchingKeys } from "@pct/security/backendbase";
import { hashPassword as hashWith, needsRehash, verifyPassword } from "@pct/security/passwords";
import { createSHA512 } from "hash-wasm";

import { CryptoFailure } from "#/crypto/failure.js";
import type { TaskOptions } from "#/crypto/interface/files.js";
import type { CheckedPassword, CheckRequest } from "#/crypto/interface/hashes.js";
import { progressStream } from "./streams.js";

/** Password hashes, and digests of files. */

export function hashPassword(password: string, method: string): Promise<string> {
  return hashWith(password, { method });
}

/** Checks a password against a stored hash, with BackEndBase's keys if any are given. */
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

/** SHA-512 of a file of any size. Not with WebCrypto, which needs the whole file in memory. */
export async function digestFile(file: Blob, options: TaskOptions = {}): Promise<string> {
  const hash = await createSHA512();
  const reader = progressStream(file, options).getReader();
  try {
    for (;;) {
      if (options.signal?.aborted === true) throw new CryptoFailure("cancelled");
      const { done, value } = await reader.read();
      if (done) return hash.digest("hex");
      hash.update(value);
    }
  } catch (error) {
    await reader.cancel().catch(() => undefined);
    throw error;
  }
}
