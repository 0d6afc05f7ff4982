import { PctError } from "@pct/core/errors";
import { MAX_KEY_FILE_BYTES, MAX_PASTED_BYTES } from "@pct/core/limits";
import { findCiphertext, findKeys } from "@pct/core/pasted";

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

/**
 * The one key of this half in a text that was pasted with other things around it. Identities of age are
 * used together.
 */
export function onlyKey(bytes: Uint8Array, half: "public" | "private"): string {
  const { keys, unusable } = findKeys(bytes);
  const [key, ...more] = keys.filter((found) => found.half === half);
  if (key === undefined) throw new PctError(half === "public" ? "key-is-private" : "key-is-public");
  const texts = [key, ...more].map(({ text }) => text);
  if (unusable.length === 0 && texts.every((text) => text.startsWith("AGE-SECRET-KEY-"))) {
    return texts.join("\n");
  }
  const hasOther = keys.length > 1 && half === "public";
  if (more.length > 0 || hasOther || unusable.length > 0) throw new PctError("key-several");
  return key.text;
}

/** The ciphertext, taken out of the text that it was sent in. */
export async function unwrapped(source: Blob | string): Promise<Blob> {
  const blob = asBlob(source);
  if (blob.size > MAX_PASTED_BYTES) return blob;
  const found = findCiphertext(new Uint8Array(await blob.arrayBuffer()));
  return found === null ? blob : new Blob([found as Uint8Array<ArrayBuffer>]);
}
