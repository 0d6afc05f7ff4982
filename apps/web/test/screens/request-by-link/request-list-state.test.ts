import { DeliveryError } from "@pct/delivery/errors";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { CryptoFailure } from "#/crypto/failure.js";
import type { KeptRequest } from "#/crypto/interface/requests.js";
import {
  createRequest,
  forgetRequest,
  refreshList,
  requestList,
  startRequestList,
  statusOf,
  wipeRequestList,
} from "#/screens/request-by-link/request-list-state.js";

const worker = {
  prepareRequest: vi.fn(() => Promise.resolve()),
  keptRequests: vi.fn<() => Promise<readonly KeptRequest[]>>(),
  makeRequest: vi.fn<(form: object) => Promise<KeptRequest>>(),
  endRequest: vi.fn<(id: string, end: string) => Promise<KeptRequest | null>>(),
  forgetRequest: vi.fn(() => Promise.resolve()),
  readDraft: vi.fn<() => Promise<{ value: unknown } | null>>(() => Promise.resolve(null)),
  eraseDraft: vi.fn(() => Promise.resolve()),
};
const status = vi.fn<(id: string) => Promise<{ state: string }>>();
const hasRelay = vi.fn<() => Promise<boolean | null>>();
const findMissingFeature = vi.fn<() => Promise<string | undefined>>();
const showRequest = vi.fn();
const selectRequest = vi.fn();
vi.mock("#/crypto/client.js", () => ({ cryptoWorker: () => worker }));
vi.mock("#/relay/relay.js", () => ({
  relay: () => Promise.resolve({ status }),
  hasRelay: () => hasRelay(),
}));
vi.mock("#/screens/shell/platform.js", () => ({ findMissingFeature: () => findMissingFeature() }));
vi.mock("#/screens/request-by-link/selected-request-state.js", () => ({
  selectedRequest: { subscribe: () => () => undefined },
  showRequest: (id: string) => void showRequest(id),
}));
vi.mock("#/screens/request-by-link/selected-id.js", () => ({
  selectRequest: (id: string) => void selectRequest(id),
}));

function request(id: string, changed: Partial<KeptRequest> = {}): KeptRequest {
  const words = { es: [], en: [] };
  const times = { createdAt: 0, expiresAt: Date.now() + 3_600_000 };
  return { id, link: "", for: null, from: null, words, stage: "waiting", ...times, ...changed };
}

