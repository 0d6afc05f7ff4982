/** Text and bytes as people hand them over: with byte-order marks, UTF-16, line wraps. */

const utf8Encoder = /* @__PURE__ */ new TextEncoder();

/** UTF-8 bytes of a string. */
export function utf8(text: string): Uint8Array {
  return utf8Encoder.encode(text);
}

/**
 * Decodes text of unknown origin: UTF-8 with or without a byte-order mark, or UTF-16 with one, as
 * a PowerShell redirect writes it. Bytes that are no text come out as U+FFFD, which no format here
 * contains, so they are refused later with the reason.
 */
export function decodeText(input: string | Uint8Array): string {
  if (typeof input === "string") return input.replace(/^\uFEFF/, "");
  const [a, b] = input;
  if (a === 0xff && b === 0xfe) return new TextDecoder("utf-16le").decode(input);
  if (a === 0xfe && b === 0xff) return new TextDecoder("utf-16be").decode(input);
  return new TextDecoder().decode(input);
}

/**
 * Decodes RFC 4648 base64, padded, without white space. Returns `null` for anything else, including
 * set bits after the end, which would let one value be written in two ways.
 */
export function decodeBase64(text: string): Uint8Array | null {
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) return null;
  const bytes = Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
  return encodeBase64(bytes) === text ? bytes : null;
}

/** RFC 4648 base64, padded, on one line. */
export function encodeBase64(bytes: Uint8Array): string {
  let binary = "";
  // Function arguments live on the stack: long inputs are converted in parts.
  for (let i = 0; i < bytes.length; i += 0x2000) {
    binary += String.fromCharCode(...bytes.subarray(i, i + 0x2000));
  }
  return btoa(binary);
}

/** Base64 without padding, as age and OpenSSH print tags and fingerprints. */
export function encodeBase64NoPad(bytes: Uint8Array): string {
  return encodeBase64(bytes).replace(/=+$/, "");
}

/** Joins byte arrays. */
export function concat(...parts: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    joined.set(part, offset);
    offset += part.length;
  }
  return joined;
}

/** Whether two byte arrays hold the same bytes. Not for secrets: it stops at the first difference. */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}
