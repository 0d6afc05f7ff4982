import { SecurityError } from "./errors.js";
import { utf8 } from "./text.js";

/**
 * Base64 (RFC 4648 §4) of bytes, or of the UTF-8 of a text, as BackEndBase's `base64_encode`.
 *
 * @throws {@link SecurityError} `text-malformed` for half a surrogate pair.
 *
 * @example
 * ```ts
 * import { base64Encode } from "@pct/security";
 *
 * console.log(base64Encode("Lorem ipsum dolor sit amet")); // "TG9yZW0gaXBzdW0gZG9sb3Igc2l0IGFtZXQ="
 * ```
 */
export function base64Encode(data: string | Uint8Array): string {
  const bytes = typeof data === "string" ? utf8(data) : data;
  let binary = "";
  // Function arguments live on the stack: long inputs are converted in parts.
  for (let i = 0; i < bytes.length; i += 0x2000) {
    binary += String.fromCharCode(...bytes.subarray(i, i + 0x2000));
  }
  return btoa(binary);
}

/**
 * The bytes of a base64 text, as BackEndBase's `base64_decode`, but strict: padding is required, and
 * white space, other alphabets and stray bits behind the end are errors.
 *
 * @param text - Text, or its ASCII bytes.
 *
 * @throws {@link SecurityError} `base64-malformed`.
 *
 * @example
 * ```ts
 * import { base64Decode } from "@pct/security";
 *
 * console.log(new TextDecoder().decode(base64Decode("TG9yZW0="))); // "Lorem"
 * ```
 */
export function base64Decode(text: string | Uint8Array): Uint8Array {
  const ascii = typeof text === "string" ? text : new TextDecoder().decode(text);
  if (ascii.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(ascii)) {
    throw new SecurityError("base64-malformed");
  }
  const bytes = Uint8Array.from(atob(ascii), (char) => char.charCodeAt(0));
  if (base64Encode(bytes) !== ascii) throw new SecurityError("base64-malformed");
  return bytes;
}
