import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { CryptoFailure } from "#/crypto/failure.js";
import type { EncryptedText } from "#/crypto/interface/encryption.js";
import type { ReadyFile } from "#/crypto/interface/files.js";
import type { FoundRecipients } from "#/crypto/interface/keys.js";
import {
  encryptDraft,
  sendDraft,
  sendJob,
  sendOptions,
  sendRecipients,
  wipeSend,
} from "#/screens/send-by-hand/send-state.js";

const FILE = new File(["x"], "credential.age");
const TEXT: EncryptedText = { format: "age", text: "-----BEGIN AGE", file: FILE };
const READY: ReadyFile = { file: FILE, id: "on-disk" };

const worker = {
  readRecipients: vi.fn<(source: string | File) => Promise<FoundRecipients>>(),
  encryptCredential: vi.fn<(...args: unknown[]) => Promise<EncryptedText>>(),
  encryptText: vi.fn<(...args: unknown[]) => Promise<EncryptedText>>(),
  encryptFile: vi.fn<(...args: unknown[]) => Promise<ReadyFile>>(),
  discardFile: vi.fn(() => Promise.resolve()),
};
vi.mock("#/crypto/client.js", () => ({ cryptoWorker: () => worker }));

beforeEach(() => {
  vi.clearAllMocks();
  worker.readRecipients.mockImplementation((source) =>
    Promise.resolve(found(typeof source === "string" ? source : source.name)),
  );
  worker.encryptCredential.mockResolvedValue(TEXT);
  worker.encryptText.mockResolvedValue(TEXT);
  worker.encryptFile.mockResolvedValue(READY);
});
afterEach(() => {
  wipeSend();
});

/** What the worker finds in these keys. */
function found(...texts: string[]): FoundRecipients {
  const recipients = texts.map((text) => ({ kind: "age", text }) as const);
  return { recipients, leftOut: 0, isFromCertificate: false };
}

async function giveKeys(...keys: string[]): Promise<void> {
  for (const [index, key] of keys.entries()) {
    const id = index === 0 ? 0 : sendRecipients.add();
    await sendRecipients.giveText(id, key, true);
  }
}

it("gives the same keys again after a reload, each checked again", async () => {
  await giveKeys("age1a", "ssh-rsa half");
  worker.readRecipients.mockRejectedValueOnce(new CryptoFailure("key-damaged"));
  await sendRecipients.giveText(1, " ssh-rsa half", true);
  const given = sendRecipients.given();
  wipeSend();
  expect(sendRecipients.isUntouched()).toBe(true);
  worker.readRecipients.mockClear();
  worker.readRecipients.mockImplementation((source) =>
    source === "age1a"
      ? Promise.resolve(found("age1a"))
      : Promise.reject(new CryptoFailure("key-damaged")),
  );
  sendRecipients.restore(JSON.parse(JSON.stringify(given)) as typeof given);
  await vi.waitFor(() => {
    expect(sendRecipients.store.get().list).toMatchObject([
      { text: "age1a", info: { text: "age1a" }, failure: null },
      { text: " ssh-rsa half", info: null, failure: { code: "key-damaged" } },
    ]);
  });
});

async function encrypted(): Promise<typeof sendJob.store.initial> {
  expect(encryptDraft()).toBeNull();
  await vi.waitFor(() => {
    expect(sendJob.store.get().isBusy).toBe(false);
  });
  return sendJob.store.get();
}

