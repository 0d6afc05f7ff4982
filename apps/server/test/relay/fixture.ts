import { createHash, randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer, request as httpRequest } from "node:http";
import type { IncomingMessage, RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { ReadableStream } from "node:stream/web";

import type { KeyType } from "@pct/delivery/wire";
import { onTestFinished } from "vitest";

import { relayLog } from "#/relay/log.js";
import { noMetrics } from "#/relay/metrics.js";
import { unlimited } from "#/relay/api/rate-limit.js";
import { createRelay } from "#/relay/relay.js";
import type { Relay, RelayLimits, RelayOptions } from "#/relay/relay.js";
import { memoryStore } from "./stores/memory.js";
import { hybridKey, spki } from "./keys.js";

/** A relay on a local server, and the calls of its interface. */

export const LIMITS: RelayLimits = {
  maxBytes: 1_048_576,
  body: { timeoutMs: 2000, maxTotalBytes: 16 * 2 ** 20, places: 100, placesPerClient: null },
  maxLongPolls: 100,
  maxLongPollsOfClient: 100,
  maxExpirySeconds: 2_592_000,
};

export type Ask = (path: string, init?: RequestInit) => Promise<Response>;

export interface TestRelay {
  readonly relay: Relay;
  /** Sends a request to a path under `/api/v1`. */
  readonly ask: Ask;
  /** The lines of its log. */
  readonly lines: Record<string, unknown>[];
}

/** A relay that is closed when the test ends. */
export function newRelay(options: Partial<RelayOptions> = {}): TestRelay {
  const lines: Record<string, unknown>[] = [];
  const write = (line: string): void => {
    lines.push(JSON.parse(line) as Record<string, unknown>);
  };
  const relay = createRelay({
    store: memoryStore({ capacity: { entries: 1000, bytes: 10_000_000 } }),
    limits: LIMITS,
    rateLimit: unlimited,
    log: relayLog("info", { write }),
    metrics: noMetrics,
    ...options,
  });
  onTestFinished(() => relay.close());
  const port = serve(relay.before((_, outgoing) => outgoing.writeHead(404).end()));
  const ask: Ask = async (path, init = {}) => responseOf(await port, path, init);
  return { relay, ask, lines };
}

async function serve(listener: RequestListener): Promise<number> {
  const server = createServer(listener).listen(0, "127.0.0.1");
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
}

/** Like `fetch`, which would refuse a `Content-Length` that differs from the body's. */
function responseOf(port: number, path: string, init: RequestInit): Promise<Response> {
  const { method = "GET", body } = init;
  const headers = Object.fromEntries(new Headers(init.headers));
  const signal = init.signal ?? undefined;
  return new Promise((resolve, reject) => {
    const address = { port, host: "127.0.0.1", path: `/api/v1${path}`, agent: false };
    const request = httpRequest({ ...address, method, headers, ...(signal && { signal }) });
    request.once("response", (incoming: IncomingMessage) => {
      const { statusCode: status = 0, headers } = incoming;
      const isEmpty = method === "HEAD" || status === 204;
      if (isEmpty) incoming.resume();
      const content = isEmpty ? null : Readable.toWeb(incoming);
      resolve(new Response(content, { status, headers: headers as Record<string, string> }));
    });
    // After the answer, an unread body ends in an error, which is then ignored.
    request.on("error", reject);
    if (body instanceof ReadableStream) Readable.fromWeb(body).on("error", reject).pipe(request);
    else request.end(body);
  });
}

/** A request as a recipient creates it. */
export interface TestRequest {
  readonly id: string;
  readonly token: string;
  readonly body: {
    readonly keyType?: KeyType;
    readonly publicKey: string;
    readonly nonce: string;
    readonly claimTokenHash: string;
    readonly expiresIn: number;
  };
}

/** Without a key type, one that an older client creates. */
export function newRequest(
  changes: { keyType?: KeyType; publicKey?: Buffer; expiresIn?: number } = {},
): TestRequest {
  const { keyType, expiresIn = 3600 } = changes;
  const isHybrid = keyType === "mlkem768x25519";
  const publicKey = changes.publicKey ?? (isHybrid ? hybridKey() : spki());
  const nonce = randomBytes(16);
  const token = newToken();
  const claimTokenHash = sha256(token);
  const hash = Buffer.from(claimTokenHash, "base64url");
  const id = sha256("pct-request-v2\n", nonce, hash, Buffer.of(isHybrid ? 2 : 1), publicKey);
  const body = {
    ...(keyType === undefined ? {} : { keyType }),
    publicKey: publicKey.toString("base64url"),
    nonce: nonce.toString("base64url"),
    claimTokenHash,
    expiresIn,
  };
  return { id, token, body };
}

export function sha256(...parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest("base64url");
}

/** A token of a sender or a recipient. */
export function newToken(): string {
  return randomBytes(32).toString("base64url");
}

/** Bytes with the first line of an age file. */
export function ageFile(content: string | Uint8Array = randomBytes(500)): Buffer {
  return Buffer.concat([Buffer.from("age-encryption.org/v1\n"), Buffer.from(content)]);
}

export const JSON_TYPE = { "content-type": "application/json" };
export const BYTES_TYPE = { "content-type": "application/octet-stream" };

export function bearer(token: string): Record<string, string> {
  return { authorization: `Bearer ${token}` };
}

/** The calls of the interface, well-formed. */
export function callsTo(ask: Ask) {
  return {
    create: (request: TestRequest) =>
      ask("/requests", { method: "POST", headers: JSON_TYPE, body: JSON.stringify(request.body) }),
    status: ({ id }: TestRequest) => ask(`/requests/${id}`),
    /** With a withdraw token, the delivery can be taken back. */
    deliver: ({ id }: TestRequest, body: Uint8Array = ageFile(), withdrawToken?: string) =>
      ask(`/requests/${id}/delivery`, {
        method: "PUT",
        headers: {
          ...BYTES_TYPE,
          "content-length": body.length.toString(),
          ...(withdrawToken === undefined
            ? {}
            : { "pct-withdraw-token-hash": sha256(withdrawToken) }),
        },
        body,
      }),
    collect: ({ id, token }: TestRequest, wait = 0, init: RequestInit = {}) =>
      ask(`/requests/${id}/delivery`, {
        headers: { ...bearer(token), ...(wait > 0 ? { prefer: `wait=${wait.toString()}` } : {}) },
        ...init,
      }),
    acknowledge: ({ id, token }: TestRequest, headers: Readonly<Record<string, string>> = {}) =>
      ask(`/requests/${id}/delivery`, {
        method: "DELETE",
        headers: { ...bearer(token), ...headers },
      }),
    withdraw: ({ id }: TestRequest, withdrawToken: string) =>
      ask(`/requests/${id}/delivery`, { method: "DELETE", headers: bearer(withdrawToken) }),
    cancel: ({ id, token }: TestRequest) =>
      ask(`/requests/${id}`, { method: "DELETE", headers: bearer(token) }),
  };
}

export type Calls = ReturnType<typeof callsTo>;

/** Brings a new request into a state. */
export async function requestIn(
  state: "open" | "delivered" | "received",
  calls: Calls,
  delivery: Uint8Array = ageFile(),
): Promise<TestRequest> {
  const request = newRequest();
  await calls.create(request);
  if (state !== "open") await calls.deliver(request, delivery);
  if (state === "received") await calls.acknowledge(request);
  return request;
}

/** The problem document of an answer; fails if it is none. */
export async function problemOf(response: Response): Promise<Record<string, unknown>> {
  const type = response.headers.get("content-type");
  if (type !== "application/problem+json") throw new Error(`not a problem: ${String(type)}`);
  return (await response.json()) as Record<string, unknown>;
}
