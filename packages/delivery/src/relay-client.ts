import { decodeBase64Url, encodeBase64Url } from "./base64.js";
import { DeliveryError } from "./errors.js";
import { errorFrom, jsonIn, problemIn } from "./relay-answer.js";
import type { RelayAnswer } from "./relay-answer.js";
import type { RelayCall, RelayFetch } from "./relay-call.js";
import { callWithRetry, pause } from "./relay-retry.js";
import type { RetryOptions } from "./relay-retry.js";
import {
  claimTokenHash,
  isClaimToken,
  isKeyType,
  isRequestId,
  requestId,
  verifyRequest,
} from "./request-id.js";
import type { KeyType, RequestKey } from "./request-id.js";
import { isReceipt, isWithdrawToken, withdrawTokenHash } from "./sender-tokens.js";
import { serverOrigin } from "./link.js";
import { sha256 } from "./webcrypto.js";
import {
  createRequestSchema,
  HEADERS,
  MEDIA_TYPES,
  RELAY_LIMITS,
  requestCreatedSchema,
  requestStatusSchema,
} from "./wire.js";
import type { RequestCreated, RequestState } from "./wire.js";

/** The client of a relay: one method for each call of its HTTP interface. */

export type { RelayFetch } from "./relay-call.js";
export type { RetryOptions } from "./relay-retry.js";

/** Options of {@link createRelayClient}. */
export interface RelayClientOptions extends Partial<RetryOptions> {
  /** The server, such as `https://pct.example.org`; the origin of a link. */
  readonly baseUrl: string;
  /** Default: the global `fetch`. */
  readonly fetch?: RelayFetch;
}

