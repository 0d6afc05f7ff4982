import { beforeEach, expect, it, vi } from "vitest";

import { AnswerDelivery } from "#/deliver-answer.js";
import { MemoryRelay } from "./memory-relay.js";

let relay: MemoryRelay;
let encrypt: ReturnType<typeof vi.fn<(draft: { text: string }) => Promise<Uint8Array>>>;

beforeEach(async () => {
  relay = await MemoryRelay.open();
  let count = 0;
  // As age does, never the same bytes twice.
  encrypt = vi.fn(({ text }) =>
    Promise.resolve(new TextEncoder().encode(`${(count++).toString()} ${text}`)),
  );
});

function newDelivery(): AnswerDelivery<{ text: string }> {
  return new AnswerDelivery({ id: relay.id, connect: () => relay.client(), encrypt });
}

const draft = { text: "one" };

it("delivers a draft", async () => {
  expect(await newDelivery().deliver(draft)).toEqual({ isEarlier: false });
  expect(relay.delivery).toEqual(new TextEncoder().encode("0 one"));
});

it("retries with identical bytes after a connection that broke", async () => {
  const delivery = newDelivery();
  relay.failNext("lost-response");
  await expect(delivery.deliver(draft)).rejects.toMatchObject({ code: "relay-unreachable" });
  expect(await delivery.deliver(draft)).toEqual({ isEarlier: false });
  expect(encrypt).toHaveBeenCalledTimes(1);
});

it("recognizes an earlier draft whose confirmation was lost", async () => {
  const delivery = newDelivery();
  relay.failNext("lost-response");
  await expect(delivery.deliver(draft)).rejects.toMatchObject({ code: "relay-unreachable" });
  expect(await delivery.deliver({ text: "two" })).toEqual({ isEarlier: true });
  expect(relay.delivery).toEqual(new TextEncoder().encode("0 one"));
});

it("does not take another sender's answer for its own", async () => {
  const delivery = newDelivery();
  relay.failNext("lost-request");
  await expect(delivery.deliver(draft)).rejects.toMatchObject({ code: "relay-unreachable" });
  relay.delivery = Uint8Array.of(1);
  const second = delivery.deliver({ text: "two" });
  await expect(second).rejects.toMatchObject({ code: "already-delivered" });
});

it("encrypts a changed draft, and one after a failed encryption, again", async () => {
  const delivery = newDelivery();
  encrypt.mockRejectedValueOnce(new Error("worker stopped"));
  await expect(delivery.deliver(draft)).rejects.toThrow("worker stopped");
  expect(await delivery.deliver(draft)).toEqual({ isEarlier: false });
});
