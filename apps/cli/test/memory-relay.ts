import { createHash } from "node:crypto";
import { createServer } from "node:http";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

import { claimTokenHash, createRequestSchema, isKeyType, requestId } from "@pct/delivery/wire";
import { PROBLEMS } from "@pct/delivery/wire";
import type { CreateRequest, ProblemCode, RequestStatus } from "@pct/delivery/wire";

/**
 * A small relay in memory that records every byte it receives. Tests can stop it, restart it, and
 * make it lie.
 */
export interface MemoryRelay {
  readonly url: string;
  /** Received text, with its place in the call. */
  readonly heard: { readonly place: "url" | "authorization" | "header" | "body"; text: string }[];
  readonly requests: Map<string, StoredRequest>;
  readonly cancelled: Set<string>;
  /** Alters the answers to `GET /requests/ID`, for unknown IDs too. */
  lie: ((status: RequestStatus) => RequestStatus) | null;
  /**
   * The fault of a call: the connection breaks before or after the work, a delivery comes byte by byte, or
   * the answer is only this status.
   */
  fault: ((method: string) => "break" | "lose answer" | "drip" | number | null) | null;
  /** Names an end of each new request that is over already. */
  shorten: boolean;
  /** Calls by method and path without the ID, such as `PUT delivery`. */
  readonly calls: string[];
  /** Largest accepted answer, in bytes. */
  maxBytes: number;
  readonly stop: () => Promise<void>;
  readonly start: () => Promise<void>;
}

interface StoredRequest extends CreateRequest {
  expiresAt: number;
  delivery: Buffer | null;
  /** Kept when the delivery is acknowledged. */
  digest: string | null;
  withdrawTokenHash: string | null;
  /** The receipt and the time of the acknowledgement. */
  received: Pick<RequestStatus, "receipt" | "receivedAt"> | null;
}

