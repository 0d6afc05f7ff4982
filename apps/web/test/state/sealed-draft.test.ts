import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { CryptoFailure } from "#/crypto/failure.js";
import type { DraftToKeep, KeepOutcome, KeptDraft } from "#/crypto/interface/drafts.js";
import { SealedDraft } from "#/state/sealed-draft.js";
import type { DraftOptions } from "#/state/sealed-draft.js";

/** What the browser stores, as the worker's `sealed-drafts.ts` does it. */
let stored: Map<string, KeptDraft>;
let revisions = 0;

const worker = {
  readDraft: vi.fn((name: string) => Promise.resolve(stored.get(name) ?? null)),
  keepDraft: vi.fn((name: string, { value, basedOn }: DraftToKeep): Promise<KeepOutcome> => {
    const found = stored.get(name) ?? null;
    if ((found?.revision ?? null) !== basedOn) return Promise.resolve({ conflict: found });
    const revision = (revisions += 1).toString();
    stored.set(name, { value, revision, keptAt: Date.now() });
    return Promise.resolve({ revision });
  }),
  eraseDraft: vi.fn((name: string) => {
    stored.delete(name);
    return Promise.resolve();
  }),
};
vi.mock("#/crypto/client.js", () => ({ cryptoWorker: () => worker }));

const page = new EventTarget();
const drafts: SealedDraft<string>[] = [];

/** A tab's draft, with a merge that shows what was merged. */
function tab(options: Partial<DraftOptions<string>> = {}): SealedDraft<string> {
  const draft = new SealedDraft<string>({ lifetimeMs: 1000, ...options });
  drafts.push(draft);
  return draft;
}

const merge = (mine: string, theirs: string): string => `${theirs}+${mine}`;

beforeEach(() => {
  stored = new Map();
  vi.clearAllMocks();
  vi.stubGlobal("document", new EventTarget());
  vi.stubGlobal("addEventListener", page.addEventListener.bind(page));
});
afterEach(async () => {
  vi.useRealTimers();
  for (const draft of drafts.splice(0)) draft.close();
  await new Promise((resolve) => setTimeout(resolve));
  vi.unstubAllGlobals();
});

/** Waits until messages between the tabs have arrived. */
async function untilStatus(draft: SealedDraft<string>, status: string): Promise<void> {
  await vi.waitFor(() => {
    expect(draft.store.get().status).toBe(status);
  });
}

