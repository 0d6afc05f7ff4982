import { isHybridPublicKey, isPlausibleSpki } from "@pct/core/public-key";
import {
  createRequestSchema,
  HEADERS,
  isClaimToken,
  isKeyType,
  isReceipt,
  isRequestId,
  isTokenHash,
  MEDIA_TYPES,
  RELAY_LIMITS,
} from "@pct/delivery/wire";
import type { CreateRequest, KeyType, RequestCreated, RequestStatus } from "@pct/delivery/wire";

import type { Answer } from "../../http/answer.js";
import { StoreFailure } from "../stores/store.js";
import type { Entry, Received, RelayStore } from "../stores/store.js";
import type { ReadBody } from "./body.js";
import type { Call, Handler } from "./call.js";
import { clientAddress } from "./client-address.js";
import { digestOf, requestIdOf } from "./digests.js";
import type { LongPolls } from "./long-polls.js";
import { Refusal } from "./problem.js";
import type { LimitedAction, RateLimit } from "./rate-limit.js";

/** The calls of the relay's interface, one function each. */

export interface HandlerParts {
  readonly store: RelayStore;
  readonly longPolls: LongPolls;
  readonly readBody: ReadBody;
  readonly rateLimit: RateLimit;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** Bytes of a delivery. */
  readonly maxBytes: number;
  /** Seconds after which a request is over, if its creator asks for more. */
  readonly maxExpirySeconds: number;
  /** Whether senders must confirm the six words. */
  readonly requireWords: boolean;
  /** Proxies in front of this server whose `X-Forwarded-For` is trusted. */
  readonly trustedProxies: number;
  /** The name by which a client is counted, from its address. */
  readonly tagOf: (address: string) => string;
}

export type RelayHandlers = Readonly<
  Record<"create" | "status" | "deliver" | "collect" | "release" | "cancel" | "health", Handler>
>;

/** The first bytes of an age file, binary and armored. */
const AGE_MAGIC = ["age-encryption.org/v1\n", "-----BEGIN AGE ENCRYPTED FILE-----"].map((text) =>
  Buffer.from(text),
);

/** Whether a key may be encrypted to, as far as a server checks it. */
const IS_USABLE: Readonly<Record<KeyType, (key: Uint8Array) => boolean>> = {
  rsa: isPlausibleSpki,
  mlkem768x25519: isHybridPublicKey,
};

/** Bytes up to which reading a body takes less time than asking the store whether it is expected. */
const SMALL_BODY = 64 * 1024;

const NO_CONTENT: Answer = { status: 204 };

const utf8 = new TextDecoder("utf-8", { fatal: true });

