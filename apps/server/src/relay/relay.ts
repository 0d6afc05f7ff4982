import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";

import { notIndexed } from "../security-headers.js";
import { addressOf, relayAddresses } from "./api/routes.js";
import { bodyReader } from "./api/body.js";
import type { BodyLimits } from "./api/body.js";
import { Call } from "./api/call.js";
import type { Answer, Handler } from "./api/call.js";
import { relayHandlers } from "./api/handlers.js";
import { causeOf } from "./log.js";
import type { RelayLog } from "./log.js";
import type { RelayMetrics } from "./metrics.js";
import { problem, Refusal, refusalOf } from "./api/problem.js";
import type { RateLimit } from "./api/rate-limit.js";
import { isFromElsewhere } from "./api/same-origin.js";
import type { RelayStore } from "./stores/store.js";
import { WaitingRoom } from "./api/waiting-room.js";

/** The relay: what travels between sender and recipient waits here, and cannot be opened here. */

export interface RelayLimits {
  /** Bytes of a delivery. */
  readonly maxBytes: number;
  readonly body: BodyLimits;
  /** How many may wait for a delivery at the same time; others have to ask again. */
  readonly waiting: number;
}

export interface RelayOptions {
  readonly store: RelayStore;
  readonly limits: RelayLimits;
  readonly rateLimit: RateLimit;
  readonly log: RelayLog;
  readonly metrics: RelayMetrics;
  /** Milliseconds since 1970. */
  readonly clock?: () => number;
  /** Proxies of ours before this server, which say in `X-Forwarded-For` who asks. */
  readonly hops?: number;
  /** The host by which browsers reach the portal, if that is known. */
  readonly publicHost?: string | null;
  /** Milliseconds between two looks for what has expired. */
  readonly tidyInterval?: number;
}

export interface Relay {
  /** Answers what is asked under `/api/v1`, and leaves everything else to another listener. */
  before(others: RequestListener): RequestListener;
  /** Refuses what comes, sends everybody away who waits, finishes the rest, and closes the store. */
  close(): Promise<void>;
}

/** Where the relay is, and the place in it. */
const OURS = /^\/api\/v1((?:\/.*)?)$/s;
/** Milliseconds that an answer may take when the relay is to end. */
const GRACE = 5000;
/** Milliseconds that a client has for the rest of a body that nobody reads, so that it sees the answer. */
const REST = 500;
/** Milliseconds between two parts of a large amount of tidying, in which others have their turn. */
const BREATH = 20;

/**
 * A relay over a store, which it closes.
 *
 * @example
 * ```ts
 * const relay = createRelay({ store, limits, rateLimit: unlimited, log, metrics: noMetrics });
 * createServer(relay.before((_, outgoing) => outgoing.writeHead(404).end()));
 * ```
 */
export function createRelay(options: RelayOptions): Relay {
  const { store, limits, log, metrics, clock = Date.now, tidyInterval = 10_000 } = options;
  const room = new WaitingRoom(limits.waiting);
  const visits = new Visits();
  store.watch((id) => {
    room.wake(id);
  });
  metrics.watch({ usage: () => store.usage(), waiting: () => room.size });
  const stopTidying = tidyRegularly(store, log, tidyInterval);
  const addresses = relayAddresses(
    relayHandlers({
      store,
      room,
      clock,
      readBody: bodyReader(limits.body),
      rateLimit: options.rateLimit,
      maxBytes: limits.maxBytes,
      hops: options.hops ?? 0,
    }),
  );

  async function serve(
    incoming: IncomingMessage,
    outgoing: ServerResponse,
    path: string,
  ): Promise<void> {
    const start = performance.now();
    const leave = visits.enter();
    const { route, id, handlerFor } = addressOf(path, addresses);
    const call = new Call(incoming, outgoing, id);
    const { answer, refusal } = await outcome(call, handlerFor(call.method));
    leave();
    send(call, outgoing, answer);
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

  async function outcome(call: Call, handler: Handler): Promise<Outcome> {
    try {
      if (room.isClosed) throw new Refusal("store-unavailable", { retryAfter: 1 });
      if (isFromElsewhere(call, options.publicHost ?? null)) throw new Refusal("cross-origin");
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
      const [, place = null] = OURS.exec(path) ?? [];
      if (place === null) others(incoming, outgoing);
      else void serve(incoming, outgoing, place);
    },
    async close() {
      stopTidying();
      room.close();
      await visits.over(GRACE);
      await store.close();
    },
  };
}

interface Outcome {
  readonly answer: Answer;
  readonly refusal: Refusal | null;
}

/** The path of an address, which proxies write with the host before it (RFC 9112 §3.2.2). */
function pathOf(url: string): string {
  if (!url.startsWith("/")) return URL.canParse(url) ? new URL(url).pathname : "";
  const query = url.indexOf("?");
  return query < 0 ? url : url.slice(0, query);
}

function send(call: Call, outgoing: ServerResponse, { status, headers, body }: Answer): void {
  if (!call.incoming.complete) {
    outgoing.once("finish", () => {
      dropRest(call.incoming);
    });
  }
  outgoing.writeHead(status, {
    "Cache-Control": "no-store",
    // HEAD tells it, too, and has no body to count; 204 has none by itself.
    ...(status === 204 ? {} : { "Content-Length": Buffer.byteLength(body ?? "") }),
    ...notIndexed,
    ...headers,
  });
  outgoing.end(body);
}

/** Has the rest of a body pass by, for a while: it stands before the next request. */
function dropRest(incoming: IncomingMessage): void {
  incoming.resume();
  setTimeout(() => {
    if (!incoming.complete) incoming.socket.destroySoon();
  }, REST);
}

/** Has the store erase what has expired, part by part; returns how to stop it. */
function tidyRegularly(store: RelayStore, log: RelayLog, interval: number): () => void {
  let timer: NodeJS.Timeout;
  let isStopped = false;

  function schedule(milliseconds: number): void {
    if (!isStopped) timer = setTimeout(() => void tidy(), milliseconds).unref();
  }
  async function tidy(): Promise<void> {
    let hasMore = false;
    try {
      hasMore = await store.tidy();
    } catch (error) {
      log.housekeepingFailed(error);
    }
    schedule(hasMore ? BREATH : interval);
  }

  schedule(interval);
  return () => {
    isStopped = true;
    clearTimeout(timer);
  };
}

/** Counts who is being served. */
class Visits {
  #present = 0;
  #onEmpty: (() => void) | null = null;

  enter(): () => void {
    this.#present++;
    return () => {
      this.#present--;
      if (this.#present === 0) this.#onEmpty?.();
    };
  }

  /** Resolves when all have left, or the time is over. */
  over(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      if (this.#present === 0) {
        resolve();
        return;
      }
      const timer = setTimeout(resolve, milliseconds);
      this.#onEmpty = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
