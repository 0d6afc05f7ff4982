/**
 * Typed calls of `globalThis.crypto`, which no other file uses. Callers check their inputs first.
 */
import { PctError } from "./errors.js";

/** The two OAEP parameter sets in use: SHA-512 for classic files, SHA-256 for age's `ssh-rsa`. */
export type OaepHash = "SHA-256" | "SHA-512";

/** A private key once for each format: WebCrypto binds a key to one OAEP hash. */
export interface PrivateKeyHandles {
  /** RSA-OAEP with SHA-256: the `ssh-rsa` stanza of age files. */
  readonly oaepSha256: CryptoKey;
  /** RSA-OAEP with SHA-512: classic files. */
  readonly oaepSha512: CryptoKey;
}

/**
 * WebCrypto's types exclude memory that is shared between threads. Callers may pass any `Uint8Array`;
 * the engines copy or refuse shared memory themselves.
 */
function source(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return bytes as Uint8Array<ArrayBuffer>;
}

/** Random bytes from the system's cryptographic generator; 65,536 at most. */
export function randomBytes(length: number): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(length));
}

/** Fills memory with such bytes; 65,536 at most. */
export function fillRandom(bytes: Uint8Array): void {
  crypto.getRandomValues(source(bytes));
}

/**
 * A key of ChaCha20-Poly1305 (RFC 8439), not extractable; `null` where WebCrypto lacks the cipher, as in Node
 * before 24 and most browsers of 2026.
 */
export async function chaCha20Poly1305Key(bytes: Uint8Array): Promise<CryptoKey | null> {
  try {
    // TypeScript's library doesn't have this format yet.
    const format = "raw-secret" as "raw";
    const usages: KeyUsage[] = ["encrypt", "decrypt"];
    return await crypto.subtle.importKey(format, source(bytes), CHACHA, false, usages);
  } catch {
    return null;
  }
}

const CHACHA = "ChaCha20-Poly1305";

export async function chaCha20Poly1305Seal(
  key: CryptoKey,
  nonce: Uint8Array,
  plaintext: Uint8Array,
): Promise<Uint8Array> {
  const algorithm = { name: CHACHA, iv: source(nonce) };
  return new Uint8Array(await crypto.subtle.encrypt(algorithm, key, source(plaintext)));
}

/** Rejects, with any error, if the ciphertext is not authentic. */
export async function chaCha20Poly1305Open(
  key: CryptoKey,
  nonce: Uint8Array,
  ciphertext: Uint8Array,
): Promise<Uint8Array> {
  const algorithm = { name: CHACHA, iv: source(nonce) };
  return new Uint8Array(await crypto.subtle.decrypt(algorithm, key, source(ciphertext)));
}

export async function sha256(data: Uint8Array): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", source(data)));
}

/** PBKDF2 (RFC 8018) with HMAC and a hash that WebCrypto supports. */
export async function pbkdf2(
  hash: "SHA-1" | "SHA-256" | "SHA-384" | "SHA-512",
  password: Uint8Array,
  salt: Uint8Array,
  iterations: number,
  length: number,
): Promise<Uint8Array> {
  const key = await crypto.subtle.importKey("raw", source(password), "PBKDF2", false, [
    "deriveBits",
  ]);
  const bits = await crypto.subtle.deriveBits(
    { name: "PBKDF2", hash, salt: source(salt), iterations },
    key,
    length * 8,
  );
  return new Uint8Array(bits);
}

/** Generates an RSA key with e = 65537, as PKCS#8 DER. */
export async function generateRsaKey(bits: number): Promise<Uint8Array> {
  const { privateKey } = await crypto.subtle.generateKey(
    {
      name: "RSA-OAEP",
      hash: "SHA-512",
      modulusLength: bits,
      publicExponent: Uint8Array.of(1, 0, 1),
    },
    true,
    ["encrypt", "decrypt"],
  );
  return new Uint8Array(await crypto.subtle.exportKey("pkcs8", privateKey));
}

export async function importRsaPrivateKey(
  pkcs8: Uint8Array,
  extractable: boolean,
): Promise<PrivateKeyHandles> {
  const load = (hash: OaepHash): Promise<CryptoKey> =>
    crypto.subtle
      .importKey("pkcs8", source(pkcs8), { name: "RSA-OAEP", hash }, extractable, ["decrypt"])
      .catch(engineRefused);
  const [oaepSha256, oaepSha512] = await Promise.all([load("SHA-256"), load("SHA-512")]);
  return { oaepSha256, oaepSha512 };
}

/** The key for OAEP with SHA-1, which only agents on old Windows servers use. */
export function importOaepSha1Key(pkcs8: Uint8Array): Promise<CryptoKey> {
  const algorithm = { name: "RSA-OAEP", hash: "SHA-1" };
  return crypto.subtle
    .importKey("pkcs8", source(pkcs8), algorithm, false, ["decrypt"])
    .catch(engineRefused);
}

export async function exportRsaPrivateKey(key: CryptoKey): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.exportKey("pkcs8", key));
}

/**
 * The engine refuses a key that passed our checks: Chromium supports no public exponent over 33 bits.
 */
function engineRefused(): never {
  throw new PctError("key-unsupported", { kind: "other" });
}

/** RSAES-OAEP encryption (RFC 8017 §7.1.1); the caller has checked the key. */
export async function oaepEncrypt(
  spki: Uint8Array,
  hash: OaepHash,
  message: Uint8Array,
  label: Uint8Array,
): Promise<Uint8Array> {
  const key = await crypto.subtle
    .importKey("spki", source(spki), { name: "RSA-OAEP", hash }, false, ["encrypt"])
    .catch(engineRefused);
  return new Uint8Array(
    await crypto.subtle.encrypt({ name: "RSA-OAEP", label: source(label) }, key, source(message)),
  );
}

/** RSAES-OAEP decryption (RFC 8017 §7.1.2). Every failure rejects the same way, without a reason. */
export async function oaepDecrypt(
  key: CryptoKey,
  ciphertext: Uint8Array,
  label: Uint8Array,
): Promise<Uint8Array> {
  return new Uint8Array(
    await crypto.subtle.decrypt(
      { name: "RSA-OAEP", label: source(label) },
      key,
      source(ciphertext),
    ),
  );
}
