import { setTimeout as sleep } from "node:timers/promises";

import { describe, expect, it, onTestFinished } from "vitest";

import { rateLimit } from "#/relay/api/rate-limit.js";
import { noMetrics } from "#/relay/metrics.js";
import { RedisConnection } from "#/relay/stores/redis-connection.js";
import { redisStore } from "#/relay/stores/redis.js";
import { callsTo, newRelay, requestIn } from "../fixture.js";
import { hasRedis, startRedis } from "./redis-server.js";
import type { RedisServer } from "./redis-server.js";

const LIMITS = { capacity: { entries: 1000, bytes: 100_000_000 }, share: null };

async function ownServer(...settings: string[]): Promise<RedisServer> {
  const server = await startRedis(...settings);
  onTestFinished(() => server.end());
  return server;
}

describe.skipIf(!hasRedis)("a server that does not answer for ten seconds", () => {
  /** A relay on the server, with one delivery and one open request. */
  async function relayOn(server: RedisServer) {
    const connection = await RedisConnection.open(server.url);
    onTestFinished(() => connection.close());
    let waiting = (): number => 0;
    const metrics = {
      ...noMetrics,
      watch(sources: { waiting: () => number }) {
        waiting = sources.waiting;
      },
    };
    const { ask } = newRelay({
      metrics,
      store: await redisStore(await RedisConnection.open(server.url), LIMITS),
      rateLimit: rateLimit(1000, connection),
      cleanupIntervalMs: 500,
    });
    const calls = callsTo(ask);
    const delivered = await requestIn("delivered", calls);
    const open = await requestIn("open", calls);
    return { ask, calls, delivered, open, waitingNow: () => waiting() };
  }

  type Subject = Awaited<ReturnType<typeof relayOn>>;

  /** Sends requests for ten seconds; each answer must be 503, within one second. */
  async function refuses({ ask, calls, delivered, open }: Subject): Promise<void> {
    const end = performance.now() + 10_000;
    while (performance.now() < end) {
      const start = performance.now();
      const answers = await Promise.all([
        ask("/health"),
        calls.status(delivered),
        calls.collect(delivered),
        calls.collect(delivered, 20),
        calls.deliver(open),
        calls.acknowledge(delivered),
      ]);
      expect(performance.now() - start).toBeLessThan(1000);
      expect(answers.map(({ status }) => status)).toEqual([503, 503, 503, 503, 503, 503]);
      await sleep(250);
    }
  }

  async function isBack({ ask }: Subject): Promise<void> {
    const status = async (): Promise<number> => (await ask("/health")).status;
    await expect.poll(status, { timeout: 5000 }).toBe(200);
  }

  async function frozen(): Promise<void> {
    const server = await ownServer();
    const subject = await relayOn(server);
    server.freeze();
    await refuses(subject);
    server.thaw();
    await isBack(subject);
    // The connection still holds the first acknowledgement, which the server runs now.
    const collect = async (): Promise<number> =>
      (await subject.calls.collect(subject.delivered)).status;
    await expect.poll(collect, { timeout: 5000 }).toBe(410);
    expect((await subject.calls.status(subject.open)).status).toBe(200);
  }

  async function killed(): Promise<void> {
    const server = await ownServer("--appendonly", "yes", "--appendfsync", "always");
    const subject = await relayOn(server);
    const { calls, delivered, open, waitingNow } = subject;
    await server.stop();
    await refuses(subject);
    await server.start();
    await isBack(subject);
    expect((await calls.collect(delivered)).status).toBe(200);
    const waiting = calls.collect(open, 20);
    await expect.poll(waitingNow).toBe(1);
    expect((await calls.deliver(open)).status).toBe(201);
    expect((await waiting).status).toBe(200);
  }

  it("gives 503 within a second, frozen or killed, and recovers", async () => {
    await Promise.all([frozen(), killed()]);
  });
});
