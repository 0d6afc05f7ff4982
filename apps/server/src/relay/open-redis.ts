import { StartFailure } from "../start-failure.js";
import { causeOf } from "./log.js";
import type { RelaySettings } from "./settings.js";
import { EvictionError, RedisConnection } from "./stores/redis-connection.js";
import { redisStore, sharedClientKey } from "./stores/redis.js";
import { StoreFailure } from "./stores/store.js";
import type { RelayStore } from "./stores/store.js";

/**
 * Opens the store on a Redis server, with the connection, which the rate limit shares, and the key for the names
 * of clients. Closing the store closes the connection.
 *
 * @throws {@link StartFailure}.
 */
export async function openRedis(
  url: string,
  settings: RelaySettings,
): Promise<{
  readonly store: RelayStore;
  readonly connection: RedisConnection;
  readonly clientKey: Uint8Array;
}> {
  const connection = await connect(url);
  try {
    const store = await redisStore(connection, settings.store);
    return { store, connection, clientKey: await sharedClientKey(connection) };
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
