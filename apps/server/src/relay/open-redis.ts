import { StartFailure } from "../start-failure.js";
import { causeOf } from "./log.js";
import type { RelaySettings } from "./settings.js";
import { EvictionError, RedisConnection } from "./stores/redis-connection.js";
import { redisStore, sharedKey } from "./stores/redis.js";
import { StoreFailure } from "./stores/store.js";
import type { RelayStore } from "./stores/store.js";

/**
 * Opens the store on a Redis server, with the connection, which the rate limit shares, and the keys for the names
 * of clients and of requests in events. Closing the store closes the connection.
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
  readonly eventKey: () => Promise<Uint8Array>;
}> {
  const connection = await connect(url);
  try {
    const store = await redisStore(connection, settings.store);
    const clientKey = await sharedKey(connection, "client");
    const eventKey = (): Promise<Uint8Array> => sharedKey(connection, "event");
    return { store, connection, clientKey, eventKey };
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
