import { DeliveryError } from "./errors.js";
import { callRelay } from "./relay-call.js";
import type { RelayAnswer } from "./relay-answer.js";
import type { RelayCall, RelayFetch } from "./relay-call.js";
import { randomFraction } from "./webcrypto.js";

/** Retries of a call: exponential backoff with jitter, and `Retry-After`. */

/** Retries and timeouts of the calls to a relay. */
export interface RetryOptions {
  /** Tries of each call, including the first. */
  readonly attempts: number;
  /** Backoff before the second try. It doubles with each try; jitter takes off up to half. */
  readonly retryDelayMs: number;
  /** Timeout until an answer begins, and until all of it is there if it is not a delivery. */
  readonly answerTimeoutMs: number;
  /** Timeout for the bytes of a delivery, in either direction. Both timeouts together limit all tries. */
  readonly transferTimeoutMs: number;
}

/** Statuses that may be transient, from a relay or a proxy. */
const TRANSIENT: readonly number[] = [429, 500, 502, 503, 504];
/** A longer `Retry-After`, in seconds, is not waited for. */
const MAX_RETRY_AFTER = 10;

/**
 * Calls until an answer is final or the tries run out. Every call must be idempotent: browsers and
 * proxies silently repeat even a POST when an old connection breaks.
 *
 * @throws {@link DeliveryError} `relay-unreachable`, `relay-timeout`, `relay-redirects`,
 * `relay-answer-too-large`; the reason of `call.signal` when that aborts.
 */
export async function callWithRetry(
  call: RelayCall,
  send: RelayFetch,
  options: RetryOptions,
): Promise<RelayAnswer> {
  // One limit for all tries: a relay that drips bytes would get each of their timeouts.
  const totalMs = call.answerTimeoutMs + options.transferTimeoutMs;
  const begun = performance.now();
  for (let attempt = 1; ; attempt++) {
    const leftMs = begun + totalMs - performance.now();
    const isLast = attempt >= options.attempts;
    let retryAfter = 0;
    try {
      const answer = await callRelay(call, send, options.transferTimeoutMs, leftMs);
      retryAfter = answer.retryAfter ?? 0;
      const isFinal = !TRANSIENT.includes(answer.status) || retryAfter > MAX_RETRY_AFTER;
      if (isLast || isFinal) return answer;
    } catch (error) {
      const isOver = performance.now() - begun >= totalMs;
      if (isLast || isOver || !isConnectionFailure(error)) throw error;
    }
    const backoffMs = options.retryDelayMs * 2 ** (attempt - 1) * (0.5 + randomFraction() / 2);
    await pause(Math.max(backoffMs, retryAfter * 1000), call.signal);
  }
}

function isConnectionFailure(error: unknown): boolean {
  return (
    error instanceof DeliveryError &&
    (error.code === "relay-unreachable" || error.code === "relay-timeout")
  );
}

/** Resolves after a delay, or rejects with the reason of the signal. */
export async function pause(delayMs: number, signal: AbortSignal | undefined): Promise<void> {
  signal?.throwIfAborted();
  await new Promise<void>((resolve, reject) => {
    const done = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", done);
      if (signal?.aborted === true) reject(signal.reason as Error);
      else resolve();
    };
    const timer = setTimeout(done, delayMs);
    signal?.addEventListener("abort", done);
  });
}
