import { describe, expect, inject, it, vi } from "vitest";

import { createRelayClient, RELAY_LIMITS } from "@pct/delivery";

import { outcome, refusal } from "./refusal.js";
import { bytes, callsOf, html, json, play, problem, text } from "./script.js";
import type { Step } from "./script.js";
import { age, client, delivered, done, newSubject, reset, statusOf } from "./subject.js";

/** The client against a faulty server, in Node and in a browser. */

describe("a faulty relay", () => {
  it("is called four times at most", async () => {
    const subject = await newSubject();
    for (const [step, expected] of [
      [reset, "relay-unreachable"],
      [problem(500, "unexpected"), "relay-failed"],
    ] as const) {
      const { id } = await newSubject();
      await play(id, step);
      expect(await outcome(() => client().status(id))).toBe(expected);
      expect(await callsOf(id)).toHaveLength(4);
    }
    await play(subject.id, problem(500, "unexpected"), statusOf(subject));
    expect((await client().status(subject.id)).state).toBe("open");
  });

  it("is called once if a retry would not help", async () => {
    for (const [step, expected] of [
      [problem(404, "not-found"), "request-unknown"],
      [problem(507, "store-full"), "relay-failed"],
      [problem(405, "method-not-allowed"), "relay-refused"],
      [html(404), "relay-answer-invalid"],
      [html(200), "relay-answer-invalid"],
      [bytes(200, "application/json", text("{")), "relay-answer-invalid"],
      [bytes(200, "application/json", text('{"state":"open"}')), "relay-answer-invalid"],
      [bytes(200, "application/octet-stream", age), "relay-answer-invalid"],
      [bytes(404, "application/problem+json", text("{}")), "relay-answer-invalid"],
      [json(404, { code: "not-found", status: 404 }), "relay-answer-invalid"],
      [{ status: 200 }, "relay-answer-invalid"],
      [done, "relay-answer-invalid"],
    ] as const) {
      const { id } = await newSubject();
      await play(id, step);
      expect(await outcome(() => client().status(id))).toBe(expected);
      expect(await callsOf(id)).toHaveLength(1);
    }
  });

  it("is rejected if it answers a collect with a page", async () => {
    const { id, claimToken } = await newSubject();
    await play(id, html(200), json(200, {}));
    for (let i = 0; i < 2; i++) {
      expect(await outcome(() => client().collect(id, claimToken))).toBe("relay-answer-invalid");
    }
  });

  it("times out when silent or stalled", async () => {
    // Long enough for a loaded machine to send the call; a browser sends two requests (CORS).
    const relay = client({ attempts: 2, answerTimeoutMs: 600, transferTimeoutMs: 800 });
    for (const step of [
      { status: 0, fault: "silence" },
      { ...delivered, fault: "stall" },
    ] as const) {
      const { id, claimToken } = await newSubject();
      await play(id, step);
      const start = performance.now();
      expect(await outcome(() => relay.collect(id, claimToken, { wait: 0 }))).toBe("relay-timeout");
      expect(performance.now() - start).toBeLessThan(10_000);
      expect(await callsOf(id)).toHaveLength(2);
    }
  });

  it("ends in one overall time when it drips bytes, however many tries there are", async () => {
    const long = btoa("\0".repeat(1000));
    for (const mediaType of ["octet-stream", "json", "problem+json"]) {
      const headers = { "content-type": `application/${mediaType}` };
      const { id, claimToken } = await newSubject();
      await play(id, { status: 200, headers, body: long, fault: "drip" });
      const relay = client({ attempts: 100, answerTimeoutMs: 500, transferTimeoutMs: 500 });
      const start = performance.now();
      expect(await outcome(() => relay.collect(id, claimToken, { wait: 0 }))).toBe("relay-timeout");
      expect(performance.now() - start).toBeLessThan(4000);
    }
  });

  it("gets the transfer timeout for a delivery", async () => {
    const { id } = await newSubject();
    await play(id, { status: 201, delay: 400 });
    await client({ attempts: 1, answerTimeoutMs: 50 }).deliver(id, age);
    const slow = client({ attempts: 1, transferTimeoutMs: 50 });
    expect(await outcome(() => slow.deliver(id, age))).toBe("relay-timeout");
  });

  it("is read only up to the limit", async () => {
    for (const [mediaType, maximum] of [
      ["application/json", RELAY_LIMITS.json],
      ["application/problem+json", RELAY_LIMITS.json],
      ["application/octet-stream", RELAY_LIMITS.delivery.maximum],
    ] as const) {
      const { id, claimToken } = await newSubject();
      await play(id, { status: 200, fault: "flood", headers: { "content-type": mediaType } });
      const error = await refusal(() => client().collect(id, claimToken));
      expect([error.code, error.params]).toEqual(["relay-answer-too-large", { maximum }]);
      expect(await callsOf(id)).toHaveLength(1);
    }
    const { id } = await newSubject();
    await play(id, { status: 200, fault: "flood", headers: { "content-type": "text/html" } });
    expect(await outcome(() => client().status(id))).toBe("relay-answer-invalid");
  });

  it("cannot redirect a call or its token", async () => {
    for (const status of [301, 302, 303, 307, 308]) {
      const { id, claimToken } = await newSubject();
      for (const server of ["elsewhere", "scriptedRelay"] as const) {
        const location = `${inject(server)}/api/v1/requests/${id}/elsewhere`;
        await play(id, { status, headers: { location } });
        for (const call of [
          () => client().status(id),
          () => client().deliver(id, age),
          () => client().collect(id, claimToken),
          () => client().cancel(id, claimToken),
        ]) {
          expect(await outcome(call)).toBe("relay-redirects");
        }
      }
      expect(await callsOf(id, "elsewhere")).toEqual([]);
      const paths = (await callsOf(id)).map(({ url }) => url);
      expect(paths).toHaveLength(8);
      expect(paths.filter((path) => path.endsWith("/elsewhere"))).toEqual([]);
    }
  });

  it("is retried after a short Retry-After", async () => {
    const subject = await newSubject();
    const busy = (seconds: string): Step => {
      const { headers, ...rest } = problem(429, "rate-limited");
      return { ...rest, headers: { ...headers, "retry-after": seconds } };
    };
    await play(subject.id, busy("1"), statusOf(subject));
    const start = performance.now();
    await client().status(subject.id);
    expect(performance.now() - start).toBeGreaterThan(950);

    const { id } = await newSubject();
    await play(id, busy("3600"));
    const error = await refusal(() => client().status(id));
    expect([error.code, error.params]).toEqual(["relay-busy", { retryAfter: 3600 }]);
    expect(await callsOf(id)).toHaveLength(1);

    await play(id, busy("Wed, 21 Oct 2015 07:28:00 GMT"));
    const unclear = await refusal(() => client().status(id));
    expect(unclear.params).toEqual({ retryAfter: null });
  });

  it("is unreachable when down", async () => {
    const { id } = await newSubject();
    const relay = client({ baseUrl: inject("nowhere") });
    expect(await outcome(() => relay.status(id))).toBe("relay-unreachable");
  });
});

