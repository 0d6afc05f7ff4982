import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const KEY_BYTES = 32;

/**
 * The key for the names of requests in events, in a file beside the data, so that a name stays the same over a
 * restart. Where no file can be written, the key lasts as long as the process.
 */
export function eventKeyIn(folder: string): Uint8Array {
  const path = join(folder, "event-key");
  const made = randomBytes(KEY_BYTES);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileSync(path, made, { flag: "wx", mode: 0o600 });
    return made;
  } catch {
    // It is there already, or the folder is read-only or full.
  }
  try {
    const stored = readFileSync(path);
    // Cut short by a full disk: another one takes its place.
    if (stored.length !== KEY_BYTES) writeFileSync(path, made);
    return stored.length === KEY_BYTES ? stored : made;
  } catch {
    return made;
  }
}
