import { createServer } from "node:http";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

import type { TestProject } from "vitest/node";

import type { RecordedCall, Step } from "./script.js";

/**
 * A real server on loopback that does what a test tells it to, well or badly. It runs outside the
 * tests, so that the same ones meet it in Node and in a browser.
 *
 * `PUT /script/KEY` sets the steps for the calls that belong to KEY, which is an ID, or the nonce of
 * a request that is to be made; `GET /script/KEY` tells which calls came.
 */

declare module "vitest" {
  export interface ProvidedContext {
    scriptedRelay: string;
    /** Another origin: the target of redirects. */
    elsewhere: string;
    /** An address where no server listens. */
    nowhere: string;
  }
}

export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const relay = await listen(createServer(scripted()));
  const elsewhere = await listen(createServer(scripted()));
  const nowhere = await listen(createServer());
  await close(nowhere);
  provide("scriptedRelay", relay.url);
  provide("elsewhere", elsewhere.url);
  provide("nowhere", nowhere.url);
  return async () => {
    await Promise.all([relay, elsewhere].map(close));
  };
}

interface Listening {
  readonly server: Server;
  readonly url: string;
}

async function listen(server: Server): Promise<Listening> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { server, url: `http://127.0.0.1:${port.toString()}` };
}

async function close({ server }: Listening): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}

function scripted(): (request: IncomingMessage, response: ServerResponse) => void {
  const scripts = new Map<string, Step[]>();
  const calls = new Map<string, RecordedCall[]>();

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    for (const [name, value] of CORS) response.setHeader(name, value);
    // Browsers repeat a call by themselves when a reused connection breaks.
    response.setHeader("connection", "close");
    const { method = "", url = "", headers } = request;
    if (method === "OPTIONS") {
      response.writeHead(204).end();
      return;
    }
    const body = await readAll(request);
    const [, key] = /^\/script\/([\w-]+)$/.exec(url) ?? [];
    if (key !== undefined) {
      if (method === "PUT") scripts.set(key, JSON.parse(body.toString()) as Step[]);
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify(calls.get(key) ?? []));
      return;
    }
    const subject = subjectOf(url, body);
    const earlier = calls.get(subject) ?? [];
    calls.set(subject, [
      ...earlier,
      { method, url, headers: headers as Record<string, string>, body: body.toString("base64") },
    ]);
    const steps = scripts.get(subject) ?? [];
    perform(steps[Math.min(earlier.length, steps.length - 1)] ?? { status: 599 }, response);
  }

  return (request, response) => {
    answer(request, response).catch(() => response.destroy());
  };
}

const CORS = [
  ["access-control-allow-origin", "*"],
  ["access-control-allow-methods", "GET, POST, PUT, DELETE"],
  [
    "access-control-allow-headers",
    "authorization, content-type, if-match, pct-receipt, pct-withdraw-token-hash, prefer",
  ],
  ["access-control-expose-headers", "retry-after"],
] as const;

async function readAll(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

/** The subject of a call: the ID in its path, or the nonce of a new request. */
function subjectOf(url: string, body: Buffer): string {
  const [, id] = /^\/api\/v1\/requests\/([\w-]+)/.exec(url) ?? [];
  if (id !== undefined) return id;
  return url === "/api/v1/requests"
    ? String((JSON.parse(body.toString()) as { nonce?: string }).nonce)
    : "";
}

function perform(step: Step, response: ServerResponse): void {
  const { status, headers = {}, body = "", fault, delay = 0 } = step;
  if (fault === "reset") {
    response.destroy();
    return;
  }
  if (fault === "silence") return;
  setTimeout(() => {
    const bytes = Buffer.from(body, "base64");
    response.writeHead(status, {
      ...(fault === "flood" || bytes.length === 0 ? {} : { "content-length": bytes.length }),
      ...headers,
    });
    if (fault === undefined) response.end(bytes);
    else if (fault === "flood") flood(response);
    else if (fault === "drip") drip(response, bytes);
    else {
      response.write(bytes.subarray(0, bytes.length / 2));
      if (fault === "cut") setTimeout(() => response.destroy(), 20);
    }
  }, delay);
}

/** Writes a byte every 50 ms as long as the client reads. */
function drip(response: ServerResponse, bytes: Buffer): void {
  let sent = 0;
  const timer = setInterval(() => response.write(bytes.subarray(sent, ++sent)), 50);
  response.on("close", () => {
    clearInterval(timer);
  });
}

/** Writes bytes as long as the client reads. */
function flood(response: ServerResponse): void {
  const part = Buffer.alloc(1 << 20);
  const more = (): void => {
    while (!response.destroyed && response.write(part));
  };
  response.on("drain", more);
  more();
}
