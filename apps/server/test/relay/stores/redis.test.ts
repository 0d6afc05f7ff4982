import { randomBytes } from "node:crypto";

import { createClient } from "@redis/client";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";

import { rateLimit } from "#/relay/api/rate-limit.js";
import { noMetrics } from "#/relay/metrics.js";
import { EvictionError, RedisConnection } from "#/relay/stores/redis-connection.js";
import { redisStore, sharedKey } from "#/relay/stores/redis.js";
import type { RelayStore, StoreLimits } from "#/relay/stores/store.js";
import { callsTo, newRelay, requestIn } from "../fixture.js";
import { collected, create, deliver, describeRelayStore, newEntry, newHash } from "./contract.js";
import { hasRedis, startRedis } from "./redis-server.js";
import type { RedisServer } from "./redis-server.js";

const CAPACITY = { entries: 1000, bytes: 100_000_000 };
const LIMITS = { capacity: CAPACITY, share: null };

async function opened(
  server: RedisServer,
  { capacity = CAPACITY, share = null }: Partial<StoreLimits> = {},
): Promise<RelayStore> {
  return redisStore(await RedisConnection.open(server.url), { capacity, share });
}

/** A server for one test that changes or stops it. */
async function ownServer(...settings: string[]): Promise<RedisServer> {
  const server = await startRedis(...settings);
  onTestFinished(() => server.end());
  return server;
}

async function ownStore(server: RedisServer): Promise<RelayStore> {
  const store = await opened(server);
  onTestFinished(() => store.close());
  return store;
}

describe.skipIf(!hasRedis)("on one server", () => {
  let server: RedisServer;
  beforeAll(async () => {
    server = await startRedis();
  });
  afterAll(() => server.end());

  describe("contract", () => {
    describeRelayStore(async (limits) => {
      const client = await createClient({ url: server.url }).connect();
      await client.flushAll();
      await client.close();
      return opened(server, limits);
    });
  });

  it("deletes a request when it expires", async () => {
    const store = await ownStore(server);
    const client = await createClient({ url: server.url }).connect();
    onTestFinished(() => client.close());
    const entry = newEntry({ expiresAt: Date.now() + 400 });
    await create(store, entry);
    await deliver(store, entry.id, randomBytes(1000));
    const [key = ""] = await client.keys(`*${entry.id}*`);
    const left = await client.pTTL(key);
    expect(left).toBeGreaterThan(0);
    expect(left).toBeLessThanOrEqual(400);
    const keys = () => client.keys(`*${entry.id}*`);
    await expect.poll(keys, { timeout: 5000 }).toEqual([]);
  });

  it("erases an acknowledged delivery from memory", async () => {
    const store = await ownStore(server);
    const client = await createClient({ url: server.url }).connect();
    onTestFinished(() => client.close());
    const entry = newEntry();
    await create(store, entry);
    await deliver(store, entry.id, randomBytes(1000));
    await store.acknowledge(entry.id, entry.claimTokenHash);
    const [key = ""] = await client.keys(`*${entry.id}*`);
    expect(Object.keys(await client.hGetAll(key)).sort()).toEqual([
      "claimTokenHash",
      "digest",
      "expiresAt",
      "keyType",
      "nonce",
      "publicKey",
      "receivedAt",
    ]);
  });

  it("erases a withdrawn delivery from memory", async () => {
    const store = await ownStore(server);
    const client = await createClient({ url: server.url }).connect();
    onTestFinished(() => client.close());
    const [entry, hash] = [newEntry(), newHash()];
    await create(store, entry);
    await deliver(store, entry.id, randomBytes(1000), "someone", hash);
    expect(await store.withdraw(entry.id, hash)).toBe("open");
    const [key = ""] = await client.keys(`*${entry.id}*`);
    expect(Object.keys(await client.hGetAll(key)).sort()).toEqual([
      "claimTokenHash",
      "expiresAt",
      "keyType",
      "nonce",
      "publicKey",
      "withdrawTokenHash",
      "withdrawn",
    ]);
  });

  it("shows two processes each other's changes, and ends each other's long polls", async () => {
    const [first, second] = [await opened(server), await opened(server)];
    let waitingThere = (): number => 0;
    const metrics = {
      ...noMetrics,
      watch(sources: { waiting: () => number }) {
        waitingThere = sources.waiting;
      },
    };
    const [here, there] = [
      callsTo(newRelay({ store: first }).ask),
      callsTo(newRelay({ store: second, metrics }).ask),
    ];
    const request = await requestIn("open", here);
    const waiting = there.collect(request, 20);
    await expect.poll(() => waitingThere()).toBe(1);
    const delivered = performance.now();
    expect((await here.deliver(request)).status).toBe(201);
    expect((await waiting).status).toBe(200);
    expect(performance.now() - delivered).toBeLessThan(2000);
    expect((await there.acknowledge(request)).status).toBe(204);
    expect((await here.collect(request)).status).toBe(410);
  });

  it("lets two processes share a client's share, and the key for its name", async () => {
    const share = { entries: 2, bytes: 1000 };
    const [first, second] = [await opened(server, { share }), await opened(server, { share })];
    onTestFinished(async () => {
      for (const store of [first, second]) await store.close();
    });
    const client = randomBytes(8).toString("hex");
    const entry = newEntry();
    expect(await create(first, entry, client)).toBe(true);
    expect(await create(second, newEntry(), client)).toBe(true);
    for (const store of [first, second]) {
      const creating = create(store, newEntry(), client);
      await expect(creating).rejects.toMatchObject({ reason: "quota" });
    }
    await second.cancel(entry.id, entry.claimTokenHash);
    expect(await create(first, newEntry(), client)).toBe(true);

    const connection = await RedisConnection.open(server.url);
    onTestFinished(() => connection.close());
    const key = await sharedKey(connection, "client");
    expect(key).toHaveLength(32);
    expect((await sharedKey(connection, "client")).equals(key)).toBe(true);
  });

  it("keeps nothing of a client who has nothing there any more", async () => {
    const store = await opened(server, { share: { entries: 10, bytes: 100_000 } });
    onTestFinished(() => store.close());
    const client = await createClient({ url: server.url }).connect();
    onTestFinished(() => client.close());
    await client.flushAll();
    const entries = [newEntry(), newEntry(), newEntry({ expiresAt: Date.now() + 300 })];
    for (const entry of entries) {
      await create(store, entry, "one");
      await deliver(store, entry.id, randomBytes(1000), "two");
    }
    expect(await client.keys("pct:client:*")).toHaveLength(2);
    const [received, cancelled] = entries;
    await store.acknowledge(received?.id ?? "", received?.claimTokenHash ?? "");
    for (const entry of [received, cancelled]) {
      await store.cancel(entry?.id ?? "", entry?.claimTokenHash ?? "");
    }
    const keys = async () => {
      await store.eraseExpired();
      return client.keys("pct:c*");
    };
    await expect.poll(keys, { timeout: 5000 }).toEqual([]);
  });

  it("lets two processes share the rate limit", async () => {
    const connections = [
      await RedisConnection.open(server.url),
      await RedisConnection.open(server.url),
    ];
    onTestFinished(async () => {
      for (const connection of connections) await connection.close();
    });
    const [first = rateLimit(1), second = rateLimit(1)] = connections.map((c) => rateLimit(4, c));
    const client = randomBytes(4).join(".");
    const results = [];
    for (const limit of [first, second, first, second, first, second]) {
      results.push(await limit("create", client));
    }
    expect(results.slice(0, 4)).toEqual([null, null, null, null]);
    expect(results[4]).toBeGreaterThan(0);
    expect(results[5]).toBeGreaterThan(0);
    expect(await second("deliver", client)).toBe(null);
  });
});

