import * as z from "zod/mini";

import { isBase64Url } from "./base64.js";
import { isRequestId, NONCE_BYTES } from "./request-id.js";

/**
 * What travels between a relay and its clients, under `/api/v1`: the one description of it that both
 * sides use. Bytes in JSON are base64url without padding, times are ISO 8601 in UTC.
 *
 * @packageDocumentation
 */

// What a relay computes and checks itself, so that it needs nothing else of this package.
export { claimTokenHash, isClaimToken, isRequestId, requestId } from "./request-id.js";

/** Limits that both sides keep. */
export const RELAY_LIMITS = {
  /** Seconds for which a request may be open. */
  expiresIn: { minimum: 300, maximum: 2_592_000, default: 86_400 },
  /** Bytes of a key: SPKI of RSA 2048 with e = 65537, and of RSA 8192 with the longest exponent. */
  publicKey: { minimum: 294, maximum: 1068 },
  /** Bytes of an answer: what a relay takes unless told, and what it may be told at most. */
  delivery: { default: 1_048_576, maximum: 67_108_864 },
  /** Bytes of every other body. */
  json: 16_384,
  /** Seconds for which a collecting client may ask the relay to hold its answer back. */
  wait: { maximum: 60, default: 25 },
} as const;

/** Media types of the bodies. */
export const MEDIA_TYPES = {
  json: "application/json",
  problem: "application/problem+json",
  delivery: "application/octet-stream",
} as const;

/** Body of `POST /requests`. */
export interface CreateRequest {
  /** SPKI in DER. */
  readonly publicKey: string;
  /** 16 bytes. */
  readonly nonce: string;
  /** SHA-256 over the characters of the claim token. */
  readonly claimTokenHash: string;
  /** Seconds. */
  readonly expiresIn: number;
}

/** Answer to `POST /requests`. */
export interface RequestCreated {
  readonly id: string;
  readonly expiresAt: string;
}

/** `open`: nothing has come; `delivered`: to be collected; `received`: confirmed and erased. */
export type RequestState = "open" | "delivered" | "received";

/** Answer to `GET /requests/ID`. */
export interface RequestStatus {
  readonly publicKey: string;
  readonly nonce: string;
  readonly state: RequestState;
  readonly expiresAt: string;
  /** Bytes that the relay takes as an answer. */
  readonly maxBytes: number;
}

/** The codes of a relay's problem documents, and the HTTP status that each comes with. */
export const PROBLEMS = {
  "body-malformed": 400,
  /** A key that nothing may be encrypted to, such as e = 1. */
  "key-unsafe": 400,
  /** A page of another site has asked. */
  "cross-origin": 403,
  /** No such request, an expired one, or a wrong token: not to be told apart. */
  "not-found": 404,
  "method-not-allowed": 405,
  "body-timeout": 408,
  "request-exists": 409,
  "already-delivered": 409,
  /** Confirmed before anything has come. */
  "not-delivered": 409,
  /** Collected after it was confirmed and erased. */
  "already-received": 410,
  "body-too-large": 413,
  "type-unsupported": 415,
  "rate-limited": 429,
  unexpected: 500,
  "store-unavailable": 503,
  "store-full": 507,
} as const;

/** A code that a relay of this version gives. */
export type ProblemCode = keyof typeof PROBLEMS;

/** What a relay answers when it does not do what it was asked (RFC 9457). */
export interface ProblemDocument {
  /** Of {@link PROBLEMS}; a later relay may have more. */
  readonly code: string;
  readonly status: number;
  /** English, for whoever reads the traffic. */
  readonly title?: string;
  /** With `body-too-large`: bytes that would be taken. */
  readonly maxBytes?: number;
  /**
   * With `already-delivered`: SHA-256 of the answer that came first. A client whose connection broke
   * sees by it whether that answer is its own.
   */
  readonly digest?: string;
}

/** Base64url of so many bytes. */
function encoded(minimum: number, maximum = minimum): z.ZodMiniString<string> {
  const characters = (bytes: number): number => Math.ceil((bytes * 4) / 3);
  return z
    .string()
    .check(
      z.minLength(characters(minimum)),
      z.maxLength(characters(maximum)),
      z.refine(isBase64Url),
    );
}

const bytesOfDelivery = /* @__PURE__ */ z
  .int()
  .check(z.minimum(1), z.maximum(RELAY_LIMITS.delivery.maximum));

const { expiresIn, publicKey } = RELAY_LIMITS;

/** Reads the body of `POST /requests`. Strict: a misspelt field must not become a default. */
export const createRequestSchema: z.ZodMiniType<CreateRequest> = z.strictObject({
  publicKey: encoded(publicKey.minimum, publicKey.maximum),
  nonce: encoded(NONCE_BYTES),
  claimTokenHash: encoded(32),
  expiresIn: z._default(
    z.int().check(z.minimum(expiresIn.minimum), z.maximum(expiresIn.maximum)),
    expiresIn.default,
  ),
});

/** Reads the answer to `POST /requests`. */
export const requestCreatedSchema: z.ZodMiniType<RequestCreated> = z.object({
  id: z.string().check(z.refine(isRequestId)),
  expiresAt: z.iso.datetime(),
});

/** Reads the answer to `GET /requests/ID`. */
export const requestStatusSchema: z.ZodMiniType<RequestStatus> = z.object({
  publicKey: encoded(publicKey.minimum, publicKey.maximum),
  nonce: encoded(NONCE_BYTES),
  state: z.enum(["open", "delivered", "received"]),
  expiresAt: z.iso.datetime(),
  maxBytes: bytesOfDelivery,
});

/** Reads a problem document. */
export const problemSchema: z.ZodMiniType<ProblemDocument> = z.object({
  code: z.string().check(z.regex(/^[a-z][a-z-]{0,63}$/)),
  status: z.int().check(z.minimum(400), z.maximum(599)),
  title: z.exactOptional(z.string().check(z.maxLength(256))),
  maxBytes: z.exactOptional(bytesOfDelivery),
  digest: z.exactOptional(encoded(32)),
});
