import { expect, it } from "vitest";

import { failureOf, startWorker } from "./started.js";
import { ageKey } from "./vectors.js";

it("returns the same pair to every caller, and another one after it was saved", async () => {
  const { worker } = startWorker();
  const [first, same] = await Promise.all([worker.newKeyPair(), worker.newKeyPair()]);
  expect(same).toEqual(first);
  expect(first.bits).toBe(4096);
  expect(first.publicPem).toMatch(/^-----BEGIN PUBLIC KEY-----\n[^]+\n-----END PUBLIC KEY-----\n$/);
  expect(first.sshLine).toMatch(/^ssh-rsa [A-Za-z0-9+/=]+$/);
  expect(first.words.es).toHaveLength(6);
  expect(first.words.en).toHaveLength(6);

  const file = await worker.keyFile(first.handle, "seis palabras que nadie adivina");
  expect(file.name).toBe("private_key.pem");
  expect(await file.text()).toMatch(/^-----BEGIN ENCRYPTED PRIVATE KEY-----\n/);
  expect((await worker.newKeyPair()).handle).not.toBe(first.handle);
});

it("opens a key file only with its passphrase", async () => {
  const { worker } = startWorker();
  const pair = await worker.newKeyPair();
  const file = await worker.keyFile(pair.handle, "correcta");
  expect((await failureOf(worker.openKeyFile(file, null))).code).toBe("passphrase-required");
  expect((await failureOf(worker.openKeyFile(file, "otra"))).code).toBe("passphrase-wrong");
  const opened = await worker.openKeyFile(await file.text(), "correcta");
  expect(opened).toEqual({ ...pair, handle: opened.handle });
});

it("keeps a key non-extractable, and finds it again after a reload", async () => {
  const { worker } = startWorker();
  const pair = await worker.newKeyPair();
  const { text } = await worker.encryptText({
    text: "aB3$kL9!",
    recipients: [pair.publicPem],
    format: "auto",
  });
  const kept = await worker.keepKey(pair.handle, "mi computadora");
  expect(kept).toEqual({
    ...pair,
    handle: kept.handle,
    label: "mi computadora",
    createdAt: kept.createdAt,
  });

  const { worker: later } = startWorker();
  expect(await later.keptKeys()).toContainEqual(kept);
  const opened = await later.open({ source: text, keys: [kept.handle], passphrase: null });
  expect(opened).toMatchObject({ kind: "text", text: "aB3$kL9!" });
  expect((await failureOf(later.keyFile(kept.handle, null))).code).toBe("key-not-extractable");
  expect(await storedHandles(kept.handle)).toEqual([false, false]);

  await later.forgetKey(kept.handle);
  expect(await later.keptKeys()).not.toContainEqual(kept);
  const gone = later.open({ source: text, keys: [kept.handle], passphrase: null });
  expect((await failureOf(gone)).code).toBe("key-gone");
});

/** Whether each `CryptoKey` of a kept key can be exported. */
async function storedHandles(handle: string): Promise<boolean[]> {
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const opening = indexedDB.open("pct");
    opening.onsuccess = () => {
      resolve(opening.result);
    };
    opening.onerror = reject;
  });
  const stored = await new Promise<{ key: Record<string, unknown> }>((resolve, reject) => {
    const reading = database.transaction("keys").objectStore("keys").get(handle);
    reading.onsuccess = () => {
      resolve(reading.result as { key: Record<string, unknown> });
    };
    reading.onerror = reject;
  });
  database.close();
  const keys = Object.values(stored.key).filter((value) => value instanceof CryptoKey);
  return keys.map(({ extractable }) => extractable);
}

it("forgets its keys on releaseKeys", async () => {
  const { worker } = startWorker();
  const pair = await worker.newKeyPair();
  await worker.releaseKeys();
  expect((await failureOf(worker.keyFile(pair.handle, null))).code).toBe("key-gone");
});

it("cancels the generation of a pair on releaseKeys", async () => {
  const { worker } = startWorker();
  const unwanted = failureOf(worker.newKeyPair());
  await worker.releaseKeys();
  expect((await unwanted).code).toBe("cancelled");
  expect((await worker.newKeyPair()).bits).toBe(4096);
});

it("decrypts with an age identity, which it cannot keep", async () => {
  const { worker } = startWorker();
  const { identity, recipient } = ageKey;
  const opened = await worker.openKeyFile(`# made by age-keygen\n${identity}\n`, null);
  expect(opened.kind).toBe("age");
  const { text } = await worker.encryptText({ text: "x", recipients: [recipient], format: "auto" });
  const source = { source: text, keys: [opened.handle], passphrase: null };
  expect(await worker.open(source)).toMatchObject({ kind: "text", text: "x" });
  expect((await failureOf(worker.keepKey(opened.handle, "x"))).code).toBe("key-not-extractable");
});
