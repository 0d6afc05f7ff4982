import { createRelayClient } from "@pct/delivery/relay-client";
import type { RelayClient } from "@pct/delivery/relay-client";
import { claimTokenHash, newClaimToken, newNonce, requestId } from "@pct/delivery/request-id";
import type { RequestKey } from "@pct/delivery/request-id";

/** A relay in memory behind the real client: it keeps one request, and fails when it is told to. */

const ORIGIN = "https://relay.example";
export const EXPIRES_AT = "2100-01-01T00:00:00.000Z";

/** A response in place of the relay's, a broken connection before or after the relay acted, or none. */
export type Fault = "lost-request" | "lost-response" | { readonly status: number } | null;

export class MemoryRelay {
  readonly #key: RequestKey;
  readonly #faults: Fault[] = [];
  /** The stored answer. */
  delivery: Uint8Array | null = null;
  state: "open" | "delivered" | "received" | "cancelled" | "expired" | "unknown" = "open";
  /** More of the answer to `GET /requests/ID`. */
  status: { receipt?: string; receivedAt?: string } = {};
  /** The hash of the withdraw token of the stored answer. */
  withdrawTokenHash: string | null = null;
  /** Method and body size of each call, in order. */
  readonly calls: string[] = [];
  readonly preferences: (string | null)[] = [];
  readonly id: string;

  private constructor(id: string, key: RequestKey) {
    this.id = id;
    this.#key = key;
  }

  static async open(): Promise<MemoryRelay> {
    const key = {
      keyType: "rsa",
      publicKey: new Uint8Array(550).fill(7),
      nonce: newNonce(),
      claimTokenHash: await claimTokenHash(newClaimToken()),
    } as const;
    return new MemoryRelay(await requestId(key), key);
  }

  /** Makes the next calls fail, one fault each. */
  failNext(...faults: Fault[]): void {
    this.#faults.push(...faults);
  }

  client(): RelayClient {
    const fetch = (url: string, init: RequestInit): Promise<Response> => this.#answer(url, init);
    return createRelayClient({ baseUrl: ORIGIN, attempts: 1, fetch });
  }

  async #answer(url: string, { method = "", body, headers }: RequestInit): Promise<Response> {
    this.calls.push(`${method} ${url.slice(ORIGIN.length + "/api/v1/requests/".length + 43)}`);
    const fault = this.#faults.shift();
    if (fault === "lost-request") throw new TypeError("fetch failed");
    if (typeof fault === "object" && fault !== null)
      return new Response(null, { status: fault.status });
    const response = await this.#handle(method, url, body, new Headers(headers));
    if (fault === "lost-response") throw new TypeError("fetch failed");
    return response;
  }

  async #handle(
    method: string,
    url: string,
    body: RequestInit["body"],
    headers: Headers,
  ): Promise<Response> {
    if (this.state === "unknown") return problem(404, "not-found");
    if (this.state === "cancelled" || this.state === "expired") return problem(410, this.state);
    if (method === "GET" && url.endsWith("/delivery")) {
      this.preferences.push(headers.get("prefer"));
      if (this.state === "received") return problem(410, "already-received");
      if (this.delivery === null) return new Response(null, { status: 204 });
      return new Response(copy(this.delivery), {
        headers: { "content-type": "application/octet-stream" },
      });
    }
    if (method === "PUT") {
      return this.#deliver(body as Uint8Array, headers.get("pct-withdraw-token-hash"));
    }
    if (method === "DELETE") return this.#withdraw(headers.get("authorization") ?? "");
    return json(200, {
      ...this.#key,
      publicKey: base64Url(this.#key.publicKey),
      nonce: base64Url(this.#key.nonce),
      state: this.state,
      expiresAt: EXPIRES_AT,
      maxBytes: 1_048_576,
      ...this.status,
    });
  }

  async #withdraw(authorization: string): Promise<Response> {
    const hash = await claimTokenHash(authorization.replace("Bearer ", ""));
    if (hash !== this.withdrawTokenHash) return problem(404, "not-found");
    if (this.state === "received") return problem(409, "not-withdrawable");
    this.delivery = null;
    this.state = "open";
    return new Response(null, { status: 204 });
  }

  async #deliver(bytes: Uint8Array, withdrawTokenHash: string | null): Promise<Response> {
    if (this.delivery === null) {
      this.delivery = bytes;
      this.withdrawTokenHash = withdrawTokenHash;
      this.state = "delivered";
      return json(201, {});
    }
    const digest = await crypto.subtle.digest("SHA-256", copy(this.delivery));
    return problem(409, "already-delivered", { digest: base64Url(new Uint8Array(digest)) });
  }
}

function json(status: number, value: object, type = "application/json"): Response {
  return new Response(JSON.stringify(value), { status, headers: { "content-type": type } });
}

function problem(status: number, code: string, more: object = {}): Response {
  const document = { type: "about:blank", title: code, status, code, ...more };
  return json(status, document, "application/problem+json");
}

function base64Url(bytes: Uint8Array): string {
  const base64 = btoa(String.fromCharCode(...bytes));
  return base64.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

function copy(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bytes);
}
