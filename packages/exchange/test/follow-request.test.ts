import { newClaimToken } from "@pct/delivery/request-id";
import { beforeEach, describe, expect, it, vi } from "vitest";

import { Backoff } from "#/backoff.js";
import { followRequest } from "#/follow-request.js";
import type { FollowOptions } from "#/follow-request.js";
import { MemoryRelay } from "./memory-relay.js";

const answer = new TextEncoder().encode("age-encryption.org/v1\n");
const claimToken = newClaimToken();

let relay: MemoryRelay;
beforeEach(async () => {
  relay = await MemoryRelay.open();
});

function follow(options: Partial<FollowOptions> = {}): Promise<Uint8Array> {
  return followRequest(
    { id: relay.id, claimToken },
    {
      connect: () => relay.client(),
      hasAnswered: true,
      retryFirst: false,
      backoff: new Backoff({ firstMs: 1, longestMs: 1 }),
      signal: new AbortController().signal,
      ...options,
    },
  );
}

it("returns the answer", async () => {
  relay.delivery = answer;
  expect(await follow()).toEqual(answer);
  expect(relay.preferences).toEqual(["wait=25"]);
});

it("does not wait at the relay before it has answered once", async () => {
  const onContact = vi.fn(() => {
    relay.delivery = answer;
  });
  await follow({ hasAnswered: false, onContact });
  expect(relay.preferences).toEqual([null, "wait=25"]);
  expect(onContact.mock.calls).toEqual([["reached"], ["reached"]]);
});

describe("an outage", () => {
  it("is waited out once the relay has answered", async () => {
    relay.delivery = answer;
    relay.failNext("lost-request", { status: 503 }, { status: 302 }, { status: 200 });
    const contacts: string[] = [];
    await follow({ onContact: (contact) => contacts.push(contact) });
    expect(contacts).toEqual(["unreachable", "failing", "unreachable", "unreachable", "reached"]);
  });

  it("ends the call before that, unless it is to be retried", async () => {
    relay.delivery = answer;
    relay.failNext("lost-request");
    const first = follow({ hasAnswered: false });
    await expect(first).rejects.toMatchObject({ code: "relay-unreachable" });
    relay.failNext("lost-request");
    expect(await follow({ hasAnswered: false, retryFirst: true })).toEqual(answer);
  });

  it("ends the call when retrying makes no sense any more", async () => {
    relay.failNext("lost-request");
    await expect(follow({ mayRetry: () => false })).rejects.toMatchObject({
      code: "relay-unreachable",
    });
  });
});

it("prepares each connection, and counts that as the first answer", async () => {
  relay.delivery = answer;
  relay.failNext("lost-request", null, "lost-request");
  const prepare = vi.fn(async () => {
    await relay.client().status(relay.id);
  });
  await follow({ hasAnswered: false, retryFirst: true, prepare });
  expect(prepare).toHaveBeenCalledTimes(3);
  expect(relay.preferences).toEqual(["wait=25"]);
});

it.each([
  ["received", "already-received"],
  ["unknown", "request-unknown"],
  ["cancelled", "request-cancelled"],
  ["expired", "request-expired"],
] as const)("ends with the error of a request that is %s", async (state, code) => {
  relay.state = state;
  await expect(follow()).rejects.toMatchObject({ code });
});

it("rejects with the reason of its signal, in a pause too", async () => {
  const leaving = new AbortController();
  const reason = new Error("left");
  relay.failNext("lost-request");
  const following = follow({
    signal: leaving.signal,
    backoff: new Backoff({ firstMs: 60_000, longestMs: 60_000 }),
    onContact: () => {
      setTimeout(() => {
        leaving.abort(reason);
      });
    },
  });
  await expect(following).rejects.toBe(reason);
});
