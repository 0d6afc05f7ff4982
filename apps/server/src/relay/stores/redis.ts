import { randomBytes } from "node:crypto";

import { isKeyType } from "@pct/delivery/wire";
import { RESP_TYPES } from "@redis/client";

import { DOUBLING_MS } from "./client-ledger.js";
import { EvictionError } from "./redis-connection.js";
import type { RedisConnection } from "./redis-connection.js";
import {
  ANY_DELIVERY,
  EXPIRED_TOMBSTONE_MS,
  RequestOver,
  stateOf,
  StoreFailure,
  TOMBSTONES_PER_ENTRY,
} from "./store.js";
import type { RelayStore, RequestEvent, StoreLimits, Usage } from "./store.js";

/**
 * The store for several processes: Redis or Valkey. Each request is a hash, which the server deletes when it
 * expires. Steps that read and write are scripts, which the server runs atomically.
 */

const CHANNEL = "pct:changed";

/** The requests that are not over, by ID; their scores are their expiry. */
const LIVE = "pct:live";
/** The tombstones, by how the request ended and its ID; their scores are their own end. */
const TOMBSTONES = "pct:tombstones";

/**
 * What each request costs its clients, by ID: the creator, the creator's counter, and with a stored delivery its
 * sender and weighed bytes. Lasts until the request is erased, so that it is given back then.
 */
const CHARGES = "pct:charges";

/** Lua: the counters of each client (`pct:client:CLIENT`), as in client-ledger.ts. */
const LEDGER = `
  local function change(client, field, by)
    local key = 'pct:client:' .. client
    redis.call('HINCRBY', key, field, by)
    local use = redis.call('HMGET', key, 'requests', 'received', 'bytes')
    local total = 0
    for i = 1, 3 do total = total + tonumber(use[i] or 0) end
    if total == 0 then redis.call('DEL', key) end
  end
  local function chargeOf(id)
    local charge = redis.call('HGET', '${CHARGES}', id)
    if not charge then return false end
    return string.match(charge, '^(%S+) (%S+) ?(%S*) ?(%d*)$')
  end
  local function giveBackBytes(id)
    local creator, field, sender, bytes = chargeOf(id)
    if not creator or sender == '' then return end
    redis.call('HSET', '${CHARGES}', id, creator .. ' ' .. field)
    change(sender, 'bytes', -tonumber(bytes))
  end
  local function giveBack(id, isReceived)
    local creator, field, sender, bytes = chargeOf(id)
    if not creator then return end
    redis.call('HDEL', '${CHARGES}', id)
    if sender ~= '' then change(sender, 'bytes', -tonumber(bytes)) end
    if isReceived then
      change(creator, 'received', 1)
      redis.call('HSET', '${CHARGES}', id, creator .. ' received')
    end
    change(creator, field, -1)
  end`;

/** Lua: how a request ended that has no hash; false if it did not, or too long ago. */
const END_OF = `
  local function endOf(id, now)
    for _, ending in ipairs({'cancelled', 'expired'}) do
      local ends = redis.call('ZSCORE', '${TOMBSTONES}', ending .. ':' .. id)
      if ends and tonumber(ends) > now then return ending end
    end
    local expiry = redis.call('ZSCORE', '${LIVE}', id)
    if expiry and tonumber(expiry) + ${EXPIRED_TOMBSTONE_MS.toString()} > now then
      return 'expired'
    end
    return false
  end`;

/**
 * A full server stops a script at a command that needs memory, unless the script has written before. In each
 * script, the first write is that command or one that frees memory, so it stops before any effect.
 */