beforeEach(() => {
  vi.useFakeTimers({ now: Date.UTC(2026, 10, 22, 9) });
  vi.clearAllMocks();
  worker.keptRequests.mockResolvedValue([]);
  worker.makeRequest.mockResolvedValue(request("new", { stage: "making" }));
  hasRelay.mockResolvedValue(true);
  findMissingFeature.mockResolvedValue(undefined);
  status.mockResolvedValue({ state: "open" });
  vi.stubGlobal("navigator", { storage: { persist: () => Promise.resolve(true) } });
});
afterEach(() => {
  wipeRequestList();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("startRequestList", () => {
  it("prepares a request, and finds nothing that is missing", async () => {
    startRequestList();
    await vi.advanceTimersByTimeAsync(0);
    expect(worker.prepareRequest).toHaveBeenCalledTimes(1);
    expect(requestList.get()).toMatchObject({ unavailable: null, now: Date.now() });
  });

  it.each([
    [false, undefined, "relay"],
    [null, undefined, null],
    [true, "storage", "storage"],
    [true, "full", "storage"],
    [true, "crypto", null],
  ] as const)("with relay %s and missing feature %s is unavailable for %s", async (...values) => {
    const [relay, missing, unavailable] = values;
    hasRelay.mockResolvedValue(relay);
    findMissingFeature.mockResolvedValue(missing);
    startRequestList();
    await vi.advanceTimersByTimeAsync(0);
    expect(requestList.get().unavailable).toBe(unavailable);
  });

  it("changes nothing after the person left", async () => {
    hasRelay.mockResolvedValue(false);
    startRequestList();
    wipeRequestList();
    await vi.advanceTimersByTimeAsync(0);
    expect(requestList.get()).toBe(requestList.initial);
  });
});

describe("refreshList", () => {
  it("asks the relay about the waiting requests only", async () => {
    const ended = request("b", { stage: "received" });
    worker.keptRequests.mockResolvedValue([request("a"), ended, request("c", { stage: "making" })]);
    status.mockResolvedValue({ state: "delivered" });
    await refreshList();
    expect(status.mock.calls.map(([id]) => id)).toEqual(["a"]);
    const { requests, statuses } = requestList.get();
    expect(requests?.map((each) => statusOf(statuses, each))).toEqual([
      "arrived",
      "received",
      "making",
    ]);
  });

  it("keeps the key of a request that the relay calls received, and ends one whose time is over", async () => {
    const kept = request("a");
    const expired = request("b", { expiresAt: Date.now() });
    worker.keptRequests.mockResolvedValue([kept, expired]);
    worker.endRequest.mockImplementation((id) =>
      Promise.resolve(id === "a" ? kept : { ...expired, stage: "expired" }),
    );
    status.mockImplementation((id) =>
      id === "a"
        ? Promise.resolve({ state: "received" })
        : Promise.reject(new DeliveryError("request-unknown")),
    );
    await refreshList();
    expect(worker.endRequest.mock.calls).toEqual([
      ["a", "expired"],
      ["b", "expired"],
    ]);
    const { requests, statuses } = requestList.get();
    expect(requests?.map(({ stage }) => stage)).toEqual(["waiting", "expired"]);
    expect(requests?.map((each) => statusOf(statuses, each))).toEqual([
      "claimsReceived",
      "expired",
    ]);
  });

  it.each([
    [new DeliveryError("request-unknown"), "gone"],
    [new DeliveryError("request-altered"), "altered"],
    [new DeliveryError("relay-failed", { status: 500 }), "unreachable"],
  ] as const)("shows %s as %s", async (error, listed) => {
    worker.keptRequests.mockResolvedValue([request("a")]);
    worker.endRequest.mockResolvedValue(request("a"));
    status.mockRejectedValue(error);
    await refreshList();
    expect(requestList.get().statuses).toEqual({ a: listed });
    expect(requestList.get().requests).toMatchObject([{ stage: "waiting" }]);
  });

  it("has an empty list in a browser that refuses storage", async () => {
    worker.keptRequests.mockRejectedValue(new CryptoFailure("storage-refused"));
    await refreshList();
    expect(requestList.get().requests).toEqual([]);
  });

  it("changes nothing after the person left", async () => {
    worker.keptRequests.mockResolvedValue([request("a")]);
    const refreshing = refreshList();
    wipeRequestList();
    await refreshing;
    expect(requestList.get()).toBe(requestList.initial);
    expect(status).not.toHaveBeenCalled();
  });
});

describe("createRequest", () => {
  it("creates what the form asks for, shows it, and empties the form", async () => {
    requestList.set({ for: "AWS", from: "Ana", expiry: "1h" });
    const creating = createRequest();
    expect(requestList.get().isCreating).toBe(true);
    await vi.advanceTimersByTimeAsync(1500);
    await creating;
    expect(worker.makeRequest).toHaveBeenCalledWith({ for: "AWS", from: "Ana", expiresIn: 3600 });
    expect(showRequest).toHaveBeenCalledWith("new");
    expect(selectRequest).toHaveBeenCalledWith("new");
    expect(requestList.get()).toMatchObject({ for: "", from: "", isCreating: false });
  });

  it("keeps the form and shows why a request could not be created", async () => {
    worker.makeRequest.mockRejectedValue(new CryptoFailure("storage-full"));
    requestList.set({ for: "AWS" });
    await createRequest();
    expect(requestList.get()).toMatchObject({
      for: "AWS",
      isCreating: false,
      failure: { code: "storage-full" },
    });
    expect(selectRequest).not.toHaveBeenCalled();
  });

  it("does not navigate after the person left", async () => {
    const creating = createRequest();
    wipeRequestList();
    await creating;
    expect(showRequest).not.toHaveBeenCalled();
    expect(selectRequest).not.toHaveBeenCalled();
    expect(requestList.get()).toBe(requestList.initial);
  });

  it("creates one request, however often the button is pressed", async () => {
    const both = [createRequest(), createRequest()];
    await vi.advanceTimersByTimeAsync(1500);
    await Promise.all(both);
    expect(worker.makeRequest).toHaveBeenCalledTimes(1);
  });
});

it("forgets a request and loads the list again", async () => {
  await forgetRequest("a");
  expect(worker.forgetRequest).toHaveBeenCalledWith("a");
  expect(worker.eraseDraft).toHaveBeenCalledWith("opened/a");
  expect(requestList.get().requests).toEqual([]);
});

it("shows a request with a password that was made there, instead of forgetting it", async () => {
  worker.readDraft.mockResolvedValueOnce({ value: { made: [{ password: "x" }] } });
  await forgetRequest("a");
  expect(worker.forgetRequest).not.toHaveBeenCalled();
  expect(worker.eraseDraft).not.toHaveBeenCalled();
  expect(selectRequest).toHaveBeenCalledWith("a");
});
