import { join, resolve } from "node:path";

import { StartFailure } from "../start-failure.js";
import { causeOf, relayLog } from "./log.js";
import { serveMetrics } from "./metrics-server.js";
import { noMetrics, prometheusMetrics } from "./metrics.js";
import { rateLimit, unlimited } from "./rate-limit.js";
import type { RelaySettings } from "./relay-settings.js";
import { createRelay } from "./relay.js";
import type { Relay } from "./relay.js";
import { EvictionError, RedisConnection } from "./stores/redis-connection.js";
import { redisStore } from "./stores/redis.js";
import { FileInUseError, NewerFileError } from "./stores/sqlite-file.js";
import { sqliteStore } from "./stores/sqlite.js";
import { StoreFailure } from "./stores/store.js";
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
 * @throws {@link StartFailure}.
 *
 * @example
 * ```ts
 * const relay = await openRelay(settings.relay, { host: "127.0.0.1", publicHost: null });
 * app.route("/api/v1", relay.app);
 * ```
 */
export async function openRelay(
  settings: RelaySettings,
  { host, publicHost }: Surroundings,
): Promise<Relay> {
  const { redisUrl, perMinute, maxBytes, hops, metricsPort } = settings;
  const redis = redisUrl === null ? undefined : await connect(redisUrl);
  const store = await (redis === undefined ? openFile(settings) : openOn(redis, settings));
  const metrics = metricsPort === null ? null : prometheusMetrics();
  const relay = createRelay({
    store,
    limits: {
      maxBytes,
      body: { timeout: bodyTimeout(settings), atOnce: Math.max(BODIES, 4 * maxBytes) },
      waiting: WAITING,
    },
    rateLimit: perMinute === null ? unlimited : rateLimit(perMinute, redis),
    log: relayLog(settings.logLevel),
    metrics: metrics ?? noMetrics,
    hops,
    publicHost,
  });
  if (metrics === null || metricsPort === null) return relay;
  const stopMetrics = await serveMetrics(metrics.registry, metricsPort, host);
  return {
    app: relay.app,
    async close() {
      await Promise.all([relay.close(), stopMetrics()]);
    },
  };
}

async function openFile({ dataFolder, capacity }: RelaySettings): Promise<RelayStore> {
  const folder = resolve(dataFolder);
  try {
    return await sqliteStore({ path: join(folder, "relay.db"), capacity });
  } catch (error) {
    const reason = causeOf(error);
    if (error instanceof NewerFileError) throw new StartFailure((t) => t.dataNewer({ folder }));
    if (error instanceof FileInUseError) throw new StartFailure((t) => t.dataInUse({ folder }));
    throw new StartFailure((t) => t.dataUnusable({ folder, reason }));
  }
}

async function connect(url: string): Promise<RedisConnection> {
  try {
    return await RedisConnection.open(url);
  } catch (error) {
    throw new StartFailure((t) => t.redisUnreachable({ reason: causeOf(error) }));
  }
}

async function openOn(redis: RedisConnection, { capacity }: RelaySettings): Promise<RelayStore> {
  try {
    return await redisStore(redis, capacity);
  } catch (error) {
    await redis.close();
    if (error instanceof EvictionError) {
      throw new StartFailure((t) => t.redisEvicts({ policy: error.policy }));
    }
    if (!(error instanceof StoreFailure)) throw error;
    throw new StartFailure((t) => t.redisUnreachable({ reason: causeOf(error) }));
  }
}
