/** Conversions between text and bytes. */

const utf8Encoder = /* @__PURE__ */ new TextEncoder();

/**
 * UTF-8 bytes of a string. Throws a `TypeError` for any other type: `TextEncoder` would encode a missing
 * passphrase as the word "null".
 */
export function utf8(text: unknown): Uint8Array {
  if (typeof text !== "string") throw new TypeError("not a string");
  return utf8Encoder.encode(text);
}

/**
 * Decodes text of unknown origin: UTF-8 with or without a byte-order mark, or UTF-16 with one, as
 * PowerShell's `>` writes it. Bytes that are not text become U+FFFD, which no format here allows, so the
 * parsers refuse them.
 */
export function decodeText(input: string | Uint8Array): string {
  if (typeof input === "string") return input.replace(/^\uFEFF/, "");
  return new TextDecoder(utf16Label(input)).decode(input);
}

/** The encoding that a UTF-16 byte-order mark names, as PowerShell's `>` writes it. */
export function utf16Label(start: Uint8Array): "utf-16le" | "utf-16be" | undefined {
  const [a, b] = start;
  if (a === 0xff && b === 0xfe) return "utf-16le";
  return a === 0xfe && b === 0xff ? "utf-16be" : undefined;
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

/** Whether two byte arrays are equal. Not for secrets: it stops at the first difference. */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}
