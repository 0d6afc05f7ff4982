import { DeliveryError } from "./errors.js";
import { isDelivery, readAnswer } from "./relay-answer.js";
import type { ExpectedBody, RelayAnswer } from "./relay-answer.js";
import { unshared } from "./webcrypto.js";
import { MEDIA_TYPES } from "./wire.js";

/** The transport of one call to a relay: one try, with timeouts. */

/** The part of `fetch` that is used. */
export type RelayFetch = (url: string, init: RequestInit) => Promise<Response>;

export interface RelayCall {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array | string;
  readonly expected: ExpectedBody;
  /** Timeout until the answer begins. */
  readonly answerTimeoutMs: number;
  readonly signal: AbortSignal | undefined;
}

/**
 * Makes one try of a call.
 *
 * @throws {@link DeliveryError} `relay-unreachable`, `relay-timeout`, `relay-redirects`,
 * `relay-answer-too-large`; the reason of `call.signal` when that aborts.
 */
export async function callRelay(
  call: RelayCall,
  send: RelayFetch,
  transferTimeoutMs: number,
  /** Milliseconds that this try has in all, however its bytes come. */
  totalMs: number,
): Promise<RelayAnswer> {
  const timeout = new Timeout(call.signal);
  const begun = performance.now();
  try {
    timeout.set(Math.min(call.answerTimeoutMs, totalMs));
    const response = await send(call.url, requestInit(call, timeout.signal));
    // Every other answer is short: its bytes have to come in the time of the answer.
    if (isDelivery(response)) {
      timeout.set(Math.min(transferTimeoutMs, begun + totalMs - performance.now()));
    }
    return await readAnswer(response, call.expected);
  } catch (error) {
    if (error instanceof DeliveryError) throw error;
    call.signal?.throwIfAborted();
    // Engines throw different errors here; all of them mean that no answer arrived.
    throw new DeliveryError(timeout.isOver ? "relay-timeout" : "relay-unreachable");
  } finally {
    timeout.stop();
  }
}

function requestInit(call: RelayCall, signal: AbortSignal): RequestInit {
  const { method, headers, body } = call;
  return {
    method,
    headers: { accept: ACCEPT[call.expected], ...headers },
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : unshared(body) }),
    signal,
    // The API never redirects, and a token must not reach another server.
    redirect: "manual",
    // An administrator's proxy may ask who creates requests; no other call needs to say who makes it.
    credentials: method === "POST" ? "same-origin" : "omit",
    cache: "no-store",
    referrerPolicy: "no-referrer",
  };
}

const ACCEPT = {
  nothing: MEDIA_TYPES.problem,
  json: `${MEDIA_TYPES.json}, ${MEDIA_TYPES.problem}`,
  delivery: `${MEDIA_TYPES.delivery}, ${MEDIA_TYPES.problem}`,
} as const satisfies Record<ExpectedBody, string>;

/** An abort signal that fires with the caller's signal, or when the timeout that was set last ends. */
class Timeout {
  readonly #controller = new AbortController();
  readonly #caller: AbortSignal | undefined;
  readonly #onAbort = (): void => {
    this.#controller.abort();
  };
  #timer: ReturnType<typeof setTimeout> | undefined;
  isOver = false;

  constructor(caller: AbortSignal | undefined) {
    caller?.throwIfAborted();
    caller?.addEventListener("abort", this.#onAbort);
    this.#caller = caller;
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  set(timeoutMs: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.isOver = true;
      this.#controller.abort();
    }, timeoutMs);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#caller?.removeEventListener("abort", this.#onAbort);
  }
}
