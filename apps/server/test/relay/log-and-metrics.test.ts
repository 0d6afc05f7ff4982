import { randomBytes } from "node:crypto";

import { describe, expect, it, onTestFinished, vi } from "vitest";

import { serveMetrics } from "#/relay/metrics-server.js";
import { prometheusMetrics } from "#/relay/metrics.js";
import { memoryStore } from "./stores/memory.js";
import { StoreFailure } from "#/relay/stores/store.js";
import type { RelayStore } from "#/relay/stores/store.js";
import { freePort } from "./stores/redis-server.js";
import { ageFile, callsTo, newRelay, newRequest, requestIn } from "./fixture.js";

const CAPACITY = { entries: 1000, bytes: 10_000_000 };

describe("the log", () => {
  it("has one line for each request, with its route and status", async () => {
    const { ask, lines } = newRelay();
    const calls = callsTo(ask);
    const request = await requestIn("delivered", calls, ageFile(Buffer.alloc(78)));
    await calls.collect(request);
    await calls.acknowledge(request);
    await calls.collect(request);
    await ask("/requests/x/../../etc/passwd?token=secret");
    const fields = ["level", "msg", "method", "route", "status", "problem"];
    expect(lines.map((line) => fields.map((field) => line[field]))).toEqual([
      [30, "request", "POST", "/requests", 201, undefined],
      [30, "request", "PUT", "/requests/ID/delivery", 201, undefined],
      [30, "request", "GET", "/requests/ID/delivery", 200, undefined],
      [30, "request", "DELETE", "/requests/ID/delivery", 204, undefined],
      [30, "request", "GET", "/requests/ID/delivery", 410, "already-received"],
      [30, "request", "GET", "other", 404, "not-found"],
    ]);
    const known = [...fields, "time", "milliseconds", "received", "sent"];
    expect(lines.flatMap(Object.keys).filter((name) => !known.includes(name))).toEqual([]);
    expect(lines[1]).toMatchObject({ received: 100, sent: 0 });
    expect(lines[2]).toMatchObject({ received: 0, sent: 100 });
    for (const { time, milliseconds } of lines) {
      expect(Date.parse(String(time))).toBeGreaterThan(Date.now() - 60_000);
      expect(milliseconds).toBeGreaterThanOrEqual(0);
    }
  });

  it("contains no ID, token, key, body or address", async () => {
    const { ask, lines } = newRelay();
    const calls = callsTo(ask);
    const canary = randomBytes(16).toString("hex");
    const request = await requestIn("open", calls);
    await calls.deliver(request, ageFile(canary));
    await calls.collect(request);
    await calls.collect({ ...request, token: newRequest().token });
    await ask(`/requests/${canary}?x=${canary}`, {
      method: "POST",
      headers: {
        "user-agent": canary,
        "x-forwarded-for": "192.0.2.77",
        cookie: canary,
        referer: canary,
      },
      body: canary,
    });
    const { id, token, body } = request;
    const log = JSON.stringify(lines);
    for (const secret of [id, token, ...Object.values(body).map(String), canary, "192.0.2.77"]) {
      if (secret.length > 4) expect(log).not.toContain(secret);
    }
  });

  it("names the error of the store without its message", async () => {
    const { token } = newRequest();
    const cause = Object.assign(new Error(`disk I/O error near ${token}`), {
      code: "SQLITE_IOERR",
    });
    const fail = () => Promise.reject(new StoreFailure("unavailable", { cause }));
    const store: RelayStore = {
      ...memoryStore({ capacity: CAPACITY }),
      find: fail,
      eraseExpired: fail,
    };
    const { ask, lines } = newRelay({ store, cleanupIntervalMs: 10 });
    const response = await callsTo(ask).status(newRequest());
    expect(response.status).toBe(503);
    await expect.poll(() => lines.length).toBeGreaterThan(1);
    expect(lines).toContainEqual(
      expect.objectContaining({ level: 50, cause: "SQLITE_IOERR", problem: "store-unavailable" }),
    );
    expect(lines).toContainEqual(
      expect.objectContaining({ cause: "SQLITE_IOERR", msg: "housekeeping failed" }),
    );
    expect(JSON.stringify(lines)).not.toContain(token);
  });
});

describe("the metrics", () => {
  it("count requests by route, and what is stored", async () => {
    const metrics = prometheusMetrics();
    const { ask } = newRelay({ metrics });
    const calls = callsTo(ask);
    await requestIn("delivered", calls, ageFile(Buffer.alloc(78)));
    for (let i = 0; i < 20; i++) await ask(`/${randomBytes(8).toString("hex")}`);
    const waiter = await requestIn("open", calls);
    const controller = new AbortController();
    const waiting = calls.collect(waiter, 20, { signal: controller.signal });
    const text = await vi.waitFor(async () => {
      const text = await metrics.registry.metrics();
      expect(text).toMatch(/^pct_relay_waiting 1$/m);
      return text;
    });
    expect(text).toMatch(/^pct_relay_requests 2$/m);
    expect(text).toMatch(/^pct_relay_stored_bytes 100$/m);
    expect(text).toMatch(/^pct_relay_received_bytes_total [1-9]/m);
    expect(text).toMatch(/^pct_relay_problems_total\{code="not-found"\} 20$/m);
    expect(text).toContain('count{method="PUT",route="/requests/ID/delivery",status="201"} 1');
    expect(text).toContain('count{method="GET",route="other",status="404"} 20');
    expect(text).toMatch(/^process_resident_memory_bytes /m);
    expect(text).not.toContain(waiter.id);
    controller.abort();
    await waiting.catch(() => undefined);
  });

  it("are served on their own port, and nothing else is", async () => {
    const { registry } = prometheusMetrics();
    const port = await freePort();
    const stop = await serveMetrics(registry, port, "127.0.0.1");
    onTestFinished(stop);
    const url = `http://127.0.0.1:${port.toString()}`;
    const response = await fetch(`${url}/metrics`);
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toMatch(/^text\/plain; version=/);
    expect(await response.text()).toContain("nodejs_version_info");
    for (const [path, method] of [
      ["/", "GET"],
      ["/metrics", "POST"],
      ["/metrics/", "GET"],
      ["/api/v1/health", "GET"],
    ] as const) {
      expect((await fetch(url + path, { method })).status).toBe(404);
    }
    await expect(serveMetrics(registry, port, "127.0.0.1")).rejects.toThrow("cannot start");
  });
});