export async function memoryRelay(): Promise<MemoryRelay> {
  let server: Server | null = null;
  let port = 0;
  const waiting = new Set<() => void>();
  const relay: MemoryRelay = {
    get url() {
      return `http://127.0.0.1:${port.toString()}`;
    },
    heard: [],
    requests: new Map(),
    cancelled: new Set(),
    lie: null,
    fault: null,
    shorten: false,
    calls: [],
    maxBytes: 1_048_576,
    async start() {
      const started = createServer((request, response) => {
        answer(request, response).catch(() => response.destroy());
      });
      await new Promise<void>((resolve) => started.listen(port, "127.0.0.1", resolve));
      ({ port } = started.address() as AddressInfo);
      server = started;
    },
    async stop() {
      for (const wake of waiting) wake();
      server?.closeAllConnections();
      await new Promise((resolve) => server?.close(resolve));
      server = null;
    },
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = "", url = "" } = request;
    const body = await readAll(request);
    remember(relay, request, body);
    const [, path = ""] = /^\/api\/v1(\/.*)$/.exec(url) ?? [];
    const [, id = "", part = ""] = /^\/requests\/([\w-]{43})(\/delivery)?$/.exec(path) ?? [];
    relay.calls.push(id === "" ? `${method} ${path}` : `${method} ${part.slice(1) || "request"}`);
    const fault = relay.fault?.(method) ?? null;
    if (fault === "lose answer") response.end = () => response.destroy();
    if (fault === "break") {
      response.destroy();
    } else if (fault === "drip") {
      drip(response);
    } else if (typeof fault === "number") {
      response.writeHead(fault).end();
    } else if (method === "POST" && path === "/requests") {
      await create(body, response);
    } else {
      const [anyOther] = relay.lie === null ? [] : relay.requests.values();
      const stored = relay.requests.get(id) ?? anyOther;
      if (relay.cancelled.has(id)) problem(response, "cancelled");
      else if (stored === undefined) problem(response, "not-found");
      else if (stored.expiresAt <= Date.now()) problem(response, "expired");
      else if (method === "GET" && part === "") status(stored, response);
      else if (method === "PUT") deliver(stored, body, request, response);
      else await claimed(request, id, part, stored, response);
    }
  }

  async function create(body: Buffer, response: ServerResponse): Promise<void> {
    const { success, data } = createRequestSchema.safeParse(JSON.parse(body.toString()));
    if (!success) {
      problem(response, "body-malformed");
      return;
    }
    const { keyType, publicKey, nonce, claimTokenHash } = data;
    if (!isKeyType(keyType)) {
      problem(response, "key-type-unsupported");
      return;
    }
    const id = await requestId({
      keyType,
      publicKey: bytesOf(publicKey),
      nonce: bytesOf(nonce),
      claimTokenHash,
    });
    if (relay.cancelled.has(id)) {
      problem(response, "cancelled");
      return;
    }
    if (relay.requests.has(id)) {
      problem(response, "request-exists");
      return;
    }
    const expiresAt = Date.now() + data.expiresIn * 1000;
    const nothing = { delivery: null, digest: null, withdrawTokenHash: null, received: null };
    relay.requests.set(id, { ...data, expiresAt, ...nothing });
    const end = relay.shorten ? Date.now() - 3_600_000 : expiresAt;
    json(response, 201, { id, expiresAt: new Date(end).toISOString() });
  }

  function status(stored: StoredRequest, response: ServerResponse): void {
    const { keyType, publicKey, nonce, claimTokenHash, expiresAt, delivery, digest } = stored;
    const truth: RequestStatus = {
      keyType,
      publicKey,
      nonce,
      claimTokenHash,
      state: digest === null ? "open" : delivery === null ? "received" : "delivered",
      expiresAt: new Date(expiresAt).toISOString(),
      maxBytes: relay.maxBytes,
      ...stored.received,
    };
    json(response, 200, relay.lie?.(truth) ?? truth);
  }

  function deliver(
    stored: StoredRequest,
    body: Buffer,
    { headers }: IncomingMessage,
    response: ServerResponse,
  ): void {
    if (body.length > relay.maxBytes) {
      problem(response, "body-too-large", { maxBytes: relay.maxBytes });
    } else if (stored.digest !== null) {
      problem(response, "already-delivered", { digest: stored.digest });
    } else {
      stored.delivery = body;
      stored.digest = createHash("sha256").update(body).digest("base64url");
      stored.withdrawTokenHash = headers["pct-withdraw-token-hash"]?.toString() ?? null;
      for (const wake of waiting) wake();
      response.writeHead(201).end();
    }
  }

  async function claimed(
    request: IncomingMessage,
    id: string,
    part: string,
    stored: StoredRequest,
    response: ServerResponse,
  ): Promise<void> {
    const { method, headers } = request;
    const token = headers.authorization?.replace(/^Bearer /, "") ?? "";
    const hash = await claimTokenHash(token);
    if (method === "DELETE" && part !== "" && hash === stored.withdrawTokenHash) {
      if (stored.received !== null) problem(response, "not-withdrawable");
      else {
        Object.assign(stored, { delivery: null, digest: null });
        response.writeHead(204).end();
      }
    } else if (hash !== stored.claimTokenHash) {
      problem(response, "not-found");
    } else if (method === "DELETE" && part === "") {
      relay.requests.delete(id);
      relay.cancelled.add(id);
      response.writeHead(204).end();
    } else if (method === "DELETE" && stored.digest === null) {
      problem(response, "not-delivered");
    } else if (method === "DELETE" && !matches(headers["if-match"], stored.digest)) {
      problem(response, "delivery-changed");
    } else if (method === "DELETE") {
      stored.delivery = null;
      const receipt = headers["pct-receipt"]?.toString();
      stored.received ??= {
        receivedAt: new Date().toISOString(),
        ...(receipt === undefined ? {} : { receipt }),
      };
      response.writeHead(204).end();
    } else {
      const [, seconds = "0"] = /wait=(\d+)/.exec(String(headers.prefer)) ?? [];
      if (stored.digest === null) await arrival(Number(seconds) * 1000);
      if (stored.delivery !== null) {
        response.writeHead(200, { "content-type": "application/octet-stream" });
        response.end(stored.delivery);
      } else if (stored.digest !== null) problem(response, "already-received");
      else response.writeHead(204).end();
    }
  }

  /** Waits for a delivery or the timeout. */
  async function arrival(milliseconds: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const wake = (): void => {
        clearTimeout(timer);
        waiting.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, milliseconds);
      waiting.add(wake);
    });
  }

  await relay.start();
  return relay;
}

function matches(tag: string | undefined, digest: string | null): boolean {
  return tag === undefined || tag === `"${digest ?? ""}"`;
}

/** Answers with a delivery that never ends, a byte every 100 ms. */
function drip(response: ServerResponse): void {
  response.writeHead(200, { "content-type": "application/octet-stream" });
  const timer = setInterval(() => response.write("a"), 100);
  response.on("close", () => {
    clearInterval(timer);
  });
}

function remember({ heard }: MemoryRelay, request: IncomingMessage, body: Buffer): void {
  const { url = "", headers } = request;
  heard.push({ place: "url", text: url });
  for (const [name, value] of Object.entries(headers)) {
    const place = name === "authorization" ? name : "header";
    heard.push({ place, text: `${name}: ${String(value)}` });
  }
  heard.push({ place: "body", text: body.toString("latin1") });
}

async function readAll(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

function bytesOf(text: string): Uint8Array {
  return Buffer.from(text, "base64url");
}

function json(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value));
}

function problem(response: ServerResponse, code: ProblemCode, more: object = {}): void {
  const status = PROBLEMS[code];
  response.writeHead(status, { "content-type": "application/problem+json" });
  response.end(JSON.stringify({ code, status, ...more }));
}
