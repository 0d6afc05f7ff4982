import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { CryptoFailure } from "#/crypto/failure.js";
import type { DraftToKeep, KeepOutcome, KeptDraft } from "#/crypto/interface/drafts.js";
import { CredentialProgress, hasPassword } from "#/screens/opened-credential/progress.js";

let stored: Map<string, KeptDraft>;
let made = 0;

const worker = {
  readDraft: vi.fn((name: string) => Promise.resolve(stored.get(name) ?? null)),
  keepDraft: vi.fn((name: string, { value, basedOn }: DraftToKeep): Promise<KeepOutcome> => {
    const found = stored.get(name) ?? null;
    if ((found?.revision ?? null) !== basedOn) return Promise.resolve({ conflict: found });
    const revision = crypto.randomUUID();
    // As it crosses to the worker: later changes are not seen there.
    stored.set(name, { value: structuredClone(value), revision, keptAt: 0 });
    return Promise.resolve({ revision });
  }),
  eraseDraft: vi.fn((name: string) => Promise.resolve(void stored.delete(name))),
  generatePassword: vi.fn(() => Promise.resolve({ text: `password-${(made += 1).toString()}` })),
};
vi.mock("#/crypto/client.js", () => ({ cryptoWorker: () => worker }));

const tabs: CredentialProgress[] = [];

function tab(): CredentialProgress {
  const progress = new CredentialProgress();
  tabs.push(progress);
  return progress;
}

beforeEach(() => {
  stored = new Map();
  made = 0;
  vi.clearAllMocks();
  vi.stubGlobal("document", new EventTarget());
  vi.stubGlobal("addEventListener", () => undefined);
});
afterEach(() => {
  for (const progress of tabs.splice(0)) progress.close();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const passwordsOf = ({ store }: CredentialProgress): string[] =>
  store.get().made.map(({ password }) => password);

describe("CredentialProgress", () => {
  it("shows a tick and a password only once they are stored", async () => {
    const progress = tab();
    await progress.begin("a");
    const seen: boolean[] = [];
    progress.store.subscribe(() => {
      const { ticked, made: shown } = progress.store.get();
      const value = stored.get("a")?.value as { ticked: string[]; made: unknown[] };
      seen.push(ticked.size === value.ticked.length && shown.length === value.made.length);
    });
    await progress.tick("username");
    await progress.makePassword();
    await progress.tick("username", false);
    expect(seen.length).toBeGreaterThan(2);
    expect(seen).not.toContain(false);
  });

  it("shows them all the same where the browser stores nothing, or takes too long", async () => {
    worker.keepDraft.mockRejectedValueOnce(new CryptoFailure("storage-refused"));
    const progress = tab();
    await progress.begin("a");
    await progress.tick("username");
    expect(progress.store.get().ticked.has("username")).toBe(true);
    expect(progress.draft.store.get().status).toBe("refused");

    vi.useFakeTimers();
    worker.keepDraft.mockReturnValueOnce(new Promise(() => undefined));
    const making = progress.makePassword();
    await vi.advanceTimersByTimeAsync(1000);
    await making;
    expect(passwordsOf(progress)).toEqual(["password-1"]);
  });

  it("opens the next step with a tick, and the same one when it is taken back", async () => {
    const progress = tab();
    await progress.begin("a");
    progress.openStep("username");
    await progress.tick("username");
    expect(progress.store.get().openStep).toBeNull();
    await progress.tick("username", false);
    expect(progress.store.get().openStep).toBe("username");
  });

  it("keeps the passwords before the newest", async () => {
    const progress = tab();
    await progress.begin("a");
    await progress.makePassword();
    await progress.takePassword("password-1");
    await Promise.all([progress.makePassword(), progress.makePassword()]);
    expect(progress.store.get().made).toMatchObject([
      { password: "password-1", isTaken: true },
      { password: "password-2", isTaken: false },
    ]);
    expect(hasPassword(stored.get("a")?.value)).toBe(true);
    expect(hasPassword(undefined)).toBe(false);
  });

  it("loses nothing when two tabs make something at the same time", async () => {
    const [one, two] = [tab(), tab()];
    await one.begin("a");
    await two.begin("a");
    await Promise.all([one.makePassword(), two.makePassword(), one.tick("console")]);
    await Promise.all([two.tick("username"), two.takePassword("password-1")]);
    const after = tab();
    await after.begin("a");
    expect(passwordsOf(after).sort()).toEqual(["password-1", "password-2"]);
    expect([...after.store.get().ticked].sort()).toEqual(["console", "username"]);
  });

  it("ticks the files once all of them are saved", async () => {
    const progress = tab();
    await progress.begin("a");
    await progress.saveFile("a.csv", ["a.csv", "b.csv"]);
    expect(progress.store.get().ticked.has("files")).toBe(false);
    await progress.saveFile("b.csv", ["a.csv", "b.csv"]);
    expect(progress.store.get().ticked.has("files")).toBe(true);
  });

  it("erases what it has stored, and forgets without erasing", async () => {
    const progress = tab();
    await progress.begin("a");
    await progress.makePassword();
    progress.close();
    expect(passwordsOf(progress)).toEqual([]);
    await progress.begin("a");
    expect(passwordsOf(progress)).toEqual(["password-1"]);
    await progress.erase();
    expect(stored.size).toBe(0);
  });

  it("ignores the reading of a credential that was left", async () => {
    const before = tab();
    await before.begin("a");
    await before.makePassword();
    const progress = tab();
    const first = progress.begin("a");
    await Promise.all([progress.begin("b"), first]);
    expect(passwordsOf(progress)).toEqual([]);
  });
});
