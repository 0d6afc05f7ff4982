import { mkdtempSync, rmSync } from "node:fs";
import { connect } from "node:net";
import type { Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from "vitest";

import { ageFile, callsTo, problemOf, requestIn, sha256 } from "./fixture.js";
import type { Calls } from "./fixture.js";
import { buildRelay, removeRelay, startRelay } from "./process/started.js";
import type { StartedRelay } from "./process/started.js";
import { freePort, hasRedis, startRedis } from "./stores/redis-server.js";

/** The relay as a process. */

beforeAll(buildRelay);
afterAll(removeRelay);

async function started(env: Record<string, string> = {}): Promise<StartedRelay> {
  const folder = mkdtempSync(join(tmpdir(), "pct-server-"));
  const relay = await startRelay({ env: { PCT_DATA_DIR: folder, ...env } });
  onTestFinished(async () => {
    await relay.end("SIGKILL");
    rmSync(folder, { recursive: true, force: true });
  });
  return relay;
}

function connected(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1", () => {
      resolve(socket);
    });
    socket.once("error", reject);
    onTestFinished(() => void socket.destroy());
  });
}

/** The number of long polls, as the metrics on this port report it. */
async function waitingAt(port: number): Promise<string | undefined> {
  const text = await (await fetch(`http://127.0.0.1:${port.toString()}/metrics`)).text();
  return /^pct_relay_waiting (\d+)$/m.exec(text)?.[1];
}

/** Everything received until the server closes the connection. */
function untilClosed(socket: Socket): Promise<string> {
  return new Promise((resolve) => {
    let text = "";
    socket.on("data", (piece) => (text += piece.toString("latin1")));
    // After a reset, what was received before it counts.
    socket.on("error", () => undefined);
    socket.once("close", () => {
      resolve(text);
    });
  });
}

describe("accepts exactly one of 200 concurrent deliveries to a request", () => {
  async function race(doors: readonly Calls[]): Promise<void> {
    const [first] = doors;
    if (first === undefined) throw new Error("no door");
    const request = await requestIn("open", first);
    const files = Array.from({ length: 200 }, () => ageFile());
    const responses = await Promise.all(
      files.map((file, i) => (doors[i % doors.length] ?? first).deliver(request, file)),
    );
    const statuses = responses.map(({ status }) => status);
    expect(statuses.filter((status) => status === 201)).toHaveLength(1);
    expect(statuses.filter((status) => status === 409)).toHaveLength(199);
    const winner = files[statuses.indexOf(201)] ?? ageFile();
    for (const response of responses) {
      if (response.status === 201) continue;
      expect(await problemOf(response)).toMatchObject({ digest: sha256(winner) });
    }
    for (const door of doors) {
      const collected = await (await door.collect(request)).arrayBuffer();
      expect(Buffer.from(collected).equals(winner)).toBe(true);
    }
  }

  it("on SQLite", async () => {
    const { ask } = await started();
    for (let i = 0; i < 3; i++) await race([callsTo(ask)]);
  });

  it.skipIf(!hasRedis)("on Redis, with three servers", async () => {
    const redis = await startRedis();
    onTestFinished(() => redis.end());
    const env = { PCT_REDIS_URL: redis.url };
    const servers = await Promise.all([started(env), started(env), started(env)]);
    for (let i = 0; i < 3; i++) await race(servers.map(({ ask }) => callsTo(ask)));
  });
});

describe("a client that sends too much", () => {
  it("gets 413 and is disconnected", async () => {
    const { port, ask } = await started();
    const { id } = await requestIn("open", callsTo(ask));
    const socket = await connected(port);
    const end = untilClosed(socket);
    socket.write(
      `PUT /api/v1/requests/${id}/delivery HTTP/1.1\r\nHost: x\r\n` +
        "Content-Type: application/octet-stream\r\nTransfer-Encoding: chunked\r\n\r\n",
    );
    let sent = 0;
    const chunk = Buffer.concat([
      Buffer.from("4000\r\n"),
      ageFile(Buffer.alloc(0x4000 - 22)),
      Buffer.from("\r\n"),
    ]);
    const send = (): void => {
      while (!socket.destroyed && socket.write(chunk)) sent += chunk.length;
    };
    socket.on("drain", send);
    send();
    expect(await end).toMatch(/^HTTP\/1\.1 413 /);
    // The server reads on for half a second, so that the client sees the answer.
    expect(sent).toBeGreaterThan(1_000_000);
    expect((await ask("/health")).status).toBe(200);
  });

  it("gets 413 before it sends a declared ten megabytes", async () => {
    const { port, ask } = await started();
    const { id } = await requestIn("open", callsTo(ask));
    const socket = await connected(port);
    const end = untilClosed(socket);
    socket.write(
      `PUT /api/v1/requests/${id}/delivery HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\n` +
        "Content-Type: application/octet-stream\r\nContent-Length: 10000000\r\n\r\n",
    );
    expect(await end).toMatch(/HTTP\/1\.1 413 /);
  });
});

