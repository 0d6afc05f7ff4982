import { CREDENTIAL_LIMITS } from "@pct/delivery/limits";

/** How much fits into an answer. Imports no schema and no cipher, so that a form can state its limits. */

/**
 * Header of an age file for one recipient, in bytes, at most (C2SP age.md): a post-quantum key takes 1,627,
 * an RSA key of 8192 bits less.
 */
const AGE_HEADER_BYTES = 1640;
const AGE_NONCE_BYTES = 16;
const AGE_CHUNK_BYTES = 65_536;
/** Poly1305 tag of each chunk. */
const AGE_TAG_BYTES = 16;

/** Bytes left for the text fields and the JSON around the files of a document. */
const TEXT_FIELDS_BYTES = 24_000;

/** Bytes of files that always fit into a credential document, whose base64 is a third longer. */
export const FILES_ROOM_BYTES = 768_000;

/**
 * Size of an age file for the key of a request, at most.
 *
 * @param contentBytes - Size of the plaintext.
 *
 * @returns Bytes.
 *
 * @example
 * ```ts
 * import { ageFileBytes } from "@pct/exchange/limits";
 *
 * console.log(ageFileBytes(0)); // 1672
 * ```
 */
export function ageFileBytes(contentBytes: number): number {
  const chunks = Math.max(1, Math.ceil(contentBytes / AGE_CHUNK_BYTES));
  return AGE_HEADER_BYTES + AGE_NONCE_BYTES + AGE_TAG_BYTES * chunks + contentBytes;
}

/**
 * Size of the plaintext that a relay accepts once it is encrypted for the key of a request.
 *
 * @param maxBytes - Size of an answer that the relay accepts, from the status of the request.
 *
 * @returns Bytes, 0 or more.
 *
 * @example
 * ```ts
 * import { plaintextRoomBytes } from "@pct/exchange/limits";
 *
 * console.log(plaintextRoomBytes(1_048_576)); // 1046664
 * ```
 */
export function plaintextRoomBytes(maxBytes: number): number {
  const tags = AGE_TAG_BYTES * Math.ceil(maxBytes / AGE_CHUNK_BYTES);
  return Math.max(0, maxBytes - AGE_HEADER_BYTES - AGE_NONCE_BYTES - tags);
}

/**
 * Size of a file that can travel inside a credential document, together with its name and the
 * sender's. A larger one travels alone, without them.
 *
 * @param maxBytes - Size of an answer that the relay accepts.
 *
 * @returns Bytes, 0 or more.
 *
 * @example
 * ```ts
 * import { documentFileRoomBytes } from "@pct/exchange/limits";
 *
 * console.log(documentFileRoomBytes(1_048_576)); // 766998
 * ```
 */
export function documentFileRoomBytes(maxBytes: number): number {
  const room = Math.floor(((plaintextRoomBytes(maxBytes) - TEXT_FIELDS_BYTES) * 3) / 4);
  return Math.max(0, Math.min(FILES_ROOM_BYTES, room));
}

/**
 * Whether a text fits into the note of a credential document.
 *
 * @param text - Counted in UTF-16 units, as `maxlength` of a form counts them.
 *
 * @example
 * ```ts
 * import { fitsNote } from "@pct/exchange/limits";
 *
 * console.log(fitsNote("call me first")); // true
 * ```
 */
export function fitsNote(text: string): boolean {
  return text.length <= CREDENTIAL_LIMITS.characters.note;
}
