import { hkdf } from "@noble/hashes/hkdf.js";
import { sha256 } from "@noble/hashes/sha2.js";

import { PctError } from "../errors.js";
import { utf8 } from "../text.js";

/** The STREAM payload of age files (C2SP age.md, "Payload"): 64 KiB chunks, each authenticated. */

/** ChaCha20-Poly1305 with one key, implemented by a platform or a library. */
export interface Aead {
  seal(nonce: Uint8Array, plaintext: Uint8Array): Uint8Array;
  /** Throws, with any error, if the ciphertext is not authentic. */
  open(nonce: Uint8Array, ciphertext: Uint8Array): Uint8Array;
}

/** Creates an {@link Aead} for a 32-byte key. */
export type AeadFactory = (key: Uint8Array) => Aead;

/** Bytes of plaintext in each chunk but the last. */
export const CHUNK: number = 64 * 1024;
/** Bytes that authenticate a chunk, after its ciphertext. */
export const TAG = 16;
/** Bytes of the nonce between header and payload. */
export const PAYLOAD_NONCE = 16;

/** Derives the payload key from the file key in the header and the nonce after the header. */
export function payloadKey(fileKey: Uint8Array, nonce: Uint8Array): Uint8Array {
  return hkdf(sha256, fileKey, nonce, utf8("payload"), 32);
}

/** Nonce of a chunk: 11 bytes of big-endian counter, and one byte that marks the last chunk. */
class ChunkNonce {
  readonly bytes: Uint8Array = new Uint8Array(12);
  readonly #view = new DataView(this.bytes.buffer);
  #counter = 0;

  get isFirst(): boolean {
    return this.#counter === 0;
  }

  next(): void {
    // No file has 2⁵³ chunks, so the upper 24 bits of the counter stay zero.
    this.#counter += 1;
    this.#view.setUint32(3, Math.floor(this.#counter / 2 ** 32));
    this.#view.setUint32(7, this.#counter % 2 ** 32);
  }

  markLast(): void {
    this.bytes[11] = 1;
  }
}

/** Regroups pieces into chunks of exactly `size` bytes. The last may be shorter, or empty. */
async function* rechunk(
  source: AsyncIterable<Uint8Array>,
  size: number,
): AsyncGenerator<{ bytes: Uint8Array; last: boolean }, void, undefined> {
  // One buffer for all chunks: the consumer is done with a chunk before it asks for the next.
  const buffer = new Uint8Array(size);
  let used = 0;
  for await (let piece of source) {
    while (piece.length > 0) {
      // Whole chunks before the last byte of a piece need no copy: more follows, so none is the last.
      if (used === 0 && piece.length > size) {
        yield { bytes: piece.subarray(0, size), last: false };
        piece = piece.subarray(size);
        continue;
      }
      if (used === size) {
        yield { bytes: buffer, last: false };
        used = 0;
      }
      const part = piece.subarray(0, size - used);
      buffer.set(part, used);
      used += part.length;
      piece = piece.subarray(part.length);
    }
  }
  yield { bytes: buffer.subarray(0, used), last: true };
}

/** Encrypts a payload. */
export async function* sealPayload(
  source: AsyncIterable<Uint8Array>,
  aead: Aead,
): AsyncGenerator<Uint8Array, void, undefined> {
  const nonce = new ChunkNonce();
  for await (const { bytes, last } of rechunk(source, CHUNK)) {
    if (last) nonce.markLast();
    yield aead.seal(nonce.bytes, bytes);
    nonce.next();
  }
}

/**
 * Decrypts a payload. Each piece is authentic, but the payload is complete only if the iteration ends
 * without an error.
 *
 * A chunk of full size may or may not be the last. It is tried as both without waiting for more input,
 * so that as much is released before an error as by the `age` command.
 */
export async function* openPayload(
  source: AsyncIterable<Uint8Array>,
  aead: Aead,
): AsyncGenerator<Uint8Array, void, undefined> {
  const nonce = new ChunkNonce();
  let ended = false;
  for await (const { bytes } of rechunk(source, CHUNK + TAG)) {
    if (ended) throw new PctError("decryption-failed");
    let plaintext = bytes.length === CHUNK + TAG ? tryOpen(aead, nonce, bytes) : null;
    if (plaintext === null) {
      nonce.markLast();
      plaintext = tryOpen(aead, nonce, bytes);
      ended = true;
    }
    // Only an empty file may have an empty chunk; otherwise one file would have two encodings.
    if (plaintext === null || (plaintext.length === 0 && !nonce.isFirst)) {
      throw new PctError("decryption-failed");
    }
    yield plaintext;
    nonce.next();
  }
  if (!ended) throw new PctError("decryption-failed");
}

function tryOpen(aead: Aead, nonce: ChunkNonce, chunk: Uint8Array): Uint8Array | null {
  try {
    return aead.open(nonce.bytes, chunk);
  } catch {
    return null;
  }
}

/** Size of the plaintext in a payload of this many bytes, or `null` if no payload has that size. */
export function plaintextSize(payload: number): number | null {
  if (payload < TAG) return null;
  const chunks = Math.ceil(payload / (CHUNK + TAG));
  const size = payload - chunks * TAG;
  return chunks > 1 && size <= (chunks - 1) * CHUNK ? null : size;
}
