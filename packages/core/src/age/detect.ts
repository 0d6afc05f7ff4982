/**
 * Tells age files from all others. Loads none of the code that opens them.
 *
 * @packageDocumentation
 */

/**
 * Whether a file begins like an age file, and whether it is binary or armored.
 *
 * @param start - The first 512 bytes of the file, or more. Armor may have white space before it.
 *
 * @example
 * ```ts
 * import { detectAge } from "@pct/core/detect";
 * import { readFile } from "node:fs/promises";
 *
 * console.log(detectAge(await readFile("credentials.json.age"))); // "binary"
 * ```
 */
export function detectAge(start: Uint8Array): "binary" | "armored" | null {
  const text = new TextDecoder(utf16Label(start)).decode(start.subarray(0, DETECTION_BYTES));
  if (text.startsWith("age-encryption.org/")) return "binary";
  return text.trimStart().startsWith("-----BEGIN AGE ") ? "armored" : null;
}

/** Enough for the first line of an age file, with white space before it. */
export const DETECTION_BYTES = 512;

/** UTF-16 is what a PowerShell redirect makes of an armored file. */
export function utf16Label(start: Uint8Array): "utf-16le" | "utf-16be" | undefined {
  if (start[0] === 0xff && start[1] === 0xfe) return "utf-16le";
  if (start[0] === 0xfe && start[1] === 0xff) return "utf-16be";
  return undefined;
}
