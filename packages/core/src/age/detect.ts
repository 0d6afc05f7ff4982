import { DETECTION_BYTES } from "../limits.js";
import { utf16Label } from "../text.js";

/**
 * Recognizes age files. Loads no code that decrypts.
 *
 * @packageDocumentation
 */

/**
 * Whether a file starts as an age file, binary or armored; `null` if it does not.
 *
 * @param start - The file, or its first {@link DETECTION_BYTES}. Armor may have white space before it.
 *
 * @example
 * ```ts
 * import { detectAge } from "@pct/core/detect";
 * import { readFile } from "node:fs/promises";
 *
 * console.log(detectAge(await readFile("credentials.json.age"))); // "binary"
 * ```
 */
export function detectAge(start: string | Uint8Array): "binary" | "armored" | null {
  const text =
    typeof start === "string"
      ? start.slice(0, DETECTION_BYTES)
      : new TextDecoder(utf16Label(start)).decode(start.subarray(0, DETECTION_BYTES));
  if (text.startsWith("age-encryption.org/")) return "binary";
  return text.trimStart().startsWith("-----BEGIN AGE ") ? "armored" : null;
}
