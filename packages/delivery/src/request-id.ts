import { decodeBase64Url, encodeBase64Url, isBase64Url } from "./base64.js";
import { DeliveryError } from "./errors.js";
import { utf8 } from "./text.js";
import { randomBytes, sha256 } from "./webcrypto.js";

/** Request IDs, nonces and claim tokens. */

/** Bytes of the nonce, which makes two requests for the same key differ. */
export const NONCE_BYTES = 16;

const CONTEXT = /* @__PURE__ */ utf8("pct-request-v1\n");
/** Bytes of an ID, which is a SHA-256 digest, and of a claim token. */
const BYTES = 32;
const CHARACTERS = 43;

/**
 * Computes the ID of a request: base64url of SHA-256 over `pct-request-v1`, a line feed, the nonce and
 * the key. The link contains the ID, so the relay, which stores the key, cannot swap it.
 *
 * @param nonce - 16 bytes, from {@link newNonce}.
 * @param publicKey - The recipient's key as SPKI in DER.
 *
 * @example
 * ```ts
 * import { newNonce, requestId } from "@pct/delivery";
 *
 * const id = await requestId(newNonce(), new Uint8Array(550)); // `spki` of a key of `@pct/core`
 * console.log(id.length); // 43
 * ```
 */
export async function requestId(nonce: Uint8Array, publicKey: Uint8Array): Promise<string> {
  if (nonce.length !== NONCE_BYTES) throw new TypeError("nonce must have 16 bytes");
  const message = new Uint8Array(CONTEXT.length + nonce.length + publicKey.length);
  message.set(CONTEXT);
  message.set(nonce, CONTEXT.length);
  message.set(publicKey, CONTEXT.length + nonce.length);
  return encodeBase64Url(await sha256(message));
}

/**
 * Checks that a key and nonce from a relay match the ID of a request. Call it before you encrypt to that
 * key; the relay client does so itself.
 *
 * Constant time is not needed: ID, nonce and key are public, and an attack needs a second preimage of
 * SHA-256.
 *
 * @throws {@link DeliveryError} `request-altered`: the link was made for another key. Do not encrypt to
 * this one.
 *
 * @example
 * ```ts
 * import { newNonce, requestId, verifyRequest } from "@pct/delivery";
 *
 * const request = { nonce: newNonce(), publicKey: new Uint8Array(550) };
 * const id = await requestId(request.nonce, request.publicKey);
 * await verifyRequest(id, request);
 * ```
 */
export async function verifyRequest(
  id: string,
  request: { readonly nonce: Uint8Array; readonly publicKey: Uint8Array },
): Promise<void> {
  const { nonce, publicKey } = request;
  if (nonce.length !== NONCE_BYTES || (await requestId(nonce, publicKey)) !== id) {
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
  return encodeBase64Url(randomBytes(BYTES));
}

/** Whether a text has the format of a claim token. */
export function isClaimToken(text: string): boolean {
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
