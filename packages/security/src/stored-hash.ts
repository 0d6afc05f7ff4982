import { parseArgon2 } from "./argon2.js";
import type { Argon2Hash } from "./argon2.js";
import { bcryptDigest, isBcrypt, parseBcrypt } from "./bcrypt.js";
import type { BcryptHash } from "./bcrypt.js";
import { SecurityError } from "./errors.js";
import { foreignSystem } from "./foreign-hash.js";
import { parseKdfFormat } from "./kdf-formats.js";
import { argon2id } from "./memory-hard.js";
import { ACCEPT } from "./policy.js";
import { equalInConstantTime, toHex } from "./text.js";
import { kdfDigest, parseWerkzeug } from "./werkzeug.js";
import type { KdfHash } from "./werkzeug.js";

/** Parses stored password hashes of all families and compares them with passwords. */

export type StoredHash =
  | { readonly kind: "argon2id"; readonly hash: Argon2Hash }
  | { readonly kind: "bcrypt"; readonly hash: BcryptHash }
  | { readonly kind: "kdf"; readonly hash: KdfHash };

/** Parses a stored hash. */
export function parseStored(stored: string): StoredHash {
  if (typeof stored !== "string") throw new TypeError("hash must be a string");
  if (stored.length > ACCEPT.hashCharacters) throw new SecurityError("hash-malformed");
  // Django, OpenLDAP and Spring put the name of the family before these.
  const text = stored.replace(
    /^(?:argon2|bcrypt\$|\{(?:CRYPT|ARGON2|bcrypt|argon2(?:@\w{1,40})?)\})(?=\$)/,
    "",
  );
  if (text.startsWith("{noop}")) throw new SecurityError("hash-is-plain-text");
  if (text.startsWith("$argon2id$v=19$")) return { kind: "argon2id", hash: parseArgon2(text) };
  if (isBcrypt(text)) return { kind: "bcrypt", hash: parseBcrypt(text) };
  const kdf = parseKdfFormat(text);
  if (kdf !== null) return { kind: "kdf", hash: kdf };
  const system = foreignSystem(text);
  if (text.startsWith("$argon2id$") && system === null) throw new SecurityError("hash-malformed");
  if (text.startsWith("$") || (system !== null && !text.startsWith("scrypt:"))) {
    throw new SecurityError("hash-unsupported", { system });
  }
  return { kind: "kdf", hash: parseWerkzeug(text) };
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
  switch (stored.kind) {
    case "argon2id": {
      const { salt, digest } = stored.hash;
      const computed = await argon2id(password, salt, stored.hash, digest.length);
      return equalInConstantTime(toHex(digest), toHex(computed));
    }
    case "bcrypt": {
      const computed = await bcryptDigest(password, stored.hash);
      return equalInConstantTime(toHex(stored.hash.digest), toHex(computed));
    }
    case "kdf": {
      const { method, salt, digest } = stored.hash;
      if (method.kind === "legacy" && !legacy) throw new SecurityError("hash-legacy");
      const computed = await kdfDigest(method, password, salt, digest.length / 2);
      return equalInConstantTime(digest, computed);
    }
  }
}