const SCRIPT = {
  create: `${END_OF}
    if redis.call('EXISTS', KEYS[1]) == 1 then return 'exists' end
    local ending = endOf(ARGV[1], tonumber(ARGV[2]))
    if ending then return ending end
    local share, client = tonumber(ARGV[9]), 'pct:client:' .. ARGV[8]
    local use = redis.call('HMGET', client, 'requests', 'received')
    local surplus = math.max(0, tonumber(use[2] or 0) - share)
    if tonumber(use[1] or 0) + surplus >= share then return 'quota' end
    redis.call('HSET', KEYS[1], 'keyType', ARGV[3], 'publicKey', ARGV[4], 'nonce', ARGV[5],
      'claimTokenHash', ARGV[6], 'expiresAt', ARGV[7])
    redis.call('PEXPIREAT', KEYS[1], ARGV[7])
    redis.call('ZADD', '${LIVE}', ARGV[7], ARGV[1])
    redis.call('HSET', '${CHARGES}', ARGV[1], ARGV[8] .. ' requests')
    redis.call('HINCRBY', client, 'requests', 1)
    return 'created'`,
  end: `${END_OF}
    if redis.call('EXISTS', KEYS[1]) == 1 then return false end
    return endOf(ARGV[1], tonumber(ARGV[2]))`,
  deliver: `
    if redis.call('EXISTS', KEYS[1]) == 0 then return false end
    local earlier = redis.call('HGET', KEYS[1], 'digest')
    if earlier then return earlier end
    if redis.call('HGET', KEYS[1], 'withdrawn') == ARGV[2] then return 'withdrawn' end
    local left = math.max(0, tonumber(redis.call('HGET', KEYS[1], 'expiresAt')) - tonumber(ARGV[6]))
    local weight = math.ceil(#ARGV[3] * (1 + left / ${DOUBLING_MS.toString()}))
    local client = 'pct:client:' .. ARGV[4]
    local used = tonumber(redis.call('HGET', client, 'bytes') or 0)
    if used + weight > tonumber(ARGV[5]) then return 'quota' end
    redis.call('HSET', KEYS[1], 'digest', ARGV[2], 'delivery', ARGV[3])
    if ARGV[7] == '' then redis.call('HDEL', KEYS[1], 'withdrawTokenHash')
    else redis.call('HSET', KEYS[1], 'withdrawTokenHash', ARGV[7]) end
    local charge = redis.call('HGET', '${CHARGES}', ARGV[1])
    if charge then
      redis.call('HINCRBY', client, 'bytes', weight)
      redis.call('HSET', '${CHARGES}', ARGV[1], string.format('%s %s %.0f', charge, ARGV[4], weight))
    end
    redis.call('PUBLISH', '${CHANNEL}', ARGV[1])
    return ''`,
  collect: `
    if redis.call('HGET', KEYS[1], 'claimTokenHash') ~= ARGV[1] then return false end
    return redis.call('HMGET', KEYS[1], 'expiresAt', 'digest', 'delivery')`,
  acknowledge: `${LEDGER}
    if redis.call('HGET', KEYS[1], 'claimTokenHash') ~= ARGV[2] then return false end
    local digest = redis.call('HGET', KEYS[1], 'digest')
    if not digest then return 'open' end
    if ARGV[3] ~= '' and ARGV[3] ~= digest then return 'changed' end
    if redis.call('HDEL', KEYS[1], 'delivery') == 0 then return 'received before' end
    redis.call('HSET', KEYS[1], 'receivedAt', ARGV[4])
    if ARGV[5] ~= '' then redis.call('HSET', KEYS[1], 'receipt', ARGV[5]) end
    giveBack(ARGV[1], true)
    redis.call('PUBLISH', '${CHANNEL}', ARGV[1])
    return 'received'`,
  withdraw: `${LEDGER}
    if redis.call('HGET', KEYS[1], 'withdrawTokenHash') ~= ARGV[2] then return false end
    local digest = redis.call('HGET', KEYS[1], 'digest')
    if not digest then return 'open' end
    if redis.call('HDEL', KEYS[1], 'delivery') == 0 then return 'received' end
    redis.call('HDEL', KEYS[1], 'digest')
    redis.call('HSET', KEYS[1], 'withdrawn', digest)
    giveBackBytes(ARGV[1])
    redis.call('PUBLISH', '${CHANNEL}', ARGV[1])
    return 'withdrawn'`,
  cancel: `${LEDGER}
    if redis.call('HGET', KEYS[1], 'claimTokenHash') ~= ARGV[2] then return 0 end
    local expiry = redis.call('HGET', KEYS[1], 'expiresAt')
    redis.call('DEL', KEYS[1])
    redis.call('ZREM', '${LIVE}', ARGV[1])
    redis.call('ZADD', '${TOMBSTONES}', expiry, 'cancelled:' .. ARGV[1])
    giveBack(ARGV[1], false)
    redis.call('PUBLISH', '${CHANNEL}', ARGV[1])
    return 1`,
  eraseExpired: `${LEDGER}
    local now, batch, most = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
    local expired = redis.call('ZRANGEBYSCORE', '${LIVE}', '-inf', now, 'WITHSCORES', 'LIMIT', 0, batch)
    local ids = {}
    for i = 1, #expired, 2 do
      ids[#ids + 1] = expired[i]
      redis.call('ZREM', '${LIVE}', expired[i])
      redis.call('DEL', 'pct:request:' .. expired[i])
      giveBack(expired[i], false)
      redis.call('ZADD', '${TOMBSTONES}',
        tonumber(expired[i + 1]) + ${EXPIRED_TOMBSTONE_MS.toString()}, 'expired:' .. expired[i])
    end
    redis.call('ZREMRANGEBYSCORE', '${TOMBSTONES}', '-inf', now)
    local surplus = redis.call('ZCARD', '${TOMBSTONES}') - most
    if surplus > 0 then redis.call('ZREMRANGEBYRANK', '${TOMBSTONES}', 0, surplus - 1) end
    return ids`,
};

