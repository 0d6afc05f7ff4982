/** Text and bytes as people hand them over: with byte-order marks, UTF-16, line wraps. */

const utf8Encoder = /* @__PURE__ */ new TextEncoder();

/**
 * UTF-8 bytes of a string, and of nothing else: the encoder by itself would make the word "null" of
 * a passphrase that a program forgot to ask for.
 */
export function utf8(text: unknown): Uint8Array {
  if (typeof text !== "string") throw new TypeError("not a string");
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
