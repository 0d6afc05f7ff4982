import { DeliveryError } from "@pct/delivery/errors";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { CryptoFailure } from "#/crypto/failure.js";
import type { DraftToKeep, KeptDraft } from "#/crypto/interface/drafts.js";
import type { KeptRequest, RequestEnd } from "#/crypto/interface/requests.js";
import {
  acknowledgeDelivery,
  cancelRequest,
  deliverySession,
  hideRequest,
  openDelivery,
  recheckRequest,
  retryRequest,
  secondsToUndo,
  selectedRequest,
  showRequest,
  startErasing,
  undoErasing,
  UNDO_MS,
} from "#/screens/request-by-link/selected-request-state.js";

const HOUR_MS = 3_600_000;
/** This browser's requests. */
let kept: KeptRequest[];
/** What was made with their deliveries. */
let drafts: Map<string, KeptDraft>;

const worker = {
  keptRequests: vi.fn(() => Promise.resolve([...kept])),
  requestForRelay: vi.fn(() => Promise.resolve({ claimToken: "token" })),
  confirmRequest: vi.fn((id: string, expiresAt: number) => {
    change(id, { stage: "waiting", expiresAt });
    return Promise.resolve();
  }),
  endRequest: vi.fn((id: string, stage: RequestEnd) => {
    const before = kept.find((each) => each.id === id);
    const isTooEarly = stage === "expired" && Date.now() < (before?.expiresAt ?? 0);
    if (!isTooEarly) change(id, { stage });
    return Promise.resolve(kept.find((each) => each.id === id) ?? null);
  }),
  openDelivery: vi.fn<() => Promise<object>>(),
  readDraft: vi.fn((name: string) => Promise.resolve(drafts.get(name) ?? null)),
  keepDraft: vi.fn((name: string, { value }: DraftToKeep) => {
    drafts.set(name, { value, revision: "1", keptAt: 0 });
    return Promise.resolve({ revision: "1" });
  }),
  eraseDraft: vi.fn((name: string) => Promise.resolve(void drafts.delete(name))),
  generatePassword: vi.fn(() => Promise.resolve({ text: "n3w-password", bits: 100 })),
  releaseKeys: vi.fn(() => Promise.resolve()),
};
const client = {
  create: vi.fn<() => Promise<{ expiresAt: string }>>(),
  status: vi.fn<() => Promise<object>>(),
  collect: vi.fn<(id: string, token: string, options: object) => Promise<Uint8Array | null>>(),
  acknowledge: vi.fn<(id: string, token: string, saved: object) => Promise<void>>(),
  cancel: vi.fn<() => Promise<void>>(),
};
vi.mock("#/crypto/client.js", () => ({ cryptoWorker: () => worker }));
vi.mock("#/relay/relay.js", () => ({ relay: () => Promise.resolve(client) }));

/** Where the page listens. */
/** Before the module is imported, which listens to it from the start. */
const window = vi.hoisted(() => {
  const target = new EventTarget();
  Object.assign(globalThis, { window: target });
  globalThis.addEventListener = target.addEventListener.bind(target);
  return target;
});

function change(id: string, changed: Partial<KeptRequest>): void {
  kept = kept.map((request) => (request.id === id ? { ...request, ...changed } : request));
}

function request(id: string, changed: Partial<KeptRequest> = {}): KeptRequest {
  const words = { es: [], en: [] };
  const times = { createdAt: Date.now(), expiresAt: Date.now() + HOUR_MS };
  return { id, link: "", for: null, from: null, words, stage: "waiting", ...times, ...changed };
}

