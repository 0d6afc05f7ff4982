import { StartFailure } from "../start-failure.js";
import { causeOf } from "./log.js";
import type { RelaySettings } from "./settings.js";
import { EvictionError, RedisConnection } from "./stores/redis-connection.js";
import { redisStore } from "./stores/redis.js";
import { StoreFailure } from "./stores/store.js";
import type { RelayStore } from "./stores/store.js";

/**
 * Opens the store on a Redis server, with the connection, which the rate limit shares. Closing the store closes it.
 *
 * @throws {@link StartFailure}.
 */
export async function openRedis(
  url: string,
  { capacity }: RelaySettings,
): Promise<{ readonly store: RelayStore; readonly connection: RedisConnection }> {
  const connection = await connect(url);
  try {
    return { store: await redisStore(connection, capacity), connection };
  } catch (error) {
    await connection.close();
    if (error instanceof EvictionError) {
      throw new StartFailure((t) => t.redisEvicts({ policy: error.policy }));
    }
    if (!(error instanceof StoreFailure)) throw error;
    throw new StartFailure((t) => t.redisUnreachable({ reason: causeOf(error) }));
  }
}

async function connect(url: string): Promise<RedisConnection> {
  try {
    return await RedisConnection.open(url);
  } catch (error) {
    throw new StartFailure((t) => t.redisUnreachable({ reason: causeOf(error) }));
  }
}