it("keeps the connection after a body that it did not read", async () => {
  const { port, ask } = await started();
  const { id } = await requestIn("open", callsTo(ask));
  const socket = await connected(port);
  let received = "";
  socket.on("data", (piece) => (received += piece.toString("latin1")));
  const answers = (): (string | undefined)[] =>
    [...received.matchAll(/HTTP\/1\.1 (\d+) /g)].map(([, status]) => status);
  socket.write(
    `PUT /api/v1/requests/${id}/delivery HTTP/1.1\r\nHost: x\r\n` +
      `Content-Type: text/plain\r\nContent-Length: 100000\r\n\r\n${"a".repeat(60_000)}`,
  );
  await vi.waitFor(() => {
    expect(answers()).toEqual(["415"]);
  });
  socket.write("a".repeat(40_000));
  // Not a wait for a result: longer than the time after which the server closes the connection.
  await sleep(800);
  socket.write("GET /api/v1/health HTTP/1.1\r\nHost: x\r\n\r\n");
  await vi.waitFor(() => {
    expect(answers()).toEqual(["415", "200"]);
  });
});

it("serves others beside a thousand incomplete requests", { timeout: 60_000 }, async () => {
  const { port, ask } = await started();
  const calls = callsTo(ask);
  const { id } = await requestIn("open", calls);
  const beginnings = [
    "",
    "GE",
    "GET /api/v1/health HTTP/1.1\r\nHost: x\r\nX-Slow: ",
    "POST /api/v1/requests HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 900\r\n\r\n{",
    `PUT /api/v1/requests/${id}/delivery HTTP/1.1\r\nHost: x\r\nContent-Type: application/octet-stream\r\nContent-Length: 1000000\r\n\r\nage-encryption.org/v1\n`,
  ];
  const sockets = await Promise.all(
    Array.from({ length: 1000 }, async (_, i) => {
      const socket = await connected(port);
      socket.on("error", () => undefined);
      socket.write(beginnings[i % beginnings.length] ?? "");
      return socket;
    }),
  );
  for (let i = 0; i < 20; i++) {
    const start = performance.now();
    const request = await requestIn("delivered", calls);
    expect((await calls.collect(request)).status).toBe(200);
    expect((await calls.acknowledge(request)).status).toBe(204);
    expect(performance.now() - start).toBeLessThan(5000);
  }
  for (const socket of sockets) socket.destroy();
});

describe("rejects a malformed request", () => {
  const folder = mkdtempSync(join(tmpdir(), "pct-server-"));
  let relay: StartedRelay;
  beforeAll(async () => {
    relay = await startRelay({ env: { PCT_DATA_DIR: folder } });
  });
  afterAll(async () => {
    await relay.end("SIGKILL");
    rmSync(folder, { recursive: true });
  });

  it.each([
    ["a path with dots", "GET /api/v1/requests/../../../etc/passwd HTTP/1.1", 404],
    ["an escaped path with dots", "GET /api/v1/requests/%2e%2e/%2e%2e/etc/passwd HTTP/1.1", 404],
    ["a path with backslashes", "GET /api/v1/requests\\..\\x HTTP/1.1", 404],
    ["an address of another server", "GET http://evil.example/api/v1/nothing HTTP/1.1", 404],
    ["an unknown method", "BREW /api/v1/health HTTP/1.1", 400],
    ["a method for proxies", "CONNECT evil.example:443 HTTP/1.1", 0],
    ["TRACE", "TRACE /api/v1/health HTTP/1.1", 405],
    ["another protocol", "GET /api/v1/health HTTP/3.0", 400],
    ["a long address", `GET /api/v1/requests/${"a".repeat(20_000)} HTTP/1.1`, 431],
  ])("%s", async (_, line, status) => {
    const socket = await connected(relay.port);
    const end = untilClosed(socket);
    socket.end(`${line}\r\nHost: x\r\nConnection: close\r\n\r\n`);
    const answer = await end;
    expect(Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1] ?? 0)).toBe(status);
    expect(answer).not.toMatch(/root:|\bat .*:\d+|node_modules/);
    expect((await relay.ask("/health")).status).toBe(200);
  });

  it.each([
    ["two lengths", "Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello"],
    ["a length and chunks", "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"],
    ["malformed chunks", "Transfer-Encoding: chunked\r\n\r\nxyz\r\n"],
    ["a negative length", "Content-Length: -1\r\n\r\n"],
    ["a length beyond numbers", "Content-Length: 99999999999999999999\r\n\r\n"],
  ])("a body with %s", async (_, rest) => {
    const socket = await connected(relay.port);
    const end = untilClosed(socket);
    socket.end(
      `POST /api/v1/requests HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n${rest}`,
    );
    // An answer that had begun is broken off: nothing else may follow it.
    expect(await end).toMatch(/^(?:HTTP\/1\.1 4\d\d |$)/);
  });
});

