import { describe, expect, it } from "vitest";

import { clientAddress } from "#/relay/api/client-address.js";
import { rateLimit } from "#/relay/api/rate-limit.js";
import { memoryStore } from "./stores/memory.js";
import { StoreFailure } from "#/relay/stores/store.js";
import {
  ageFile,
  BYTES_TYPE,
  callsTo,
  JSON_TYPE,
  LIMITS,
  newRelay,
  newRequest,
  problemOf,
  requestIn,
} from "./fixture.js";

/** Whether two clients count as one; each has an address, and what proxies say in `X-Forwarded-For`. */
function isSameClient(
  trustedProxies: number,
  first: [string, string?],
  second: [string, string?],
): boolean {
  const [one, other] = [first, second].map(([direct, forwarded = ""]) =>
    clientAddress(direct, forwarded, trustedProxies),
  );
  return one === other;
}

describe("tells clients apart", () => {
  it.each([
    ["192.0.2.1", "192.0.2.1", true],
    ["192.0.2.1", "192.0.2.2", false],
    ["192.0.2.1", "::ffff:192.0.2.1", true],
    ["2001:db8::1", "2001:db8::2", true],
    ["2001:db8::1", "2001:db8:0:0:ffff:ffff:ffff:ffff", true],
    ["2001:db8::1", "2001:db8:0:1::1", false],
    ["2001:db8:0:1::", "2001:0DB8:0000:0001:1::", true],
    ["fe80::1%eth0", "fe80::2%eth1", true],
    ["::1", "::2", true],
    ["1:2:3:4:5:6:7:8", "1:2:3:4::", true],
  ])("%s and %s: the same is %s", (first, second, expected) => {
    expect(isSameClient(0, [first], [second])).toBe(expected);
  });

  it("by their address alone, if no proxy is trusted", () => {
    expect(isSameClient(0, ["10.0.0.1", "192.0.2.1"], ["10.0.0.1", "192.0.2.2"])).toBe(true);
    expect(isSameClient(0, ["10.0.0.1", "192.0.2.1"], ["10.0.0.2", "192.0.2.1"])).toBe(false);
  });

  it.each([
    ["192.0.2.1", "192.0.2.2", false],
    ["192.0.2.1", "192.0.2.1", true],
    ["192.0.2.1:1234", "192.0.2.1:5678", true],
    ["[2001:db8::1]:1234", "2001:db8::2", true],
    ["6.6.6.6, 192.0.2.1", "7.7.7.7, 192.0.2.1", true],
    ["192.0.2.1, 6.6.6.6", "192.0.2.1,7.7.7.7", false],
    ["nonsense", "10.0.0.1", true],
    ["", "10.0.0.1", true],
    ["unknown, ", "_hidden", true],
  ])("by what the one trusted proxy saw: %s and %s", (first, second, expected) => {
    const proxy = "10.0.0.1";
    expect(isSameClient(1, [proxy, first], [proxy, second])).toBe(expected);
  });

  it("by what the outer one of two proxies saw", () => {
    const proxy = "10.0.0.1";
    const [a, b] = ["6.6.6.6, 192.0.2.1, 10.0.0.2", "7.7.7.7, 192.0.2.1, 10.0.0.3"];
    expect(isSameClient(2, [proxy, a], [proxy, b])).toBe(true);
  });
});

describe("a client over the rate limit", () => {
  it.each([
    [0, 429],
    [1, 201],
  ])("with %i trusted proxies: the next client gets %i", async (trustedProxies, status) => {
    const { ask } = newRelay({ rateLimit: rateLimit(1), trustedProxies });
    const createFrom = async (address: string): Promise<number> => {
      const headers = { ...JSON_TYPE, "x-forwarded-for": address };
      const body = JSON.stringify(newRequest().body);
      return (await ask("/requests", { method: "POST", headers, body })).status;
    };
    expect(await createFrom("192.0.2.1")).toBe(201);
    expect(await createFrom("192.0.2.1")).toBe(429);
    expect(await createFrom("192.0.2.2")).toBe(status);
  });

  it("gets 429 with the seconds to wait", async () => {
    const calls = callsTo(newRelay({ rateLimit: rateLimit(3) }).ask);
    for (let i = 0; i < 3; i++) expect((await calls.create(newRequest())).status).toBe(201);
    const response = await calls.create(newRequest());
    expect(await problemOf(response)).toMatchObject({ status: 429, code: "rate-limited" });
    const seconds = Number(response.headers.get("retry-after"));
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(60);
  });

  it("may still deliver, collect, acknowledge and cancel", async () => {
    const calls = callsTo(newRelay({ rateLimit: rateLimit(1) }).ask);
    const request = await requestIn("open", calls);
    expect((await calls.create(newRequest())).status).toBe(429);
    expect((await calls.deliver(request)).status).toBe(201);
    expect((await calls.deliver(request)).status).toBe(429);
    for (let i = 0; i < 10; i++) expect((await calls.collect(request)).status).toBe(200);
    expect((await calls.acknowledge(request)).status).toBe(204);
    expect((await calls.cancel(request)).status).toBe(204);
  });
});