describe("SealedDraft", () => {
  it("can be erased after it was closed, with what was still to be stored", async () => {
    const draft = tab({ delayMs: 1000 });
    await draft.open("a");
    await draft.keep("one");
    draft.save("two");
    const erase = draft.eraser();
    draft.close();
    await draft.open("b");
    await draft.keep("other");
    await erase();
    expect([...stored.keys()]).toEqual(["b"]);
    expect(draft.store.get().status).toBe("kept");
  });

  it("stores a value and finds it again", async () => {
    const draft = tab();
    expect(await draft.open("a")).toBeNull();
    expect(draft.store.get().status).toBe("none");
    await draft.keep("one");
    expect(draft.store.get().status).toBe("kept");
    expect(await tab().open("a")).toBe("one");
    expect(await tab().open("b")).toBeNull();
  });

  it("stores once for changes that follow each other within the delay", async () => {
    vi.useFakeTimers();
    const draft = tab({ delayMs: 250 });
    await draft.open("a");
    draft.save("o");
    draft.save("on");
    await vi.advanceTimersByTimeAsync(249);
    expect(worker.keepDraft).not.toHaveBeenCalled();
    draft.save("one");
    await vi.advanceTimersByTimeAsync(1);
    expect(worker.keepDraft).toHaveBeenCalledTimes(1);
    expect(stored.get("a")?.value).toBe("one");
  });

  it.each(["pagehide", "beforeunload"])("stores what is pending at %s", async (event) => {
    const draft = tab({ delayMs: 60_000 });
    await draft.open("a");
    draft.save("one");
    page.dispatchEvent(new Event(event));
    // The call itself can't wait: the page may be gone with this task.
    expect(worker.keepDraft).toHaveBeenCalledTimes(1);
  });

  it("stores what is pending when the tab is hidden", async () => {
    const draft = tab({ delayMs: 60_000 });
    await draft.open("a");
    draft.save("one");
    document.dispatchEvent(new Event("visibilitychange"));
    expect(worker.keepDraft).toHaveBeenCalledTimes(1);
  });

  it("stores the last value while an earlier one is being stored, and after it was closed", async () => {
    const draft = tab();
    await draft.open("a");
    draft.save("one");
    draft.save("two");
    draft.save("three");
    draft.close();
    await vi.waitFor(() => {
      expect(stored.get("a")?.value).toBe("three");
    });
    expect(worker.keepDraft).toHaveBeenCalledTimes(2);
  });

  it("stores a value that was given while the draft was being read", async () => {
    const before = tab();
    await before.open("a");
    await before.keep("before");
    const draft = tab();
    const opening = draft.open("a");
    draft.save("after");
    expect(await opening).toBe("before");
    await vi.waitFor(() => {
      expect(stored.get("a")?.value).toBe("after");
    });
  });

  it("merges what two tabs have made at the same time", async () => {
    const changes: string[] = [];
    const one = tab({ merge });
    const two = tab({ merge, onChange: (value) => changes.push(value) });
    await one.open("a");
    await two.open("a");
    await one.keep("one");
    await two.keep("two");
    expect(stored.get("a")?.value).toBe("one+two");
    expect(changes).toEqual(["one+two"]);
  });

  it("takes over what another tab stores", async () => {
    const changes: string[] = [];
    const one = tab({ merge });
    const two = tab({ merge, onChange: (value) => changes.push(value) });
    await one.open("a");
    await two.open("a");
    await one.keep("one");
    await vi.waitFor(() => {
      expect(changes).toEqual(["one"]);
    });
    await two.keep("two");
    expect(stored.get("a")?.value).toBe("two");
  });

  it("doesn't overwrite the draft of another tab that it can't merge with", async () => {
    const one = tab();
    const two = tab();
    await one.open("a");
    await two.open("a");
    await one.keep("one");
    await untilStatus(two, "elsewhere");
    await two.keep("two");
    expect(stored.get("a")?.value).toBe("one");
    expect(two.store.get().status).toBe("elsewhere");
    expect(one.store.get().status).toBe("kept");
  });

  it("erases, and stays erased when another tab stores again", async () => {
    const one = tab({ merge });
    const two = tab({ merge });
    await one.open("a");
    await one.keep("one");
    await two.open("a");
    one.save("late");
    await one.erase();
    await untilStatus(two, "erased");
    await two.keep("two");
    expect(stored.size).toBe(0);
    expect(two.store.get().status).toBe("erased");
    one.save("closed");
    expect(stored.size).toBe(0);
  });

  it("says that the browser stores nothing, and tries again with the next value", async () => {
    const draft = tab();
    await draft.open("a");
    worker.keepDraft.mockRejectedValueOnce(new CryptoFailure("storage-refused"));
    await draft.keep("one");
    expect(draft.store.get().status).toBe("refused");
    await draft.keep("two");
    expect(draft.store.get().status).toBe("kept");
  });

  it("says so where nothing can be read", async () => {
    worker.readDraft.mockRejectedValueOnce(new CryptoFailure("storage-refused"));
    const draft = tab();
    expect(await draft.open("a")).toBeNull();
    expect(draft.store.get().status).toBe("refused");
  });

  it("stores with the worker that follows one that crashed", async () => {
    const draft = tab();
    await draft.open("a");
    worker.keepDraft.mockRejectedValueOnce(new CryptoFailure("worker-stopped"));
    await draft.keep("one");
    expect(stored.get("a")?.value).toBe("one");
  });
});
