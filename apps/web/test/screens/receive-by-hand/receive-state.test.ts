import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { CryptoFailure } from "#/crypto/failure.js";
import type { KeptKey, KeyInfo } from "#/crypto/interface/keys.js";
import {
  createPair,
  deleteKey,
  goToStep,
  keepInBrowser,
  keysToTry,
  loadKeptKeys,
  receiveState,
  saveKeyFile,
  sharePublicKey,
  startOver,
  wipeReceive,
} from "#/screens/receive-by-hand/receive-state.js";

const worker = {
  newKeyPair: vi.fn<() => Promise<KeyInfo>>(),
  keptKeys: vi.fn<() => Promise<readonly KeptKey[]>>(),
  keepKey: vi.fn<(handle: string, label: string) => Promise<KeptKey>>(),
  keyFile: vi.fn<(handle: string, passphrase: string | null) => Promise<File>>(),
  forgetKey: vi.fn<(handle: string) => Promise<void>>(),
  releaseKeys: vi.fn(() => Promise.resolve()),
  strength: vi.fn(() => Promise.resolve({ score: 4, guessesLog10: 20, warning: null })),
};
const download = vi.fn();
vi.mock("#/crypto/client.js", () => ({
  cryptoWorker: () => worker,
  strengthWorker: () => ({ strength: worker.strength }),
}));
vi.mock("#/ui/download-button.js", () => ({ download: (file: File) => void download(file) }));

function key(handle: string): KeyInfo {
  return {
    kind: "rsa",
    handle,
    bits: 4096,
    publicPem: "",
    sshLine: "",
    fingerprint: `SHA256:${handle}`,
    words: { es: [], en: [] },
  };
}

function kept(handle: string, label = ""): KeptKey {
  return { ...key(handle), label, createdAt: 0 };
}

const file = new File(["x"], "private_key.pem");

beforeEach(() => {
  vi.clearAllMocks();
  worker.newKeyPair.mockResolvedValue(key("new"));
  worker.keptKeys.mockResolvedValue([]);
  worker.keepKey.mockImplementation((handle, label) => Promise.resolve(kept(handle, label)));
  worker.keyFile.mockResolvedValue(file);
  worker.forgetKey.mockResolvedValue();
  vi.stubGlobal("navigator", { storage: { persist: () => Promise.resolve(true) } });
});
afterEach(() => {
  wipeReceive();
  vi.unstubAllGlobals();
});

/** A promise that the test settles. */
function deferred<Value>(): {
  promise: Promise<Value>;
  resolve: (value: Value) => void;
  reject: (error: Error) => void;
} {
  let resolve: (value: Value) => void = () => undefined;
  let reject: (error: Error) => void = () => undefined;
  const promise = new Promise<Value>((settle, fail) => {
    resolve = settle;
    reject = fail;
  });
  return { promise, resolve, reject };
}

describe("loadKeptKeys", () => {
  it("generates a pair if the browser keeps no keys", async () => {
    await loadKeptKeys();
    expect(receiveState.get()).toMatchObject({ step: "make", kept: [], pair: key("new") });
  });

  it("goes to the step that decrypts if the browser keeps keys", async () => {
    worker.keptKeys.mockResolvedValue([kept("old")]);
    await loadKeptKeys();
    expect(receiveState.get()).toMatchObject({ step: "open", kept: [kept("old")], pair: null });
    expect(worker.newKeyPair).not.toHaveBeenCalled();
  });

  it("does not move a person who went on meanwhile", async () => {
    const loading = deferred<readonly KeptKey[]>();
    worker.keptKeys.mockReturnValue(loading.promise);
    const done = loadKeptKeys();
    goToStep("guard");
    loading.resolve([kept("old")]);
    await done;
    expect(receiveState.get().step).toBe("guard");
  });

  it("generates a pair in a browser that refuses storage", async () => {
    worker.keptKeys.mockRejectedValue(new CryptoFailure("storage-refused"));
    await loadKeptKeys();
    expect(receiveState.get()).toMatchObject({ kept: [], pair: key("new") });
  });

  it("changes nothing after the person left", async () => {
    const loading = deferred<readonly KeptKey[]>();
    worker.keptKeys.mockReturnValue(loading.promise);
    const done = loadKeptKeys();
    wipeReceive();
    loading.resolve([kept("old")]);
    await done;
    expect(receiveState.get()).toBe(receiveState.initial);
  });
});

describe("createPair", () => {
  it("generates one pair, however often it's called", async () => {
    expect(await Promise.all([createPair(), createPair()])).toEqual([key("new"), key("new")]);
    await createPair();
    expect(worker.newKeyPair).toHaveBeenCalledTimes(1);
  });

  it("shows a failure, and generates again when it's called again", async () => {
    worker.newKeyPair.mockRejectedValueOnce(new CryptoFailure("worker-stopped"));
    expect(await createPair()).toBeNull();
    expect(receiveState.get().createFailure).toMatchObject({ code: "worker-stopped" });
    expect(await createPair()).toEqual(key("new"));
    expect(receiveState.get()).toMatchObject({ createFailure: null, pair: key("new") });
  });

  it("drops a pair that is finished after the person started over", async () => {
    const first = deferred<KeyInfo>();
    worker.newKeyPair.mockReturnValueOnce(first.promise);
    const abandoned = createPair();
    startOver();
    first.resolve(key("abandoned"));
    await abandoned;
    await createPair();
    expect(receiveState.get().pair).toEqual(key("new"));
  });
});