describe("capacity", () => {
  it("limits the number of requests", async () => {
    const store = memoryStore({ capacity: { entries: 2, bytes: 1000 } });
    const calls = callsTo(newRelay({ store }).ask);
    const request = await requestIn("open", calls);
    await requestIn("open", calls);
    const response = await calls.create(newRequest());
    expect(await problemOf(response)).toMatchObject({ status: 507, code: "store-full" });
    await calls.cancel(request);
    expect((await calls.create(newRequest())).status).toBe(201);
  });

  it("limits the bytes of all deliveries", async () => {
    const store = memoryStore({ capacity: { entries: 10, bytes: 1000 } });
    const calls = callsTo(newRelay({ store }).ask);
    const first = await requestIn("delivered", calls, ageFile(Buffer.alloc(800)));
    const second = await requestIn("open", calls);
    const response = await calls.deliver(second, ageFile(Buffer.alloc(800)));
    expect(await problemOf(response)).toMatchObject({ status: 507, code: "store-full" });
    await calls.acknowledge(first);
    expect((await calls.deliver(second, ageFile(Buffer.alloc(800)))).status).toBe(201);
  });
});

describe("the share of a client", () => {
  it("is answered with 429 and when to try again", async () => {
    const capacity = { entries: 10, bytes: 10_000 };
    const store = memoryStore({ capacity, share: { entries: 2, bytes: 1000 } });
    const { ask, lines } = newRelay({ store });
    const calls = callsTo(ask);
    const first = await requestIn("delivered", calls, ageFile(Buffer.alloc(800)));
    const second = await requestIn("open", calls);
    for (const response of [
      await calls.create(newRequest()),
      await calls.deliver(second, ageFile(Buffer.alloc(800))),
    ]) {
      expect(response.headers.get("retry-after")).toBe("60");
      expect(await problemOf(response)).toMatchObject({ status: 429, code: "quota-exceeded" });
    }
    const warnings = lines.filter(({ level }) => level === 40);
    expect(warnings.map(({ problem }) => problem)).toEqual(["quota-exceeded", "quota-exceeded"]);
    await calls.acknowledge(first);
    expect((await calls.deliver(second, ageFile(Buffer.alloc(800)))).status).toBe(201);
    expect((await calls.create(newRequest())).status).toBe(201);
  });

  it("does not keep a retry from its own request", async () => {
    const capacity = { entries: 10, bytes: 10_000 };
    const store = memoryStore({ capacity, share: { entries: 1, bytes: 1000 } });
    const calls = callsTo(newRelay({ store }).ask);
    const request = newRequest();
    expect((await calls.create(request)).status).toBe(201);
    expect((await calls.create(request)).status).toBe(409);
    expect((await calls.create(newRequest())).status).toBe(429);
  });
});

it("answers a repeated delivery with 409 even if the store is full", async () => {
  const store = memoryStore({ capacity: { entries: 10, bytes: 10_000 } });
  const calls = callsTo(newRelay({ store }).ask);
  const delivered = await requestIn("delivered", calls);
  const open = await requestIn("open", calls);
  store.deliver = () => Promise.reject(new StoreFailure("full"));
  expect((await calls.deliver(delivered)).status).toBe(409);
  expect((await calls.deliver(newRequest())).status).toBe(404);
  expect((await calls.deliver(open)).status).toBe(507);
});

describe("bodies", () => {
  const slow = (milliseconds: number) =>
    new ReadableStream<Uint8Array>({
      async pull(controller) {
        await new Promise((resolve) => setTimeout(resolve, milliseconds));
        controller.enqueue(ageFile(Buffer.alloc(10)));
      },
    });

  it("get 408 after the timeout", async () => {
    const limits = { ...LIMITS, body: { ...LIMITS.body, timeoutMs: 300 } };
    const { ask } = newRelay({ limits });
    const { id } = await requestIn("open", callsTo(ask));
    const start = performance.now();
    const init = { method: "PUT", headers: BYTES_TYPE, body: slow(50), duplex: "half" } as const;
    const response = await ask(`/requests/${id}/delivery`, init);
    expect(await problemOf(response)).toMatchObject({ status: 408, code: "body-timeout" });
    expect(performance.now() - start).toBeLessThan(2000);
  });

  it("give way while all bodies together need too much memory", async () => {
    const body = { ...LIMITS.body, timeoutMs: 400, maxTotalBytes: 1_000_000 };
    const limits = { ...LIMITS, body };
    const { ask } = newRelay({ limits });
    const calls = callsTo(ask);
    const requests = await Promise.all([1, 2, 3].map(() => requestIn("open", calls)));
    const halfway = (): ReadableStream<Uint8Array> =>
      new ReadableStream({
        start(controller) {
          controller.enqueue(ageFile(Buffer.alloc(400_000)));
        },
      });
    const answers = await Promise.all(
      requests.map(({ id }) => {
        const init = {
          method: "PUT",
          headers: BYTES_TYPE,
          body: halfway(),
          duplex: "half",
        } as const;
        return ask(`/requests/${id}/delivery`, init);
      }),
    );
    const problems = await Promise.all(answers.map(problemOf));
    expect(problems.map(({ code }) => code).sort()).toEqual([
      "body-timeout",
      "body-timeout",
      "upload-displaced",
    ]);
    for (const request of requests) expect((await calls.deliver(request)).status).toBe(201);
  });
});
