import { createCipheriv, createDecipheriv } from "node:crypto";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

import type { Aead, AeadFactory } from "../age/payload.js";

/** OpenSSL's ChaCha20-Poly1305, about ten times as fast as one in JavaScript. */

const OPTIONS = { authTagLength: 16 };
const TAG = 16;
const CHUNK = 64 * 1024;

/** Each result has memory of its own. */
export const aead: AeadFactory = (key) => aeadInto(key, (size) => Buffer.allocUnsafeSlow(size));

/** Bytes that {@link grouped} puts together: four encrypted chunks. */
const GROUP_BYTES = 4 * (CHUNK + TAG);

/**
 * Results lie next to each other in three groups of memory, which are used in turn: for {@link grouped} and
 * a writer that works on one group at a time.
 */
export const aeadInGroups: AeadFactory = (key) => {
  const groups = Array.from({ length: 3 }, () => Buffer.allocUnsafeSlow(GROUP_BYTES));
  let turn = 0;
  let used = 0;
  return aeadInto(key, (size) => {
    if (used + size > GROUP_BYTES) {
      turn = (turn + 1) % groups.length;
      used = 0;
    }
    const start = used;
    used += size;
    return (groups[turn] ?? Buffer.alloc(0)).subarray(start, used);
  });
};

/**
 * Joins pieces that lie next to each other: a write of four chunks takes as long as one of a single chunk.
 * Passes on what was made before an error.
 */
export async function* grouped(
  pieces: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array, void, undefined> {
  let group: Uint8Array = new Uint8Array();
  try {
    for await (const piece of pieces) {
      const end = group.byteOffset + group.length;
      if (group.buffer === piece.buffer && end === piece.byteOffset) {
        group = new Uint8Array(group.buffer, group.byteOffset, group.length + piece.length);
      } else {
        if (group.length > 0) yield group;
        group = piece;
      }
      if (group.length > GROUP_BYTES - CHUNK - TAG) {
        yield group;
        group = new Uint8Array();
      }
    }
  } catch (error) {
    if (group.length > 0) yield group;
    throw error;
  }
  if (group.length > 0) yield group;
}

function aeadInto(key: Uint8Array, memory: (size: number) => Buffer): Aead {
  return {
    seal(nonce, plaintext) {
      const cipher = createCipheriv("chacha20-poly1305", key, nonce, OPTIONS);
      const body = cipher.update(plaintext);
      cipher.final();
      const result = memory(body.length + TAG);
      result.set(body);
      result.set(cipher.getAuthTag(), body.length);
      release(body);
      return result;
    },
    open(nonce, ciphertext) {
      if (ciphertext.length < TAG) throw new RangeError("shorter than a tag");
      const decipher = createDecipheriv("chacha20-poly1305", key, nonce, OPTIONS);
      decipher.setAuthTag(ciphertext.subarray(-TAG));
      const body = decipher.update(ciphertext.subarray(0, -TAG));
      decipher.final();
      const result = memory(body.length);
      result.set(body);
      release(body);
      return result;
    },
  };
}

type Transfer = (this: ArrayBufferLike, length: number) => ArrayBuffer;

let transfer: Transfer | undefined;

/**
 * Frees the memory of a cipher result. It is outside V8's heap, which therefore collects it late: without
 * this, a gigabyte takes twice the memory and half as much time again.
 */
function release({ buffer, length }: Buffer): void {
  if (buffer.byteLength !== length) return;
  transfer ??= arrayBufferTransfer();
  transfer.call(buffer, 0);
}

/** `ArrayBuffer.prototype.transfer`. Node 20 has it behind a flag, which holds for contexts made after it. */
function arrayBufferTransfer(): Transfer {
  const { transfer } = ArrayBuffer.prototype as { readonly transfer?: Transfer };
  if (transfer !== undefined) return transfer;
  setFlagsFromString("--harmony-rab-gsab-transfer");
  return runInNewContext("ArrayBuffer.prototype.transfer") as Transfer;
}