describe("shutdown", () => {
  it("finishes an upload in flight, ends long polls, and exits", async () => {
    const metricsPort = await freePort();
    const relay = await started({ PCT_METRICS_PORT: metricsPort.toString() });
    const calls = callsTo(relay.ask);
    const [open, other] = [await requestIn("open", calls), await requestIn("open", calls)];
    const waiting = calls.collect(open, 20);
    const file = ageFile(Buffer.alloc(100_000));
    const socket = await connected(relay.port);
    const uploaded = untilClosed(socket);
    socket.write(
      `PUT /api/v1/requests/${other.id}/delivery HTTP/1.1\r\nHost: x\r\nContent-Type: application/octet-stream\r\n` +
        `Content-Length: ${file.length.toString()}\r\n\r\n`,
    );
    socket.write(file.subarray(0, 50_000));
    await expect.poll(() => waitingAt(metricsPort), { timeout: 5000 }).toBe("1");
    const start = performance.now();
    const ended = relay.end("SIGTERM");
    // Once it has ended the long poll, the relay is shutting down.
    expect((await waiting).status).toBe(204);
    socket.write(file.subarray(50_000));
    expect(await uploaded).toMatch(/^HTTP\/1\.1 201 /);
    await ended;
    expect(performance.now() - start).toBeLessThan(5000);
    await expect(connected(relay.port)).rejects.toMatchObject({ code: "ECONNREFUSED" });
  });

  it("keeps what it has confirmed", async () => {
    const folder = mkdtempSync(join(tmpdir(), "pct-again-"));
    onTestFinished(() => {
      rmSync(folder, { recursive: true, force: true });
    });
    const env = { PCT_DATA_DIR: folder };
    const before = await started(env);
    const file = ageFile();
    const request = await requestIn("delivered", callsTo(before.ask), file);
    await before.end("SIGTERM");
    const after = callsTo((await started(env)).ask);
    const collected = await (await after.collect(request)).arrayBuffer();
    expect(Buffer.from(collected).equals(file)).toBe(true);
    expect((await after.acknowledge(request)).status).toBe(204);
  });
});

it("forgets long polls whose connection is closed", async () => {
  const port = await freePort();
  const relay = await started({ PCT_METRICS_PORT: port.toString() });
  const waitingNow = (): Promise<string | undefined> => waitingAt(port);
  const { id, token } = await requestIn("open", callsTo(relay.ask));
  const sockets = await Promise.all(Array.from({ length: 50 }, () => connected(relay.port)));
  for (const socket of sockets) {
    socket.write(
      `GET /api/v1/requests/${id}/delivery HTTP/1.1\r\nHost: x\r\n` +
        `Authorization: Bearer ${token}\r\nPrefer: wait=25\r\n\r\n`,
    );
  }
  await expect.poll(waitingNow, { timeout: 5000 }).toBe("50");
  for (const socket of sockets) socket.destroy();
  await expect.poll(waitingNow, { timeout: 5000 }).toBe("0");
});

it("rejects an invalid setting", async () => {
  await expect(started({ PCT_MAX_BYTES: "many" })).rejects.toThrow("StartFailure");
});
