import {
  createRequestSchema,
  isClaimToken,
  isRequestId,
  MEDIA_TYPES,
  RELAY_LIMITS,
} from "@pct/delivery/wire";
import type { CreateRequest, RequestCreated, RequestStatus } from "@pct/delivery/wire";

import type { Answer, Handler, RelayContext } from "./answer.js";
import type { ReadBody } from "./body.js";
import { clientAddress } from "./client-address.js";
import { digestOf, isSameDigest, requestIdOf } from "./digests.js";
import { header } from "./header.js";
import { Refusal } from "./problem.js";
import { isSafePublicKey } from "./public-key.js";
import type { LimitedAction, RateLimit } from "./rate-limit.js";
import { StoreFailure } from "./stores/store.js";
import type { Entry, RelayStore } from "./stores/store.js";
import type { WaitingRoom } from "./waiting-room.js";

/** What the relay does, one function for each call of its interface. */

export interface HandlerParts {
  readonly store: RelayStore;
  readonly room: WaitingRoom;
  readonly readBody: ReadBody;
  readonly rateLimit: RateLimit;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** Bytes of a delivery. */
  readonly maxBytes: number;
  /** Proxies of ours before this server. */
  readonly hops: number;
}

export type RelayHandlers = Readonly<
  Record<"create" | "status" | "deliver" | "collect" | "acknowledge" | "cancel" | "health", Handler>
>;

/** What an age file begins with, in binary and in armor. */
const AGE_BEGINNINGS = ["age-encryption.org/v1\n", "-----BEGIN AGE ENCRYPTED FILE-----"];

/** Compared where there is nothing to compare with, so that this takes as long. */
const NO_HASH = "A".repeat(43);

/** Bytes. */
const SMALL = 64 * 1024;

const NOTHING: Answer = { status: 204 };

