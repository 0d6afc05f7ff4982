import * as z from "zod/mini";

import { isBase64Url } from "./base64.js";
import { HASH_BYTES, isKeyType, isRequestId, NONCE_BYTES } from "./request-id.js";
import { RECEIPT_BYTES } from "./sender-tokens.js";

/**
 * The wire format of the relay's HTTP interface, `/api/v1`, shared by server and clients. Bytes in JSON
 * are base64url without padding, times are ISO 8601 in UTC.
 *
 * @packageDocumentation
 */

// A relay needs these too, so that it imports only this module.
export {
  claimTokenHash,
  isClaimToken,
  isKeyType,
  isRequestId,
  isTokenHash,
  KEY_TYPES,
  requestId,
} from "./request-id.js";
export type { KeyType } from "./request-id.js";
export { isReceipt } from "./sender-tokens.js";

/** Limits that server and clients enforce. */
export const RELAY_LIMITS = {
  /** Lifetime of a request, in seconds. */
  expiresIn: { minimum: 300, maximum: 2_592_000, default: 86_400 },
  /** Bytes of a key, by its type. */
  publicKey: {
    /** From 2048 bits with e = 65537 to 8192 bits with the longest exponent, as SPKI. */
    rsa: { minimum: 294, maximum: 1068 },
    mlkem768x25519: { minimum: 1216, maximum: 1216 },
  },
  /** Bytes of an answer: default limit of a relay, and the highest limit it can be configured to. */
  delivery: { default: 1_048_576, maximum: 67_108_864 },
  /** Bytes of any other body. */
  json: 16_384,
  /** Seconds of `Prefer: wait`: how long the relay may hold a `GET` before it answers 204. */
  wait: { maximum: 60, default: 25 },
} as const;

/** Media types of the bodies. */
export const MEDIA_TYPES = {
  json: "application/json",
  problem: "application/problem+json",
  delivery: "application/octet-stream",
} as const;

/**
 * The headers of the interface's own, in lower case.
 *
 * `DELETE /requests/ID/delivery` has one more: `If-Match: "DIGEST"`, the SHA-256 of the answer that the
 * recipient has saved. The relay erases no other one, so an answer that replaced it is not lost unread.
 */
export const HEADERS = {
  /** Of `PUT /requests/ID/delivery`: hash of the token with which the sender may take the answer back. */
  withdrawTokenHash: "pct-withdraw-token-hash",
  /** Of `DELETE /requests/ID/delivery` with the claim token: the receipt from the opened document. */
  receipt: "pct-receipt",
} as const;

/** Body of `POST /requests`. */
export interface CreateRequest {
  /** Default: `rsa`. A relay refuses key types that it does not support. */
  readonly keyType: string;
  /** In the encoding of its type: see {@link KeyType}. */
  readonly publicKey: string;
  /** 16 bytes. */
  readonly nonce: string;
  /** SHA-256 over the characters of the claim token. */
  readonly claimTokenHash: string;
  /** Seconds. */
  readonly expiresIn: number;
}

/** Response to `POST /requests`. */
export interface RequestCreated {
  readonly id: string;
  readonly expiresAt: string;
}

/** `open`: no answer yet, or withdrawn; `delivered`: ready to collect; `received`: acknowledged and erased. */
export type RequestState = "open" | "delivered" | "received";

/** Response to `GET /requests/ID`. */
export interface RequestStatus {
  /** Of a newer version, if this one does not support it. */
  readonly keyType: string;
  readonly publicKey: string;
  readonly nonce: string;
  readonly claimTokenHash: string;
  readonly state: RequestState;
  readonly expiresAt: string;
  /** Maximum bytes of an answer. */
  readonly maxBytes: number;
  /** The relay's administrator has senders confirm the six words before they send. Only if so. */
  readonly requireWords?: boolean;
  /** When the relay erased the answer because its recipient acknowledged it. Only if `received`. */
  readonly receivedAt?: string;
  /** What the recipient sent as the receipt of the document. Only if `received`. */
  readonly receipt?: string;
}

/** The codes of a relay's problem documents, with the HTTP status of each. */
export const PROBLEMS = {
  "body-malformed": 400,
  /** A header of {@link HEADERS}, or `If-Match`, has another format. */
  "header-malformed": 400,
  /** An unsafe key, such as e = 1. */
  "key-unsafe": 400,
  "key-type-unsupported": 400,
  /** A page of another origin made the call. */
  "cross-origin": 403,
  /** No such request, or wrong token: indistinguishable on purpose. */
  "not-found": 404,
  "method-not-allowed": 405,
  "body-timeout": 408,
  "request-exists": 409,
  "already-delivered": 409,
  /** Acknowledged before an answer was delivered. */
  "not-delivered": 409,
  /** The withdraw token of an answer that was acknowledged meanwhile. */
  "not-withdrawable": 409,
  /** These very bytes were withdrawn: a late repetition of the call does not bring them back. */
  "delivery-withdrawn": 409,
  /** Collected after it was acknowledged and erased. */
  "already-received": 410,
  /** Its recipient cancelled the request. Any token gets this, until the request would have expired. */
  cancelled: 410,
  /** The time of the request is over. Any token gets this, for seven days. */
  expired: 410,
  /** An acknowledgement of another answer than the stored one. */
  "delivery-changed": 412,
  "body-too-large": 413,
  "type-unsupported": 415,
  "rate-limited": 429,
  /** What this client has stored at the relay uses up its share. */
  "quota-exceeded": 429,
  /** The upload was the slowest one, and gave way to another: the client may try again. */
  "upload-displaced": 429,
  unexpected: 500,
  "store-unavailable": 503,
  "store-full": 507,
} as const;

