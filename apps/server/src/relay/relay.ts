import { randomBytes } from "node:crypto";
import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";

import { sendAnswer } from "../http/answer.js";
import type { Answer } from "../http/answer.js";
import { notIndexed } from "../http/security-headers.js";
import { bodyReader } from "./api/body.js";
import type { BodyLimits } from "./api/body.js";
import { Call } from "./api/call.js";
import type { Handler } from "./api/call.js";
import { relayHandlers } from "./api/handlers.js";
import { LongPolls } from "./api/long-polls.js";
import { problem, Refusal, refusalOf } from "./api/problem.js";
import type { RateLimit } from "./api/rate-limit.js";
import { relayRoutes, routeOf } from "./api/routes.js";
import { isCrossOrigin } from "./api/same-origin.js";
import { keyedNames } from "./keyed-names.js";
import { causeOf } from "./log.js";
import type { RelayLog } from "./log.js";
import type { RelayMetrics } from "./metrics.js";
import type { RelayStore, RequestEvent } from "./stores/store.js";

/** The relay: stores deliveries from senders, encrypted, until their recipients collect them. */

export interface RelayLimits {
  /** Bytes of a delivery. */
  readonly maxBytes: number;
  readonly body: BodyLimits;
  /** Recipients who may wait for a delivery at the same time; the others get an answer right away. */
  readonly maxLongPolls: number;
  /** How many of them one client may have. */
  readonly maxLongPollsOfClient: number;
  /** Seconds after which a request is over, if its creator asks for more. */
  readonly maxExpirySeconds: number;
}

export interface RelayOptions {
  readonly store: RelayStore;
  readonly limits: RelayLimits;
  readonly rateLimit: RateLimit;
  readonly log: RelayLog;
  readonly metrics: RelayMetrics;
  /** Milliseconds since 1970. */
  readonly clock?: () => number;
  /** Proxies in front of this server whose `X-Forwarded-For` is trusted. */
  readonly trustedProxies?: number;
  /** Whether senders must confirm the six words. */
  readonly requireWords?: boolean;
  /** The key for the names of clients: by default of this process alone. */
  readonly clientKey?: Uint8Array;
  /** The host by which browsers reach the portal; null if it is not known. */
  readonly publicHost?: string | null;
  /** Milliseconds between two searches for expired requests. */
  readonly cleanupIntervalMs?: number;
  /** Called with each step of a request; must return at once. */
  readonly onEvent?: (event: RequestEvent, id: string) => void;
}

export interface Relay {
  /** Answers requests under `/api/v1`, and passes all others to another listener. */
  before(others: RequestListener): RequestListener;
  /** Refuses new requests, ends long polls, finishes requests in flight, and closes the store. */
  close(): Promise<void>;
}

/** The prefix of the relay's paths, and the rest of the path. */
const RELAY_PATH = /^\/api\/v1((?:\/.*)?)$/s;
/** Milliseconds that requests in flight have to finish after `close`. */
const SHUTDOWN_GRACE_MS = 5000;
/** Milliseconds between two batches of a large cleanup, in which requests are served. */
const CLEANUP_YIELD_MS = 20;

/**
 * Creates a relay on a store, which it closes in the end.
 *
 * @example
 * ```ts
 * const relay = createRelay({ store, limits, rateLimit: unlimited, log, metrics: noMetrics });
 * createServer(relay.before((_, outgoing) => outgoing.writeHead(404).end()));
 * ```
 */
