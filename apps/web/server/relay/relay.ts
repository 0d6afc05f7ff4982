import { Hono } from "hono";

import { notIndexed } from "../security-headers.js";
import type { Answer, Handler, RelayContext, RelayEnv } from "./answer.js";
import { bodyReader } from "./body.js";
import type { BodyLimits } from "./body.js";
import { relayHandlers } from "./handlers.js";
import type { RelayHandlers } from "./handlers.js";
import { causeOf } from "./log.js";
import type { RelayLog } from "./log.js";
import type { RelayMetrics } from "./metrics.js";
import { problem, Refusal, refusalOf } from "./problem.js";
import type { RateLimit } from "./rate-limit.js";
import { isFromElsewhere } from "./same-origin.js";
import type { RelayStore } from "./stores/store.js";
import { WaitingRoom } from "./waiting-room.js";

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
  /** Its routes, from `/requests` on. */
  readonly app: Hono<RelayEnv>;
  /** Refuses what comes, sends everybody away who waits, finishes the rest, and closes the store. */
  close(): Promise<void>;
}

/** Milliseconds that an answer may take when the relay is to end. */
const GRACE = 5000;
/** Milliseconds between two parts of a large amount of tidying, in which others have their turn. */
const BREATH = 20;

/**
 * A relay over a store, which it closes.
 *
 * @example
 * ```ts
 * const relay = createRelay({ store, limits, rateLimit: unlimited, log, metrics: noMetrics });
 * const app = new Hono().route("/api/v1", relay.app);
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
  const handlers = relayHandlers({
    store,
    room,
    clock,
    readBody: bodyReader(limits.body),
    rateLimit: options.rateLimit,
    maxBytes: limits.maxBytes,
    hops: options.hops ?? 0,
  });
  const app = routed(handlers, (route, handler) => async (c) => {
    const start = performance.now();
    const leave = visits.enter();
    const { answer, refusal } = await outcome(c, handler);
    leave();
    const line = {
      method: c.req.method,
      route,
      status: answer.status,
      milliseconds: Math.round((performance.now() - start) * 1000) / 1000,
      received: c.get("received") ?? 0,
      sent: answer.body?.length ?? 0,
      ...(refusal === null ? {} : { problem: refusal.code }),
      ...(answer.status < 500 ? {} : { cause: causeOf(refusal) }),
    };
    log.request(line);
    metrics.observe(line);
    return responseOf(answer);
  });

  async function outcome(c: RelayContext, handler: Handler): Promise<Outcome> {
    try {
      if (room.isClosed) throw new Refusal("store-unavailable", { retryAfter: 1 });
      if (isFromElsewhere(c, options.publicHost ?? null)) throw new Refusal("cross-origin");
      return { answer: await handler(c), refusal: null };
    } catch (error) {
      const refusal = refusalOf(error);
      if (refusal.code === "unexpected") log.unexpected(error);
      return { answer: problem(refusal), refusal };
    }
  }

  return {
    app,
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

/** Each address with its methods; what is not here is a problem, too. */
function routed(
  call: RelayHandlers,
  answering: (route: string, handler: Handler) => (c: RelayContext) => Promise<Response>,
): Hono<RelayEnv> {
  const addresses: Readonly<Record<string, Readonly<Record<string, Handler>>>> = {
    "/requests": { POST: call.create },
    "/requests/:id": { GET: call.status, DELETE: call.cancel },
    "/requests/:id/delivery": {
      GET: call.collect,
      PUT: call.deliver,
      DELETE: call.acknowledge,
    },
    "/health": { GET: call.health },
  };
  const app = new Hono<RelayEnv>();
  for (const [path, methods] of Object.entries(addresses)) {
    const route = path.replace(":id", "ID");
    for (const [method, handler] of Object.entries(methods)) {
      app.on(method, path, answering(route, handler));
    }
    const allow = Object.keys(methods).join(", ").replace("GET", "GET, HEAD");
    app.all(path, answering(route, refusing(new Refusal("method-not-allowed", { allow }))));
  }
  app.all("*", answering("other", refusing(new Refusal("not-found"))));
  return app;
}

function refusing(refusal: Refusal): Handler {
  return () => {
    throw refusal;
  };
}

function responseOf({ status, headers, body }: Answer): Response {
  return new Response(body ?? null, {
    status,
    headers: {
      "Cache-Control": "no-store",
      // HEAD tells it, too, and has no body to count; 204 has none by itself.
      ...(status === 204 ? {} : { "Content-Length": Buffer.byteLength(body ?? "").toString() }),
      ...notIndexed,
      ...headers,
    },
  });
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