describe("aborting", () => {
  const reason = new Error("enough");

  it("before the call", async () => {
    const { id, claimToken } = await newSubject();
    const signal = AbortSignal.abort(reason);
    await expect(client().collect(id, claimToken, { signal })).rejects.toBe(reason);
    expect(await callsOf(id)).toEqual([]);
  });

  it.each([
    ["while the relay is silent", { status: 0, fault: "silence" }],
    ["in the middle of a body", { ...delivered, fault: "stall" }],
    ["during the backoff", html(503)],
    ["during the pause between polls", done],
  ] satisfies [string, Step][])("%s", async (_, step) => {
    const { id, claimToken } = await newSubject();
    await play(id, step);
    const controller = new AbortController();
    let responses = 0;
    const relay = client({
      retryDelayMs: 60_000,
      fetch: async (url, init) => {
        const response = await fetch(url, init);
        responses++;
        return response;
      },
    });
    const collecting = relay.collect(id, claimToken, { signal: controller.signal });
    const given = expect(collecting).rejects.toBe(reason);
    await vi.waitFor(async () => {
      expect(await callsOf(id)).toHaveLength(1);
      expect(responses).toBe(step.fault === "silence" ? 0 : 1);
    });
    const start = performance.now();
    controller.abort(reason);
    await given;
    expect(performance.now() - start).toBeLessThan(1000);
    expect(await callsOf(id)).toHaveLength(1);
  });

  it("on the last try", async () => {
    const { id } = await newSubject();
    await play(id, { status: 0, fault: "silence" });
    const controller = new AbortController();
    const asking = client({ attempts: 1 }).status(id, { signal: controller.signal });
    const given = expect(asking).rejects.toBe(reason);
    controller.abort(reason);
    await given;
  });

  it("without a reason rejects with AbortError", async () => {
    const { id } = await newSubject();
    await expect(client().status(id, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      name: "AbortError",
    });
  });
});

describe("fetch", () => {
  it("gets the same safe options in every call", async () => {
    const { id, claimToken } = await newSubject();
    const inits: RequestInit[] = [];
    const relay = client({
      fetch: (_, init) => {
        inits.push(init);
        return Promise.reject(new TypeError("off"));
      },
      attempts: 1,
    });
    await outcome(() => relay.status(id));
    await outcome(() => relay.deliver(id, age));
    await outcome(() => relay.collect(id, claimToken));
    await outcome(() => relay.acknowledge(id, claimToken));
    expect(inits).toHaveLength(4);
    for (const init of inits) {
      expect(init).toMatchObject({
        redirect: "manual",
        credentials: "omit",
        cache: "no-store",
        referrerPolicy: "no-referrer",
      });
    }
  });

  it("sends cookies with a new request alone, to its own origin", async () => {
    const { claimToken } = await newSubject();
    const inits: RequestInit[] = [];
    const relay = client({
      fetch: (_, init) => {
        inits.push(init);
        return Promise.reject(new TypeError("off"));
      },
      attempts: 1,
    });
    const publicKey = new Uint8Array(550);
    await outcome(() => relay.create({ publicKey, nonce: new Uint8Array(16), claimToken }));
    expect(inits).toEqual([
      expect.objectContaining({ method: "POST", credentials: "same-origin", redirect: "manual" }),
    ]);
  });

  it("is called with exponential backoff, of at least half the nominal delay", async () => {
    const pauses: number[] = [];
    let last = 0;
    const relay = client({
      retryDelayMs: 100,
      fetch: () => {
        if (last !== 0) pauses.push(performance.now() - last);
        last = performance.now();
        return Promise.reject(new TypeError("off"));
      },
    });
    const { id } = await newSubject();
    await outcome(() => relay.status(id));
    expect(pauses).toHaveLength(3);
    pauses.forEach((length, i) => {
      expect(length).toBeGreaterThanOrEqual(50 * 2 ** i - 5);
    });
  });

  it.each(["", "example.org", "https://example.org/pct", "ftp://example.org"])(
    "is not called for the server %j",
    async (baseUrl) => {
      expect(await outcome(() => createRelayClient({ baseUrl }))).toBe("server-malformed");
    },
  );

  it("is not called without TLS", async () => {
    const baseUrl = "http://relay.example.org";
    expect(await outcome(() => createRelayClient({ baseUrl }))).toBe("server-insecure");
  });
});
