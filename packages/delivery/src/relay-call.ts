import { DeliveryError } from "./errors.js";
import { randomFraction, unshared } from "./webcrypto.js";
import { MEDIA_TYPES, RELAY_LIMITS } from "./wire.js";

/** One call to a relay: tries, time-outs, and answers that are read no further than they may be long. */

/** The part of `fetch` that is used. */
export type RelayFetch = (url: string, init: RequestInit) => Promise<Response>;

/** How long to wait and how often to try. */
export interface RetryOptions {
  /** Tries of each call. */
  readonly attempts: number;
  /** Milliseconds before the second try; doubled before each further one, and drawn between half and whole. */
  readonly retryDelayMs: number;
  /** Milliseconds until an answer must begin. */
  readonly answerTimeoutMs: number;
  /** Milliseconds for the bytes of a delivery, in either direction. */
  readonly transferTimeoutMs: number;
}

export interface RelayCall {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array | string;
  /** What a good answer brings. */
  readonly accept: "nothing" | "json" | "delivery";
  readonly answerTimeoutMs: number;
  readonly signal: AbortSignal | undefined;
}

export interface RelayAnswer {
  readonly status: number;
  /** Without parameters, in lower case. */
  readonly mediaType: string;
  /** Empty where the media type is none that was asked for: then it is not read. */
  readonly body: Uint8Array;
  readonly retryAfter: number | null;
}

/** What passes by itself, where a relay or what stands in front of it says so. */
const TRANSIENT: readonly number[] = [429, 500, 502, 503, 504];
/** Seconds; a relay that asks for more is not waited for. */
const LONGEST_RETRY_AFTER = 10;

/**
 * Calls until there is an answer that another try would not change. Every call must bear being made
 * twice, since browsers and proxies repeat what breaks on an old connection, without a word, even a POST.
 *
 * @throws {@link DeliveryError} `relay-unreachable`, `relay-timeout`, `relay-redirects`,
 * `relay-answer-too-large`; the reason of `call.signal` when that aborts.
 */
export async function callRelay(
  call: RelayCall,
  send: RelayFetch,
  patience: RetryOptions,
): Promise<RelayAnswer> {
  for (let attempt = 1; ; attempt++) {
    const isLast = attempt >= patience.attempts;
    let seconds = 0;
    try {
      const answer = await exchange(call, send, patience);
      seconds = answer.retryAfter ?? 0;
      const isFinal = !TRANSIENT.includes(answer.status) || seconds > LONGEST_RETRY_AFTER;
      if (isLast || isFinal) return answer;
    } catch (error) {
      if (isLast || !isConnectionFailure(error)) throw error;
    }
    const backoff = patience.retryDelayMs * 2 ** (attempt - 1) * (0.5 + randomFraction() / 2);
    await pause(Math.max(backoff, seconds * 1000), call.signal);
  }
}

function isConnectionFailure(error: unknown): boolean {
  return (
    error instanceof DeliveryError &&
    (error.code === "relay-unreachable" || error.code === "relay-timeout")
  );
}

/** Resolves after a time, or rejects with the reason of the signal. */
export async function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  signal?.throwIfAborted();
  await new Promise<void>((resolve, reject) => {
    const done = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", done);
      if (signal?.aborted === true) reject(signal.reason as Error);
      else resolve();
    };
    const timer = setTimeout(done, milliseconds);
    signal?.addEventListener("abort", done);
  });
}

/** One try. */
async function exchange(
  call: RelayCall,
  send: RelayFetch,
  patience: RetryOptions,
): Promise<RelayAnswer> {
  const clock = new Clock(call.signal);
  try {
    clock.set(call.answerTimeoutMs);
    const response = await send(call.url, requestInit(call, clock.signal));
    clock.set(patience.transferTimeoutMs);
    return await read(response, call);
  } catch (error) {
    if (error instanceof DeliveryError) throw error;
    call.signal?.throwIfAborted();
    // What a platform throws here it calls by many names; all of them mean that no answer came.
    throw new DeliveryError(clock.hasRunOut ? "relay-timeout" : "relay-unreachable");
  } finally {
    clock.stop();
  }
}

