/**
 * Logins against a user table that BackEndBase filled: what an application takes over. The SQL is all
 * that knows about libsql; any other driver does as well.
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
 * The three secrets of each file, `.json` or `.env`: the current ones first, then those that older
 * hashes were made with. To be called when the application starts, where a missing key is noticed.
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

/** What a row holds: `modern` (argon2id), `old` (BackEndBase's), or `unreadable`: nothing to check. */
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
 * Hashes that nobody's password belongs to, for rows that have none of that kind. The rounds of the
 * old one are those in the table, and the modern one is as costly as new hashes are.
 */
const standIn = {
  modern: await hashPassword(generateSalt(30)),
  old: `pbkdf2:sha512:50000$${generateSalt(10)}$${"0".repeat(128)}`,
};

/** Whether this password opens this account; if so, its hash is a modern one afterwards. */
export async function login(database, keys, username, password) {
  const user = database
    .prepare("SELECT id, password_hash AS hash FROM users WHERE username = ?")
    .get(username);
  const kind = kindOf(user?.hash);
  if (user !== undefined && kind === "unreadable") {
    // The number of the row and no more: a hash does not belong in a log.
    console.error(`user ${user.id}: no hash that can be checked`);
  }
  // One spelling for "ñ", whatever the keyboard sends.
  const typed = password.normalize("NFC");
  if (!(await isCorrect(user, kind, keys, username, typed))) return false;
  if (kind === "old" || needsRehash(user.hash)) await replaceHash(database, user, typed);
  return true;
}

/**
 * Each attempt does the work of both kinds of check, on a stand-in where the row has another kind or
 * there is no row. One dummy argon2id would not do: it takes another time than BackEndBase's PBKDF2
 * with each set of keys, so the clock would tell which names exist, and who has not logged in yet.
 * What remains to be seen is microseconds of SQL, and the re-hash, by somebody who has the password.
 */
async function isCorrect(user, kind, keys, username, password) {
  try {
    const [fitsModern, fitsOld] = await Promise.all([
      verifyPassword(kind === "modern" ? user.hash : standIn.modern, password),
      // BackEndBase hashed the name and the password together.
      checkPassword(kind === "old" ? user.hash : standIn.old, username + password, keys),
    ]);
    return kind === "modern" ? fitsModern : kind === "old" && fitsOld;
  } catch (error) {
    // Over 4,096 bytes, or half a character: nobody's password, and the same for every name.
    if (error.code === "password-too-long" || error.code === "text-malformed") return false;
    throw error;
  }
}

async function replaceHash(database, user, password) {
  const hash = await hashPassword(password);
  // Only what was checked: meanwhile the password may have been changed, or the account closed.
  database
    .prepare("UPDATE users SET password_hash = ? WHERE id = ? AND password_hash = ?")
    .run(hash, user.id, user.hash);
}