/** A problem code of this version. */
export type ProblemCode = keyof typeof PROBLEMS;

/** The body of an error response (RFC 9457). */
export interface ProblemDocument {
  /** One of {@link PROBLEMS}; a newer relay may have more. */
  readonly code: string;
  readonly status: number;
  /** English, for developers. */
  readonly title?: string;
  /** With `body-too-large`: the limit in bytes. */
  readonly maxBytes?: number;
  /**
   * With `already-delivered`: SHA-256 of the stored answer. After a broken connection, it tells a client
   * whether that answer is its own.
   */
  readonly digest?: string;
}

/** Base64url of this many bytes. */
function encoded(minimum: number, maximum = minimum): z.ZodMiniString<string> {
  const [shortest, longest] = [charactersOf(minimum), charactersOf(maximum)];
  return z.string().check(z.minLength(shortest), z.maxLength(longest), z.refine(isBase64Url));
}

/** Characters of base64url without padding. */
function charactersOf(bytes: number): number {
  return Math.ceil((bytes * 4) / 3);
}

const bytesOfDelivery = /* @__PURE__ */ z
  .int()
  .check(z.minimum(1), z.maximum(RELAY_LIMITS.delivery.maximum));

const { expiresIn, publicKey } = RELAY_LIMITS;

const keyType = /* @__PURE__ */ z.string().check(z.regex(/^[a-z0-9]{1,32}$/));
/** Bytes of a key of any type. Those that this version does not support may be larger than all others. */
const MAX_KEY_BYTES = 4096;

/** Whether a key has an accepted size; keys of unsupported types are refused later. */
const hasKeySize = /* @__PURE__ */ z.refine<Pick<CreateRequest, "keyType" | "publicKey">>(
  ({ keyType, publicKey: { length } }) => {
    if (!isKeyType(keyType)) return true;
    const { minimum, maximum } = publicKey[keyType];
    return length >= charactersOf(minimum) && length <= charactersOf(maximum);
  },
);

/** Parses the body of `POST /requests`. Strict, so that a misspelt field does not become a default. */
export const createRequestSchema: z.ZodMiniType<CreateRequest> = /* @__PURE__ */ z
  .strictObject({
    keyType: z._default(keyType, "rsa"),
    publicKey: encoded(1, MAX_KEY_BYTES),
    nonce: encoded(NONCE_BYTES),
    claimTokenHash: encoded(HASH_BYTES),
    expiresIn: z._default(
      z.int().check(z.minimum(expiresIn.minimum), z.maximum(expiresIn.maximum)),
      expiresIn.default,
    ),
  })
  .check(hasKeySize);

/** Parses the response to `POST /requests`. */
export const requestCreatedSchema: z.ZodMiniType<RequestCreated> = z.object({
  id: z.string().check(z.refine(isRequestId)),
  expiresAt: z.iso.datetime(),
});

/** Parses the response to `GET /requests/ID`. */
export const requestStatusSchema: z.ZodMiniType<RequestStatus> = /* @__PURE__ */ z
  .object({
    keyType,
    publicKey: encoded(1, MAX_KEY_BYTES),
    nonce: encoded(NONCE_BYTES),
    claimTokenHash: encoded(HASH_BYTES),
    state: z.enum(["open", "delivered", "received"]),
    expiresAt: z.iso.datetime(),
    maxBytes: bytesOfDelivery,
    requireWords: z.exactOptional(z.boolean()),
    receivedAt: z.exactOptional(z.iso.datetime()),
    receipt: z.exactOptional(encoded(RECEIPT_BYTES)),
  })
  .check(hasKeySize);

/** Parses a problem document. */
export const problemSchema: z.ZodMiniType<ProblemDocument> = z.object({
  code: z.string().check(z.regex(/^[a-z][a-z-]{0,63}$/)),
  status: z.int().check(z.minimum(400), z.maximum(599)),
  title: z.exactOptional(z.string().check(z.maxLength(256))),
  maxBytes: z.exactOptional(bytesOfDelivery),
  digest: z.exactOptional(encoded(HASH_BYTES)),
});
