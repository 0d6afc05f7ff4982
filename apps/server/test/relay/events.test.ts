import { createHmac, randomBytes } from "node:crypto";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { IncomingHttpHeaders, RequestListener } from "node:http";
import { createServer as createTcpServer } from "node:net";
import type { AddressInfo, Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from "vitest";

import { webhook } from "#/relay/events/webhook.js";
import { relayLog } from "#/relay/log.js";
import { noMetrics } from "#/relay/metrics.js";
import { openEvents } from "#/relay/open-events.js";
import { relaySettings } from "#/relay/settings.js";
import { StartFailure } from "#/start-failure.js";
import { ageFile, callsTo, newRequest, newToken, requestIn } from "./fixture.js";
import type { TestRequest } from "./fixture.js";
import { buildRelay, removeRelay, startRelay } from "./process/started.js";
import type { StartedRelay } from "./process/started.js";
import { freePort, hasRedis, startRedis } from "./stores/redis-server.js";

/** Webhooks and the audit log of the running relay. */

beforeAll(buildRelay);
afterAll(removeRelay);

const SECRET = randomBytes(32);
const OLD_SECRET = randomBytes(24);

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "pct-events-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

async function started(env: Readonly<Record<string, string>>): Promise<StartedRelay> {
  const relay = await startRelay({ env });
  onTestFinished(() => relay.end("SIGKILL"));
  return relay;
}

/** Variables for a webhook and an audit log in a folder. */
function variables(folder: string, url: string): Record<string, string> {
  const file = join(folder, "secret");
  const lines = [SECRET, OLD_SECRET].map((secret) => `whsec_${secret.toString("base64")}\n`);
  writeFileSync(file, lines.join(""));
  return {
    PCT_DATA_DIR: folder,
    PCT_WEBHOOK_URL: url,
    PCT_WEBHOOK_SECRET_FILE: file,
    PCT_AUDIT_LOG: join(folder, "audit.log"),
  };
}

interface Message {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

interface Receiver {
  readonly url: string;
  readonly messages: Message[];
  /** The types of the messages, sorted: they are sent at the same time. */
  readonly types: () => string[];
}

/** A receiver that answers with a status, by default 204. */
async function receiver(statusFor: () => number = () => 204, port = 0): Promise<Receiver> {
  const messages: Message[] = [];
  const url = await listening((incoming, outgoing) => {
    let body = "";
    incoming.on("data", (piece: Buffer) => (body += piece.toString()));
    incoming.once("end", () => {
      messages.push({ headers: incoming.headers, body });
      outgoing.writeHead(statusFor()).end();
    });
  }, port);
  return { url, messages, types: () => messages.map(({ body }) => typeOf(body)).toSorted() };
}

async function listening(listener: RequestListener, port = 0): Promise<string> {
  const server = createServer(listener).listen(port, "127.0.0.1");
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  await once(server, "listening");
  return `http://127.0.0.1:${(server.address() as AddressInfo).port.toString()}/hook`;
}

function typeOf(body: string): string {
  return (JSON.parse(body) as { type: string }).type;
}

function signatures({ headers, body }: Message): string[] {
  const signed = `${String(headers["webhook-id"])}.${String(headers["webhook-timestamp"])}.${body}`;
  return [SECRET, OLD_SECRET].map(
    (secret) => `v1,${createHmac("sha256", secret).update(signed).digest("base64")}`,
  );
}

/** The lines of an audit log. */
function linesIn(file: string): Record<string, string>[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, "utf8").split("\n");
  expect(lines.pop()).toBe("");
  return lines.map((line) => JSON.parse(line) as Record<string, string>);
}

/** Every step of two requests, and one that is cancelled. */
async function live(relay: Pick<StartedRelay, "ask">): Promise<TestRequest[]> {
  const calls = callsTo(relay.ask);
  const [first, second] = [await requestIn("open", calls), await requestIn("delivered", calls)];
  const token = newToken();
  await calls.deliver(first, ageFile(), token);
  await calls.withdraw(first, token);
  await calls.cancel(first);
  await calls.acknowledge(second);
  // Calls that change nothing are no events.
  await calls.acknowledge(second);
  await calls.create(second);
  await calls.cancel({ ...second, token });
  return [first, second];
}

const STEPS = [
  "cancelled",
  "created",
  "created",
  "delivered",
  "delivered",
  "received",
  "withdrawn",
];

describe("the webhook", () => {
  it("sends each step of a request once, signed as Standard Webhooks asks", async () => {
    const { url, messages, types } = await receiver();
    const folder = newFolder();
    const relay = await started(variables(folder, url));
    await live(relay);
    await expect.poll(types).toEqual(STEPS.map((step) => `request.${step}`));
    for (const message of messages) {
      const { headers, body } = message;
      expect(headers["content-type"]).toBe("application/json");
      expect(headers["webhook-signature"]).toBe(signatures(message).join(" "));
      expect(Math.abs(Number(headers["webhook-timestamp"]) - Date.now() / 1000)).toBeLessThan(10);
      const { type, timestamp, data, ...rest } = JSON.parse(body) as Record<string, unknown>;
      expect(rest).toEqual({});
      expect(type).toMatch(/^request\.[a-z]+$/);
      expect(Date.parse(String(timestamp))).toBeGreaterThan(Date.now() - 60_000);
      expect(Object.keys(data as object)).toEqual(["request"]);
    }
    expect(new Set(messages.map(({ headers }) => headers["webhook-id"])).size).toBe(7);
    // The same names in the audit log, also after a restart.
    const named = ({ body }: Message): string =>
      (JSON.parse(body) as { data: { request: string } }).data.request;
    const audit = (): string[] =>
      linesIn(join(folder, "audit.log")).map((line) => line.request ?? "");
    await expect.poll(() => audit().length).toBe(7);
    expect(new Set(audit())).toEqual(new Set(messages.map(named)));
    expect(new Set(audit()).size).toBe(2);
    await relay.end("SIGTERM");
    expect(readFileSync(join(folder, "event-key"))).toHaveLength(32);
  });

  it("is tried again with the same ID and a new time, once the receiver works again", async () => {
    let status = 500;
    const { url, messages } = await receiver(() => status);
    const relay = await started(variables(newFolder(), url));
    await requestIn("open", callsTo(relay.ask));
    await expect.poll(() => relay.output()).toContain('"cause":"HTTP 500"');
    status = 200;
    await expect.poll(() => messages.length, { timeout: 10_000 }).toBe(2);
    const [first, second] = messages;
    expect(second?.headers["webhook-id"]).toBe(first?.headers["webhook-id"]);
    const times = messages.map(({ headers }) => Number(headers["webhook-timestamp"]));
    expect(times[1]).toBeGreaterThan(times[0] ?? Infinity);
    for (const message of messages) {
      expect(message.headers["webhook-signature"]).toBe(signatures(message).join(" "));
    }
    await expect.poll(() => relay.output()).toContain("works again");
    expect(relay.output().match(/the receiver of webhooks fails/g)).toHaveLength(1);
  });

  it("gives an event up after the last attempt, or when too many wait", async () => {
    const { url, messages } = await receiver(() => 503);
    const closed = `http://127.0.0.1:${(await freePort()).toString()}/`;
    for (const [address, cause] of [
      [url, "HTTP 503"],
      [closed, "ECONNREFUSED"],
    ] as const) {
      const log = { webhookFails: vi.fn(), webhookWorks: vi.fn(), eventsLost: vi.fn() };
      const retryDelaysMs = [5, 5];
      const sender = webhook({ url: address, secrets: [SECRET], log, limit: 3, retryDelaysMs });
      for (let i = 0; i < 5; i++) {
        sender.add({
          type: "created",
          time: new Date().toISOString(),
          request: `r${i.toString()}`,
        });
      }
      await expect.poll(() => sender.counts).toEqual({ delivered: 0, lost: 5, waiting: 0 });
      await sender.close();
      expect(log.webhookFails.mock.calls).toEqual([[cause]]);
      expect(log.eventsLost.mock.calls).toEqual([[5]]);
    }
    expect(messages).toHaveLength(9);
  });

  /** Receivers that do all they can to hold the relay up, or to send it elsewhere. */
  const HOSTILE: Record<string, (socket: Socket, elsewhere: string) => void> = {
    "never answers": () => undefined,
    "resets the connection": (socket) => socket.resetAndDestroy(),
    "speaks no HTTP": (socket) => socket.write(randomBytes(100_000)),
    "sends a body without end": (socket) => {
      socket.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
      const more = (): void => {
        while (socket.writable && socket.write(`10000\r\n${"x".repeat(0x10000)}\r\n`));
      };
      socket.on("drain", more);
      more();
    },
    "sends headers without end": (socket) => {
      socket.write("HTTP/1.1 200 OK\r\n");
      const more = (): void => {
        while (socket.writable && socket.write(`X-A: ${"x".repeat(1000)}\r\n`));
      };
      socket.on("drain", more);
      more();
    },
    "redirects to another address": (socket, elsewhere) => {
      socket.write(`HTTP/1.1 307 Moved\r\nLocation: ${elsewhere}\r\nContent-Length: 0\r\n\r\n`);
    },
  };

  it("changes and delays no answer, whatever the receiver does", async () => {
    const elsewhere = await receiver();
    const seen = new Set<string>();
    let count = 0;
    // Each connection gets the next behaviour.
    const server = createTcpServer((socket) => {
      onTestFinished(() => void socket.destroy());
      socket.on("error", () => undefined);
      socket.once("data", () => {
        const [name, behave] = Object.entries(HOSTILE)[count++ % 6] ?? [];
        seen.add(name ?? "");
        behave?.(socket, elsewhere.url);
      });
    }).listen(0, "127.0.0.1");
    onTestFinished(() => void server.close());
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    const url = `http://127.0.0.1:${port.toString()}/`;
    const without = await answers(await started({ PCT_DATA_DIR: newFolder() }));
    const relay = await started(variables(newFolder(), url));
    const result = await answers(relay);
    expect(result.statuses).toEqual(without.statuses);
    expect(result.milliseconds).toBeLessThan(without.milliseconds * 3 + 500);
    const behaviours = Object.keys(HOSTILE).toSorted();
    await expect.poll(() => [...seen].toSorted(), { timeout: 10_000 }).toEqual(behaviours);
    const start = performance.now();
    await relay.end("SIGTERM");
    expect(performance.now() - start).toBeLessThan(5000);
    expect(relay.output()).toContain("events were given up");
    expect(elsewhere.messages).toEqual([]);
  }, 30_000);

  async function answers(relay: StartedRelay) {
    const calls = callsTo(relay.ask);
    const start = performance.now();
    const all = await Promise.all(
      Array.from({ length: 50 }, async () => {
        const request = newRequest();
        return [
          (await calls.create(request)).status,
          (await calls.deliver(request)).status,
          (await calls.acknowledge(request)).status,
          (await calls.cancel(request)).status,
        ];
      }),
    );
    return { statuses: all, milliseconds: performance.now() - start };
  }

  it("sends what waits when the server stops", async () => {
    const { url, types } = await receiver();
    const relay = await started(variables(newFolder(), url));
    await Promise.all(Array.from({ length: 20 }, () => requestIn("open", callsTo(relay.ask))));
    await relay.end("SIGTERM");
    expect(types()).toEqual(Array<string>(20).fill("request.created"));
  });
});

describe("the audit log", () => {
  it("may be renamed, truncated and deleted at any time, without a signal", async () => {
    const folder = newFolder();
    const file = join(folder, "audit.log");
    const relay = await started({ PCT_DATA_DIR: folder, PCT_AUDIT_LOG: file });
    const calls = callsTo(relay.ask);
    const next = async (): Promise<void> => {
      const before = linesIn(file).length;
      await requestIn("open", calls);
      await expect.poll(() => linesIn(file).length).toBe(before + 1);
    };
    await next();
    await next();
    renameSync(file, `${file}.1`);
    await next();
    expect(linesIn(`${file}.1`)).toHaveLength(2);
    writeFileSync(file, "");
    await next();
    rmSync(file);
    await next();
    const [line] = linesIn(file);
    expect(Object.keys(line ?? {})).toEqual(["time", "type", "request"]);
    expect(line).toMatchObject({ type: "created" });
  });

  it.skipIf(!existsSync("/dev/full"))("delays nothing while its disk is full", async () => {
    const env = { PCT_DATA_DIR: newFolder(), PCT_AUDIT_LOG: "/dev/full" };
    const relay = await started(env);
    await live(relay);
    const start = performance.now();
    await relay.end("SIGTERM");
    expect(performance.now() - start).toBeLessThan(3000);
  });

  it("is refused at the start if its file cannot be opened", async () => {
    for (const file of ["/", join(newFolder(), "none", "audit.log")]) {
      const env = { PCT_DATA_DIR: newFolder(), PCT_AUDIT_LOG: file };
      await expect(startRelay({ env }), file).rejects.toThrow("StartFailure");
    }
  });
});

it("the webhook is refused at the start without a valid secret", async () => {
  const folder = newFolder();
  const env = variables(folder, "http://127.0.0.1:9/");
  const file = env.PCT_WEBHOOK_SECRET_FILE ?? "";
  const settings = relaySettings((name) => (name === "PCT_AUDIT_LOG" ? undefined : env[name]));
  const log = relayLog("silent");
  const open = () => openEvents(settings, { log, metrics: noMetrics, eventKey: () => SECRET });
  await expect(open()).resolves.toHaveProperty("listener");
  for (const content of [
    "",
    "secret",
    `whsec_${randomBytes(23).toString("base64")}`,
    `whsec_${randomBytes(65).toString("base64")}`,
    `whsec_${SECRET.toString("base64")}\nwhsec_x`,
    `whsec_${SECRET.toString("base64")}!`,
  ]) {
    writeFileSync(file, content);
    await expect(open(), content).rejects.toThrow(StartFailure);
  }
  rmSync(file);
  await expect(open()).rejects.toThrow(StartFailure);
});

it("no ID, token, key, address or secret is in the log, the webhook, the audit log or the metrics", async () => {
  const { url, messages } = await receiver();
  const folder = newFolder();
  const metricsPort = (await freePort()).toString();
  const canary = randomBytes(12).toString("hex");
  const env = {
    ...variables(folder, `${url}?token=${canary}`),
    PCT_METRICS_PORT: metricsPort,
    PCT_TRUST_PROXY: "1",
  };
  const relay = await started(env);
  const requests = await live({
    ask: (path, init) =>
      relay.ask(path, {
        ...init,
        headers: [
          ...new Headers(init?.headers),
          ["x-forwarded-for", "203.0.113.77"],
          ["user-agent", canary],
        ],
      }),
  });
  await expect.poll(() => messages.length).toBe(7);
  const metrics = await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text();
  expect(metrics).toMatch(/^pct_relay_webhooks_delivered_total 7$/m);
  await relay.end("SIGTERM");
  const audit = readFileSync(join(folder, "audit.log"), "utf8");
  expect(audit.match(/\n/g)).toHaveLength(7);
  const everything = JSON.stringify([relay.output(), messages, audit, metrics]);
  const secrets = [canary, "203.0.113.77", SECRET.toString("base64")];
  for (const { id, token, body } of requests) {
    secrets.push(id, token, body.publicKey, body.nonce, body.claimTokenHash);
  }
  // The receiver is an address of the administrator, and sees its own token.
  for (const secret of secrets) expect(everything).not.toContain(secret);
});

it.skipIf(!hasRedis)("several processes on one Redis report each step once", async () => {
  const redis = await startRedis();
  onTestFinished(() => redis.end());
  const { url, messages, types } = await receiver();
  const folders = [newFolder(), newFolder()];
  const relays = await Promise.all(
    folders.map((folder) => started({ ...variables(folder, url), PCT_REDIS_URL: redis.url })),
  );
  const [one, two] = relays.map((relay) => callsTo(relay.ask));
  const requests = Array.from({ length: 10 }, () => newRequest());
  await Promise.all(
    requests.map(async (request) => {
      // Each call goes to both processes at once, as a proxy may repeat it.
      for (const call of ["create", "deliver", "acknowledge", "cancel"] as const) {
        await Promise.all([one?.[call](request), two?.[call](request)]);
      }
    }),
  );
  const expected = ["cancelled", "created", "delivered", "received"].flatMap((step) =>
    Array<string>(10).fill(`request.${step}`),
  );
  await expect.poll(types).toEqual(expected);
  const names = messages.map(({ body }) => JSON.parse(body) as { data: { request: string } });
  expect(new Set(names.map(({ data }) => data.request)).size).toBe(10);
  const audit = (): number =>
    folders.flatMap((folder) => linesIn(join(folder, "audit.log"))).length;
  await expect.poll(audit).toBe(40);
  for (const relay of relays) await relay.end("SIGTERM");
  expect(types()).toEqual(expected);
});
