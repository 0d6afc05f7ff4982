/**
 * Logins against a user table of BackEndBase, to copy into an application. Only the two SQL statements depend on
 * libsql; any other driver works as well.
 */
import { readFileSync } from "node:fs";
import { parseEnv } from "node:util";

import {
  checkPassword,
  generateSalt,
  hashPassword,
  needsRehash,
  SecurityError,
  verifyPassword,
} from "@pct/security";

/**
 * Reads the three keys of each file, `.json` or `.env`: the current keys first, then earlier ones. Call it when
 * the application starts, so that a missing key stops it there.
 */
export function readKeys(...files) {
  return files.map((file) => {
    const text = readFileSync(file, "utf8");
    const values = file.endsWith(".json") ? JSON.parse(text) : parseEnv(text);
    const { SECRET_KEY: secretKey, CSRF_SESSION_KEY: csrfSessionKey, HASH_KEY: hashKey } = values;
    if (!secretKey || !csrfSessionKey || !hashKey) {
      throw new Error(`${file}: needs SECRET_KEY, CSRF_SESSION_KEY and HASH_KEY`);
    }
    return { secretKey, csrfSessionKey, hashKey };
  });
}

/** The kind of a stored hash: `modern` (argon2id), `old` (BackEndBase), or `unreadable`. */
export function kindOf(hash) {
  if (typeof hash !== "string") return "unreadable";
  try {
    needsRehash(hash);
  } catch (error) {
    if (!(error instanceof SecurityError)) throw error;
    return "unreadable";
  }
  if (hash.startsWith("$argon2id$")) return "modern";
  return hash.startsWith("pbkdf2:") ? "old" : "unreadable";
}

/**
 * Hashes that no password matches, for rows without a hash of that kind. They cost as much as real ones: the old
 * one has the rounds of the table, the modern one the cost of new hashes.
 */
const dummy = {
  modern: await hashPassword(generateSalt(30)),
  old: `pbkdf2:sha512:50000$${generateSalt(10)}$${"0".repeat(128)}`,
};

/** Whether the password is correct. If it is, the account has a modern hash afterwards. */
export async function login(database, keys, username, password) {
  const user = database
    .prepare("SELECT id, password_hash AS hash FROM users WHERE username = ?")
    .get(username);
  const kind = kindOf(user?.hash);
  if (user !== undefined && kind === "unreadable") {
    // Only the number of the row: a hash does not belong in a log.
    console.error(`user ${user.id}: no hash that can be checked`);
  }
  // Keyboards send "ñ" as one code point or as two.
  const typed = password.normalize("NFC");
  if (!(await isCorrect(user, kind, keys, username, typed))) return false;
  if (kind === "old" || needsRehash(user.hash)) await replaceHash(database, user, typed);
  return true;
}

/**
 * Each attempt does the work of both kinds of check, on a dummy hash where the row has another kind or there is
 * no row. A dummy argon2id alone would leak: it takes a different time than BackEndBase's PBKDF2 with each set of
 * keys, so timing would reveal which names exist and which users have not logged in yet. What remains visible is
 * microseconds of SQL, and the re-hash, which only follows a correct password.
 */
async function isCorrect(user, kind, keys, username, password) {
  try {
    const [fitsModern, fitsOld] = await Promise.all([
      verifyPassword(kind === "modern" ? user.hash : dummy.modern, password),
      // BackEndBase hashed the name and the password together.
      checkPassword(kind === "old" ? user.hash : dummy.old, username + password, keys),
    ]);
    return kind === "modern" ? fitsModern : kind === "old" && fitsOld;
  } catch (error) {
    // Over 4,096 bytes, or a lone surrogate: never a stored password, and the same result for every name.
    if (error.code === "password-too-long" || error.code === "text-malformed") return false;
    throw error;
  }
}

async function replaceHash(database, user, password) {
  const hash = await hashPassword(password);
  // Only the hash that was checked: the password may have changed meanwhile, or the account been closed.
  database
    .prepare("UPDATE users SET password_hash = ? WHERE id = ? AND password_hash = ?")
    .run(hash, user.id, user.hash);
}
