import { afterEach, beforeEach, expect, it, vi } from "vitest";

import { findMissingFeature } from "#/screens/shell/platform.js";

/** How the fake IndexedDB behaves. */
let storage: "works" | "refuses" | "is full" | "throws";
const deleteDatabase = vi.fn();
const close = vi.fn();

beforeEach(() => {
  storage = "works";
  vi.clearAllMocks();
  vi.stubGlobal("isSecureContext", true);
  vi.stubGlobal("Worker", EventTarget);
  vi.stubGlobal("indexedDB", { open: openDatabase, deleteDatabase });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

/** Calls a handler later, as IndexedDB does. */
function later(call: () => void): void {
  setTimeout(call);
}

function openDatabase(): object {
  if (storage === "throws") throw new DOMException("", "SecurityError");
  const request: Record<string, unknown> = { error: new DOMException("", "InvalidStateError") };
  const transaction: Record<string, unknown> = {
    error: new DOMException("", "QuotaExceededError"),
    objectStore: () => ({ put: vi.fn() }),
  };
  request.result = { createObjectStore: vi.fn(), transaction: () => transaction, close };
  later(() => {
    const handler = storage === "refuses" ? "onerror" : "onsuccess";
    (request[handler] as () => void)();
    if (storage === "refuses") return;
    later(() => {
      (transaction[storage === "is full" ? "onabort" : "oncomplete"] as () => void)();
    });
  });
  return request;
}

it("finds nothing missing in a capable browser, and removes what it stored", async () => {
  expect(await findMissingFeature()).toBeUndefined();
  expect(close).toHaveBeenCalledTimes(1);
  expect(deleteDatabase).toHaveBeenCalledTimes(1);
});

it("reports an insecure context before anything else", async () => {
  vi.stubGlobal("isSecureContext", false);
  vi.stubGlobal("crypto", {});
  expect(await findMissingFeature()).toBe("insecure");
});

it("reports missing WebCrypto and missing workers", async () => {
  vi.stubGlobal("crypto", {});
  expect(await findMissingFeature()).toBe("crypto");
  vi.unstubAllGlobals();
  vi.stubGlobal("isSecureContext", true);
  vi.stubGlobal("Worker", undefined);
  expect(await findMissingFeature()).toBe("crypto");
});

it.each([
  ["refuses", "storage"],
  ["throws", "storage"],
  ["is full", "full"],
] as const)("reports storage that %s as %s", async (behaviour, missing) => {
  storage = behaviour;
  expect(await findMissingFeature()).toBe(missing);
});

it("removes what it stored in a full storage, too", async () => {
  storage = "is full";
  await findMissingFeature();
  expect(close).toHaveBeenCalledTimes(1);
  expect(deleteDatabase).toHaveBeenCalledTimes(1);
});
