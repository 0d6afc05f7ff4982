import { bech32 } from "@scure/base";
import { generateHybridIdentity, identityToRecipient } from "age-encryption";

import { PctError } from "./errors.js";
import { isHybridPublicKey } from "./hybrid-public-key.js";

/**
 * Key pairs of age's post-quantum recipients, `mlkem768x25519` (C2SP age.md): ML-KEM-768 and X25519 together,
 * so that a file stays secret as long as one of the two holds. `encrypt` and `decrypt` of `@pct/core` take
 * their texts.
 *
 * @packageDocumentation
 */

const RECIPIENT_PREFIX = "age1pq1";
const RECIPIENT_HRP = "age1pq";
const IDENTITY_HRP = "age-secret-key-pq-";
const SEED_BYTES = 32;

/** A post-quantum key pair, as raw bytes. */
export interface HybridKeyPair {
  /** The private key, 32 bytes. {@link hybridIdentity} makes its text. */
  readonly seed: Uint8Array<ArrayBuffer>;
  /** 1,216 bytes. {@link hybridRecipient} makes its text. */
  readonly publicKey: Uint8Array;
}

/**
 * Generates a post-quantum key pair. That takes some milliseconds.
 *
 * @example
 * ```ts
 * import { generateHybridKeyPair, hybridIdentity, hybridRecipient } from "@pct/core/hybrid";
 *
 * const { seed, publicKey } = await generateHybridKeyPair();
 * console.log(hybridRecipient(publicKey)); // "age1pq1…", publish this
 * console.log(hybridIdentity(seed)); // "AGE-SECRET-KEY-PQ-1…"
 * ```
 */
export async function generateHybridKeyPair(): Promise<HybridKeyPair> {
  const identity = await generateHybridIdentity();
  const seed = Uint8Array.from(bech32.decodeToBytes(identity).bytes);
  return { seed, publicKey: hybridPublicKey(await identityToRecipient(identity)) };
}

/**
 * The text of a private key, as age 1.3 and later read it: `AGE-SECRET-KEY-PQ-1…`, 77 characters.
 *
 * @throws `TypeError` unless the seed has 32 bytes.
 *
 * @example
 * ```ts
 * import { decrypt, encrypt } from "@pct/core/age";
 * import { generateHybridKeyPair, hybridIdentity, hybridRecipient } from "@pct/core/hybrid";
 *
 * const { seed, publicKey } = await generateHybridKeyPair();
 * const recipients = [hybridRecipient(publicKey)];
 * const file = await encrypt(new TextEncoder().encode("hunter2"), { recipients });
 * const content = await decrypt(file, { identities: [hybridIdentity(seed)] });
 * console.log(new TextDecoder().decode(content)); // "hunter2"
 * ```
 */
export function hybridIdentity(seed: Uint8Array): string {
  if (seed.length !== SEED_BYTES) throw new TypeError("seed must have 32 bytes");
  return bech32.encodeFromBytes(IDENTITY_HRP, seed).toUpperCase();
}

/**
 * The text of a public key, as age 1.3 and later read it: `age1pq1…`, 1,959 characters.
 *
 * @throws {@link PctError} `key-damaged` for bytes that `isHybridPublicKey` refuses.
 *
 * @example
 * ```ts
 * import { generateHybridKeyPair, hybridRecipient } from "@pct/core/hybrid";
 *
 * const { publicKey } = await generateHybridKeyPair();
 * console.log(hybridRecipient(publicKey).length); // 1959
 * ```
 */
export function hybridRecipient(publicKey: Uint8Array): string {
  if (!isHybridPublicKey(publicKey)) throw new PctError("key-damaged");
  // Longer than the 90 characters of Bech32, as all of these recipients are.
  return bech32.encode(RECIPIENT_HRP, bech32.toWords(publicKey), false);
}

/**
 * The bytes of a public key from its text.
 *
 * @throws {@link PctError} `recipient-not-recognized` for a text that is no `age1pq1…` or has a wrong
 * checksum; `key-damaged` for a key that `isHybridPublicKey` refuses.
 *
 * @example
 * ```ts
 * import { generateHybridKeyPair, hybridPublicKey, hybridRecipient } from "@pct/core/hybrid";
 *
 * const { publicKey } = await generateHybridKeyPair();
 * console.log(hybridPublicKey(hybridRecipient(publicKey)).length); // 1216
 * ```
 */
export function hybridPublicKey(recipient: string): Uint8Array {
  const publicKey = decode(recipient);
  if (publicKey === null) throw new PctError("recipient-not-recognized");
  if (!isHybridPublicKey(publicKey)) throw new PctError("key-damaged");
  return publicKey;
}

function decode(recipient: string): Uint8Array | null {
  if (!recipient.startsWith(RECIPIENT_PREFIX)) return null;
  const decoded = bech32.decodeUnsafe(recipient, false);
  return decoded === undefined ? null : (bech32.fromWordsUnsafe(decoded.words) ?? null);
}
