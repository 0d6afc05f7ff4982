import { decodeBase64Url, encodeBase64Url } from "./base64.js";
import { DeliveryError } from "./errors.js";
import { callRelay, pause } from "./relay-call.js";
import type { RelayAnswer, RelayCall, RelayFetch, RetryOptions } from "./relay-call.js";
import {
  claimTokenHash,
  isClaimToken,
  isRequestId,
  requestId,
  verifyRequest,
} from "./request-id.js";
import { serverOrigin } from "./link.js";
import { sha256 } from "./webcrypto.js";
import {
  createRequestSchema,
  MEDIA_TYPES,
  problemSchema,
  RELAY_LIMITS,
  requestCreatedSchema,
  requestStatusSchema,
} from "./wire.js";
import type { ProblemDocument, RequestCreated, RequestState } from "./wire.js";

/** The relay as its clients see it. */

export type { RelayFetch, RetryOptions } from "./relay-call.js";

/** Options of {@link createRelayClient}. */
export interface RelayClientOptions extends Partial<RetryOptions> {
  /** The server, such as `https://pct.example.org`; the origin of a link. */
  readonly baseUrl: string;
  /** The platform's own unless told. */
  readonly fetch?: RelayFetch;
}

/** Options of each call. */
export interface RelayCallOptions {
  /** Gives up; the call rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

/** Options of {@link RelayClient.collect}. */
export interface CollectOptions extends RelayCallOptions {
  /** Seconds for which the relay may hold its answer back, 0 … 60; 25 unless told. */
  readonly wait?: number;
}

/** A request to be made. */
export interface NewRequest {
  /** SPKI in DER. */
  readonly publicKey: Uint8Array;
  /** From `newNonce`. */
  readonly nonce: Uint8Array;
  /** From `newClaimToken`. Only its hash is sent. */
  readonly claimToken: string;
  /** Seconds, 300 … 2,592,000; a day unless told. */
  readonly expiresIn?: number;
}

/** What a relay says about a request, after its key was found to belong to the ID. */
export interface VerifiedRequest {
  readonly id: string;
  /** SPKI in DER. That it belongs to the ID does not make it a safe key: import it with `@pct/core`. */
  readonly publicKey: Uint8Array;
  readonly nonce: Uint8Array;
  readonly state: RequestState;
  /** ISO 8601 in UTC. */
  readonly expiresAt: string;
  /** Bytes that the relay takes as an answer. */
  readonly maxBytes: number;
}

/**
 * The calls to one relay. Each rejects with a {@link DeliveryError}: `request-unknown` where there is
 * no such request or the token is wrong, `relay-busy`, `relay-failed`, `relay-refused`, `relay-unreachable`,
 * `relay-timeout`, `relay-redirects`, `relay-answer-invalid`, `relay-answer-too-large`, and what is
 * named with it. An ID that is none is `request-id-malformed`.
 *
 * Each call may be made twice without harm, and is tried four times, with growing pauses.
 */
export interface RelayClient {
  /**
   * Makes a request. Its ID is known before (`requestId`): store nonce, key and token first, so that
   * nothing is lost when the answer does not arrive. Throws `request-exists`; `request-altered` when
   * the relay answers for another one.
   *
   * A request that exists already and knows this token was made by an earlier try, whose answer was
   * lost: that is a success. So the same request may be made again after any failure.
   */
  readonly create: (request: NewRequest, options?: RelayCallOptions) => Promise<RequestCreated>;
  /** What a request is for and how it stands. Throws `request-altered` when the key was swapped. */
  readonly status: (id: string, options?: RelayCallOptions) => Promise<VerifiedRequest>;
  /**
   * Sends the answer, an age file. Throws `already-delivered`, `delivery-too-large`,
   * `delivery-unsupported`.
   *
   * The first answer wins. When the relay says that there is one, the digest that comes with it tells
   * whether it is this one, sent by an earlier try whose confirmation was lost: that is a success, since
   * age never makes the same file twice. A relay that gives no digest leaves it open: then it is
   * `delivery-uncertain`. To try again after a failure, keep the bytes: what is encrypted anew is
   * another answer.
   */
  readonly deliver: (
    id: string,
    ciphertext: Uint8Array,
    options?: RelayCallOptions,
  ) => Promise<void>;
  /**
   * The answer, or `null` while there is none: then call it again. The relay holds its answer back
   * until something comes, and a relay that does not is asked every two seconds at most. Changes
   * nothing. Throws `already-received`.
   */
  readonly collect: (
    id: string,
    claimToken: string,
    options?: CollectOptions,
  ) => Promise<Uint8Array | null>;
  /**
   * Confirms that the answer is saved, so that the relay erases it. Throws `not-delivered`. Repeating it
   * changes nothing.
   */
  readonly acknowledge: (
    id: string,
    claimToken: string,
    options?: RelayCallOptions,
  ) => Promise<void>;
  /**
   * Ends a request and erases all of it. That the relay knows none with this token is a success, too:
   * it may have been ended by an earlier try.
   */
  readonly cancel: (id: string, claimToken: string, options?: RelayCallOptions) => Promise<void>;
}

/** As long as a person is ready to look at a waiting sign, and for slow connections to carry a mebibyte. */
const PATIENCE: RetryOptions = {
  attempts: 4,
  retryDelayMs: 500,
  answerTimeoutMs: 20_000,
  transferTimeoutMs: 120_000,
};

/** Milliseconds between two questions to a relay that does not hold its answers back. */
const EARLIEST_NEXT = 2000;

/**
 * A client of the relay at an address. It sends no cookies, stores nothing, follows no redirect and
 * reads no answer beyond its limit.
 *
 * @throws {@link DeliveryError} `server-malformed`, `server-insecure`.
 *
 * @example
 * ```ts
 * import { createRelayClient, newClaimToken, newNonce } from "@pct/delivery";
 *
 * const relay = createRelayClient({ baseUrl: "https://example.org" });
 * const claimToken = newClaimToken();
 *
 * export async function receive(publicKey: Uint8Array): Promise<Uint8Array> {
 *   const { id } = await relay.create({ publicKey, nonce: newNonce(), claimToken });
 *   for (;;) {
 *     const file = await relay.collect(id, claimToken);
 *     if (file !== null) return file; // decrypt, save, then: await relay.acknowledge(id, claimToken)
 *   }
 * }
 * ```
 */
export function createRelayClient(options: RelayClientOptions): RelayClient {
  const api = `${serverOrigin(options.baseUrl)}/api/v1`;
  const patience: RetryOptions = {
    attempts: options.attempts ?? PATIENCE.attempts,
    retryDelayMs: options.retryDelayMs ?? PATIENCE.retryDelayMs,
    answerTimeoutMs: options.answerTimeoutMs ?? PATIENCE.answerTimeoutMs,
    transferTimeoutMs: options.transferTimeoutMs ?? PATIENCE.transferTimeoutMs,
  };
  // Looked up at each call: a test or a service worker may put another in its place.
  const send: RelayFetch = options.fetch ?? ((url, init) => fetch(url, init));

  function call(
    method: RelayCall["method"],
    path: string,
    details: Partial<RelayCall>,
  ): Promise<RelayAnswer> {
    const { answerTimeoutMs } = patience;
    const defaults = { accept: "nothing", answerTimeoutMs } as const;
    const settings = { ...defaults, signal: undefined, ...details };
    return callRelay({ method, url: `${api}${path}`, ...settings }, send, patience);
  }

  /** Whether a request that exists knows the token. Asks for the answer to it, and does not read that. */
  async function isOwn(
    id: string,
    claimToken: string,
    signal: AbortSignal | undefined,
  ): Promise<boolean> {
    const headers = bearer(claimToken);
    const answer = await call("GET", `${pathOf(id)}/delivery`, { headers, signal });
    if ([200, 204, 410].includes(answer.status)) return true;
    const error = refusal(answer);
    if (error.code === "request-unknown") return false;
    throw error;
  }

  const client: RelayClient = {
    async create(request, { signal } = {}) {
      const { publicKey, nonce, claimToken, expiresIn } = request;
      const id = await requestId(nonce, publicKey);
      const body = createRequestSchema.safeParse({
        publicKey: encodeBase64Url(publicKey),
        nonce: encodeBase64Url(nonce),
        claimTokenHash: await claimTokenHash(checkedToken(claimToken)),
        expiresIn,
      });
      if (!body.success) throw new TypeError("size of the key or expiresIn is out of range");
      const answer = await call("POST", "/requests", {
        body: JSON.stringify(body.data),
        headers: { "content-type": MEDIA_TYPES.json },
        accept: "json",
        signal,
      });
      if (answer.status === 409 && (await isOwn(id, claimToken, signal))) {
        const { expiresAt } = await client.status(id, signal === undefined ? {} : { signal });
        return { id, expiresAt };
      }
      if (answer.status === 409) throw refusal(answer, "request-exists");
      const created = json(answer, 201, requestCreatedSchema);
      if (created.id !== id) throw new DeliveryError("request-altered");
      return created;
    },

    async status(id, { signal } = {}) {
      const answer = await call("GET", pathOf(id), { accept: "json", signal });
      const { publicKey, nonce, ...status } = json(answer, 200, requestStatusSchema);
      const key = { publicKey: decodeBase64Url(publicKey), nonce: decodeBase64Url(nonce) };
      await verifyRequest(id, key);
      return { id, ...key, ...status };
    },

    async deliver(id, ciphertext, { signal } = {}) {
      const answer = await call("PUT", `${pathOf(id)}/delivery`, {
        body: ciphertext,
        headers: { "content-type": MEDIA_TYPES.delivery },
        answerTimeoutMs: patience.transferTimeoutMs,
        signal,
      });
      if (answer.status === 201) return;
      const problem = problemIn(answer);
      switch (answer.status) {
        case 409:
          if (problem?.digest === encodeBase64Url(await sha256(ciphertext))) return;
          throw refusal(
            answer,
            problem?.digest === undefined ? "delivery-uncertain" : "already-delivered",
          );
        case 413: {
          // Without a document of ours, too: servers in front of a relay have limits of their own.
          const maximum = problem?.maxBytes ?? null;
          throw new DeliveryError("delivery-too-large", { bytes: ciphertext.length, maximum });
        }
        case 415:
          throw refusal(answer, "delivery-unsupported");
        default:
          throw refusal(answer);
      }
    },

    async collect(id, claimToken, { wait = RELAY_LIMITS.wait.default, signal } = {}) {
      if (!Number.isInteger(wait) || wait < 0 || wait > RELAY_LIMITS.wait.maximum) {
        throw new TypeError("wait must be 0 … 60 seconds");
      }
      const started = performance.now();
      const answer = await call("GET", `${pathOf(id)}/delivery`, {
        headers: {
          ...bearer(claimToken),
          ...(wait > 0 ? { prefer: `wait=${wait.toString()}` } : {}),
        },
        accept: "delivery",
        answerTimeoutMs: patience.answerTimeoutMs + wait * 1000,
        signal,
      });
      if (answer.status === 204) {
        const earliest = wait > 0 ? started + EARLIEST_NEXT : started;
        await pause(Math.max(0, earliest - performance.now()), signal);
        return null;
      }
      if (answer.status === 410) throw refusal(answer, "already-received");
      if (answer.status !== 200 || answer.mediaType !== MEDIA_TYPES.delivery) throw refusal(answer);
      return answer.body;
    },

    async acknowledge(id, claimToken, { signal } = {}) {
      const headers = bearer(claimToken);
      const answer = await call("DELETE", `${pathOf(id)}/delivery`, { headers, signal });
      if (answer.status === 409) throw refusal(answer, "not-delivered");
      if (answer.status !== 204) throw refusal(answer);
    },

    async cancel(id, claimToken, { signal } = {}) {
      const headers = bearer(claimToken);
      const answer = await call("DELETE", pathOf(id), { headers, signal });
      if (answer.status === 204) return;
      const error = refusal(answer);
      if (error.code !== "request-unknown") throw error;
    },
  };
  return client;
}

/** An ID goes into a path: only one that has its form. */
function pathOf(id: string): string {
  if (!isRequestId(id)) throw new DeliveryError("request-id-malformed");
  return `/requests/${id}`;
}

function bearer(claimToken: string): Record<string, string> {
  return { authorization: `Bearer ${checkedToken(claimToken)}` };
}

/** A token never comes from outside: one that is none is a bug. */
function checkedToken(claimToken: string): string {
  if (!isClaimToken(claimToken)) throw new TypeError("claimToken must be what newClaimToken made");
  return claimToken;
}

/** A schema of the wire, as far as it is used here. */
interface Schema<T> {
  readonly safeParse: (
    data: unknown,
  ) => { readonly success: true; readonly data: T } | { readonly success: false };
}

function json<T>(answer: RelayAnswer, status: number, schema: Schema<T>): T {
  if (answer.status !== status) throw refusal(answer);
  const value = parsed(answer, MEDIA_TYPES.json, schema);
  if (value === null) throw new DeliveryError("relay-answer-invalid", { status });
  return value;
}

function problemIn(answer: RelayAnswer): ProblemDocument | null {
  return parsed(answer, MEDIA_TYPES.problem, problemSchema);
}

function parsed<T>(answer: RelayAnswer, mediaType: string, schema: Schema<T>): T | null {
  if (answer.mediaType !== mediaType) return null;
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder().decode(answer.body));
  } catch {
    return null;
  }
  const result = schema.safeParse(value);
  return result.success ? result.data : null;
}

/** Codes that say everything and belong to one status of one call. */
type Conflict =
  | "request-exists"
  | "already-delivered"
  | "delivery-uncertain"
  | "delivery-unsupported"
  | "not-delivered"
  | "already-received";

/** What an answer that is no success means; `conflict` where the call has a meaning of its own for it. */
function refusal(answer: RelayAnswer, conflict?: Conflict): DeliveryError {
  const { status, retryAfter } = answer;
  if (status === 429) return new DeliveryError("relay-busy", { retryAfter });
  if (status >= 500) return new DeliveryError("relay-failed", { status });
  const problem = problemIn(answer);
  // A web server without a relay says 404, too: only a relay says it in a problem document.
  if (problem === null) return new DeliveryError("relay-answer-invalid", { status });
  if (status === 404) return new DeliveryError("request-unknown");
  if (conflict !== undefined) return new DeliveryError(conflict);
  return new DeliveryError("relay-refused", { status, problem: problem.code });
}