describe("saving the key", () => {
  it("keeps the key in the browser under its trimmed name", async () => {
    await loadKeptKeys();
    receiveState.set({ name: "  work  " });
    await keepInBrowser();
    expect(worker.keepKey).toHaveBeenCalledWith("new", "work");
    expect(receiveState.get()).toMatchObject({
      keptAs: kept("new", "work"),
      kept: [kept("new", "work")],
      isPersistent: true,
      location: null,
      saving: null,
    });
  });

  it("waits for a pair that is still being generated", async () => {
    const generation = deferred<KeyInfo>();
    worker.newKeyPair.mockReturnValueOnce(generation.promise);
    const saving = keepInBrowser();
    expect(receiveState.get().saving).toBe("browser");
    generation.resolve(key("slow"));
    await saving;
    expect(receiveState.get().keptAs).toEqual(kept("slow"));
  });

  it("shows why the browser refused the key", async () => {
    worker.keepKey.mockRejectedValue(new CryptoFailure("storage-full"));
    await keepInBrowser();
    expect(receiveState.get()).toMatchObject({
      keptAs: null,
      saveFailure: { code: "storage-full" },
      saving: null,
    });
  });

  it("downloads the key file with a good passphrase, and forgets the passphrase", async () => {
    const passphrase = { ...receiveState.get().passphrase, text: "long", again: "long" };
    receiveState.set({ passphrase });
    await saveKeyFile();
    expect(worker.keyFile).toHaveBeenCalledWith("new", "long");
    expect(download).toHaveBeenCalledWith(file);
    expect(receiveState.get()).toMatchObject({ savedFile: "encrypted", passphrase: { text: "" } });
  });

  it("downloads an unencrypted key file only if the person chose that", async () => {
    receiveState.set({ passphrase: { ...receiveState.get().passphrase, isNone: true } });
    await saveKeyFile();
    expect(worker.keyFile).toHaveBeenCalledWith("new", null);
    expect(receiveState.get().savedFile).toBe("unencrypted");
  });

  it("refuses a missing passphrase", async () => {
    await saveKeyFile();
    expect(receiveState.get()).toMatchObject({ flaw: "missing", savedFile: null, saving: null });
    expect(download).not.toHaveBeenCalled();
  });

  it("does not save twice at the same time", async () => {
    await Promise.all([keepInBrowser(), keepInBrowser()]);
    expect(worker.keepKey).toHaveBeenCalledTimes(1);
  });

  it("shows nothing of a save that ends after the person left", async () => {
    const saving = deferred<KeptKey>();
    worker.keepKey.mockReturnValue(saving.promise);
    const done = keepInBrowser();
    await vi.waitFor(() => {
      expect(worker.keepKey).toHaveBeenCalled();
    });
    wipeReceive();
    saving.resolve(kept("new"));
    await done;
    expect(receiveState.get()).toBe(receiveState.initial);
  });
});

describe("sharePublicKey", () => {
  it("shares a kept key, or else the new pair as it was kept, or else the new pair", async () => {
    await createPair();
    sharePublicKey();
    expect(receiveState.get()).toMatchObject({ step: "give", shared: key("new") });
    receiveState.set({ keptAs: kept("new", "work") });
    sharePublicKey();
    expect(receiveState.get().shared).toEqual(kept("new", "work"));
    sharePublicKey(kept("old"));
    expect(receiveState.get().shared).toEqual(kept("old"));
  });
});

describe("deleteKey", () => {
  it("deletes nothing without a confirmation", async () => {
    await deleteKey();
    expect(worker.forgetKey).not.toHaveBeenCalled();
  });

  it("deletes a kept key, and keeps the others and the new pair", async () => {
    await createPair();
    receiveState.set({ kept: [kept("a"), kept("b")], deleting: kept("a") });
    await deleteKey();
    expect(worker.forgetKey).toHaveBeenCalledWith("a");
    expect(receiveState.get()).toMatchObject({
      kept: [kept("b")],
      deleting: null,
      hasDeleted: true,
      pair: key("new"),
    });
    expect(worker.releaseKeys).not.toHaveBeenCalled();
  });

  it("releases the session's key as well if it's the same one", async () => {
    await createPair();
    await keepInBrowser();
    receiveState.set({ deleting: kept("new") });
    await deleteKey();
    expect(receiveState.get()).toMatchObject({ kept: [], pair: null, keptAs: null });
    expect(worker.releaseKeys).toHaveBeenCalledTimes(1);
    expect(keysToTry(receiveState.get())).toEqual([]);
  });

  it("keeps the key in the list if it can't be deleted", async () => {
    worker.forgetKey.mockRejectedValue(new CryptoFailure("storage-refused"));
    receiveState.set({ kept: [kept("a")], deleting: kept("a") });
    await deleteKey();
    expect(receiveState.get()).toMatchObject({
      kept: [kept("a")],
      deleting: null,
      deleteFailure: { code: "storage-refused" },
    });
  });
});

it("tries the kept keys, and the new one once it was saved as a file only", () => {
  const saved = { kept: [kept("a")], pair: key("new"), savedFile: null, keptAs: null } as const;
  expect(keysToTry(saved)).toEqual(["a"]);
  expect(keysToTry({ ...saved, savedFile: "encrypted" })).toEqual(["new", "a"]);
  const keptAs = kept("new");
  const both = { ...saved, kept: [keptAs, kept("a")], savedFile: "encrypted", keptAs } as const;
  expect(keysToTry(both)).toEqual(["new", "a"]);
});

it("keeps the kept keys when the person starts over", async () => {
  await loadKeptKeys();
  await keepInBrowser();
  worker.newKeyPair.mockResolvedValue(key("second"));
  startOver();
  await createPair();
  expect(receiveState.get()).toMatchObject({
    step: "make",
    kept: [kept("new")],
    keptAs: null,
    pair: key("second"),
  });
});
