import {
  createRequestSchema,
  isClaimToken,
  isRequestId,
  MEDIA_TYPES,
  RELAY_LIMITS,
} from "@pct/delivery/wire";
import type { CreateRequest, RequestCreated, RequestStatus } from "@pct/delivery/wire";

import type { ReadBody } from "./body.js";
import type { Answer, Call, Handler } from "./call.js";
import { clientAddress } from "./client-address.js";
import { digestOf, requestIdOf } from "./digests.js";
import { Refusal } from "./problem.js";
import { isSafePublicKey } from "./public-key.js";
import type { LimitedAction, RateLimit } from "./rate-limit.js";
import { StoreFailure } from "../stores/store.js";
import type { Entry, RelayStore } from "../stores/store.js";
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

/** Bytes. */
const SMALL = 64 * 1024;

const NOTHING: Answer = { status: 204 };

export function relayHandlers(parts: HandlerParts): RelayHandlers {
  const { store, room, readBody, clock, maxBytes } = parts;

  async function limit(call: Call, action: LimitedAction): Promise<void> {
    const direct = call.incoming.socket.remoteAddress ?? "";
    const client = clientAddress(direct, call.header("x-forwarded-for") ?? "", parts.hops);
    const retryAfter = await parts.rateLimit(action, client);
    if (retryAfter !== null) throw new Refusal("rate-limited", { retryAfter });
  }

  async function found(id: string): Promise<Entry> {
    const entry = await store.find(id);
    if (entry === null) throw new Refusal("not-found");
    return entry;
  }

  async function expectOpen(id: string): Promise<void> {
    const { digest } = await found(id);
    if (digest !== null) throw new Refusal("already-delivered", { digest });
  }

  return {
    async create(call) {
      expectType(call, MEDIA_TYPES.json);
      await limit(call, "create");
      const body = createRequestIn(await readBody(call, RELAY_LIMITS.json));
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

    async status(call) {
      const { publicKey, nonce, state, expiresAt } = await found(idOf(call));
      const until = new Date(expiresAt).toISOString();
      const status: RequestStatus = { publicKey, nonce, state, expiresAt: until, maxBytes };
      return json(200, status);
    },

    async deliver(call) {
      expectType(call, MEDIA_TYPES.delivery);
      await limit(call, "deliver");
      const id = idOf(call);
      // Whoever comes too late need not send it all.
      if (!isSmall(call)) await expectOpen(id);
      const delivery = await readBody(call, maxBytes);
      if (!isAgeFile(delivery)) {
        await expectOpen(id);
        throw new Refusal("type-unsupported");
      }
      const deposit = await store
        .deliver(id, delivery, digestOf(delivery))
        .catch(async (error: unknown) => {
          // Somebody who asks again, since no answer came, is told that it is there.
          await expectOpen(id);
          throw error;
        });
      if (deposit === null) throw new Refusal("not-found");
      if (!deposit.isFirst) throw new Refusal("already-delivered", { digest: deposit.digest });
      return { status: 201 };
    },

    async collect(call) {
      const [id, hash] = claimOf(call);
      const seconds = waitOf(call);
      const deadline = performance.now() + seconds * 1000;
      // Before it is looked whether there is something, so that nothing comes unseen in between.
      const seat = seconds > 0 ? room.enter(id) : null;
      try {
        for (;;) {
          const claim = await store.collect(id, hash);
          if (claim === null) throw new Refusal("not-found");
          const { state, expiresAt, delivery } = claim;
          if (state === "received") throw new Refusal("already-received");
          if (delivery !== null) return file(delivery);
          const left = Math.min(deadline - performance.now(), expiresAt - clock());
          if (seat === null || left <= 0 || room.isClosed || call.signal.aborted) return NOTHING;
          await seat.sleep(left, call.signal);
        }
      } finally {
        seat?.leave();
      }
    },

    async acknowledge(call) {
      const state = await store.acknowledge(...claimOf(call));
      if (state === null) throw new Refusal("not-found");
      if (state === "open") throw new Refusal("not-delivered");
      return NOTHING;
    },

    async cancel(call) {
      if (!(await store.cancel(...claimOf(call)))) throw new Refusal("not-found");
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

function idOf({ id }: Call): string {
  if (!isRequestId(id)) throw new Refusal("not-found");
  return id;
}

/** The ID, and the hash of the token that comes with it. Whatever is wrong, the answer is the same. */
function claimOf(call: Call): [id: string, claimTokenHash: string] {
  const [, token = ""] = /^Bearer ([\w-]{43})$/i.exec(call.header("authorization") ?? "") ?? [];
  if (!isClaimToken(token)) throw new Refusal("not-found");
  return [idOf(call), digestOf(token)];
}

/** Whether a body is sooner read than it is found out whether it is wanted. */
function isSmall(call: Call): boolean {
  return Number(call.header("content-length") ?? Infinity) <= SMALL;
}

/** The media type, whatever parameters follow it. */
function expectType(call: Call, expected: string): void {
  const [type = ""] = (call.header("content-type") ?? "").split(";");
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
