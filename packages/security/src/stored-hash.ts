import { parseArgon2 } from "./argon2.js";
import type { Argon2Hash } from "./argon2.js";
import { SecurityError } from "./errors.js";
import { argon2id } from "./memory-hard.js";
import { ACCEPT } from "./policy.js";
import { equalInConstantTime, toHex } from "./text.js";
import { parseWerkzeug, werkzeugDigest } from "./werkzeug.js";
import type { WerkzeugHash } from "./werkzeug.js";

/** Parses stored password hashes of both families and compares them with passwords. */

export type StoredHash =
  | { readonly kind: "argon2id"; readonly hash: Argon2Hash }
  | { readonly kind: "werkzeug"; readonly hash: WerkzeugHash };

/** Parses a stored hash. */
export function parseStored(stored: string): StoredHash {
  if (typeof stored !== "string") throw new TypeError("hash must be a string");
  if (stored.length > ACCEPT.hashCharacters) throw new SecurityError("hash-malformed");
  return stored.startsWith("$")
    ? { kind: "argon2id", hash: parseArgon2(stored) }
    : { kind: "werkzeug", hash: parseWerkzeug(stored) };
}

/** Whether a password matches a stored hash. The caller has checked the length of the password. */
export async function verifyBytes(stored: string, password: Uint8Array): Promise<boolean> {
  return verifyStored(parseStored(stored), password, false);
}

/** Whether a password matches a parsed hash, compared in constant time. */
export async function verifyStored(
  stored: StoredHash,
  password: Uint8Array,
  legacy: boolean,
): Promise<boolean> {
  if (stored.kind === "argon2id") {
    const { salt, digest } = stored.hash;
    const computed = await argon2id(password, salt, stored.hash, digest.length);
    return equalInConstantTime(toHex(digest), toHex(computed));
  }
  const { method, salt, digest } = stored.hash;
  if (method.kind === "legacy" && !legacy) throw new SecurityError("hash-legacy");
  return equalInConstantTime(digest, await werkzeugDigest(method, password, salt));
}
