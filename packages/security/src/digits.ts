/** Base32 (RFC 4648 §6) and bcrypt's base64: digits of five or six bits, the highest first, without padding. */

export const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** Bytes of a text, all of whose characters are digits; bits after the last whole byte are dropped. */
export function fromDigits(text: string, digits: string): Uint8Array {
  const width = Math.log2(digits.length);
  const bytes = new Uint8Array(Math.floor((text.length * width) / 8));
  let [buffer, bits, length] = [0, 0, 0];
  for (const character of text) {
    buffer = ((buffer << width) | digits.indexOf(character)) & 0xffff;
    bits += width;
    if (bits < 8) continue;
    bits -= 8;
    bytes[length++] = buffer >> bits;
  }
  return bytes;
}

/** Base32 of bytes, without padding. */
export function toBase32(bytes: Uint8Array): string {
  let text = "";
  let [buffer, bits] = [0, 0];
  for (const byte of bytes) {
    buffer = ((buffer << 8) | byte) & 0xffff;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += BASE32.charAt((buffer >> bits) & 31);
    }
  }
  return bits === 0 ? text : text + BASE32.charAt((buffer << (5 - bits)) & 31);
}
