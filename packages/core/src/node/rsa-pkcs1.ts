import { constants, KeyObject, privateDecrypt } from "node:crypto";

import { PctError } from "../errors.js";
import { usablePrivateKey } from "../rsa-private-key.js";
import type { PrivateKey } from "../rsa-private-key.js";

/**
 * RSAES-PKCS1-v1_5 (RFC 8017 §7.2.2), which clouds and OpenPGP use, and WebCrypto does not have. Node 20 refuses
 * its padding and Node 22 returns random bytes for a wrong key, so the padding is checked here. Only for
 * ciphertexts that a person opens: a program that answers many gives an attacker the padding oracle of Bleichenbacher.
 */

/** Bytes of zeros, type and padding before the message, at least. */
const MINIMUM_OVERHEAD = 11;

/** The key as Node's own decryption takes it. */
function keyObjectOf(key: PrivateKey): KeyObject {
  const { oaepSha512 } = usablePrivateKey(key);
  if (!oaepSha512.extractable) throw new PctError("key-not-extractable");
  return KeyObject.from(oaepSha512);
}

/**
 * The message in one block, or `null` for every failure. The search for the end of the padding reads all
 * of the block and branches on none of its bytes, as far as JavaScript allows.
 */
export function decryptPkcs1(block: Uint8Array, key: PrivateKey): Uint8Array | null {
  const object = keyObjectOf(key);
  if (block.length !== Math.ceil(key.bits / 8)) return null;
  let padded: Uint8Array;
  try {
    padded = privateDecrypt({ key: object, padding: constants.RSA_NO_PADDING }, block);
  } catch {
    // The block is no number below the modulus.
    return null;
  }
  const message = unpad(padded);
  padded.fill(0);
  return message;
}

function unpad(padded: Uint8Array): Uint8Array | null {
  const [zero = 1, type = 0] = padded;
  let wrong = zero | (type ^ 2);
  let found = 0;
  let end = 0;
  for (let i = 2; i < padded.length; i++) {
    // 1 for a zero byte, 0 for others.
    const isZero = (((padded[i] ?? 0) - 1) >>> 31) & 1;
    end |= i & -(isZero & (found ^ 1));
    found |= isZero;
  }
  wrong |= found ^ 1;
  // 1 where fewer than eight bytes of padding precede the zero.
  wrong |= ((end + 1 - MINIMUM_OVERHEAD) >>> 31) & 1;
  // A copy: `slice` of a Buffer shares the memory that is wiped.
  return wrong === 0 ? Uint8Array.from(padded.subarray(end + 1)) : null;
}