export function relayHandlers(parts: HandlerParts): RelayHandlers {
  const { store, longPolls, readBody, clock, maxBytes, maxExpirySeconds, requireWords } = parts;

  /** The names of clients by connection: an HMAC for each call would take microseconds. */
  const directClients = new WeakMap<object, string>();

  function clientOf(call: Call): string {
    const { socket } = call.incoming;
    const known = directClients.get(socket);
    if (known !== undefined) return known;
    const forwarded = call.header("x-forwarded-for") ?? "";
    const address = clientAddress(socket.remoteAddress ?? "", forwarded, parts.trustedProxies);
    const client = parts.tagOf(address);
    // A proxy sends requests of many clients over one connection.
    if (parts.trustedProxies === 0) directClients.set(socket, client);
    return client;
  }

  /** Counts an action; returns the client. */
  async function checkRate(call: Call, action: LimitedAction): Promise<string> {
    const client = clientOf(call);
    const retryAfter = await parts.rateLimit(action, client);
    if (retryAfter !== null) throw new Refusal("rate-limited", { retryAfter });
    return client;
  }

  async function find(id: string): Promise<Entry> {
    const entry = await store.find(id);
    if (entry === null) throw new Refusal("not-found");
    return entry;
  }

  async function expectOpen(id: string): Promise<void> {
    const { digest } = await find(id);
    if (digest !== null) throw new Refusal("already-delivered", { digest });
  }

  return {
    async create(call) {
      expectType(call, MEDIA_TYPES.json);
      const client = await checkRate(call, "create");
      const body = createRequestIn(await readBody(call, RELAY_LIMITS.json, client));
      const { keyType, publicKey, nonce, claimTokenHash, expiresIn } = body;
      if (!isKeyType(keyType)) throw new Refusal("key-type-unsupported");
      const key = bytesOf(publicKey);
      if (!IS_USABLE[keyType](key)) throw new Refusal("key-unsafe");
      const id = requestIdOf(bytesOf(nonce), bytesOf(claimTokenHash), keyType, key);
      const expiresAt = clock() + Math.min(expiresIn, maxExpirySeconds) * 1000;
      const entry = { id, keyType, publicKey, nonce, claimTokenHash, expiresAt };
      const isNew = await store.create(entry, client).catch(async (error: unknown) => {
        // A retry of a request that was stored gets 409, even if there is no room for another one.
        if ((await store.find(id)) !== null) return false;
        throw error;
      });
      if (!isNew) throw new Refusal("request-exists");
      const created: RequestCreated = { id, expiresAt: new Date(expiresAt).toISOString() };
      return json(201, created);
    },

    async status(call) {
      const found = await find(idOf(call));
      const { keyType, publicKey, nonce, claimTokenHash, state, expiresAt, received } = found;
      const status: RequestStatus = {
        keyType,
        publicKey,
        nonce,
        claimTokenHash,
        state,
        expiresAt: new Date(expiresAt).toISOString(),
        maxBytes,
        ...(requireWords ? { requireWords } : {}),
        ...(received === null ? {} : statusOfReceived(received)),
      };
      return json(200, status);
    },

    async deliver(call) {
      expectType(call, MEDIA_TYPES.delivery);
      const client = await checkRate(call, "deliver");
      const id = idOf(call);
      const withdrawTokenHash = headerOf(call, HEADERS.withdrawTokenHash, isTokenHash);
      // Refuses a large body before it is sent, if it comes too late.
      if (!isSmall(call)) await expectOpen(id);
      const delivery = await readBody(call, maxBytes, client);
      if (!isAgeFile(delivery)) {
        await expectOpen(id);
        throw new Refusal("type-unsupported");
      }
      const deposit = await store
        .deliver(id, { bytes: delivery, digest: digestOf(delivery), withdrawTokenHash }, client)
        .catch(async (error: unknown) => {
          // A retry of a delivery that was stored gets 409 with its digest, even if the store is full.
          await expectOpen(id);
          throw error;
        });
      if (deposit === null) throw new Refusal("not-found");
      const { isFirst, digest } = deposit;
      if (digest === null) throw new Refusal("delivery-withdrawn");
      if (!isFirst) throw new Refusal("already-delivered", { digest });
      return { status: 201 };
    },

    async collect(call) {
      const [id, hash] = claimOf(call);
      const seconds = waitOf(call);
      const deadline = performance.now() + seconds * 1000;
      // Opened before the store is asked, so that no delivery in between goes unnoticed.
      const poll = seconds > 0 ? longPolls.open(id, clientOf(call)) : null;
      try {
        for (;;) {
          const claim = await store.collect(id, hash);
          if (claim === null) throw new Refusal("not-found");
          const { state, expiresAt, delivery } = claim;
          if (state === "received") throw new Refusal("already-received");
          if (delivery !== null) return file(delivery);
          const leftMs = Math.min(deadline - performance.now(), expiresAt - clock());
          if (poll === null || leftMs <= 0 || longPolls.isClosed || call.signal.aborted) {
            return NO_CONTENT;
          }
          await poll.change(leftMs, call.signal);
        }
      } finally {
        poll?.close();
      }
    },

    async release(call) {
      const [id, hash] = claimOf(call);
      const receipt = headerOf(call, HEADERS.receipt, isReceipt);
      const tag = headerOf(call, "if-match", isDigestTag);
      const digest = tag === null || tag === "*" ? null : tag.slice(1, -1);
      switch (await store.acknowledge(id, hash, { digest, receipt })) {
        case "received":
          return NO_CONTENT;
        case "open":
          throw new Refusal("not-delivered");
        case "changed":
          throw new Refusal("delivery-changed");
        case null:
          break;
      }
      // It is not the recipient's token, but may be the sender's.
      const state = await store.withdraw(id, hash);
      if (state === null) throw new Refusal("not-found");
      if (state === "received") throw new Refusal("not-withdrawable");
      return NO_CONTENT;
    },

    async cancel(call) {
      if (!(await store.cancel(...claimOf(call)))) throw new Refusal("not-found");
      return NO_CONTENT;
    },

    async health() {
      try {
        await store.check();
        return json(200, { status: "ok", store: store.name });
      } catch (error) {
        if (!(error instanceof StoreFailure)) throw error;
        return json(503, { status: "failing", store: store.name });
      }
    },
  };
}

