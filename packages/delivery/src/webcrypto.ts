/** The only file that touches `globalThis.crypto`. */

/** Bytes from the system's cryptographic generator; 65,536 at most. */
export function randomBytes(length: number): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(length));
}

export async function sha256(data: Uint8Array): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", unshared(data)));
}

/**
 * The platform's types ask for memory that is not shared between threads. Our callers may hand over
 * any `Uint8Array`; the engines copy or refuse a shared one themselves.
 */
export function unshared(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return bytes as Uint8Array<ArrayBuffer>;
}

/** A number from 0 to 1, which nobody can foresee. */
export function randomFraction(): number {
  return (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) / 2 ** 32;
}
