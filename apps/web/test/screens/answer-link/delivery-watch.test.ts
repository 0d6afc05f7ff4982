import { DeliveryError } from "@pct/delivery";
import type { VerifiedRequest } from "@pct/delivery";
import { afterEach, beforeEach, expect, it, vi } from "vitest";

import { answering } from "../../../src/screens/answer-link/answer-state";
import type { Sent } from "../../../src/screens/answer-link/answer-state";
import { watchAnswer } from "../../../src/screens/answer-link/delivery-watch";

const status = vi.fn<() => Promise<Pick<VerifiedRequest, "state">>>();
vi.mock("../../../src/relay/relay", () => ({ relay: () => Promise.resolve({ status }) }));

const HOUR = 3_600_000;
let visibility = "visible";
let stop: AbortController;

beforeEach(() => {
  vi.useFakeTimers({ now: new Date("2026-11-22T10:00:00Z") });
  visibility = "visible";
  const page = new EventTarget();
  Object.defineProperty(page, "visibilityState", { get: () => visibility });
  vi.stubGlobal("document", page);
  const here = new EventTarget();
  vi.stubGlobal("addEventListener", here.addEventListener.bind(here));
  vi.stubGlobal("removeEventListener", here.removeEventListener.bind(here));
  vi.stubGlobal("dispatchEvent", here.dispatchEvent.bind(here));
  status.mockReset();
  status.mockResolvedValue({ state: "delivered" });
  answering.set({ stage: { name: "sent", sent: newlySent() } });
  stop = new AbortController();
});
afterEach(() => {
  stop.abort();
  answering.reset();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

function newlySent(): Sent {
  const expiresAt = new Date(Date.now() + HOUR).toISOString();
  const nothing = { receivedAt: null, end: null, isEarlier: false, isUnreachable: false };
  return { at: Date.now(), expiresAt, ...nothing };
}

function sent(): Sent {
  const { stage } = answering.get();
  if (stage.name !== "sent") throw new TypeError("not sent");
  return stage.sent;
}

it("asks often at first, then seldom, and ends when it was received", async () => {
  const watching = watchAnswer("ID", stop.signal);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(status).toHaveBeenCalledTimes(20);
  await vi.advanceTimersByTimeAsync(9 * 60_000);
  expect(status.mock.calls.length).toBeLessThanOrEqual(20 + 54);
  const before = status.mock.calls.length;
  await vi.advanceTimersByTimeAsync(10 * 60_000);
  expect(status.mock.calls.length - before).toBeLessThanOrEqual(11);
  status.mockResolvedValue({ state: "received" });
  await vi.advanceTimersByTimeAsync(60_000);
  await watching;
  expect(sent().receivedAt).toBeGreaterThan(Date.now() - 60_001);
});

it("goes on when the server cannot be reached, and says so", async () => {
  void watchAnswer("ID", stop.signal);
  status.mockRejectedValue(new DeliveryError("relay-unreachable"));
  await vi.advanceTimersByTimeAsync(3000);
  expect(sent().isUnreachable).toBe(true);
  status.mockResolvedValue({ state: "delivered" });
  dispatchEvent(new Event("online"));
  await vi.advanceTimersByTimeAsync(0);
  expect(sent().isUnreachable).toBe(false);
});

it.each([
  ["request-unknown", HOUR, "cancelled"],
  ["request-unknown", 1000, "expired"],
  ["request-altered", HOUR, "altered"],
] as const)("%s, with a link for %d ms, means that it is %s", async (code, time, end) => {
  const expiresAt = new Date(Date.now() + time).toISOString();
  answering.set({ stage: { name: "sent", sent: { ...newlySent(), expiresAt } } });
  status.mockRejectedValue(new DeliveryError(code));
  const watching = watchAnswer("ID", stop.signal);
  await vi.advanceTimersByTimeAsync(3000);
  await watching;
  expect(sent().end).toBe(end);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(status).toHaveBeenCalledTimes(1);
});

it("leaves the server alone while nobody looks, and asks at once when they come back", async () => {
  void watchAnswer("ID", stop.signal);
  visibility = "hidden";
  await vi.advanceTimersByTimeAsync(10 * 60_000);
  expect(status).not.toHaveBeenCalled();
  visibility = "visible";
  document.dispatchEvent(new Event("visibilitychange"));
  await vi.advanceTimersByTimeAsync(0);
  expect(status).toHaveBeenCalledTimes(1);
});

it("changes nothing once it was stopped", async () => {
  const watching = watchAnswer("ID", stop.signal);
  const before = sent();
  status.mockImplementation(() => {
    stop.abort();
    return Promise.reject(new Error("aborted"));
  });
  await vi.advanceTimersByTimeAsync(3000);
  await watching;
  expect(sent()).toBe(before);
});