export function createRelay(options: RelayOptions): Relay {
  const { store, limits, log, metrics, clock = Date.now, cleanupIntervalMs = 10_000 } = options;
  const { trustedProxies = 0 } = options;
  let hasWarnedOfProxy = false;
  const longPolls = new LongPolls(limits.maxLongPolls, limits.maxLongPollsOfClient);
  const inFlight = new InFlightRequests();
  store.onChange((id) => {
    longPolls.notify(id);
  });
  if (options.onEvent !== undefined) store.onEvent(options.onEvent);
  metrics.watch({
    requests: () => store.usage().entries,
    storedBytes: () => store.usage().bytes,
    waiting: () => longPolls.size,
    logLinesLost: () => log.lost,
  });
  const stopCleanup = cleanUpRegularly(store, log, cleanupIntervalMs);
  const routes = relayRoutes(
    relayHandlers({
      store,
      longPolls,
      clock,
      readBody: bodyReader(limits.body),
      rateLimit: options.rateLimit,
      maxBytes: limits.maxBytes,
      maxExpirySeconds: limits.maxExpirySeconds,
      requireWords: options.requireWords ?? false,
      trustedProxies,
      tagOf: keyedNames(options.clientKey ?? randomBytes(32)),
    }),
  );

  async function serve(
    incoming: IncomingMessage,
    outgoing: ServerResponse,
    path: string,
  ): Promise<void> {
    if (!hasWarnedOfProxy && trustedProxies === 0 && "x-forwarded-for" in incoming.headers) {
      hasWarnedOfProxy = true;
      log.untrustedProxy();
    }
    const start = performance.now();
    const finish = inFlight.begin();
    const { route, id, handlerFor } = routeOf(path, routes);
    const call = new Call(incoming, outgoing, id);
    const { answer, refusal } = await outcomeOf(call, handlerFor(call.method));
    finish();
    sendAnswer(incoming, outgoing, withCommonHeaders(answer));
    const line = {
      method: call.method,
      route,
      status: answer.status,
      milliseconds: Math.round((performance.now() - start) * 1000) / 1000,
      received: call.received,
      sent: answer.body?.length ?? 0,
      ...(refusal === null ? {} : { problem: refusal.code }),
      ...(answer.status < 500 ? {} : { cause: causeOf(refusal) }),
    };
    log.request(line);
    metrics.observe(line);
  }

  async function outcomeOf(call: Call, handler: Handler): Promise<Outcome> {
    try {
      if (longPolls.isClosed) throw new Refusal("store-unavailable", { retryAfter: 1 });
      if (isCrossOrigin(call, options.publicHost ?? null)) throw new Refusal("cross-origin");
      return { answer: await handler(call), refusal: null };
    } catch (error) {
      const refusal = refusalOf(error);
      if (refusal.code === "unexpected") log.unexpected(error);
      return { answer: problem(refusal), refusal };
    }
  }

  return {
    before: (others) => (incoming, outgoing) => {
      const path = pathOf(incoming.url ?? "");
      const [, relayPath = null] = RELAY_PATH.exec(path) ?? [];
      if (relayPath === null) others(incoming, outgoing);
      else void serve(incoming, outgoing, relayPath);
    },
    async close() {
      stopCleanup();
      longPolls.close();
      await inFlight.ended(SHUTDOWN_GRACE_MS);
      await store.close();
    },
  };
}

interface Outcome {
  readonly answer: Answer;
  readonly refusal: Refusal | null;
}

/** The path of a request target, which proxies write as a whole URL (RFC 9112 §3.2.2). */
function pathOf(url: string): string {
  if (!url.startsWith("/")) return URL.canParse(url) ? new URL(url).pathname : "";
  const query = url.indexOf("?");
  return query < 0 ? url : url.slice(0, query);
}

function withCommonHeaders({ status, headers, body }: Answer): Answer {
  return {
    status,
    headers: {
      "Cache-Control": "no-store",
      ...(status === 204 ? {} : { "Content-Length": Buffer.byteLength(body ?? "") }),
      ...notIndexed,
      ...headers,
    },
    ...(body === undefined ? {} : { body }),
  };
}

/** Has the store erase expired requests, in batches; returns how to stop it. */
function cleanUpRegularly(store: RelayStore, log: RelayLog, intervalMs: number): () => void {
  let timer: NodeJS.Timeout;
  let isStopped = false;

  function schedule(delayMs: number): void {
    if (!isStopped) timer = setTimeout(() => void cleanUp(), delayMs).unref();
  }
  async function cleanUp(): Promise<void> {
    let hasMore = false;
    try {
      hasMore = await store.eraseExpired();
    } catch (error) {
      log.housekeepingFailed(error);
    }
    schedule(hasMore ? CLEANUP_YIELD_MS : intervalMs);
  }

  schedule(intervalMs);
  return () => {
    isStopped = true;
    clearTimeout(timer);
  };
}

/** Counts the requests that have no answer yet. */
class InFlightRequests {
  #count = 0;
  #onEmpty: (() => void) | null = null;

  /** Counts one; returns how to tell that it has ended. */
  begin(): () => void {
    this.#count++;
    return () => {
      this.#count--;
      if (this.#count === 0) this.#onEmpty?.();
    };
  }

  /** Resolves when all have ended, or after that time. */
  ended(timeoutMs: number): Promise<void> {
    return new Promise((resolve) => {
      if (this.#count === 0) {
        resolve();
        return;
      }
      const timer = setTimeout(resolve, timeoutMs);
      this.#onEmpty = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