describe("encryptDraft", () => {
  it("asks for a public key first, then for content, and marks both", () => {
    expect(encryptDraft()).toBe("recipient");
    expect(sendRecipients.store.get().missing).toBe(0);
    expect(sendDraft.store.get().isMissing).toBe(true);
  });

  it("asks for content if only that is missing", async () => {
    await giveKeys("age1a");
    expect(encryptDraft()).toBe("content");
    expect(worker.encryptCredential).not.toHaveBeenCalled();
  });

  it("encrypts a credential without its empty fields", async () => {
    await giveKeys("age1a", "age1b");
    sendDraft.changeCredential({ username: " ana ", password: " p ", note: " " });
    const { result } = await encrypted();
    expect(worker.encryptCredential).toHaveBeenCalledWith(
      { username: "ana", password: " p ", mustChangePassword: true, files: [] },
      ["age1a", "age1b"],
    );
    expect(result).toEqual({ ...TEXT, id: null, recipientCount: 2 });
  });

  it("encrypts to each key once", async () => {
    await giveKeys("age1a", "age1a");
    sendDraft.change({ content: "text", text: "hola" });
    await encrypted();
    expect(worker.encryptText).toHaveBeenCalledWith({
      text: "hola",
      recipients: ["age1a"],
      format: "age",
    });
  });

  it("encrypts a text in the chosen format", async () => {
    await giveKeys("ssh-rsa AAAA");
    sendDraft.change({ content: "text", text: "hola" });
    sendOptions.set({ textFormat: "classic" });
    await encrypted();
    expect(worker.encryptText).toHaveBeenCalledWith(expect.objectContaining({ format: "classic" }));
  });

  it("encrypts a file as binary age, and deletes the result from disk when it's wiped", async () => {
    await giveKeys("age1a");
    const file = new File(["x"], "x.bin");
    sendDraft.change({ content: "file", file });
    const { result } = await encrypted();
    expect(worker.encryptFile).toHaveBeenCalledWith(
      { file, recipients: ["age1a"], format: "age", armor: false },
      expect.anything(),
    );
    expect(result).toEqual({ ...READY, format: "age", text: null, recipientCount: 1 });
    wipeSend();
    expect(worker.discardFile).toHaveBeenCalledWith("on-disk");
  });

  it("keeps the draft and the keys after a failure", async () => {
    await giveKeys("age1a");
    sendDraft.change({ content: "text", text: "hola" });
    worker.encryptText.mockRejectedValue(new CryptoFailure("storage-full"));
    expect((await encrypted()).failure).toMatchObject({ code: "storage-full" });
    expect(sendDraft.store.get().text).toBe("hola");
    expect(sendRecipients.take()).toEqual(["age1a"]);
  });
});

describe("recipients", () => {
  it("does not show the failure of a key that is still being typed", async () => {
    worker.readRecipients.mockRejectedValue(new CryptoFailure("key-not-recognized"));
    await sendRecipients.giveText(0, "ssh-r", false);
    expect(sendRecipients.store.get().list[0]).toMatchObject({ failure: null, isReading: false });
    await sendRecipients.giveText(0, "ssh-r", true);
    expect(sendRecipients.store.get().list[0]?.failure).toMatchObject({
      code: "key-not-recognized",
    });
  });

  it("always shows the failure of a key that is unsafe", async () => {
    worker.readRecipients.mockRejectedValue(
      new CryptoFailure("key-too-small", { bits: 1024, minimum: 2048 }),
    );
    await sendRecipients.giveText(0, "ssh-rsa AAAA", false);
    expect(sendRecipients.store.get().list[0]?.failure).toMatchObject({ code: "key-too-small" });
  });

  it("drops the reading of a key that was replaced", async () => {
    let respond: (found: FoundRecipients) => void = () => undefined;
    worker.readRecipients.mockReturnValueOnce(new Promise((resolve) => (respond = resolve)));
    const slow = sendRecipients.giveText(0, "age1slow", true);
    await sendRecipients.giveText(0, "age1fast", true);
    respond(found("age1slow"));
    await slow;
    expect(sendRecipients.take()).toEqual(["age1fast"]);
  });

  it("drops the reading of a key that was cleared or wiped", async () => {
    let respond: (found: FoundRecipients) => void = () => undefined;
    worker.readRecipients.mockReturnValueOnce(new Promise((resolve) => (respond = resolve)));
    const slow = sendRecipients.giveText(0, "age1slow", true);
    await sendRecipients.giveText(0, "", false);
    respond(found("age1slow"));
    await slow;
    expect(sendRecipients.take()).toBeNull();
  });

  it("reads a file, and keeps its name", async () => {
    await sendRecipients.giveFile(0, new File(["age1a"], "ana.pub"));
    expect(sendRecipients.store.get().list[0]).toMatchObject({ fileName: "ana.pub", text: "" });
  });

  it("adds a place for each further key of a paste, after the one where it was pasted", async () => {
    await giveKeys("age1first", "age1last");
    worker.readRecipients.mockResolvedValueOnce({
      ...found("age1a", "age1b", "age1c"),
      leftOut: 2,
    });
    await sendRecipients.giveText(0, "a list of keys", true);
    expect(sendRecipients.take()).toEqual(["age1a", "age1b", "age1c", "age1last"]);
    const [first, second] = sendRecipients.store.get().list;
    expect(first).toMatchObject({ leftOut: 2, failure: null });
    expect(second).toMatchObject({ leftOut: 0, failure: null, isReading: false });
    const ids = sendRecipients.store.get().list.map(({ id }) => id);
    expect(new Set(ids).size).toBe(4);
  });

  it("removes a place with its key", async () => {
    await giveKeys("age1a", "age1b");
    const [first] = sendRecipients.store.get().list;
    sendRecipients.remove(first?.id ?? -1);
    expect(sendRecipients.take()).toEqual(["age1b"]);
  });
});
