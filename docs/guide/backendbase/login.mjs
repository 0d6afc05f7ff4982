/** Tries one login: `node login.mjs FILE NAME`, with the password on standard input. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

import Database from "libsql";

import { login, readKeys } from "./accounts.mjs";

const [file = "", username] = process.argv.slice(2);
// libsql would create a missing file.
if (username === undefined || !existsSync(file)) {
  console.error("usage: node login.mjs FILE NAME < PASSWORD, with a FILE that exists");
  process.exit(2);
}
const keys = readKeys(
  join(import.meta.dirname, "backendbase.env"),
  join(import.meta.dirname, "backendbase.old.env"),
);
const password = readFileSync(0, "utf8").replace(/\r?\n$/, "");

const correct = await login(new Database(file), keys, username, password);
console.log(correct ? "welcome" : "refused");
process.exitCode = correct ? 0 : 1;