function idOf({ id }: Call): string {
  if (!isRequestId(id)) throw new Refusal("not-found");
  return id;
}

/** The ID and the hash of the Bearer token. Every fault gives the same refusal, which tells nothing about the ID. */
function claimOf(call: Call): [id: string, claimTokenHash: string] {
  const [, token = ""] = /^Bearer ([\w-]{43})$/i.exec(call.header("authorization") ?? "") ?? [];
  if (!isClaimToken(token)) throw new Refusal("not-found");
  return [idOf(call), digestOf(token)];
}

/** A header, or null if it is missing; of another format, the call is refused. */
function headerOf(call: Call, name: string, isValid: (text: string) => boolean): string | null {
  const value = call.header(name);
  if (value === undefined) return null;
  if (!isValid(value)) throw new Refusal("header-malformed");
  return value;
}

/** A strong entity tag (RFC 9110 §8.8.3) with the digest of a delivery, or `*`. */
function isDigestTag(text: string): boolean {
  return text === "*" || /^"[\w-]{43}"$/.test(text);
}

function statusOfReceived({ at, receipt }: Received): Partial<RequestStatus> {
  return {
    ...(at === null ? {} : { receivedAt: new Date(at).toISOString() }),
    ...(receipt === null ? {} : { receipt }),
  };
}

function isSmall(call: Call): boolean {
  return Number(call.header("content-length") ?? Infinity) <= SMALL_BODY;
}

/** Compares the media type without its parameters. */
function expectType(call: Call, expected: string): void {
  const [type = ""] = (call.header("content-type") ?? "").split(";");
  if (type.trim().toLowerCase() !== expected) throw new Refusal("type-unsupported");
}

function createRequestIn(body: Buffer): CreateRequest {
  let value: unknown;
  try {
    value = JSON.parse(utf8.decode(body));
  } catch {
    throw new Refusal("body-malformed");
  }
  const result = createRequestSchema.safeParse(value);
  if (!result.success) throw new Refusal("body-malformed");
  return result.data;
}

function bytesOf(text: string): Buffer {
  return Buffer.from(text, "base64url");
}

function isAgeFile(bytes: Buffer): boolean {
  return AGE_MAGIC.some((magic) => bytes.subarray(0, magic.length).equals(magic));
}

/** Seconds of `Prefer: wait` (RFC 7240 §4.3); 0 if it is missing. */
function waitOf(call: Call): number {
  const [, seconds = "0"] =
    /(?:^|,)\s*wait\s*=\s*"?(\d{1,9})"?\s*(?:[,;]|$)/i.exec(call.header("prefer") ?? "") ?? [];
  return Math.min(Number(seconds), RELAY_LIMITS.wait.maximum);
}

function json(status: number, value: object): Answer {
  return { status, headers: { "Content-Type": MEDIA_TYPES.json }, body: JSON.stringify(value) };
}

function file(delivery: Uint8Array): Answer {
  const body = Buffer.from(delivery.buffer, delivery.byteOffset, delivery.byteLength);
  return { status: 200, headers: { "Content-Type": MEDIA_TYPES.delivery }, body };
}
