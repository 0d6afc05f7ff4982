import { relayLog } from "./log.js";
import { serveMetrics } from "./metrics-server.js";
import { noMetrics, prometheusMetrics } from "./metrics.js";
import { rateLimit, unlimited } from "./api/rate-limit.js";
import type { RelaySettings } from "./settings.js";
import { createRelay } from "./relay.js";
import type { Relay } from "./relay.js";
import type { RedisConnection } from "./stores/redis-connection.js";
import type { RelayStore } from "./stores/store.js";

/** The relay as an administrator has set it up. */

/** What the server around the relay knows. */
export interface Surroundings {
  /** The address to listen on, for metrics. */
  readonly host: string;
  /** The host by which browsers reach the portal, if that is known. */
  readonly publicHost: string | null;
}

/** Bytes a second that a slow client must manage, and the milliseconds that each has in any case. */
const SLOWEST = { rate: 32 * 1024, start: 30_000 };
/** Bytes of bodies that are read at the same time. */
const BODIES = 64 * 2 ** 20;
/** Recipients who wait at the same time: each is a connection, and little else. */
const WAITING = 10_000;

/** Milliseconds in which a body must have come; the server around it must wait longer. */
export function bodyTimeout({ maxBytes }: RelaySettings): number {
  return Math.max(SLOWEST.start, Math.ceil(maxBytes / SLOWEST.rate) * 1000);
}

/**
 * Opens the store, and starts the server for metrics if there is to be one.
 *
 * @throws `StartFailure`.
 *
 * @example
 * ```ts
 * const relay = await openRelay(settings.relay, { host: "127.0.0.1", publicHost: null });
 * const server = createPortalServer(relay.before(pages), headers);
 * ```
 */
export async function openRelay(
  settings: RelaySettings,
  { host, publicHost }: Surroundings,
): Promise<Relay> {
  const { perMinute, maxBytes, hops, metricsPort } = settings;
  const { store, connection } = await openStore(settings);
  const metrics = metricsPort === null ? null : prometheusMetrics();
  const relay = createRelay({
    store,
    limits: {
      maxBytes,
      body: { timeout: bodyTimeout(settings), atOnce: Math.max(BODIES, 4 * maxBytes) },
      waiting: WAITING,
    },
    rateLimit: perMinute === null ? unlimited : rateLimit(perMinute, connection),
    log: relayLog(settings.logLevel),
    metrics: metrics ?? noMetrics,
    hops,
    publicHost,
  });
  if (metrics === null || metricsPort === null) return relay;
  const stopMetrics = await serveMetrics(metrics.registry, metricsPort, host).catch(
    async (error: unknown) => {
      await relay.close();
      throw error;
    },
  );
  return {
    before: (others) => relay.before(others),
    async close() {
      await Promise.all([relay.close(), stopMetrics()]);
    },
  };
}

/** A store, with the connection to others if they share it. Only the driver that is used is loaded. */
async function openStore(
  settings: RelaySettings,
): Promise<{ readonly store: RelayStore; readonly connection?: RedisConnection }> {
  if (settings.redisUrl !== null) {
    const { openRedis } = await import("./open-redis.js");
    return openRedis(settings.redisUrl, settings);
  }
  const { openSqlite } = await import("./open-sqlite.js");
  return { store: await openSqlite(settings) };
}
