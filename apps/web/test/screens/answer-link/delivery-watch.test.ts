import { DeliveryError } from "@pct/delivery/errors";
// Loaded here, since the first import takes real time.
import "@pct/exchange/sent-answer";
import type { VerifiedRequest } from "@pct/delivery/relay-client";
import { afterEach, beforeEach, expect, it, vi } from "vitest";

import { answerState, wipeAnswer } from "#/screens/answer-link/answer-state.js";
import type { SentAnswer } from "#/screens/answer-link/answer-state.js";
import { watchDelivery } from "#/screens/answer-link/delivery-watch.js";

vi.mock("#/crypto/client.js", () => ({ cryptoWorker: () => ({}) }));
vi.mock("#/state/sealed-draft.js", async () => import("./memory-draft.js"));
const status = vi.fn<() => Promise<Partial<VerifiedRequest>>>();
vi.mock("#/relay/relay.js", () => ({ relay: () => Promise.resolve({ status }) }));

const HOUR = 3_600_000;
const RECEIPT = "AAECAwQFBgcICQoLDA0ODw";
let visibility = "visible";
let controller: AbortController;

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
  answerState.set({ stage: { name: "sent", sent: newlySent() } });
  controller = new AbortController();
});
afterEach(() => {
  controller.abort();
  wipeAnswer();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

function newlySent(): SentAnswer {
  const expiresAt = new Date(Date.now() + HOUR).toISOString();
  const nothing = { receivedAt: null, opening: null, end: null };
  const flags = { isKept: true, isEarlier: false, isUnconfirmed: false, isUnreachable: false };
  const tokens = { receipt: RECEIPT, withdrawToken: "A".repeat(43) };
  return { sentAt: Date.now(), expiresAt, tokens, ...nothing, ...flags };
}

function sent(): SentAnswer {
  const { stage } = answerState.get();
  if (stage.name !== "sent") throw new TypeError("not sent");
  return stage.sent;
}

it("polls often at first, then seldom, and stops once the answer was received", async () => {
  const watch = watchDelivery("ID", controller.signal);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(status).toHaveBeenCalledTimes(20);
  await vi.advanceTimersByTimeAsync(9 * 60_000);
  expect(status.mock.calls.length).toBeLessThanOrEqual(20 + 54);
  const before = status.mock.calls.length;
  await vi.advanceTimersByTimeAsync(10 * 60_000);
  expect(status.mock.calls.length - before).toBeLessThanOrEqual(11);
  status.mockResolvedValue({ state: "received" });
  await vi.advanceTimersByTimeAsync(60_000);
  await watch;
  expect(sent().receivedAt).toBeGreaterThan(Date.now() - 60_001);
});

it.each([
  [RECEIPT, "opened"],
  [undefined, "collected"],
  ["BBECAwQFBgcICQoLDA0ODw", "forged"],
] as const)("takes the receipt %s for %s, at the relay's time", async (receipt, opening) => {
  const receivedAt = new Date(Date.now() - 60_000).toISOString();
  const shown = receipt === undefined ? {} : { receipt };
  status.mockResolvedValue({ state: "received", receivedAt, ...shown });
  const watch = watchDelivery("ID", controller.signal);
  await vi.advanceTimersByTimeAsync(3000);
  await watch;
  expect(sent()).toMatchObject({ opening, receivedAt: Date.parse(receivedAt) });
});

it("proves nothing without the receipt of the document", async () => {
  answerState.set({ stage: { name: "sent", sent: { ...newlySent(), tokens: null } } });
  status.mockResolvedValue({ state: "received", receipt: RECEIPT });
  const watch = watchDelivery("ID", controller.signal);
  await vi.advanceTimersByTimeAsync(3000);
  await watch;
  expect(sent().opening).toBe("collected");
});

it("shows the form again when the answer was withdrawn in another tab", async () => {
  vi.stubGlobal("history", { replaceState: () => undefined });
  vi.stubGlobal("location", new URL("https://pct.example/"));
  status.mockResolvedValue({ state: "open" });
  const watch = watchDelivery("ID", controller.signal);
  await vi.advanceTimersByTimeAsync(3000);
  await watch;
  expect(answerState.get()).toMatchObject({ hasWithdrawn: false });
  expect(answerState.get().stage.name).not.toBe("sent");
});

it("does not bring the sent screen back if the person has withdrawn meanwhile", async () => {
  status.mockImplementation(() => {
    answerState.set({ stage: { name: "loading" } });
    return Promise.resolve({ state: "delivered" });
  });
  const watch = watchDelivery("ID", controller.signal);
  await vi.advanceTimersByTimeAsync(3000);
  await watch;
  expect(answerState.get().stage.name).toBe("loading");
});

it("keeps polling while the relay is unreachable, and shows that", async () => {
  void watchDelivery("ID", controller.signal);
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
  ["request-cancelled", HOUR, "cancelled"],
  ["request-expired", 1000, "expired"],
  ["request-altered", HOUR, "altered"],
] as const)("takes %s, with %d ms left, for %s", async (code, time, end) => {
  const expiresAt = new Date(Date.now() + time).toISOString();
  answerState.set({ stage: { name: "sent", sent: { ...newlySent(), expiresAt } } });
  status.mockRejectedValue(new DeliveryError(code));
  const watch = watchDelivery("ID", controller.signal);
  await vi.advanceTimersByTimeAsync(3000);
  await watch;
  expect(sent().end).toBe(end);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(status).toHaveBeenCalledTimes(1);
});

it("does not poll while the page is hidden, and polls immediately when it is shown again", async () => {
  void watchDelivery("ID", controller.signal);
  visibility = "hidden";
  await vi.advanceTimersByTimeAsync(10 * 60_000);
  expect(status).not.toHaveBeenCalled();
  visibility = "visible";
  document.dispatchEvent(new Event("visibilitychange"));
  await vi.advanceTimersByTimeAsync(0);
  expect(status).toHaveBeenCalledTimes(1);
});

it("changes nothing once it was aborted", async () => {
  const watch = watchDelivery("ID", controller.signal);
  const before = sent();
  status.mockImplementation(() => {
    controller.abort();
    return Promise.reject(new Error("aborted"));
  });
  await vi.advanceTimersByTimeAsync(3000);
  await watch;
  expect(sent()).toBe(before);
});
