import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from "rate-limiter-flexible";

import type { RedisConnection } from "../stores/redis-connection.js";

/** How often one client may do what takes room. */

export type LimitedAction = "create" | "deliver";

/** The seconds after which a client may try again, or null where it may go on. */
export type RateLimit = (action: LimitedAction, client: string) => Promise<number | null>;

/** For tests, and for servers behind something that limits better. */
export const unlimited: RateLimit = () => Promise.resolve(null);

/**
 * A limit on each action, counted in this process, or on a server for all processes that share it.
 *
 * @param perMinute - How often a client may do each.
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
    // All that it needs of a client.
    storeClient: { eval: redis.eval.bind(redis) },
    useRedisPackage: true,
    // While the server is away each process counts for itself.
    insuranceLimiter: inMemory,
    // Who is over the limit is turned away without asking again.
    inMemoryBlockOnConsumed: points + 1,
  });
}
