import { base64 } from "@scure/base";

import { isHex } from "./base64.js";
import { isUsualBlock, readClassic } from "./classic-file.js";
import { bitLength } from "./der.js";
import { isPctError, PctError } from "./errors.js";
import { detectForeign } from "./foreign.js";
import { usablePrivateKey } from "./rsa-private-key.js";
import type { PrivateKey } from "./rsa-private-key.js";
import { usablePublicNumbers } from "./rsa-public-key.js";
import type { PublicKey } from "./rsa-public-key.js";
import { decodeText, utf8 } from "./text.js";
import { oaepDecrypt, oaepEncrypt } from "./webcrypto.js";

/**
 * The classic format of pycrypto-tali: one RSA block, RSAES-OAEP with SHA-512, in base64.
 *
 * @packageDocumentation
 */

const NO_LABEL = /* @__PURE__ */ new Uint8Array();

/** Bytes of a block that OAEP with SHA-512 uses: two hashes and two bytes (RFC 8017 §7.1.1). */
const OVERHEAD = 2 * 64 + 2;

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
 * Encrypts a short secret into the text of a classic `file_encrypted.txt`: one line of base64 without a
 * final newline, which pycrypto-tali and `openssl pkeyutl` decrypt.
 *
 * @param secret - Text, encrypted as UTF-8 exactly as given, or bytes.
 *
 * @throws {@link PctError} `secret-empty`; `secret-too-long` over {@link maxSecretBytes} (use the age
 * format); `key-unsafe`, `key-too-small` and `key-too-large` as `importPublicKey`.
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
  return base64.encode(await oaepEncrypt(key.spki, "SHA-512", message, NO_LABEL));
}

/**
 * Decrypts a classic file. Returns bytes, because a secret need not be text.
 *
 * @param ciphertext - The content of the file: base64 with any line wrapping, byte-order mark or
 * UTF-16; or the raw block that `openssl pkeyutl` writes.
 *
 * @throws {@link PctError} `ciphertext-empty`; `ciphertext-several` for two ciphertexts in one file;
 * `ciphertext-not-recognized` for a key given by mistake, or a file of another program; `decryption-failed` for every other failure:
 * wrong key, altered, truncated, not base64 (one code: RFC 8017 §7.1.2).
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
  if (block?.length !== size || blocks.length > 1) throw refusal(ciphertext, blocks, size);
  try {
    return await oaepDecrypt(oaepSha512, block, NO_LABEL);
  } catch {
    throw new PctError("decryption-failed");
  }
}

/**
 * Whether a file has the form of a classic file: base64 of one block, of a length that RSA keys have. A
 * file of another form was not encrypted so, or a part of it is missing.
 *
 * @example
 * ```ts
 * import { isClassicFile } from "@pct/core/classic";
 *
 * console.log(isClassicFile("aGVsbG8=")); // false
 * ```
 */
export function isClassicFile(file: string | Uint8Array): boolean {
  try {
    const [block, ...more] = readClassic(file) ?? [];
    const isBlock = block !== undefined && more.length === 0 && isUsualBlock(block.length);
    return isBlock && !isHex(decodeText(file).replace(/\s+/g, ""));
  } catch (error) {
    if (isPctError(error)) return false;
    throw error;
  }
}

/** The error for what is not one block of this size. */
function refusal(
  ciphertext: string | Uint8Array,
  blocks: readonly Uint8Array[],
  size: number,
): PctError {
  if (areSeveral(blocks, size)) return new PctError("ciphertext-several");
  const [foreign] = [ciphertext, ...blocks].map(detectForeign).filter((kind) => kind !== null);
  return foreign === undefined
    ? new PctError("decryption-failed")
    : new PctError("ciphertext-not-recognized", { found: foreign });
}

/** Whether the blocks are several ciphertexts for a key of this size, not one for a longer key. */
function areSeveral(blocks: readonly Uint8Array[], size: number): boolean {
  // Base64 of this many bytes has no padding to mark where one ciphertext ends.
  const mayBeJoined = size % 3 === 0;
  const areWhole = blocks.every(({ length }) => length > 0 && length % size === 0);
  return areWhole && (blocks.length > 1 || (blocks.length === 1 && mayBeJoined));
}
