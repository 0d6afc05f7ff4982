import { base64, base64urlnopad } from "@scure/base";

/**
 * Base64 (RFC 4648 §4) for files, base64url without padding (§5) for IDs and keys. Both are strict, so
 * that a value has one spelling: no white space, exact padding, no bits after the end.
 */

export function encodeBase64(bytes: Uint8Array): string {
  return base64.encode(bytes);
}

/** The bytes of a text that {@link isBase64} accepts. */
export function decodeBase64(text: string): Uint8Array {
  return base64.decode(text);
}

export function isBase64(text: string): boolean {
  return accepts(base64, text);
}

export function encodeBase64Url(bytes: Uint8Array): string {
  return base64urlnopad.encode(bytes);
}

/** The bytes of a text that {@link isBase64Url} accepts. */
export function decodeBase64Url(text: string): Uint8Array {
  return base64urlnopad.decode(text);
}

export function isBase64Url(text: string): boolean {
  return accepts(base64urlnopad, text);
}

function accepts(coder: typeof base64, text: string): boolean {
  try {
    coder.decode(text);
    return true;
  } catch {
    // The message would quote the text, which may be a secret.
    return false;
  }
}
