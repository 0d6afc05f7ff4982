import { RESP_TYPES } from "@redis/client";

import { EvictionError } from "./redis-connection.js";
import type { RedisConnection } from "./redis-connection.js";
import { stateOf, StoreFailure } from "./store.js";
import type { Capacity, RelayStore, Usage } from "./store.js";

/**
 * The store for several processes: Redis or Valkey. Each request is a hash, which the server deletes when it
 * expires. Steps that read and write are scripts, which the server runs atomically.
 */

const CHANNEL = "pct:changed";

/**
 * A full server stops a script at a command that needs memory. In each script, that is the first write, so
 * it stops before any effect. Deleting needs no memory.
 */
const SCRIPT = {
  create: `
    if redis.call('EXISTS', KEYS[1]) == 1 then return 0 end
    redis.call('HSET', KEYS[1], 'publicKey', ARGV[1], 'nonce', ARGV[2],
      'claimTokenHash', ARGV[3], 'expiresAt', ARGV[4])
    redis.call('PEXPIREAT', KEYS[1], ARGV[4])
    return 1`,
  deliver: `
    if redis.call('EXISTS', KEYS[1]) == 0 then return false end
    local earlier = redis.call('HGET', KEYS[1], 'digest')
    if earlier then return earlier end
    redis.call('HSET', KEYS[1], 'digest', ARGV[1], 'delivery', ARGV[2])
    redis.call('PUBLISH', '${CHANNEL}', ARGV[3])
    return ''`,
  collect: `
    if redis.call('HGET', KEYS[1], 'claimTokenHash') ~= ARGV[1] then return false end
    return redis.call('HMGET', KEYS[1], 'expiresAt', 'digest', 'delivery')`,
  acknowledge: `
    if redis.call('HGET', KEYS[1], 'claimTokenHash') ~= ARGV[1] then return false end
    if redis.call('HEXISTS', KEYS[1], 'digest') == 0 then return 'open' end
    redis.call('HDEL', KEYS[1], 'delivery')
    redis.call('PUBLISH', '${CHANNEL}', ARGV[2])
    return 'received'`,
  cancel: `
    if redis.call('HGET', KEYS[1], 'claimTokenHash') ~= ARGV[1] then return 0 end
    redis.call('DEL', KEYS[1])
    redis.call('PUBLISH', '${CHANNEL}', ARGV[2])
    return 1`,
};

const ENTRY = ["publicKey", "nonce", "claimTokenHash", "expiresAt", "digest"] as const;

/**
 * Opens a store on a server that several processes share.
 *
 * @param connection - Closed with the store.
 * @param capacity - Compared with the usage of the whole server at the last `eraseExpired`.
 *
 * @throws {@link StoreFailure} if the server does not answer; {@link EvictionError} if it may evict keys.
 *
 * @example
 * ```ts
 * const connection = await RedisConnection.open("redis://127.0.0.1:6379");
 * const store = await redisStore(connection, { entries: 100_000, bytes: 2 ** 30 });
 * ```
 */
export async function redisStore(
  connection: RedisConnection,
  capacity: Capacity,
): Promise<RelayStore> {
  let { usage, policy } = await inspectServer(connection);
  if (policy !== "noeviction") throw new EvictionError(policy);

  const listeners: ((id: string | null) => void)[] = [];
  await connection.subscribe(CHANNEL, (id) => {
    for (const listener of listeners) listener(id);
  });

  const inBytes = connection.client.withTypeMapping({ [RESP_TYPES.BLOB_STRING]: Buffer });

  /** The administrator may change `maxmemory-policy` at any time, so each write checks the last known value. */
  async function run(script: string, id: string, args: readonly (string | Buffer)[]) {
    if (policy !== "noeviction") throw new StoreFailure("unavailable");
    return connection.eval(script, { keys: [keyOf(id)], arguments: [...args] });
  }

  return {
    name: "redis",
    async create({ id, publicKey, nonce, claimTokenHash, expiresAt }) {
      if (usage.entries >= capacity.entries) throw new StoreFailure("full");
      const args = [publicKey, nonce, claimTokenHash, expiresAt.toString()];
      return (await run(SCRIPT.create, id, args)) === 1;
    },

    find: (id) =>
      connection.ask(async (client) => {
        const [fields, hasDelivery] = await Promise.all([
          client.hmGet(keyOf(id), [...ENTRY]),
          client.hExists(keyOf(id), "delivery"),
        ]);
        const [publicKey, nonce, claimTokenHash, expiresAt, digest = null] = fields;
        if (!publicKey || !nonce || !claimTokenHash) return null;
        const state = stateOf(digest, hasDelivery === 1);
        return {
          id,
          publicKey,
          nonce,
          claimTokenHash,
          expiresAt: Number(expiresAt),
          digest,
          state,
        };
      }),

    async deliver(id, delivery, digest) {
      if (usage.bytes + delivery.length > capacity.bytes) throw new StoreFailure("full");
      const earlier = await run(SCRIPT.deliver, id, [digest, bufferOf(delivery), id]);
      if (typeof earlier !== "string") return null;
      return earlier === "" ? { isFirst: true, digest } : { isFirst: false, digest: earlier };
    },

    async collect(id, claimTokenHash) {
      const options = { keys: [keyOf(id)], arguments: [claimTokenHash] };
      const fields = await connection.ask(() => inBytes.eval(SCRIPT.collect, options));
      if (!Array.isArray(fields)) return null;
      const [expiresAt, digest, delivery] = fields as [Buffer, Buffer | null, Buffer | null];
      const state = stateOf(digest?.toString() ?? null, delivery !== null);
      return { expiresAt: Number(expiresAt.toString()), state, delivery };
    },

    async acknowledge(id, claimTokenHash) {
      const state = await run(SCRIPT.acknowledge, id, [claimTokenHash, id]);
      return state === "open" || state === "received" ? state : null;
    },

    cancel: async (id, claimTokenHash) =>
      (await run(SCRIPT.cancel, id, [claimTokenHash, id])) === 1,

    async eraseExpired() {
      ({ usage, policy } = await inspectServer(connection));
      return false;
    },

    onChange: (listener) => void listeners.push(listener),
    usage: () => usage,
    async check() {
      await connection.ask((client) => client.ping());
      if (policy !== "noeviction") throw new StoreFailure("unavailable");
    },
    close: () => connection.close(),
  };
}

function keyOf(id: string): string {
  return `pct:request:${id}`;
}

function bufferOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** The usage of the server, and what it does when its memory is full. */
async function inspectServer(
  connection: RedisConnection,
): Promise<{ usage: Usage; policy: string }> {
  const [memory, entries] = await connection.ask((client) =>
    Promise.all([client.info("memory"), client.dbSize()]),
  );
  const field = (name: string): string =>
    new RegExp(`^${name}:(\\S+)`, "m").exec(memory)?.[1] ?? "";
  return {
    usage: { entries, bytes: Number(field("used_memory")) },
    policy: field("maxmemory_policy"),
  };
}
