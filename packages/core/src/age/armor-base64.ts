/**
 * Base64 (RFC 4648 §4) from buffer to buffer, for the lines of ASCII armor. `@scure/base` works on
 * strings; one string per line takes at least five times as long.
 */

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const PAD = 0x3d;
const INVALID = 0xff;

const encodeTable = /* @__PURE__ */ Uint8Array.from(ALPHABET, (char) => char.charCodeAt(0));
const decodeTable = /* @__PURE__ */ invert(encodeTable);

function invert(table: Uint8Array): Uint8Array {
  const inverse = new Uint8Array(256).fill(INVALID);
  table.forEach((byte, value) => (inverse[byte] = value));
  return inverse;
}

/**
 * Writes the padded base64 of `bytes[start … end)` into `target` at `offset`.
 *
 * @returns The offset after it.
 */
export function encodeInto(
  target: Uint8Array,
  offset: number,
  bytes: Uint8Array,
  start: number,
  end: number,
): number {
  let out = offset;
  for (let i = start; i < end; i += 3) {
    // Bits after the end are zero, as RFC 4648 §3.5 requires.
    const b = i + 1 < end ? (bytes[i + 1] ?? 0) : 0;
    const c = i + 2 < end ? (bytes[i + 2] ?? 0) : 0;
    const group = ((bytes[i] ?? 0) << 16) | (b << 8) | c;
    target[out++] = encodeTable[group >> 18] ?? 0;
    target[out++] = encodeTable[(group >> 12) & 63] ?? 0;
    target[out++] = i + 1 < end ? (encodeTable[(group >> 6) & 63] ?? 0) : PAD;
    target[out++] = i + 2 < end ? (encodeTable[group & 63] ?? 0) : PAD;
  }
  return out;
}

/**
 * Decodes the ASCII text `text[start … end)` into `target` at `offset`. The text must be canonical,
 * exactly what {@link encodeInto} writes: no white space, full padding, no bits after the end.
 *
 * @returns The offset after the bytes, or -1 if the text is not canonical.
 */
export function decodeInto(
  target: Uint8Array,
  offset: number,
  text: Uint8Array,
  start: number,
  end: number,
): number {
  if ((end - start) % 4 !== 0) return -1;
  if (end === start) return offset;
  const padding = text[end - 1] !== PAD ? 0 : text[end - 2] === PAD ? 2 : 1;
  const significant = end - padding;
  let out = offset;
  let invalid = 0;
  let group = 0;
  for (let i = start; i < end; i += 4) {
    const a = decodeTable[text[i] ?? 0] ?? INVALID;
    const b = decodeTable[text[i + 1] ?? 0] ?? INVALID;
    const c = i + 2 < significant ? (decodeTable[text[i + 2] ?? 0] ?? INVALID) : 0;
    const d = i + 3 < significant ? (decodeTable[text[i + 3] ?? 0] ?? INVALID) : 0;
    // Values have six bits: only INVALID sets the two above.
    invalid |= (a | b | c | d) & 0xc0;
    group = (a << 18) | (b << 12) | (c << 6) | d;
    target[out] = group >> 16;
    target[out + 1] = group >> 8;
    target[out + 2] = group;
    out += 3;
  }
  const hasBitsAfterEnd = (group & ((1 << (8 * padding)) - 1)) !== 0;
  return invalid !== 0 || hasBitsAfterEnd ? -1 : out - padding;
}
