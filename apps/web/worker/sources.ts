import { PctError } from "@pct/core/errors";
import { MAX_KEY_FILE_BYTES } from "@pct/core/limits";
import { findKeys } from "@pct/core/pasted";

/** Untrusted input: text or a file that a user gives. */

/** One byte more than a key file may have: core refuses the longer input by its length. */
const KEY_FILE_BYTES = MAX_KEY_FILE_BYTES + 1;

/** Reads a key file that was typed, pasted or dropped. */
export async function readKeyFile(source: Blob | string): Promise<Uint8Array> {
  return readStart(source, KEY_FILE_BYTES);
}

/** Reads at most `length` bytes from the start. */
export async function readStart(source: Blob | string, length: number): Promise<Uint8Array> {
  const blob = asBlob(source);
  return new Uint8Array(await blob.slice(0, length).arrayBuffer());
}

export function asBlob(source: Blob | string): Blob {
  return typeof source === "string" ? new Blob([source]) : source;
}

/** The private keys in a text that was pasted with other things around them; at least one. */
export function privateKeysIn(bytes: Uint8Array): readonly string[] {
  const { keys, unusable } = findKeys(bytes);
  const texts = keys.filter(({ half }) => half === "private").map(({ text }) => text);
  if (texts.length === 0) throw new PctError("key-is-public");
  const damaged = unusable.find(({ error }) => error.code !== "key-unsupported");
  if (damaged !== undefined) throw damaged.error;
  return texts;
}
