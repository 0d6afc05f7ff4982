import { chacha20poly1305 } from "@noble/ciphers/chacha.js";

import { collect, once, streamFrom, StreamSource } from "../byte-reader.js";
import { decryptPieces, encryptPieces, startOf } from "./file.js";
import type { DecryptOptions, EncryptOptions, PayloadStart } from "./file.js";
import type { Aead } from "./payload.js";

/**
 * The age format, for data of any size. `decrypt` also opens classic files.
 *
 * @packageDocumentation
 */
export { startEncryption } from "./file.js";
export type { DecryptOptions, EncryptOptions, PayloadStart } from "./file.js";

/** The portable implementation; `@pct/core/node` has a faster one. */
function aead(key: Uint8Array): Aead {
  return {
    seal: (nonce, plaintext) => chacha20poly1305(key, nonce).encrypt(plaintext),
    open: (nonce, ciphertext) => chacha20poly1305(key, nonce).decrypt(ciphertext),
  };
}

/**
 * Encrypts data of any size into an age v1 file (C2SP age.md), which `age -d` decrypts.
 *
 * For files, for several recipients, and for secrets that are too long for `encryptSecret`. Bytes give
 * bytes and a stream gives a stream, which holds only a few chunks of 64 KiB in memory.
 *
 * @throws {@link PctError} before it reads a byte: as `importPublicKey` for a key;
 * `recipient-not-recognized`; `recipients-too-many` over 32; `recipients-mixed` for a post-quantum
 * recipient together with others; `passphrase-empty`.
 *
 * @example
 * ```ts
 * import { encrypt } from "@pct/core";
 * import { readFile, writeFile } from "node:fs/promises";
 *
 * const recipients = [await readFile("public_key.pem", "utf8")];
 * const file = await encrypt(await readFile("credentials.json"), { recipients, armor: true });
 * await writeFile("credentials.json.age", file);
 * ```
 */
export async function encrypt(data: Uint8Array, options: EncryptOptions): Promise<Uint8Array>;
export async function encrypt(
  data: ReadableStream<Uint8Array>,
  options: EncryptOptions,
): Promise<ReadableStream<Uint8Array>>;
export async function encrypt(
  data: Uint8Array | ReadableStream<Uint8Array>,
  options: EncryptOptions,
): Promise<Uint8Array | ReadableStream<Uint8Array>> {
  if (data instanceof Uint8Array) return collect(await encryptPieces(once(data), options, aead));
  const source = new StreamSource(data);
  return streamFrom(await encryptPieces(source, options, aead), source);
}

/**
 * Decrypts an encrypted file of any format: age, binary or armored, or classic.
 *
 * A stream gives a stream. Each piece of it is authentic, but the file may be truncated: discard all
 * pieces unless the stream ends without an error.
 *
 * @throws {@link PctError} `decryption-failed` for a wrong key and for altered or truncated data;
 * `identity-required`, `passphrase-required`, `passphrase-wrong`; `age-malformed`; `age-too-large`
 * (header over 64 KiB or 32 stanzas), `age-too-costly` (scrypt over 2²⁰); as `decryptSecret` for a classic
 * file. A stream may also fail while it is read.
 *
 * @example
 * ```ts
 * import { decrypt } from "@pct/core";
 * import { readFile, writeFile } from "node:fs/promises";
 *
 * const identities = [await readFile("private_key.pem", "utf8")];
 * const data = await decrypt(await readFile("credentials.json.age"), { identities });
 * await writeFile("credentials.json", data, { mode: 0o600 });
 * ```
 */
export async function decrypt(data: Uint8Array, options: DecryptOptions): Promise<Uint8Array>;
export async function decrypt(
  data: ReadableStream<Uint8Array>,
  options: DecryptOptions,
): Promise<ReadableStream<Uint8Array>>;
export async function decrypt(
  data: Uint8Array | ReadableStream<Uint8Array>,
  options: DecryptOptions,
): Promise<Uint8Array | ReadableStream<Uint8Array>> {
  if (data instanceof Uint8Array) return collect(await decryptPieces(once(data), options, aead));
  const source = new StreamSource(data);
  return streamFrom(await decryptPieces(source, options, aead), source);
}

/**
 * Opens the start of a binary age file: its header, and the nonce after it. `@pct/core/segments` decrypts the
 * payload that follows.
 *
 * @param source - The file, of which only the start is read.
 * @returns `null` if the file has another format, which `decrypt` reads.
 * @throws {@link PctError} as `decrypt`.
 *
 * @example
 * ```ts
 * import { startDecryption } from "@pct/core/age";
 * import { convertSegment, importPayloadKey } from "@pct/core/segments";
 * import { readFile } from "node:fs/promises";
 *
 * const file = await readFile("credentials.json.age");
 * const identities = [await readFile("private_key.pem", "utf8")];
 * const found = await startDecryption(new Blob([file]).stream(), { identities });
 * if (found !== null) {
 *   const payload = file.subarray(found.startBytes);
 *   const kind = { direction: "open", size: payload.length } as const;
 *   const key = await importPayloadKey(found.key);
 *   console.log(await convertSegment(key, kind, 0, payload));
 * }
 * ```
 */
export async function startDecryption(
  source: ReadableStream<Uint8Array>,
  options: DecryptOptions,
): Promise<PayloadStart | null> {
  return startOf(new StreamSource(source), options);
}