beforeEach(() => {
  vi.useFakeTimers({ now: Date.UTC(2026, 10, 22, 9) });
  vi.clearAllMocks();
  const page = Object.assign(new EventTarget(), { visibilityState: "visible" });
  vi.stubGlobal("document", page);
  vi.stubGlobal("addEventListener", window.addEventListener.bind(window));
  drafts = new Map();
  kept = [request("a"), request("b")];
  client.create.mockResolvedValue({ expiresAt: new Date(Date.now() + HOUR_MS).toISOString() });
  client.status.mockResolvedValue({ state: "open" });
  client.collect.mockReturnValue(new Promise(() => undefined));
  client.acknowledge.mockResolvedValue();
  client.cancel.mockResolvedValue();
});
afterEach(() => {
  hideRequest();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** Shows a request and runs what follows at once. */
async function show(id: string): Promise<typeof selectedRequest.initial> {
  showRequest(id);
  await vi.advanceTimersByTimeAsync(0);
  return selectedRequest.get();
}

/** Shows a request whose delivery has arrived. */
async function showArrived(id: string): Promise<void> {
  client.collect.mockResolvedValueOnce(Uint8Array.of(1, 2));
  expect((await show(id)).delivery).not.toBeNull();
}

describe("showRequest", () => {
  it("polls for the delivery", async () => {
    expect(await show("a")).toMatchObject({ id: "a", contact: "reached", delivery: null });
    expect(client.create).not.toHaveBeenCalled();
  });

  it("keeps the encrypted delivery", async () => {
    await showArrived("a");
    const { delivery } = selectedRequest.get();
    expect(new Uint8Array((await delivery?.arrayBuffer()) ?? [])).toEqual(Uint8Array.of(1, 2));
  });

  it("creates a request that the relay doesn't have yet, before it polls", async () => {
    change("a", { stage: "making" });
    expect(await show("a")).toMatchObject({ request: { stage: "waiting" }, contact: "reached" });
    expect(client.create).toHaveBeenCalledTimes(1);
    expect(worker.confirmRequest).toHaveBeenCalledWith("a", Date.now() + HOUR_MS);
  });

  it("shows that this browser has no such request, or that it has ended", async () => {
    expect((await show("c")).request).toBeNull();
    change("a", { stage: "cancelled" });
    expect((await show("a")).request).toMatchObject({ stage: "cancelled" });
    expect(client.status).not.toHaveBeenCalled();
  });

  it("retries while the relay is unreachable, and shows that", async () => {
    client.status.mockRejectedValueOnce(new DeliveryError("relay-unreachable"));
    expect((await show("a")).contact).toBe("unreachable");
    await vi.advanceTimersByTimeAsync(2000);
    expect(selectedRequest.get().contact).toBe("reached");
  });

  it("shows failures that a retry does not change, and polls again on request", async () => {
    worker.requestForRelay.mockRejectedValueOnce(new CryptoFailure("key-gone"));
    expect((await show("a")).failure).toMatchObject({ code: "key-gone" });
    retryRequest();
    await vi.advanceTimersByTimeAsync(0);
    expect(selectedRequest.get()).toMatchObject({ failure: null, contact: "reached" });
  });

  it.each([
    [new DeliveryError("request-altered"), { problem: "altered" }],
    [new DeliveryError("request-unknown"), { problem: "gone" }],
    [new DeliveryError("request-cancelled"), { problem: "claimsCancelled" }],
    [new DeliveryError("request-expired"), { problem: "claimsExpired" }],
    [new DeliveryError("already-received"), { problem: "claimsReceived" }],
  ])("shows what %s means", async (error, state) => {
    client.status.mockRejectedValueOnce(error);
    await show("a");
    await vi.advanceTimersByTimeAsync(1000);
    expect(selectedRequest.get()).toMatchObject(state);
  });

  it.each(["already-received", "request-unknown"] as const)(
    "keeps the key when the relay says %s, and opens the answer that the relay gives later",
    async (code) => {
      client.collect.mockRejectedValueOnce(new DeliveryError(code));
      await show("a");
      await vi.advanceTimersByTimeAsync(1000);
      expect(selectedRequest.get().request).toMatchObject({ stage: "waiting" });
      client.collect.mockResolvedValueOnce(Uint8Array.of(1));
      retryRequest();
      await vi.advanceTimersByTimeAsync(0);
      expect(selectedRequest.get()).toMatchObject({ problem: null, request: { stage: "waiting" } });
      expect(selectedRequest.get().delivery).not.toBeNull();
    },
  );

  it("takes an unknown request whose time is over for expired", async () => {
    change("a", { expiresAt: Date.now() });
    client.status.mockRejectedValueOnce(new DeliveryError("request-unknown"));
    await show("a");
    await vi.advanceTimersByTimeAsync(1000);
    expect(selectedRequest.get().request).toMatchObject({ stage: "expired" });
    expect(worker.endRequest).toHaveBeenCalledWith("a", "expired");
  });

  it("waits for another tab to store why the relay doesn't know the request", async () => {
    client.status.mockRejectedValueOnce(new DeliveryError("request-unknown"));
    await show("a");
    change("a", { stage: "cancelled" });
    await vi.advanceTimersByTimeAsync(1000);
    expect(selectedRequest.get()).toMatchObject({ problem: null, request: { stage: "cancelled" } });
  });

  it("drops the delivery of a request that was left", async () => {
    let respond: (bytes: Uint8Array) => void = () => undefined;
    client.collect.mockReturnValueOnce(new Promise((resolve) => (respond = resolve)));
    await show("a");
    await show("b");
    respond(Uint8Array.of(1));
    await vi.advanceTimersByTimeAsync(0);
    expect(selectedRequest.get()).toMatchObject({ id: "b", delivery: null });
  });
});

const opened = { kind: "text", text: "hola", id: null, isForAnother: true };

describe("openDelivery", () => {
  it("shows the decrypted content, and whether it's for another request", async () => {
    worker.openDelivery.mockResolvedValue(opened);
    await showArrived("a");
    await openDelivery();
    expect(selectedRequest.get().isForAnother).toBe(true);
    expect(deliverySession.job.store.get().result).toEqual(opened);
  });

  it.each([
    ["decryption-failed", "unopened"],
    ["worker-stopped", null],
    ["storage-full", null],
  ] as const)("calls a delivery that fails with %s %s", async (code, problem) => {
    worker.openDelivery.mockRejectedValue(new CryptoFailure(code));
    await showArrived("a");
    await openDelivery();
    expect(selectedRequest.get().problem).toBe(problem);
    expect(deliverySession.job.store.get().failure).toMatchObject({ code });
  });

  it("shows nothing of it on another request", async () => {
    let respond: (result: object) => void = () => undefined;
    worker.openDelivery.mockReturnValueOnce(new Promise((resolve) => (respond = resolve)));
    await showArrived("a");
    const opening = openDelivery();
    await show("b");
    respond(opened);
    await opening;
    expect(selectedRequest.get()).toMatchObject({ id: "b", isForAnother: false });
    expect(deliverySession.job.store.get().result).toBeNull();
  });
});

describe("acknowledgeDelivery", () => {
  it("ends the request at the relay and in this browser, and wipes the content", async () => {
    await showArrived("a");
    const receipt = "AAECAwQFBgcICQoLDA0ODw";
    worker.openDelivery.mockResolvedValue({ kind: "credential", receipt, id: null });
    await openDelivery();
    const answer = new Uint8Array((await selectedRequest.get().delivery?.arrayBuffer()) ?? []);
    expect(answer.length).toBeGreaterThan(0);
    await acknowledgeDelivery();
    expect(client.acknowledge).toHaveBeenCalledWith("a", "token", { answer, receipt });
    expect(selectedRequest.get()).toMatchObject({
      request: { stage: "received" },
      delivery: null,
      action: null,
    });
  });

  it("keeps the delivery if the relay can't be reached", async () => {
    client.acknowledge.mockRejectedValue(new DeliveryError("relay-unreachable"));
    await showArrived("a");
    await acknowledgeDelivery();
    expect(selectedRequest.get()).toMatchObject({
      request: { stage: "waiting" },
      actionFailure: { code: "relay-unreachable" },
      action: null,
    });
    expect(selectedRequest.get().delivery).not.toBeNull();
  });

  it("sends no receipt of content that is no credential document", async () => {
    await showArrived("a");
    const alone = { kind: "text", text: "receipt", from: "", receipt: null, id: null };
    worker.openDelivery.mockResolvedValue(alone);
    await openDelivery();
    await acknowledgeDelivery();
    const sent = expect.objectContaining({ receipt: null }) as object;
    expect(client.acknowledge).toHaveBeenCalledWith("a", "token", sent);
  });

  it.each(["not-delivered", "delivery-changed"] as const)(
    "keeps what was opened, and the key, when the relay answers %s",
    async (code) => {
      client.acknowledge.mockRejectedValue(new DeliveryError(code));
      await showArrived("a");
      worker.openDelivery.mockResolvedValue({ kind: "text", text: "x", id: null });
      await openDelivery();
      await acknowledgeDelivery();
      expect(selectedRequest.get()).toMatchObject({
        request: { stage: "waiting" },
        actionFailure: { code },
      });
      expect(deliverySession.job.store.get().result).toMatchObject({ text: "x" });
      expect(worker.endRequest).not.toHaveBeenCalled();
    },
  );

  it("counts as done if an earlier try has erased it", async () => {
    client.acknowledge.mockRejectedValue(new DeliveryError("request-unknown"));
    await showArrived("a");
    await acknowledgeDelivery();
    expect(selectedRequest.get().request).toMatchObject({ stage: "received" });
  });

  it("asks the relay for nothing if another tab was faster", async () => {
    await showArrived("a");
    change("a", { stage: "received" });
    await acknowledgeDelivery();
    expect(client.acknowledge).not.toHaveBeenCalled();
    expect(selectedRequest.get().request).toMatchObject({ stage: "received" });
  });
});

describe("startErasing", () => {
  it("tells the relay nothing for ten seconds", async () => {
    await showArrived("a");
    startErasing();
    await vi.advanceTimersByTimeAsync(UNDO_MS - 1);
    expect(UNDO_MS).toBe(10_000);
    expect(secondsToUndo()).toBe(1);
    expect(selectedRequest.get().isErasing).toBe(true);
    expect(client.acknowledge).not.toHaveBeenCalled();
    expect(worker.endRequest).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(client.acknowledge).toHaveBeenCalledTimes(1);
    expect(selectedRequest.get()).toMatchObject({
      isErasing: false,
      request: { stage: "received" },
    });
  });

  it("can be undone", async () => {
    await showArrived("a");
    startErasing();
    undoErasing();
    await vi.advanceTimersByTimeAsync(UNDO_MS);
    expect(client.acknowledge).not.toHaveBeenCalled();
    expect(selectedRequest.get()).toMatchObject({
      isErasing: false,
      request: { stage: "waiting" },
    });
  });

  it("erases nothing when the page is closed before", async () => {
    // As the screen does when it appears.
    window.addEventListener("pagehide", hideRequest, { once: true });
    await showArrived("a");
    startErasing();
    window.dispatchEvent(new Event("pagehide"));
    await vi.advanceTimersByTimeAsync(UNDO_MS);
    expect(client.acknowledge).not.toHaveBeenCalled();
  });

  it("erases when the person goes to another screen or request before", async () => {
    worker.openDelivery.mockResolvedValue({ ...opened, receipt: "the receipt" });
    await showArrived("a");
    await openDelivery();
    startErasing();
    await show("b");
    expect(client.acknowledge).toHaveBeenCalledTimes(1);
    expect(client.acknowledge).toHaveBeenCalledWith("a", "token", {
      answer: Uint8Array.of(1, 2),
      receipt: "the receipt",
    });
    expect(worker.endRequest).toHaveBeenCalledWith("a", "received");
    expect(selectedRequest.get()).toMatchObject({ id: "b", isErasing: false });
    await vi.advanceTimersByTimeAsync(UNDO_MS);
    expect(client.acknowledge).toHaveBeenCalledTimes(1);
  });

  it("shows everything again when the relay can't be reached", async () => {
    worker.openDelivery.mockResolvedValue(opened);
    client.acknowledge.mockRejectedValue(new DeliveryError("relay-unreachable"));
    await showArrived("a");
    await openDelivery();
    startErasing();
    await vi.advanceTimersByTimeAsync(UNDO_MS);
    expect(selectedRequest.get()).toMatchObject({
      isErasing: false,
      actionFailure: { code: "relay-unreachable" },
    });
    expect(deliverySession.job.store.get().result).toEqual(
      expect.objectContaining({ text: "hola" }),
    );
  });
});

describe("what was made with a delivery", () => {
  const credential = {
    ...{ kind: "credential", document: {}, files: [], receipt: null, id: null },
    ciphertextHash: "one",
  };

  async function makePassword(): Promise<void> {
    worker.openDelivery.mockResolvedValue(credential);
    await showArrived("a");
    await openDelivery();
    await deliverySession.progress.tick("username");
    await deliverySession.progress.makePassword();
  }

  it("is there when the request is shown again, before its delivery is", async () => {
    await makePassword();
    hideRequest();
    expect(deliverySession.progress.store.get().made).toEqual([]);
    await show("a");
    expect(deliverySession.progress.store.get()).toMatchObject({
      ticked: new Set(["username"]),
      made: [{ password: "n3w-password", isTaken: false }],
    });
  });

  it("keeps its passwords and drops its ticks when another delivery has come in its place", async () => {
    await makePassword();
    hideRequest();
    worker.openDelivery.mockResolvedValue({ ...credential, ciphertextHash: "two" });
    await showArrived("a");
    await openDelivery();
    const { ticked, made } = deliverySession.progress.store.get();
    expect([...ticked]).toEqual([]);
    expect(made).toHaveLength(1);
  });

  it("is erased with the delivery", async () => {
    await makePassword();
    await acknowledgeDelivery();
    expect(drafts.size).toBe(0);
    expect(deliverySession.progress.store.get().made).toEqual([]);
  });

  it("stays when the delivery can't be erased", async () => {
    await makePassword();
    client.acknowledge.mockRejectedValue(new DeliveryError("relay-unreachable"));
    await acknowledgeDelivery();
    expect(drafts.size).toBe(1);
    expect(deliverySession.progress.store.get().made).toHaveLength(1);
  });

  it("keeps a password when the request is cancelled, and erases mere ticks", async () => {
    await makePassword();
    await cancelRequest();
    expect(deliverySession.progress.store.get().made).toHaveLength(1);
    hideRequest();
    await showArrived("b");
    await openDelivery();
    await deliverySession.progress.tick("username");
    expect(drafts.has("opened/b")).toBe(true);
    await cancelRequest();
    expect([...drafts.keys()]).toEqual(["opened/a"]);
  });
});

describe("cancelRequest", () => {
  it("counts as done if the relay doesn't know the request", async () => {
    await show("a");
    client.cancel.mockRejectedValue(new DeliveryError("request-unknown"));
    await cancelRequest();
    expect(selectedRequest.get().request).toMatchObject({ stage: "cancelled" });
  });

  it("cancels at the relay and stops polling", async () => {
    await show("a");
    await cancelRequest();
    expect(client.cancel).toHaveBeenCalledWith("a", "token");
    expect(selectedRequest.get().request).toMatchObject({ stage: "cancelled" });
    const polls = client.collect.mock.calls.length;
    await vi.advanceTimersByTimeAsync(HOUR_MS);
    expect(client.collect).toHaveBeenCalledTimes(polls);
  });

  it("polls again if it fails", async () => {
    await show("a");
    client.cancel.mockRejectedValue(new DeliveryError("relay-timeout"));
    await cancelRequest();
    await vi.advanceTimersByTimeAsync(0);
    expect(selectedRequest.get()).toMatchObject({ actionFailure: { code: "relay-timeout" } });
    expect(client.collect).toHaveBeenCalledTimes(2);
  });

  it("does not need the relay for a request that is not there yet", async () => {
    change("a", { stage: "making" });
    client.create.mockRejectedValue(new DeliveryError("relay-unreachable"));
    client.cancel.mockRejectedValue(new DeliveryError("relay-unreachable"));
    await show("a");
    await cancelRequest();
    expect(selectedRequest.get().request).toMatchObject({ stage: "cancelled" });
  });
});

it("learns when the tab is shown again that another tab has ended the request", async () => {
  await show("a");
  change("a", { stage: "received" });
  await recheckRequest();
  expect(selectedRequest.get().request).toMatchObject({ stage: "received" });
});
