import type { ChildProcessWithoutNullStreams } from "node:child_process";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";

import { serverSentences } from "@pct/messages/server";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";

import { ageFile, bearer, callsTo, newRequest, requestIn } from "./relay/fixture.js";
import type { Calls, TestRequest } from "./relay/fixture.js";
import { freePort, hasRedis, startRedis } from "./relay/stores/redis-server.js";
import { send, writePortal } from "./fixture.js";
import {
  copyProgram,
  emptyFolder,
  ending,
  installProgram,
  ready,
  startProgram,
} from "./program.js";

/** The relay in the built program, beside the pages. */

const { en } = serverSentences;

let home: string;
beforeAll(() => {
  home = installProgram();
});
afterAll(() => {
  rmSync(home, { recursive: true, force: true });
});

interface Started {
  readonly child: ChildProcessWithoutNullStreams;
  readonly port: number;
  readonly data: string;
  readonly calls: Calls;
}

async function started(env: Readonly<Record<string, string>> = {}): Promise<Started> {
  const data = emptyFolder();
  const settings = { PORT: "0", PCT_DATA_DIR: data, PCT_RATE_LIMIT: "off", ...env };
  const child = startProgram(home, settings);
  const [, port] = await ready(child);
  return { child, port, data, calls: callsOn(port) };
}

function callsOn(port: number): Calls {
  return callsTo((path, init) => fetch(`http://127.0.0.1:${port.toString()}/api/v1${path}`, init));
}

/** Names and digests of the files in a folder. */
function contentOf(folder: string): string[] {
  return readdirSync(folder)
    .sort()
    .map((name) => {
      const bytes = readFileSync(join(folder, name));
      return `${name} ${createHash("sha256").update(bytes).digest("hex")}`;
    });
}

const PREVIEWERS = [
  "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)",
  "Mozilla/5.0 (Windows NT 6.1; WOW64) SkypeUriPreview Preview/0.5",
  "WhatsApp/2.23.20.0",
  "facebookexternalhit/1.1",
  "Mozilla/5.0 (compatible; Discordbot/2.0; +https://discordapp.com)",
  "BingPreview/1.0b",
];

it("link previews change no byte on the disk, even a thousand", { timeout: 180_000 }, async () => {
  const { port, data, calls } = await started();
  const requests = await Promise.all(
    (["open", "delivered", "received"] as const).map((state) => requestIn(state, calls)),
  );
  // The log is truncated a tenth of a second after the acknowledgement.
  await expect.poll(() => statSync(join(data, "relay.db-wal")).size).toBe(0);
  const before = contentOf(data);
  expect(before.length).toBeGreaterThan(1);
  const paths = requests.flatMap(({ id }) => [
    ...[`/s/${id}`, `/es/s/${id}`, `/en/s/${id}`, `/s/${id}?delete=1`],
    ...["/api/v1/requests", `/api/v1/requests/${id}`, `/api/v1/requests/${id}/delivery`],
  ]);
  const look = async (i: number): Promise<void> => {
    const path = paths[i % paths.length] ?? "";
    const headers = {
      "User-Agent": PREVIEWERS[i % PREVIEWERS.length] ?? "",
      ...(i % 2 === 0 ? {} : bearer(requests[i % requests.length]?.token ?? "")),
    };
    for (const method of ["GET", "HEAD", "OPTIONS"]) {
      const response = await fetch(`http://127.0.0.1:${port.toString()}${path}`, {
        method,
        headers,
      });
      await response.arrayBuffer();
      expect(response.status).toBeLessThan(500);
    }
  };
  for (let i = 0; i < 1000; i += 20) {
    await Promise.all(Array.from({ length: 20 }, (_, j) => look(i + j)));
  }
  expect(contentOf(data)).toEqual(before);
  const [open, delivered] = requests;
  if (open === undefined || delivered === undefined) throw new Error("not made");
  expect((await calls.deliver(open)).status).toBe(201);
  expect((await calls.collect(delivered)).status).toBe(200);
});

