/** What a person hands over as text or as a file, and may be anything. */

/** Key files are shorter; of a longer one only so much is read, which core refuses by its length. */
const KEY_FILE_READ = 256 * 1024 + 1;

/** The bytes of a key file that was typed, pasted or dropped. */
export async function readKeyFile(source: Blob | string): Promise<Uint8Array> {
  return readStart(source, KEY_FILE_READ);
}

/** The first bytes of a source, all of them where there are no more. */
export async function readStart(source: Blob | string, length: number): Promise<Uint8Array> {
  const blob = asBlob(source);
  return new Uint8Array(await blob.slice(0, length).arrayBuffer());
}

export function asBlob(source: Blob | string): Blob {
  return typeof source === "string" ? new Blob([source]) : source;
}

/** Text of a key file: UTF-8, or UTF-16 as a PowerShell redirect writes it. */
export function decodeKeyText(bytes: Uint8Array): string {
  const [a, b] = bytes;
  if (a === 0xff && b === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (a === 0xfe && b === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  return new TextDecoder().decode(bytes);
}