/** Options of each call. */
export interface RelayCallOptions {
  /** Cancels the call, which rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

/** Options of {@link RelayClient.collect}. */
export interface CollectOptions extends RelayCallOptions {
  /** `Prefer: wait` in seconds, 0 … 60: how long the relay waits for an answer. Default 25. */
  readonly wait?: number;
}

/** Options of {@link RelayClient.deliver}. */
export interface DeliverOptions extends RelayCallOptions {
  /** From `newWithdrawToken`; without it, the answer can't be taken back. Only its hash is sent. */
  readonly withdrawToken?: string;
}

/** Options of {@link RelayClient.acknowledge}. */
export interface AcknowledgeOptions extends RelayCallOptions {
  /** The answer that is saved, as it was collected. The relay erases no other one. */
  readonly answer?: Uint8Array;
  /** The receipt from the document, which the sender sees as proof. Check it with `isReceipt`. */
  readonly receipt?: string | null;
}

/** A request to create. */
export interface NewRequest {
  /** Default: `rsa`. */
  readonly keyType?: KeyType;
  /** In the encoding of its type: see {@link KeyType}. */
  readonly publicKey: Uint8Array;
  /** From `newNonce`. */
  readonly nonce: Uint8Array;
  /** From `newClaimToken`. Only its hash is sent. */
  readonly claimToken: string;
  /** Lifetime in seconds, 300 … 2,592,000. Default: a day. */
  readonly expiresIn?: number;
}

/**
 * The state of a request, whose key was verified against its ID. The key may still be unsafe: import it
 * with `@pct/core/public-key`.
 */
export interface VerifiedRequest extends RequestKey {
  readonly id: string;
  readonly state: RequestState;
  /** ISO 8601 in UTC. */
  readonly expiresAt: string;
  /** Maximum bytes of an answer. */
  readonly maxBytes: number;
  /** The relay's administrator has senders confirm the six words before they send. */
  readonly requireWords?: boolean;
  /** When the answer was acknowledged, by the relay's clock. Only if `received`. */
  readonly receivedAt?: string;
  /** The receipt that the recipient sent. The relay can leave it out, but can't know the right one. */
  readonly receipt?: string;
}

/**
 * The calls to one relay. Each rejects with a {@link DeliveryError}: `request-unknown` (no such request,
 * or wrong token), `request-cancelled`, `request-expired`, `request-id-malformed`, `relay-busy`, `relay-failed`, `relay-refused`,
 * `relay-unreachable`, `relay-timeout`, `relay-redirects`, `relay-answer-invalid`,
 * `relay-answer-too-large`, and the codes named at each method.
 *
 * Every call is idempotent, and is tried up to four times with exponential backoff.
 */
export interface RelayClient {
  /**
   * Creates a request. `requestId` computes its ID in advance: store nonce, key and token first, so that
   * a lost response loses nothing. Throws `quota-exceeded`; `request-altered` if the response is for
   * another request.
   *
   * Succeeds if the request exists, because only an earlier try can have created it: the ID binds the
   * token. So retry with the same request after any failure.
   */
  readonly create: (request: NewRequest, options?: RelayCallOptions) => Promise<RequestCreated>;
  /**
   * The key and state of a request. Throws `request-altered` if the key was swapped,
   * `request-unsupported`.
   */
  readonly status: (id: string, options?: RelayCallOptions) => Promise<VerifiedRequest>;
  /**
   * Sends the answer, an age file. Throws `already-delivered`, `delivery-withdrawn`,
   * `delivery-too-large`, `delivery-unsupported`, `quota-exceeded`.
   *
   * The first answer wins. If the relay already has one, its digest tells whether it is this one, from
   * an earlier try; that is a success, because age never makes the same file twice. Without a digest,
   * throws `delivery-uncertain`. Retry with identical bytes; re-encrypting looks like a second delivery.
   */
  readonly deliver: (id: string, ciphertext: Uint8Array, options?: DeliverOptions) => Promise<void>;
  /**
   * Takes an answer back, so that the relay erases it and the request is open again. Throws
   * `already-received`; `request-unknown` also if another answer was delivered since.
   */
  readonly withdraw: (
    id: string,
    withdrawToken: string,
    options?: RelayCallOptions,
  ) => Promise<void>;
  /**
   * Fetches the answer, or `null` if there is none yet: then call it again. The relay waits for an
   * answer to arrive; if it does not, `null` takes at least two seconds, unless `wait` is 0. Changes nothing on the
   * relay. Throws `already-received`.
   */
  readonly collect: (
    id: string,
    claimToken: string,
    options?: CollectOptions,
  ) => Promise<Uint8Array | null>;
  /**
   * Confirms that the answer is saved, so that the relay erases it. Throws `not-delivered`, also if the
   * sender has withdrawn it; `delivery-changed` if there is another one in its place.
   */
  readonly acknowledge: (
    id: string,
    claimToken: string,
    options?: AcknowledgeOptions,
  ) => Promise<void>;
  /**
   * Cancels a request and erases it. Succeeds if the relay has it no longer, because an earlier try may
   * have cancelled it.
   */
  readonly cancel: (id: string, claimToken: string, options?: RelayCallOptions) => Promise<void>;
}

/** Short enough for a waiting user, long enough to transfer 1 MiB over a slow connection. */
const DEFAULT_RETRY: RetryOptions = {
  attempts: 4,
  retryDelayMs: 500,
  answerTimeoutMs: 20_000,
  transferTimeoutMs: 120_000,
};

/** Minimum time between two polls of a relay that ignores `Prefer: wait`. */
const MIN_POLL_MS = 2000;

/**
 * Makes a client for the relay of a server. It stores nothing, follows no redirect and limits the size of every
 * answer. It sends cookies only to create a request, and only from a page of the same origin: a proxy in front of
 * the relay may ask who the recipient is.
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
  const retry: RetryOptions = {
    attempts: options.attempts ?? DEFAULT_RETRY.attempts,
    retryDelayMs: options.retryDelayMs ?? DEFAULT_RETRY.retryDelayMs,
    answerTimeoutMs: options.answerTimeoutMs ?? DEFAULT_RETRY.answerTimeoutMs,
    transferTimeoutMs: options.transferTimeoutMs ?? DEFAULT_RETRY.transferTimeoutMs,
  };
  // Reads the global at each call: tests and service workers replace it.
  const send: RelayFetch = options.fetch ?? ((url, init) => fetch(url, init));

  function call(
    method: RelayCall["method"],
    path: string,
    details: Partial<RelayCall>,
  ): Promise<RelayAnswer> {
    const { answerTimeoutMs } = retry;
    const defaults = { expected: "nothing", answerTimeoutMs } as const;
    const settings = { ...defaults, signal: undefined, ...details };
    return callWithRetry({ method, url: `${api}${path}`, ...settings }, send, retry);
  }

  const client: RelayClient = {
    async create(request, { signal } = {}) {
      const { keyType = "rsa", publicKey, nonce, claimToken, expiresIn } = request;
      const hash = await claimTokenHash(checkedToken(claimToken));
      const id = await requestId({ keyType, publicKey, nonce, claimTokenHash: hash });
      const body = createRequestSchema.safeParse({
        keyType,
        publicKey: encodeBase64Url(publicKey),
        nonce: encodeBase64Url(nonce),
        claimTokenHash: hash,
        expiresIn,
      });
      if (!body.success) throw new TypeError("size of the key or expiresIn is out of range");
      const answer = await call("POST", "/requests", {
        body: JSON.stringify(body.data),
        headers: { "content-type": MEDIA_TYPES.json },
        expected: "json",
        signal,
      });
      if (answer.status === 409 && problemIn(answer) !== null) {
        const { expiresAt } = await client.status(id, signal === undefined ? {} : { signal });
        return { id, expiresAt };
      }
      const created = jsonIn(answer, 201, requestCreatedSchema);
      if (created.id !== id) throw new DeliveryError("request-altered");
      return created;
    },

    async status(id, { signal } = {}) {
      const answer = await call("GET", pathOf(id), { expected: "json", signal });
      const { keyType, publicKey, nonce, claimTokenHash, ...status } = jsonIn(
        answer,
        200,
        requestStatusSchema,
      );
      if (!isKeyType(keyType)) throw new DeliveryError("request-unsupported");
      const key = {
        keyType,
        publicKey: decodeBase64Url(publicKey),
        nonce: decodeBase64Url(nonce),
        claimTokenHash,
      };
      await verifyRequest(id, key);
      return { id, ...key, ...status };
    },

    async deliver(id, ciphertext, { withdrawToken, signal } = {}) {
      const answer = await call("PUT", `${pathOf(id)}/delivery`, {
        body: ciphertext,
        headers: {
          "content-type": MEDIA_TYPES.delivery,
          ...(withdrawToken === undefined ? {} : await withdrawable(withdrawToken)),
        },
        answerTimeoutMs: retry.transferTimeoutMs,
        signal,
      });
      if (answer.status === 201) return;
      const problem = problemIn(answer);
      switch (answer.status) {
        case 409:
          if (problem?.code === "delivery-withdrawn") throw errorFrom(answer, problem.code);
          if (problem?.digest === encodeBase64Url(await sha256(ciphertext))) return;
          throw errorFrom(
            answer,
            problem?.digest === undefined ? "delivery-uncertain" : "already-delivered",
          );
        case 413: {
          // Also without a problem document: a proxy in front of a relay may have its own limit.
          const maximum = problem?.maxBytes ?? null;
          throw new DeliveryError("delivery-too-large", { bytes: ciphertext.length, maximum });
        }
        case 415:
          throw errorFrom(answer, "delivery-unsupported");
        default:
          throw errorFrom(answer);
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
        expected: "delivery",
        answerTimeoutMs: retry.answerTimeoutMs + wait * 1000,
        signal,
      });
      if (answer.status === 204) {
        const earliest = wait > 0 ? started + MIN_POLL_MS : started;
        await pause(Math.max(0, earliest - performance.now()), signal);
        return null;
      }
      if (answer.status !== 200 || answer.mediaType !== MEDIA_TYPES.delivery) {
        throw errorFrom(answer);
      }
      return answer.body;
    },

    async acknowledge(id, claimToken, { answer: saved, receipt = null, signal } = {}) {
      const headers = {
        ...bearer(claimToken),
        ...(saved === undefined ? {} : { "if-match": `"${encodeBase64Url(await sha256(saved))}"` }),
        ...(receipt === null ? {} : { [HEADERS.receipt]: checkedReceipt(receipt) }),
      };
      const answer = await call("DELETE", `${pathOf(id)}/delivery`, { headers, signal });
      if (answer.status === 409) throw errorFrom(answer, "not-delivered");
      if (answer.status === 412) throw errorFrom(answer, "delivery-changed");
      if (answer.status !== 204) throw errorFrom(answer);
    },

    async withdraw(id, withdrawToken, { signal } = {}) {
      const headers = { authorization: `Bearer ${checkedWithdrawToken(withdrawToken)}` };
      const answer = await call("DELETE", `${pathOf(id)}/delivery`, { headers, signal });
      if (answer.status === 409) throw errorFrom(answer, "already-received");
      if (answer.status !== 204) throw errorFrom(answer);
    },

    async cancel(id, claimToken, { signal } = {}) {
      const headers = bearer(claimToken);
      const answer = await call("DELETE", pathOf(id), { headers, signal });
      if (answer.status === 204) return;
      const error = errorFrom(answer);
      if (!GONE.includes(error.code)) throw error;
    },
  };
  return client;
}

/** Codes that say that there is nothing left to cancel. */
const GONE: readonly string[] = ["request-unknown", "request-cancelled", "request-expired"];

/** Checks the ID, because it becomes part of a path. */
function pathOf(id: string): string {
  if (!isRequestId(id)) throw new DeliveryError("request-id-malformed");
  return `/requests/${id}`;
}

function bearer(claimToken: string): Record<string, string> {
  return { authorization: `Bearer ${checkedToken(claimToken)}` };
}

/** A token is never user input, so an invalid one is a bug of the caller. */
function checkedToken(claimToken: string): string {
  if (!isClaimToken(claimToken)) throw new TypeError("claimToken must be what newClaimToken made");
  return claimToken;
}

async function withdrawable(withdrawToken: string): Promise<Record<string, string>> {
  const hash = await withdrawTokenHash(checkedWithdrawToken(withdrawToken));
  return { [HEADERS.withdrawTokenHash]: hash };
}

function checkedWithdrawToken(token: string): string {
  if (!isWithdrawToken(token)) throw new TypeError("withdrawToken must be from newWithdrawToken");
  return token;
}

/** A receipt comes from the sender's document: an unchecked one must not become a header. */
function checkedReceipt(receipt: string): string {
  if (!isReceipt(receipt))
    throw new TypeError("receipt must have the format that isReceipt checks");
  return receipt;
}
