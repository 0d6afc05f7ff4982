import { decodeBase64, encodeBase64 } from "./base64.js";
import { bitLength } from "./der.js";
import { PctError } from "./errors.js";
import { usablePrivateKey, usablePublicNumbers } from "./keys.js";
import type { PrivateKey, PublicKey } from "./keys.js";
import { decodeText, utf8 } from "./text.js";
import { oaepDecrypt, oaepEncrypt } from "./webcrypto.js";

/** The format of pycrypto-tali: one RSA block, RSAES-OAEP with SHA-512, in base64. */

const NO_LABEL = /* @__PURE__ */ new Uint8Array();

/** Longest input that can still be a classic file: two blocks in UTF-16, generously wrapped. */
export const CLASSIC_LIMIT: number = 16 * 1024;

/** OAEP with SHA-512 spends two hashes and two bytes of each block (RFC 8017 §7.1.1). */
const OVERHEAD = 2 * 64 + 2;

/** Longest and shortest block of any key that is used, in bytes. */
export const CLASSIC_BLOCK: Readonly<{ minimum: number; maximum: number }> = Object.freeze({
  minimum: 256,
  maximum: 1024,
});

/**
 * The longest secret, in bytes of UTF-8, that one classic file can hold for this key: 382 at 4096
 * bits, 254 at 3072, 126 at 2048.
 *
 * @example
 * ```ts
 * import { generateKeyPair, maxSecretBytes } from "@pct/core";
 *
 * const { publicKey } = await generateKeyPair({ bits: 2048 });
 * console.log(maxSecretBytes(publicKey)); // 126
 * ```
 */
export function maxSecretBytes(key: PublicKey): number {
  return Math.ceil(key.bits / 8) - OVERHEAD;
}

/**
 * Encrypts a short secret into the text of a classic `file_encrypted.txt`: one line of base64
 * without a final newline, which pycrypto-tali and `openssl pkeyutl` open.
 *
 * @param secret - Text is encrypted as UTF-8, exactly as given; bytes as they are.
 *
 * @throws {@link PctError} `secret-empty`; `secret-too-long` over {@link maxSecretBytes}, for which
 * {@link encrypt} is made; what {@link importPublicKey} says of a key that must not be used.
 *
 * @example
 * ```ts
 * import { encryptSecret, importPublicKey } from "@pct/core";
 * import { readFile, writeFile } from "node:fs/promises";
 *
 * const key = await importPublicKey(await readFile("public_key.pem"));
 * await writeFile("file_encrypted.txt", await encryptSecret("aB3$kL9!mN2@", key));
 * ```
 */
export async function encryptSecret(secret: string | Uint8Array, key: PublicKey): Promise<string> {
  const { n } = usablePublicNumbers(key, "encrypt");
  const message = secret instanceof Uint8Array ? secret : utf8(secret);
  if (message.length === 0) throw new PctError("secret-empty");
  const maximum = Math.ceil(bitLength(n) / 8) - OVERHEAD;
  if (message.length > maximum) {
    throw new PctError("secret-too-long", { bytes: message.length, maximum });
  }
  return encodeBase64(await oaepEncrypt(key.spki, "SHA-512", message, NO_LABEL));
}

/**
 * Opens a classic file. Returns bytes, because a secret need not be text; for one that is,
 * `new TextDecoder().decode(bytes)`.
 *
 * @param ciphertext - The content of the file: base64 in any wrapping, with byte-order mark or in
 * UTF-16; or the raw block that `openssl pkeyutl` writes.
 *
 * @throws {@link PctError} `ciphertext-empty`; `ciphertext-several` when two were pasted into one
 * file; `ciphertext-not-recognized` for a key given by mistake; `decryption-failed` for all else,
 * always alike: another key, altered, cut short, no base64 (RFC 8017 §7.1.2).
 *
 * @example
 * ```ts
 * import { decryptSecret, importPrivateKey } from "@pct/core";
 * import { readFile } from "node:fs/promises";
 *
 * const key = await importPrivateKey(await readFile("private_key.pem"));
 * const secret = await decryptSecret(await readFile("file_encrypted.txt"), key);
 * console.log(new TextDecoder().decode(secret));
 * ```
 */
export async function decryptSecret(
  ciphertext: string | Uint8Array,
  key: PrivateKey,
): Promise<Uint8Array> {
  const { bits, oaepSha512 } = usablePrivateKey(key);
  const size = Math.ceil(bits / 8);
  const blocks = readClassic(ciphertext, size) ?? [];
  const [block] = blocks;
  if (block?.length !== size || blocks.length > 1) {
    throw new PctError(areSeveral(blocks, size) ? "ciphertext-several" : "decryption-failed");
  }
  try {
    return await oaepDecrypt(oaepSha512, block, NO_LABEL);
  } catch {
    throw new PctError("decryption-failed");
  }
}

/** Whether these are ciphertexts for one key of this size, and not one for a longer key. */
function areSeveral(blocks: readonly Uint8Array[], size: number): boolean {
  // Base64 of so many bytes needs no padding, which would tell where one ends.
  const mayBeJoined = size % 3 === 0;
  const areWhole = blocks.every(({ length }) => length > 0 && length % size === 0);
  return areWhole && (blocks.length > 1 || (blocks.length === 1 && mayBeJoined));
}

/**
 * The RSA blocks in a classic file, told apart by base64's padding, or `null` if it is nothing of the
 * kind. There should be one.
 *
 * @param rawSize - Binary input of exactly this many bytes is taken for a block as it is.
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
  // Zero-width space is no white space to a regular expression, but mail programs insert it.
  const base64 = text.replace(/[\s\u200B\uFEFF]+/g, "");
  if (base64 === "") throw new PctError("ciphertext-empty");
  const blocks = (base64.match(/[^=]+=*/g) ?? [base64]).map(decodeBase64);
  if (blocks.every((block) => block !== null)) return blocks;
  return typeof input !== "string" && input.length === rawSize ? [input] : null;
}
