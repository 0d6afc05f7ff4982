import { MAX_KEY_FILE_BYTES } from "@pct/core/limits";

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

/** Decodes a key file: UTF-8, or UTF-16, which a redirect in PowerShell writes. */
export function decodeKeyText(bytes: Uint8Array): string {
  const [a, b] = bytes;
  if (a === 0xff && b === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (a === 0xfe && b === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  return new TextDecoder().decode(bytes);
}
