import { openEvents } from "./open-events.js";
import { relayLog } from "./log.js";
import { eventKeyIn } from "./events/event-key.js";
import { serveMetrics } from "./metrics-server.js";
import { noMetrics, prometheusMetrics } from "./metrics.js";
import { rateLimit, unlimited } from "./api/rate-limit.js";
import type { RelaySettings } from "./settings.js";
import { createRelay } from "./relay.js";
import type { Relay } from "./relay.js";
import type { RedisConnection } from "./stores/redis-connection.js";
import type { RelayStore } from "./stores/store.js";

/** Puts the relay together from its settings. */

/** Settings of the server that the relay shares. */
export interface ServerContext {
  /** The host by which browsers reach the portal; null if it is not known. */
  readonly publicHost: string | null;
}

/** The slowest upload that is accepted, in bytes per second. */
const MIN_UPLOAD_RATE = 32 * 1024;
/** Milliseconds that every upload may take, however small it is. */
const MIN_BODY_TIMEOUT_MS = 30_000;
/** Bytes of all bodies that are being read at the same time. */
const MAX_BODY_BYTES = 64 * 2 ** 20;
/** Bodies that are being read at the same time. */
const MAX_UPLOADS = 256;
/** Each is an open connection, and little more. */
const MAX_LONG_POLLS = 10_000;

/** Milliseconds in which a body must arrive; the HTTP server must wait longer. */
export function bodyTimeoutMs({ maxBytes }: RelaySettings): number {
  return Math.max(MIN_BODY_TIMEOUT_MS, Math.ceil(maxBytes / MIN_UPLOAD_RATE) * 1000);
}

/**
 * Opens the store, and starts the metrics server if the settings ask for one.
 *
 * @throws `StartFailure`.
 *
 * @example
 * ```ts
 * const relay = await openRelay(settings.relay, { publicHost: null });
 * const server = createHttpServer(relay.before(pages), headers);
 * ```
 */
export async function openRelay(
  settings: RelaySettings,
  { publicHost }: ServerContext,
): Promise<Relay> {
  const { perMinute, maxBytes, trustedProxies, metricsPort, metricsHost } = settings;
  const { store, connection, clientKey, eventKey } = await openStore(settings);
  const metrics = metricsPort === null ? null : prometheusMetrics();
  const log = relayLog(settings.logLevel);
  const events = await openEvents(settings, { log, metrics: metrics ?? noMetrics, eventKey }).catch(
    async (error: unknown) => {
      await store.close();
      throw error;
    },
  );
  const relay = createRelay({
    store,
    limits: {
      maxBytes,
      body: {
        timeoutMs: bodyTimeoutMs(settings),
        places: MAX_UPLOADS,
        placesPerClient: settings.uploadsPerClient,
        maxTotalBytes: Math.max(MAX_BODY_BYTES, 4 * maxBytes),
      },
      maxLongPolls: MAX_LONG_POLLS,
      maxLongPollsOfClient: MAX_LONG_POLLS / 10,
      maxExpirySeconds: settings.maxExpirySeconds,
    },
    rateLimit: perMinute === null ? unlimited : rateLimit(perMinute, connection),
    log,
    metrics: metrics ?? noMetrics,
    trustedProxies,
    requireWords: settings.requireWords,
    ...(events.listener === null ? {} : { onEvent: events.listener }),
    ...(clientKey === undefined ? {} : { clientKey }),
    publicHost,
  });
  async function close(): Promise<void> {
    await relay.close();
    await events.close();
    await log.close();
  }

  const before: Relay["before"] = (others) => relay.before(others);
  if (metrics === null || metricsPort === null) return { before, close };
  const stopMetrics = await serveMetrics(metrics.registry, metricsPort, metricsHost).catch(
    async (error: unknown) => {
      await close();
      throw error;
    },
  );
  return {
    before,
    async close() {
      await Promise.all([close(), stopMetrics()]);
    },
  };
}

/** Opens the store, with what it shares on Redis. Loads only the driver in use. */
async function openStore(settings: RelaySettings): Promise<{
  readonly store: RelayStore;
  readonly connection?: RedisConnection;
  readonly clientKey?: Uint8Array;
  /** For the names of requests in events. */
  readonly eventKey: () => Uint8Array | Promise<Uint8Array>;
}> {
  if (settings.redisUrl !== null) {
    const { openRedis } = await import("./open-redis.js");
    return openRedis(settings.redisUrl, settings);
  }
  const { openSqlite } = await import("./open-sqlite.js");
  const store = await openSqlite(settings);
  return { store, eventKey: () => eventKeyIn(settings.dataFolder) };
}
