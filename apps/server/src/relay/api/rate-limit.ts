import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from "rate-limiter-flexible";

import type { RedisConnection } from "../stores/redis-connection.js";

/** How often one client may do what takes room in the store. */

export type LimitedAction = "create" | "deliver";

/** Counts an action; resolves with the seconds until the client may try again, or null if it may go on. */
export type RateLimit = (action: LimitedAction, client: string) => Promise<number | null>;

/** No limit: for tests, and for servers behind another rate limit. */
export const unlimited: RateLimit = () => Promise.resolve(null);

/**
 * Creates a limit on each action, counted in this process, or on Redis for all processes that share it.
 *
 * @param perMinute - How often a client may do each action.
 *
 * @example
 * ```ts
 * const limit = rateLimit(60);
 * const seconds = await limit("create", "192.0.2.1");
 * ```
 */
export function rateLimit(perMinute: number, redis?: RedisConnection): RateLimit {
  const limiters = {
    create: limiterOf("create", perMinute, redis),
    deliver: limiterOf("deliver", perMinute, redis),
  };
  return async (action, client) => {
    try {
      await limiters[action].consume(client);
      return null;
    } catch (error) {
      if (!(error instanceof RateLimiterRes)) throw error;
      return Math.max(1, Math.ceil(error.msBeforeNext / 1000));
    }
  };
}

function limiterOf(
  action: LimitedAction,
  points: number,
  redis: RedisConnection | undefined,
): RateLimiterMemory | RateLimiterRedis {
  const options = { keyPrefix: `pct:${action}`, points, duration: 60 };
  const inMemory = new RateLimiterMemory(options);
  if (redis === undefined) return inMemory;
  return new RateLimiterRedis({
    ...options,
    // The limiter calls no other method of a client.
    storeClient: { eval: redis.eval.bind(redis) },
    useRedisPackage: true,
    // While Redis is unreachable, each process counts for itself.
    insuranceLimiter: inMemory,
    // Refuses a client over the limit without asking Redis again.
    inMemoryBlockOnConsumed: points + 1,
  });
}