it("answers unknown and foreign requests with the same bytes, and cancelled ones whatever the token", async () => {
  const { port, calls } = await started();
  const delivered = await requestIn("delivered", calls);
  const cancelled = await requestIn("delivered", calls);
  await calls.cancel(cancelled);
  const unknown = newRequest();

  async function bytesOf(method: string, path: string, request: TestRequest): Promise<string> {
    const answer = await send(
      port,
      `${method} /api/v1/requests/${request.id}${path} HTTP/1.1\r\nHost: x\r\n` +
        `Authorization: Bearer ${request.token}\r\nConnection: close\r\n\r\n`,
    );
    const { date, ...headers } = answer.headers;
    expect(date).toBeDefined();
    return JSON.stringify([answer.status, headers, answer.body.toString()]);
  }
  for (const [method, path] of [
    ["GET", "/delivery"],
    ["DELETE", "/delivery"],
    ["DELETE", ""],
  ] as const) {
    const answers = await Promise.all(
      [unknown, { ...delivered, token: unknown.token }].map((request) =>
        bytesOf(method, path, request),
      ),
    );
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).toMatch(/^\[404,/);
    const own = await bytesOf(method, path, cancelled);
    expect(await bytesOf(method, path, { ...cancelled, token: unknown.token })).toBe(own);
    expect(own).toMatch(/^\[410,/);
  }
  expect((await calls.collect(delivered)).status).toBe(200);
});

describe("shutdown", () => {
  it("ends long polls, and leaves everything in one file", async () => {
    const metrics = await freePort();
    const { child, calls, data } = await started({ PCT_METRICS_PORT: metrics.toString() });
    const end = ending(child);
    const waitingNow = async (): Promise<string | undefined> => {
      const text = await (await fetch(`http://127.0.0.1:${metrics.toString()}/metrics`)).text();
      return /^pct_relay_waiting (\d+)$/m.exec(text)?.[1];
    };
    const file = ageFile();
    await requestIn("delivered", calls, file);
    const waiting = calls.collect(await requestIn("open", calls), 20);
    await expect.poll(waitingNow, { timeout: 5000 }).toBe("1");
    const start = performance.now();
    child.kill("SIGTERM");
    expect((await waiting).status).toBe(204);
    expect(await end).toMatchObject({ code: 0, signal: null, stderr: "" });
    expect(performance.now() - start).toBeLessThan(2000);
    expect(readFileSync(join(data, "relay.db")).includes(file)).toBe(true);
    expect(readdirSync(data).filter((name) => name.endsWith("-wal"))).toEqual([]);
  });
});

it("serves metrics on their own port, which must be free", async () => {
  const metrics = await freePort();
  const env = { PCT_METRICS_PORT: metrics.toString() };
  const { port, calls } = await started(env);
  await requestIn("delivered", calls);
  const text = await (await fetch(`http://127.0.0.1:${metrics.toString()}/metrics`)).text();
  expect(text).toMatch(/^pct_relay_\w+\{.*route="\/requests".*\} 1$/m);
  expect((await fetch(`http://127.0.0.1:${port.toString()}/metrics`)).status).toBe(404);
  const other = startProgram(home, { PORT: "0", ...env });
  const { code, stderr } = await ending(other);
  const { what, hint } = en.metricsPortTaken({ port: metrics.toString() });
  expect([code, stderr]).toEqual([1, `pct: error: ${what}\npct: hint: ${hint}\n`]);
});

describe("the store", () => {
  it("is in the folder data under the working directory by default", async () => {
    const folder = emptyFolder();
    const [, port] = await ready(startProgram(home, { PORT: "0" }, folder));
    await requestIn("open", callsOn(port));
    expect(readdirSync(folder)).toEqual(["data"]);
    expect(readdirSync(join(folder, "data"))).toContain("relay.db");
  });

  it("accepts one server at a time", async () => {
    const { data } = await started();
    const { code, stderr } = await ending(startProgram(home, { PORT: "0", PCT_DATA_DIR: data }));
    const { what, hint } = en.dataInUse({ folder: data });
    expect(stderr).toBe(`pct: error: ${what}\npct: hint: ${hint}\n`);
    expect(code).toBe(1);
  });

  it.skipIf(!hasRedis)("can be Redis, with no package installed beside the server", async () => {
    const redis = await startRedis();
    onTestFinished(() => redis.end());
    const alone = emptyFolder();
    copyProgram(alone);
    writePortal(join(alone, "out"));
    const env = { PORT: "0", PCT_REDIS_URL: redis.url, PCT_LOG_LEVEL: "silent" };
    const child = startProgram(alone, env);
    const end = ending(child);
    const [, port] = await ready(child);
    const calls = callsOn(port);
    const request = await requestIn("delivered", calls);
    expect((await calls.collect(request)).status).toBe(200);
    child.kill("SIGTERM");
    expect(await end).toMatchObject({ code: 0, signal: null, stderr: "" });
  });

  it("that cannot be opened ends the server with two lines", async () => {
    const { code, stdout, stderr } = await ending(
      startProgram(home, { PORT: "0", PCT_REDIS_URL: "redis://127.0.0.1:1" }),
    );
    const { what, hint } = en.redisUnreachable({ reason: "ECONNREFUSED" });
    expect([code, stdout, stderr]).toEqual([1, "", `pct: error: ${what}\npct: hint: ${hint}\n`]);
  });
});
