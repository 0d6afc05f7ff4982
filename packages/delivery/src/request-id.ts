import { decodeBase64Url, encodeBase64Url, isBase64Url } from "./base64.js";
import { DeliveryError } from "./errors.js";
import { utf8 } from "./text.js";
import { randomBytes, sha256 } from "./webcrypto.js";

/** Request IDs, nonces and claim tokens. */

/** Bytes of the nonce, which makes two requests for the same key differ. */
export const NONCE_BYTES = 16;

/** Bytes of an ID and of a hash, which are SHA-256 digests, and of a claim token. */
export const HASH_BYTES = 32;

/** The key types, and the byte for each in the message of an ID. */
export const KEY_TYPES = { rsa: 1, mlkem768x25519: 2 } as const;

/**
 * What the key of a request is: `rsa` is SPKI in DER; `mlkem768x25519` is the raw bytes of a post-quantum
 * recipient of age (`age1pq1…`).
 */
export type KeyType = keyof typeof KEY_TYPES;

/** What an ID is made of. All of it is public. */
export interface RequestKey {
  readonly keyType: KeyType;
  readonly publicKey: Uint8Array;
  /** 16 bytes. */
  readonly nonce: Uint8Array;
  /** From {@link claimTokenHash}. */
  readonly claimTokenHash: string;
}

const CONTEXT = /* @__PURE__ */ utf8("pct-request-v2\n");
const CHARACTERS = 43;

/** Whether this version supports a key type. */
export function isKeyType(text: string): text is KeyType {
  return Object.hasOwn(KEY_TYPES, text);
}

/**
 * Computes the ID of a request: base64url of SHA-256 over `pct-request-v2`, a line feed, the nonce, the
 * claim token's hash, one byte for the key type, and the key.
 *
 * The link contains the ID, so the relay, which stores the key, cannot swap it, and a client that saw the
 * link cannot create the same request with a claim token of its own.
 *
 * @throws TypeError for a nonce or hash of another length, and for an unknown key type.
 *
 * @example
 * ```ts
 * import { claimTokenHash, newClaimToken, newNonce, requestId } from "@pct/delivery";
 *
 * const id = await requestId({
 *   keyType: "rsa",
 *   publicKey: new Uint8Array(550), // `spki` of a key of `@pct/core`
 *   nonce: newNonce(),
 *   claimTokenHash: await claimTokenHash(newClaimToken()),
 * });
 * console.log(id.length); // 43
 * ```
 */
export async function requestId(key: RequestKey): Promise<string> {
  const { keyType, publicKey, nonce, claimTokenHash } = key;
  if (nonce.length !== NONCE_BYTES) throw new TypeError("nonce must have 16 bytes");
  if (!isEncoded(claimTokenHash)) throw new TypeError("claimTokenHash must encode 32 bytes");
  if (!isKeyType(keyType)) throw new TypeError("unknown keyType");
  const parts = [
    CONTEXT,
    nonce,
    decodeBase64Url(claimTokenHash),
    Uint8Array.of(KEY_TYPES[keyType]),
    publicKey,
  ];
  const message = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    message.set(part, offset);
    offset += part.length;
  }
  return encodeBase64Url(await sha256(message));
}

/**
 * Checks that what a relay says about a request matches its ID. Call it before you encrypt to that key;
 * the relay client does so itself.
 *
 * Constant time is not needed: all of it is public, and an attack needs a second preimage of SHA-256.
 *
 * @throws {@link DeliveryError} `request-altered`: the link was made for another key. Do not encrypt to
 * this one.
 *
 * @example
 * ```ts
 * import { claimTokenHash, newClaimToken, newNonce, requestId, verifyRequest } from "@pct/delivery";
 *
 * const key = {
 *   keyType: "rsa",
 *   publicKey: new Uint8Array(550),
 *   nonce: newNonce(),
 *   claimTokenHash: await claimTokenHash(newClaimToken()),
 * } as const;
 * const id = await requestId(key);
 * await verifyRequest(id, key);
 * ```
 */
export async function verifyRequest(id: string, key: RequestKey): Promise<void> {
  const isWellFormed = key.nonce.length === NONCE_BYTES && isEncoded(key.claimTokenHash);
  if (!isWellFormed || !isKeyType(key.keyType) || (await requestId(key)) !== id) {
    throw new DeliveryError("request-altered");
  }
}

/** Whether a text has the format of an ID. */
export function isRequestId(text: string): boolean {
  return isEncoded(text);
}

function isEncoded(text: string): boolean {
  return text.length === CHARACTERS && isBase64Url(text);
}

/**
 * Decodes the 32 bytes of an ID. Both people derive from them the safety words that they compare.
 *
 * @throws {@link DeliveryError} `request-id-malformed`.
 *
 * @example
 * ```ts
 * import { requestIdBytes } from "@pct/delivery";
 *
 * console.log(requestIdBytes("9VXSNQt9cAJPwEbDGXFaVfEkjfVM3vA2Ffj4mVQzP_s").length); // 32
 * ```
 */
export function requestIdBytes(id: string): Uint8Array {
  if (!isRequestId(id)) throw new DeliveryError("request-id-malformed");
  return decodeBase64Url(id);
}

/**
 * Makes a nonce: 16 random bytes.
 *
 * @example
 * ```ts
 * import { newNonce } from "@pct/delivery";
 *
 * console.log(newNonce().length); // 16
 * ```
 */
export function newNonce(): Uint8Array {
  return randomBytes(NONCE_BYTES);
}

/**
 * Makes a claim token: base64url of 32 random bytes, 43 characters. Only the recipient has it. It is
 * needed to collect and acknowledge the answer and to cancel the request. Store it before you create
 * the request.
 *
 * @example
 * ```ts
 * import { newClaimToken } from "@pct/delivery";
 *
 * console.log(newClaimToken().length); // 43
 * ```
 */
export function newClaimToken(): string {
  return encodeBase64Url(randomBytes(HASH_BYTES));
}

/** Whether a text has the format of a claim token. */
export function isClaimToken(text: string): boolean {
  return isEncoded(text);
}

/** Whether a text has the format of a token's hash. */
export function isTokenHash(text: string): boolean {
  return isEncoded(text);
}

/**
 * Hashes a claim token for the relay: base64url of SHA-256 over its characters. A salt or work factor
 * is not needed, because a token is 256 random bits.
 *
 * @example
 * ```ts
 * import { claimTokenHash, newClaimToken } from "@pct/delivery";
 *
 * console.log((await claimTokenHash(newClaimToken())).length); // 43
 * ```
 */
export async function claimTokenHash(token: string): Promise<string> {
  return encodeBase64Url(await sha256(utf8(token)));
}