describe.skipIf(!hasRedis)("a server that may evict keys", () => {
  it.each(["allkeys-lru", "volatile-ttl", "volatile-lru", "allkeys-random"])(
    "is rejected: %s",
    async (policy) => {
      const server = await ownServer("--maxmemory-policy", policy);
      const connection = await RedisConnection.open(server.url);
      onTestFinished(() => connection.close());
      await expect(redisStore(connection, LIMITS)).rejects.toThrow(EvictionError);
    },
  );

  it("gets no writes until its policy is noeviction again", async () => {
    const server = await ownServer();
    const store = await ownStore(server);
    const entry = newEntry();
    await create(store, entry);
    await server.set("maxmemory-policy", "allkeys-lru");
    await store.eraseExpired();
    await expect(create(store, newEntry())).rejects.toMatchObject({ reason: "unavailable" });
    await expect(store.check()).rejects.toMatchObject({ reason: "unavailable" });
    expect((await store.find(entry.id))?.state).toBe("open");
    await server.set("maxmemory-policy", "noeviction");
    await store.eraseExpired();
    expect(await create(store, newEntry())).toBe(true);
  });
});

describe.skipIf(!hasRedis)("a server whose memory is full", () => {
  it("rejects writes, still reads and erases, and recovers", async () => {
    const server = await ownServer();
    const store = await ownStore(server);
    const [old, next] = [newEntry(), newEntry()];
    const bytes = randomBytes(500_000);
    await create(store, old);
    await create(store, next);
    await deliver(store, old.id, bytes);
    const [withdrawn, hash] = [newEntry(), newHash()];
    await create(store, withdrawn);
    await deliver(store, withdrawn.id, bytes, "someone", hash);
    await server.set("maxmemory", "1mb");
    for (const refused of [create(store, newEntry()), deliver(store, next.id, bytes)]) {
      await expect(refused).rejects.toMatchObject({ reason: "full" });
    }
    expect((await store.find(next.id))?.state).toBe("open");
    expect((await collected(store, old)).equals(bytes)).toBe(true);
    expect(await store.withdraw(withdrawn.id, hash)).toBe("open");
    const received = { digest: null, receipt: randomBytes(16).toString("base64url") };
    expect(await store.acknowledge(old.id, old.claimTokenHash, received)).toBe("received");
    expect((await store.collect(old.id, old.claimTokenHash))?.delivery).toBe(null);
    expect(await store.cancel(old.id, old.claimTokenHash)).toBe(true);
    await server.set("maxmemory", "100mb");
    expect(await deliver(store, next.id, bytes)).toMatchObject({ isFirst: true });
  });
});

describe("no server", () => {
  it("is reported within seconds", async () => {
    const start = performance.now();
    const opening = RedisConnection.open("redis://127.0.0.1:1");
    await expect(opening).rejects.toMatchObject({
      reason: "unavailable",
      cause: { code: "ECONNREFUSED" },
    });
    expect(performance.now() - start).toBeLessThan(8000);
  });

  it.skipIf(!hasRedis)("is reported for a wrong password", async () => {
    const server = await ownServer("--requirepass", "right");
    const url = server.url.replace("//", "//:wrong@");
    await expect(RedisConnection.open(url)).rejects.toMatchObject({ reason: "unavailable" });
    const connection = await RedisConnection.open(server.url.replace("//", "//:right@"));
    await connection.close();
  });
});
