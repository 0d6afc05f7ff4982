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
  const unpadded = text.replace(/={1,2}$/, "");
  const padding = text.length - unpadded.length;
  return (
    /^[A-Za-z0-9+/]*$/.test(unpadded) &&
    endsOnByte(unpadded) &&
    (unpadded.length + padding) % 4 === 0
  );
}

export function encodeBase64Url(bytes: Uint8Array): string {
  return base64urlnopad.encode(bytes);
}

/** The bytes of a text that {@link isBase64Url} accepts. */
export function decodeBase64Url(text: string): Uint8Array {
  return base64urlnopad.decode(text);
}

// The shape alone is tested: decoding would take most of the time of a call to the relay.
export function isBase64Url(text: string): boolean {
  return /^[\w-]*$/.test(text) && endsOnByte(text);
}

/** Whether the bits after the last byte are zero: four bits after two characters, two after three. */
function endsOnByte(unpadded: string): boolean {
  switch (unpadded.length % 4) {
    case 0:
      return true;
    case 2:
      return /[AQgw]$/.test(unpadded);
    case 3:
      return /[AEIMQUYcgkosw048]$/.test(unpadded);
    default:
      return false;
  }
}
