import { base64, base64nopad } from "@scure/base";

/**
 * The bytes of a base64 text (RFC 4648 §4), or `null` if the text is not exactly what encoding them
 * gives: white space, missing padding and bits after the end are refused.
 */
export function decodeBase64(text: string): Uint8Array | null {
  return decode(base64, text);
}

/** As {@link decodeBase64}, for text without padding, as age and OpenSSH write tags and shares. */
export function decodeBase64NoPad(text: string): Uint8Array | null {
  return decode(base64nopad, text);
}

/** Whether a text has hexadecimal digits only, which are base64 too. */
export function isHex(text: string): boolean {
  return /^[0-9a-fA-F]+$/.test(text);
}

function decode(coder: typeof base64, text: string): Uint8Array | null {
  try {
    return coder.decode(text);
  } catch {
    // Its messages quote the input, which may be a private key.
    return null;
  }
}