/** The most requests that one call of `eraseExpired` erases: the server does nothing else meanwhile. */
const CLEANUP_BATCH = 500;

const ENTRY = [
  ...["keyType", "publicKey", "nonce", "claimTokenHash", "expiresAt", "digest"],
  ...["receivedAt", "receipt"],
] as const;

/**
 * Opens a store on a server that several processes share.
 *
 * @param connection - Closed with the store.
 * @param limits - The capacity is compared with the usage at the last `eraseExpired`; its bytes are those
 * of the whole server.
 *
 * @throws {@link StoreFailure} if the server does not answer; {@link EvictionError} if it may evict keys.
 *
 * @example
 * ```ts
 * const connection = await RedisConnection.open("redis://127.0.0.1:6379");
 * const capacity = { entries: 100_000, bytes: 2 ** 30 };
 * const store = await redisStore(connection, { capacity, share: null });
 * ```
 */
export async function redisStore(
  connection: RedisConnection,
  { capacity, share }: StoreLimits,
): Promise<RelayStore> {
  const maxima = share ?? { entries: Number.MAX_SAFE_INTEGER, bytes: Number.MAX_SAFE_INTEGER };
  let { usage, policy } = await inspectServer(connection);
  if (policy !== "noeviction") throw new EvictionError(policy);

  const listeners: ((id: string | null) => void)[] = [];
  const eventListeners: ((event: RequestEvent, id: string) => void)[] = [];
  await connection.subscribe(CHANNEL, (id) => {
    for (const listener of listeners) listener(id);
  });

  const inBytes = connection.client.withTypeMapping({ [RESP_TYPES.BLOB_STRING]: Buffer });

  function report(event: RequestEvent, id: string): void {
    for (const listener of eventListeners) listener(event, id);
  }

  /**
   * Runs a script; the reply `made` says that it made the step `event`. The administrator may change
   * `maxmemory-policy` at any time, so each write checks the last known value.
   */
  async function run(
    [event, made]: readonly [RequestEvent, reply: unknown],
    script: string,
    id: string,
    args: readonly (string | Buffer)[],
  ) {
    if (policy !== "noeviction") throw new StoreFailure("unavailable");
    return connection.ask(async (client) => {
      const reply = await client.eval(script, { keys: [keyOf(id)], arguments: [id, ...args] });
      // Also for a reply that comes after the timeout: the step was made.
      if (reply === made) report(event, id);
      return reply;
    });
  }

  /** Throws {@link RequestOver} for a request that was not found, if it is over. */
  async function assertNotOver(id: string): Promise<void> {
    const args = [id, Date.now().toString()];
    const end = await connection.eval(SCRIPT.end, { keys: [keyOf(id)], arguments: args });
    if (end === "cancelled" || end === "expired") throw new RequestOver(end);
  }

  return {
    name: "redis",
    async create({ id, keyType, publicKey, nonce, claimTokenHash, expiresAt }, client) {
      if (usage.entries >= capacity.entries) throw new StoreFailure("full");
      const now = Date.now().toString();
      const row = [keyType, publicKey, nonce, claimTokenHash, expiresAt.toString()];
      const args = [now, ...row, client, maxima.entries.toString()];
      const result = await run(["created", "created"], SCRIPT.create, id, args);
      if (result === "quota") throw new StoreFailure("quota");
      if (result === "cancelled" || result === "expired") throw new RequestOver(result);
      return result === "created";
    },

    async find(id) {
      const [fields, hasDelivery] = await connection.ask((client) =>
        Promise.all([client.hmGet(keyOf(id), [...ENTRY]), client.hExists(keyOf(id), "delivery")]),
      );
      const [keyType, publicKey, nonce, claimTokenHash, expiresAt, ...rest] = fields;
      const [digest = null, at, receipt] = rest;
      if (!publicKey || !nonce || !claimTokenHash) {
        await assertNotOver(id);
        return null;
      }
      const state = stateOf(digest, hasDelivery === 1);
      return {
        id,
        // Requests of an earlier version have none.
        keyType: keyType && isKeyType(keyType) ? keyType : "rsa",
        publicKey,
        nonce,
        claimTokenHash,
        expiresAt: Number(expiresAt),
        digest,
        state,
        received:
          state === "received" ? { at: at ? Number(at) : null, receipt: receipt ?? null } : null,
      };
    },

    async deliver(id, { bytes, digest, withdrawTokenHash }, client) {
      if (usage.bytes + bytes.length > capacity.bytes) throw new StoreFailure("full");
      const now = Date.now().toString();
      const limits = [client, maxima.bytes.toString(), now];
      const args = [digest, bufferOf(bytes), ...limits, withdrawTokenHash ?? ""];
      const earlier = await run(["delivered", ""], SCRIPT.deliver, id, args);
      if (earlier === "quota") throw new StoreFailure("quota");
      if (earlier === "withdrawn") return { isFirst: false, digest: null };
      if (typeof earlier !== "string") {
        await assertNotOver(id);
        return null;
      }
      return earlier === "" ? { isFirst: true, digest } : { isFirst: false, digest: earlier };
    },

    async collect(id, claimTokenHash) {
      const options = { keys: [keyOf(id)], arguments: [claimTokenHash] };
      const fields = await connection.ask(() => inBytes.eval(SCRIPT.collect, options));
      if (!Array.isArray(fields)) {
        await assertNotOver(id);
        return null;
      }
      const [expiresAt, digest, delivery] = fields as [Buffer, Buffer | null, Buffer | null];
      const state = stateOf(digest?.toString() ?? null, delivery !== null);
      return { expiresAt: Number(expiresAt.toString()), state, delivery };
    },

    async acknowledge(id, claimTokenHash, { digest, receipt } = ANY_DELIVERY) {
      const args = [claimTokenHash, digest ?? "", Date.now().toString(), receipt ?? ""];
      const state = await run(["received", "received"], SCRIPT.acknowledge, id, args);
      if (state === "open" || state === "received" || state === "changed") return state;
      if (state === "received before") return "received";
      await assertNotOver(id);
      return null;
    },

    async withdraw(id, withdrawTokenHash) {
      const made = ["withdrawn", "withdrawn"] as const;
      const state = await run(made, SCRIPT.withdraw, id, [withdrawTokenHash]);
      if (state === "withdrawn") return "open";
      if (state === "open" || state === "received") return state;
      await assertNotOver(id);
      return null;
    },

    async cancel(id, claimTokenHash) {
      if ((await run(["cancelled", 1], SCRIPT.cancel, id, [claimTokenHash])) === 1) return true;
      await assertNotOver(id);
      return false;
    },

    async eraseExpired() {
      const args = [Date.now(), CLEANUP_BATCH, capacity.entries * TOMBSTONES_PER_ENTRY];
      const options = { keys: [], arguments: args.map(String) };
      const expired = await connection.ask(async (client) => {
        const ids = (await client.eval(SCRIPT.eraseExpired, options)) as string[];
        for (const id of ids) report("expired", id);
        return ids.length;
      });
      ({ usage, policy } = await inspectServer(connection));
      return expired === CLEANUP_BATCH;
    },

    onChange: (listener) => void listeners.push(listener),
    onEvent: (listener) => void eventListeners.push(listener),
    usage: () => usage,
    async check() {
      await connection.ask((client) => client.ping());
      if (policy !== "noeviction") throw new StoreFailure("unavailable");
    },
    close: () => connection.close(),
  };
}

/** A random key, which the processes on one server share: for the names of clients, or of requests. */
export async function sharedKey(
  connection: RedisConnection,
  name: "client" | "event",
): Promise<Buffer> {
  const key = `pct:${name}-key`;
  const shared = await connection.ask(async (client) => {
    const existing = await client.get(key);
    if (existing !== null) return existing;
    const made = randomBytes(32).toString("base64url");
    await client.set(key, made, { condition: "NX" });
    return (await client.get(key)) ?? made;
  });
  return Buffer.from(shared, "base64url");
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
    Promise.all([client.info("memory"), client.zCard(LIVE)]),
  );
  const field = (name: string): string =>
    new RegExp(`^${name}:(\\S+)`, "m").exec(memory)?.[1] ?? "";
  return {
    usage: { entries, bytes: Number(field("used_memory")) },
    policy: field("maxmemory_policy"),
  };
}
