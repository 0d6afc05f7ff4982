import { describe, expect, it } from "vitest";

import { noMetrics } from "#/relay/metrics.js";
import { memoryStore } from "./stores/memory.js";
import { ageFile, callsTo, LIMITS, newRelay, requestIn } from "./fixture.js";
import type { TestRelay } from "./fixture.js";

/** `Prefer: wait`: long polls for a delivery. */

const CAPACITY = { entries: 1000, bytes: 10_000_000 };

/** The milliseconds that a promise takes, and its result. */
async function timed<T>(promise: Promise<T>): Promise<[number, T]> {
  const start = performance.now();
  const result = await promise;
  return [performance.now() - start, result];
}

/** A relay, and how many long polls it holds. */
function countingRelay(waiting = LIMITS.maxLongPolls): TestRelay & { waiting: () => number } {
  let count = (): number => 0;
  const metrics = {
    ...noMetrics,
    watch(sources: { waiting: () => number }) {
      count = sources.waiting;
    },
  };
  return {
    ...newRelay({ metrics, limits: { ...LIMITS, maxLongPolls: waiting } }),
    waiting: () => count(),
  };
}

describe("a recipient who waits", () => {
  it("gets the delivery as soon as it arrives", async () => {
    const { ask, waiting } = countingRelay();
    const calls = callsTo(ask);
    const request = await requestIn("open", calls);
    const collecting = calls.collect(request, 20);
    await expect.poll(waiting).toBe(1);
    const file = ageFile();
    const delivered = performance.now();
    await calls.deliver(request, file);
    const response = await collecting;
    expect(performance.now() - delivered).toBeLessThan(1000);
    expect(Buffer.from(await response.arrayBuffer()).equals(file)).toBe(true);
  });

  it("gets an earlier delivery without waiting", async () => {
    const calls = callsTo(newRelay().ask);
    const [time, response] = await timed(calls.collect(await requestIn("delivered", calls), 20));
    expect(response.status).toBe(200);
    expect(time).toBeLessThan(1000);
  });

  it("gets 204 after that time", async () => {
    const calls = callsTo(newRelay().ask);
    const [time, response] = await timed(calls.collect(await requestIn("open", calls), 1));
    expect(response.status).toBe(204);
    expect(time).toBeGreaterThan(900);
    expect(time).toBeLessThan(3000);
  });

  it("gets 410 as soon as the request is cancelled elsewhere", async () => {
    const { ask, waiting } = countingRelay();
    const calls = callsTo(ask);
    const request = await requestIn("open", calls);
    const both = [calls.collect(request, 20), calls.collect(request, 20)];
    await expect.poll(waiting).toBe(2);
    await calls.cancel(request);
    for (const { status } of await Promise.all(both)) expect(status).toBe(410);
  });

  it("gets 410 when the request expires", async () => {
    let ahead = 0;
    const clock = (): number => Date.now() + ahead;
    const store = memoryStore({ capacity: CAPACITY, clock });
    const calls = callsTo(newRelay({ store, clock }).ask);
    const request = await requestIn("open", calls);
    ahead = 3_600_000 - 500;
    const [time, response] = await timed(calls.collect(request, 20));
    expect(response.status).toBe(410);
    expect(time).toBeLessThan(3000);
  });

  it("does not wait with the wrong token", async () => {
    const calls = callsTo(newRelay().ask);
    const [mine, other] = [await requestIn("open", calls), await requestIn("open", calls)];
    const [time, response] = await timed(calls.collect({ ...mine, token: other.token }, 20));
    expect(response.status).toBe(404);
    expect(time).toBeLessThan(1000);
  });

  it("is no longer counted when the connection breaks", async () => {
    const { ask, waiting } = countingRelay();
    const calls = callsTo(ask);
    const request = await requestIn("open", calls);
    const controllers = Array.from({ length: 20 }, () => new AbortController());
    const all = controllers.map(({ signal }) => calls.collect(request, 20, { signal }));
    await expect.poll(waiting).toBe(20);
    for (const controller of controllers) controller.abort();
    await Promise.allSettled(all);
    await expect.poll(waiting).toBe(0);
  });

  it("gets 204 without waiting when too many wait already", async () => {
    const { ask, waiting } = countingRelay(3);
    const calls = callsTo(ask);
    const request = await requestIn("open", calls);
    const polls = [1, 2, 3].map(() => calls.collect(request, 20));
    await expect.poll(waiting).toBe(3);
    const [time, response] = await timed(calls.collect(request, 20));
    expect(response.status).toBe(204);
    expect(time).toBeLessThan(1000);
    await calls.deliver(request);
    for (const { status } of await Promise.all(polls)) expect(status).toBe(200);
    expect(waiting()).toBe(0);
  });

  it("gets 204 when the relay shuts down, and 503 afterwards", async () => {
    const { relay, ask, waiting } = countingRelay();
    const calls = callsTo(ask);
    const request = await requestIn("open", calls);
    const all = Array.from({ length: 10 }, () => calls.collect(request, 20));
    await expect.poll(waiting).toBe(10);
    const [time] = await timed(relay.close());
    expect(time).toBeLessThan(1000);
    for (const { status } of await Promise.all(all)) expect(status).toBe(204);
    const late = await calls.collect(request, 20);
    expect(late.status).toBe(503);
    expect(await late.json()).toMatchObject({ code: "store-unavailable" });
    expect(late.headers.get("retry-after")).toBe("1");
  });
});

describe("reads the header", () => {
  it.each([
    ["wait=1", 1],
    ["WAIT = 1", 1],
    ['wait="1"', 1],
    ["respond-async, wait=1", 1],
    ["wait=1, respond-async", 1],
    ["wait=1; x=y", 1],
    ["wait", 0],
    ["wait=", 0],
    ["wait=-1", 0],
    ["wait=1.5", 0],
    ["await=1", 0],
    ["wait=1x", 0],
    ["wait=99999999999999999999", 0],
  ])("%s", async (prefer, seconds) => {
    const { ask } = newRelay();
    const { id, token } = await requestIn("open", callsTo(ask));
    const headers = { prefer, authorization: `Bearer ${token}` };
    const [time, { status }] = await timed(ask(`/requests/${id}/delivery`, { headers }));
    expect(status).toBe(204);
    expect(time > 900).toBe(seconds === 1);
  });
});
