import { sha512 } from "@noble/hashes/sha2.js";

import { toHex, utf8 } from "./text.js";

/**
 * SHA-512 of the UTF-8 of a text as 128 lower-case hexadecimal digits, as BackEndBase's
 * `generate_digest`. It identifies content; to store a password, use `hashPassword`.
 *
 * @throws {@link SecurityError} `text-malformed`; `TypeError` if it is not a string.
 *
 * @example
 * ```ts
 * import { generateDigest } from "@pct/security";
 *
 * console.log(generateDigest("text").slice(0, 8)); // "eaf2c127"
 * ```
 */
export function generateDigest(text: string): string {
  return toHex(sha512(utf8(text)));
}
