/**
 * Base64 (RFC 4648 §4) for files and base64url without padding (§5) for IDs and keys. Both are strict:
 * no white space, no stray bits behind the end, so that nothing can be written in two ways.
 */

export function encodeBase64(bytes: Uint8Array): string {
  let binary = "";
  // Function arguments live on the stack: long inputs are converted in parts.
  for (let i = 0; i < bytes.length; i += 0x2000) {
    binary += String.fromCharCode(...bytes.subarray(i, i + 0x2000));
  }
  return btoa(binary);
}

/** The bytes of a text for which {@link isBase64} holds. */
export function decodeBase64(text: string): Uint8Array {
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = binary.charCodeAt(i);
  return bytes;
}

export function isBase64(text: string): boolean {
  const unpadded = text.replace(/={1,2}$/, "");
  return (
    /^[A-Za-z0-9+/]*$/.test(unpadded) &&
    hasNoStrayBits(unpadded) &&
    text.length - unpadded.length === (4 - (unpadded.length % 4)) % 4
  );
}

export function encodeBase64Url(bytes: Uint8Array): string {
  return encodeBase64(bytes).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/** The bytes of a text for which {@link isBase64Url} holds. */
export function decodeBase64Url(text: string): Uint8Array {
  return decodeBase64(text.replaceAll("-", "+").replaceAll("_", "/"));
}

export function isBase64Url(text: string): boolean {
  return /^[A-Za-z0-9_-]*$/.test(text) && hasNoStrayBits(text);
}

/** A last group of two characters leaves four bits over, one of three leaves two: all must be zero. */
function hasNoStrayBits(unpadded: string): boolean {
  switch (unpadded.length % 4) {
    case 1:
      return false;
    case 2:
      return /[AQgw]$/.test(unpadded);
    case 3:
      return /[AEIMQUYcgkosw048]$/.test(unpadded);
    default:
      return true;
  }
}
