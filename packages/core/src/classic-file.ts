import { decodeBase64 } from "./base64.js";
import { PctError } from "./errors.js";
import { decodeText } from "./text.js";

/** Reads the text of a classic file: one RSA block in base64. */

/** Longest input that can be a classic file: two blocks in UTF-16, with many line breaks. */
export const CLASSIC_LIMIT: number = 16 * 1024;

/** Shortest and longest block of an accepted key, and the step between usual ones, in bytes. */
const BLOCK = Object.freeze({ minimum: 256, maximum: 1024, step: 64 });

/** Whether a key of a length that tools offer, a multiple of 512 bits, makes blocks of so many bytes. */
export function isUsualBlock(length: number): boolean {
  return length >= BLOCK.minimum && length <= BLOCK.maximum && length % BLOCK.step === 0;
}

/**
 * The RSA blocks in a classic file, separated at the padding of their base64, or `null` if the input is
 * not a classic file. A valid file has one.
 *
 * @param rawSize - Binary input of exactly this many bytes is itself the block.
 */
export function readClassic(input: string | Uint8Array, rawSize?: number): Uint8Array[] | null {
  if (input.length === 0) throw new PctError("ciphertext-empty");
  if (input.length > CLASSIC_LIMIT) return null;
  const text = decodeText(input);
  const label = /-----BEGIN [A-Z0-9 ]*(PUBLIC|PRIVATE) KEY/.exec(text)?.[1];
  if (label !== undefined) {
    const found = label === "PUBLIC" ? "public-key" : "private-key";
    throw new PctError("ciphertext-not-recognized", { found });
  }
  // \s does not match the zero-width space, which mail programs insert.
  const base64 = text.replace(/[\s\u200B\uFEFF]+/g, "");
  if (base64 === "") throw new PctError("ciphertext-empty");
  const blocks = (base64.match(/[^=]+=*/g) ?? [base64]).map(decodeBase64);
  if (blocks.every((block) => block !== null)) return blocks;
  return typeof input !== "string" && input.length === rawSize ? [input] : null;
}
