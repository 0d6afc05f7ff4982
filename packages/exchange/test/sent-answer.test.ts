import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { AnswerDelivery } from "#/deliver-answer.js";
import { newSenderTokens, openingOf, sentStatus, withdrawAnswer } from "#/sent-answer.js";
import { EXPIRES_AT, MemoryRelay } from "./memory-relay.js";

const NOW = Date.UTC(2026, 10, 22, 9);
const { receipt, withdrawToken } = newSenderTokens();

let relay: MemoryRelay;
let sent: { id: string; expiresAt: string; receipt: string; withdrawToken: string };
beforeEach(async () => {
  vi.useFakeTimers({ now: NOW, toFake: ["Date"] });
  relay = await MemoryRelay.open();
  sent = { id: relay.id, expiresAt: EXPIRES_AT, receipt, withdrawToken };
});
afterEach(() => {
  vi.useRealTimers();
});

it("makes a receipt and a withdraw token that differ each time", () => {
  const other = newSenderTokens();
  expect(other.receipt).not.toBe(receipt);
  expect(other.withdrawToken).not.toBe(withdrawToken);
  expect(other.withdrawToken).not.toContain(other.receipt);
});

describe("openingOf", () => {
  it.each([
    ["the receipt of the document", receipt, receipt, "opened"],
    ["no receipt", receipt, undefined, "collected"],
    ["another receipt", receipt, newSenderTokens().receipt, "forged"],
    ["a receipt that differs in its last letter", receipt, `${receipt.slice(0, -1)}_`, "forged"],
    ["a receipt where the sender put none", null, receipt, "collected"],
    ["nothing where the sender put none", null, undefined, "collected"],
  ])("judges %s", (_, kept, shown, expected) => {
    expect(openingOf(kept, shown)).toBe(expected);
  });
});

describe("sentStatus", () => {
  it("says nothing of an opening before the answer is received, whatever the relay shows", async () => {
    relay.status = { receipt };
    for (const state of ["open", "delivered"] as const) {
      relay.state = state;
      const status = await sentStatus(relay.client(), sent);
      expect(status).toEqual({ status: state, opening: null, receivedAt: null });
    }
  });

  it("proves the opening by the receipt, with the relay's time", async () => {
    relay.state = "received";
    relay.status = { receipt, receivedAt: "2026-11-22T08:14:00.000Z" };
    expect(await sentStatus(relay.client(), sent)).toEqual({
      status: "received",
      opening: "opened",
      receivedAt: Date.UTC(2026, 10, 22, 8, 14),
    });
  });

  it("takes a relay that names no receipt and no time at its word only", async () => {
    relay.state = "received";
    const collected = { status: "received", opening: "collected", receivedAt: null };
    expect(await sentStatus(relay.client(), sent)).toEqual(collected);
    relay.status = { receipt };
    expect(await sentStatus(relay.client(), { ...sent, receipt: null })).toEqual(collected);
  });

  it("reports a receipt that is not the one of the document", async () => {
    relay.state = "received";
    relay.status = { receipt: newSenderTokens().receipt };
    expect((await sentStatus(relay.client(), sent)).opening).toBe("forged");
  });

  it("tells a request that is over, one that the relay lost, and no connection", async () => {
    const nothing = { opening: null, receivedAt: null };
    relay.state = "cancelled";
    expect(await sentStatus(relay.client(), sent)).toEqual({ status: "cancelled", ...nothing });
    relay.state = "unknown";
    expect(await sentStatus(relay.client(), sent)).toEqual({ status: "unknown", ...nothing });
    const over = { ...sent, expiresAt: new Date(NOW).toISOString() };
    expect(await sentStatus(relay.client(), over)).toEqual({ status: "expired", ...nothing });
    relay.failNext("lost-request");
    expect(await sentStatus(relay.client(), sent)).toEqual({ status: "unreachable", ...nothing });
  });

  it("rejects with the reason of its signal", async () => {
    const reason = new Error("left");
    const options = { signal: AbortSignal.abort(reason) };
    await expect(sentStatus(relay.client(), sent, options)).rejects.toBe(reason);
  });
});

describe("withdrawAnswer", () => {
  function delivery(): AnswerDelivery<string> {
    const encrypt = (draft: string) => Promise.resolve(new TextEncoder().encode(draft));
    const connect = () => relay.client();
    return new AnswerDelivery({ id: relay.id, connect, encrypt, withdrawToken });
  }

  it("takes back what AnswerDelivery sent, also a draft whose confirmation was lost", async () => {
    const answer = delivery();
    relay.failNext("lost-response");
    await expect(answer.deliver("one")).rejects.toMatchObject({ code: "relay-unreachable" });
    expect(await answer.deliver("two")).toEqual({ isEarlier: true });
    expect(await withdrawAnswer(relay.client(), sent)).toBe("withdrawn");
    expect(relay.delivery).toBe(null);
    await delivery().deliver("three");
    expect(relay.delivery).toEqual(new TextEncoder().encode("three"));
  });

  it("is too late once the answer is received", async () => {
    await delivery().deliver("one");
    relay.state = "received";
    expect(await withdrawAnswer(relay.client(), sent)).toBe("received");
  });

  it("tells why there is nothing to take back", async () => {
    expect(await withdrawAnswer(relay.client(), sent)).toBe("unknown");
    const over = { ...sent, expiresAt: new Date(NOW).toISOString() };
    expect(await withdrawAnswer(relay.client(), over)).toBe("expired");
    relay.state = "cancelled";
    expect(await withdrawAnswer(relay.client(), sent)).toBe("cancelled");
  });

  it("rejects where a later call may succeed", async () => {
    await delivery().deliver("one");
    relay.failNext("lost-request");
    const first = withdrawAnswer(relay.client(), sent);
    await expect(first).rejects.toMatchObject({ code: "relay-unreachable" });
    expect(await withdrawAnswer(relay.client(), sent)).toBe("withdrawn");
  });
});
