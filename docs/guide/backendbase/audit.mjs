/** Prints the kind of each user's hash: `node audit.mjs FILE`. Changes nothing. */
import { existsSync } from "node:fs";
import { join } from "node:path";

import { auditPasswordHash } from "@pct/security";
import Database from "libsql";

import { kindOf, readKeys } from "./accounts.mjs";

const [file = ""] = process.argv.slice(2);
if (!existsSync(file)) {
  console.error("usage: node audit.mjs FILE, with a FILE that exists");
  process.exit(2);
}
const keys = readKeys(
  join(import.meta.dirname, "backendbase.env"),
  join(import.meta.dirname, "backendbase.old.env"),
);
const users = new Database(file)
  .prepare("SELECT username, password_hash AS hash FROM users ORDER BY id")
  .all();

for (const { username, hash } of users) {
  const kind = kindOf(hash);
  const isOpen = kind === "old" && (await auditPasswordHash(hash, keys));
  console.log(`${username.padEnd(10)} ${isOpen ? "open" : kind}`);
}