export function relayHandlers(parts: HandlerParts): RelayHandlers {
  const { store, room, readBody, clock, maxBytes } = parts;

  async function limit(c: RelayContext, action: LimitedAction): Promise<void> {
    const retryAfter = await parts.rateLimit(action, clientAddress(c, parts.hops));
    if (retryAfter !== null) throw new Refusal("rate-limited", { retryAfter });
  }

  /** The request of whoever holds its token. Whatever is wrong, the answer is the same. */
  async function claimed(c: RelayContext): Promise<Entry> {
    const id = idOf(c);
    const [, token = ""] = /^Bearer ([\w-]{43})$/i.exec(header(c, "authorization") ?? "") ?? [];
    const entry = id === null ? null : await store.find(id);
    const expected = entry?.claimTokenHash ?? NO_HASH;
    const isRight = isSameDigest(digestOf(token), expected) && isClaimToken(token);
    if (entry === null || !isRight) throw new Refusal("not-found");
    return entry;
  }

  async function found(c: RelayContext): Promise<Entry> {
    const id = idOf(c);
    const entry = id === null ? null : await store.find(id);
    if (entry === null) throw new Refusal("not-found");
    return entry;
  }

  async function expectOpen(c: RelayContext): Promise<void> {
    const { digest } = await found(c);
    if (digest !== null) throw new Refusal("already-delivered", { digest });
  }

  return {
    async create(c) {
      expectType(c, MEDIA_TYPES.json);
      await limit(c, "create");
      const body = createRequestIn(await readBody(c, RELAY_LIMITS.json));
      const { publicKey, nonce, expiresIn } = body;
      const spki = Buffer.from(publicKey, "base64url");
      if (!isSafePublicKey(spki)) throw new Refusal("key-unsafe");
      const id = requestIdOf(Buffer.from(nonce, "base64url"), spki);
      const expiresAt = clock() + expiresIn * 1000;
      const entry = { id, publicKey, nonce, claimTokenHash: body.claimTokenHash, expiresAt };
      if (!(await store.create(entry))) throw new Refusal("request-exists");
      const created: RequestCreated = { id, expiresAt: new Date(expiresAt).toISOString() };
      return json(201, created);
    },

    async status(c) {
      const { publicKey, nonce, state, expiresAt } = await found(c);
      const until = new Date(expiresAt).toISOString();
      const status: RequestStatus = { publicKey, nonce, state, expiresAt: until, maxBytes };
      return json(200, status);
    },

    async deliver(c) {
      expectType(c, MEDIA_TYPES.delivery);
      await limit(c, "deliver");
      const id = idOf(c);
      if (id === null) throw new Refusal("not-found");
      // Whoever comes too late need not send it all.
      if (!isSmall(c)) await expectOpen(c);
      const delivery = await readBody(c, maxBytes);
      if (!isAgeFile(delivery)) throw new Refusal("type-unsupported");
      const deposit = await store
        .deliver(id, delivery, digestOf(delivery))
        .catch(async (error: unknown) => {
          // Somebody who asks again, since no answer came, is told that it is there.
          await expectOpen(c);
          throw error;
        });
      if (deposit === null) throw new Refusal("not-found");
      if (!deposit.isFirst) throw new Refusal("already-delivered", { digest: deposit.digest });
      return { status: 201 };
    },

    async collect(c) {
      const seconds = waitOf(c);
      const deadline = performance.now() + seconds * 1000;
      // Before it is looked whether there is something, so that nothing comes unseen in between.
      const id = idOf(c);
      const seat = seconds > 0 && id !== null ? room.enter(id) : null;
      try {
        for (;;) {
          const { id, state, expiresAt } = await claimed(c);
          if (state === "received") throw new Refusal("already-received");
          const delivery = state === "delivered" ? await store.collect(id) : null;
          if (delivery !== null) return file(delivery);
          const left = Math.min(deadline - performance.now(), expiresAt - clock());
          const { signal } = c.req.raw;
          if (seat === null || left <= 0 || room.isClosed || signal.aborted) return NOTHING;
          await seat.sleep(left, signal);
        }
      } finally {
        seat?.leave();
      }
    },

    async acknowledge(c) {
      const { id, claimTokenHash } = await claimed(c);
      const state = await store.acknowledge(id, claimTokenHash);
      if (state === null) throw new Refusal("not-found");
      if (state === "open") throw new Refusal("not-delivered");
      return NOTHING;
    },

    async cancel(c) {
      const { id, claimTokenHash } = await claimed(c);
      if (!(await store.cancel(id, claimTokenHash))) throw new Refusal("not-found");
      return NOTHING;
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

function idOf(c: RelayContext): string | null {
  const id = c.req.param("id") ?? "";
  return isRequestId(id) ? id : null;
}

/** Whether a body is sooner read than it is found out whether it is wanted. */
function isSmall(c: RelayContext): boolean {
  return Number(header(c, "content-length") ?? Infinity) <= SMALL;
}

/** The media type, whatever parameters follow it. */
function expectType(c: RelayContext, expected: string): void {
  const [type = ""] = (header(c, "content-type") ?? "").split(";");
  if (type.trim().toLowerCase() !== expected) throw new Refusal("type-unsupported");
}

function createRequestIn(body: Buffer): CreateRequest {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
  } catch {
    throw new Refusal("body-malformed");
  }
  const result = createRequestSchema.safeParse(value);
  if (!result.success) throw new Refusal("body-malformed");
  return result.data;
}

function isAgeFile(bytes: Buffer): boolean {
  return AGE_BEGINNINGS.some((text) => bytes.subarray(0, text.length).equals(Buffer.from(text)));
}

/** Seconds of `Prefer: wait` (RFC 7240 §4.3); 0 where there is none. */
function waitOf(c: RelayContext): number {
  const [, seconds = "0"] =
    /(?:^|,)\s*wait\s*=\s*"?(\d{1,9})"?\s*(?:[,;]|$)/i.exec(header(c, "prefer") ?? "") ?? [];
  return Math.min(Number(seconds), RELAY_LIMITS.wait.maximum);
}

function json(status: number, value: object): Answer {
  return { status, headers: { "Content-Type": MEDIA_TYPES.json }, body: JSON.stringify(value) };
}

function file(delivery: Uint8Array): Answer {
  const body = Buffer.from(delivery.buffer, delivery.byteOffset, delivery.byteLength);
  return { status: 200, headers: { "Content-Type": MEDIA_TYPES.delivery }, body };
}
