import { hybridIdentity } from "@pct/core/hybrid";
import type { HybridKeyPair } from "@pct/core/hybrid";

import { CryptoFailure } from "#/crypto/failure.js";

/**
 * The private keys of requests, as this browser stores them. WebCrypto has no key of their kind, which it
 * would keep from scripts, so a seed is encrypted with AES-256-GCM and a non-extractable key of its own.
 *
 * That keeps the seed out of the files of the browser's profile as text, and out of pages: only this worker
 * decrypts it, for one answer. It does not protect against an attacker who can use IndexedDB with the
 * browser's own means, as a non-extractable RSA key does not.
 */

/** A seed, encrypted with the key beside it. */
export interface SealedSeed {
  readonly type: "sealed-seed";
  /** The public key of the seed, 1,216 bytes. */
  readonly publicKey: Uint8Array;
  readonly key: CryptoKey;
  readonly iv: Uint8Array<ArrayBuffer>;
  readonly sealed: ArrayBuffer;
}

const ALGORITHM = "AES-GCM";

/**
 * Seals the seed of a request's key pair, and overwrites it.
 *
 * @param id - The request; the seed opens for no other.
 */
export async function sealSeed(
  { seed, publicKey }: HybridKeyPair,
  id: string,
): Promise<SealedSeed> {
  const usages: KeyUsage[] = ["encrypt", "decrypt"];
  const key = await crypto.subtle.generateKey({ name: ALGORITHM, length: 256 }, false, usages);
  const iv = crypto.getRandomValues(new Uint8Array(12));
  try {
    const sealed = await crypto.subtle.encrypt(parameters(id, iv), key, seed);
    return { type: "sealed-seed", publicKey, key, iv, sealed };
  } finally {
    seed.fill(0);
  }
}

/**
 * The identity of age that a sealed seed is. Its bytes are overwritten; its text, which `age-encryption` takes,
 * is left to the garbage collector.
 */
export async function unsealIdentity({ key, iv, sealed }: SealedSeed, id: string): Promise<string> {
  const opened = await crypto.subtle.decrypt(parameters(id, iv), key, sealed).catch(() => null);
  // The stored bytes were damaged, or belong to another request.
  if (opened === null) throw new CryptoFailure("key-gone");
  const seed = new Uint8Array(opened);
  try {
    return hybridIdentity(seed);
  } finally {
    seed.fill(0);
  }
}

function parameters(id: string, iv: BufferSource): AesGcmParams {
  const additionalData = new TextEncoder().encode(JSON.stringify(["pct-request-key-v1", id]));
  return { name: ALGORITHM, iv, additionalData };
}