function requestInit(call: RelayCall, signal: AbortSignal): RequestInit {
  const { method, headers, body } = call;
  return {
    method,
    headers: { accept: ACCEPT[call.accept], ...headers },
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : unshared(body) }),
    signal,
    // An interface has no reason to send us on, and a token must reach nobody else.
    redirect: "manual",
    credentials: "omit",
    cache: "no-store",
    referrerPolicy: "no-referrer",
  };
}

const ACCEPT = {
  nothing: MEDIA_TYPES.problem,
  json: `${MEDIA_TYPES.json}, ${MEDIA_TYPES.problem}`,
  delivery: `${MEDIA_TYPES.delivery}, ${MEDIA_TYPES.problem}`,
} as const;

/** An abort signal that fires when its owner's does, or when the time that was set last is over. */
class Clock {
  readonly #controller = new AbortController();
  readonly #owner: AbortSignal | undefined;
  readonly #stopped = (): void => {
    this.#controller.abort();
  };
  #timer: ReturnType<typeof setTimeout> | undefined;
  hasRunOut = false;

  constructor(owner: AbortSignal | undefined) {
    owner?.throwIfAborted();
    owner?.addEventListener("abort", this.#stopped);
    this.#owner = owner;
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  set(milliseconds: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.hasRunOut = true;
      this.#controller.abort();
    }, milliseconds);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#owner?.removeEventListener("abort", this.#stopped);
  }
}

async function read(response: Response, call: RelayCall): Promise<RelayAnswer> {
  const { status, headers } = response;
  const maximum = limitFor(response, call);
  const body = maximum === 0 ? await discard(response) : await readBounded(response, maximum);
  // Browsers hide the status of a redirect behind a type of its own.
  if (response.type === "opaqueredirect" || (status >= 300 && status < 400)) {
    throw new DeliveryError("relay-redirects");
  }
  return { status, mediaType: mediaTypeOf(headers), body, retryAfter: retryAfterOf(headers) };
}

/** Bytes of an answer that are worth reading; 0 where nothing of this kind was asked for. */
function limitFor(response: Response, { accept }: RelayCall): number {
  switch (mediaTypeOf(response.headers)) {
    case MEDIA_TYPES.json:
    case MEDIA_TYPES.problem:
      return RELAY_LIMITS.json;
    case MEDIA_TYPES.delivery:
      return accept === "delivery" && response.ok ? RELAY_LIMITS.delivery.maximum : 0;
    default:
      return 0;
  }
}

function mediaTypeOf(headers: Headers): string {
  const [mediaType = ""] = (headers.get("content-type") ?? "").split(";");
  return mediaType.trim().toLowerCase();
}

/** Seconds; a date, which the header may hold as well, is not of our relay. */
function retryAfterOf(headers: Headers): number | null {
  const value = headers.get("retry-after") ?? "";
  return /^\d{1,9}$/.test(value) ? Number(value) : null;
}

async function discard(response: Response): Promise<Uint8Array> {
  await response.body?.cancel();
  return new Uint8Array();
}

/** Counts while it reads: what an answer says about its length need not be true. */
async function readBounded(response: Response, maximum: number): Promise<Uint8Array> {
  const reader = response.body?.getReader();
  const parts: Uint8Array[] = [];
  let length = 0;
  for (let part = await reader?.read(); part?.done === false; part = await reader?.read()) {
    length += part.value.length;
    if (length > maximum) {
      await reader?.cancel();
      throw new DeliveryError("relay-answer-too-large", { maximum });
    }
    parts.push(part.value);
  }
  const body = new Uint8Array(length);
  let offset = 0;
  for (const part of parts) {
    body.set(part, offset);
    offset += part.length;
  }
  return body;
}
