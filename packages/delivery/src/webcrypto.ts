/** The only file that touches `globalThis.crypto`. */

/** Bytes from the cryptographic generator of the system; 65,536 at most. */
export function randomBytes(length: number): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(length));
}

export async function sha256(data: Uint8Array): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", unshared(data)));
}

/**
 * Narrows the type for Web APIs, whose types exclude `SharedArrayBuffer`. At run time, the engines copy
 * or reject shared memory themselves.
 */
export function unshared(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return bytes as Uint8Array<ArrayBuffer>;
}

/** An unpredictable number from 0 to 1, without 1. */
export function randomFraction(): number {
  return (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) / 2 ** 32;
}
