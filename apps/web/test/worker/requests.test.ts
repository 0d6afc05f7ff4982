import { hybridRecipient } from "@pct/core/hybrid";
import { importPrivateKey } from "@pct/core/keys";
import { claimTokenHash, requestId } from "@pct/delivery/request-id";
import { expect, it } from "vitest";

import type { CryptoWorker } from "#/crypto/interface/crypto-worker.js";
import type { KeptRequest } from "#/crypto/interface/requests.js";
import { failureOf, startWorker } from "./started.js";
import { privatePem } from "./vectors.js";

const DAY = 86_400;

async function ask(worker: CryptoWorker, label = ""): Promise<KeptRequest> {
  return worker.makeRequest({ for: label, from: "Ana", expiresIn: DAY });
}

/** A credential, encrypted to the key of a request. */
async function encryptedTo(
  worker: CryptoWorker,
  { id }: KeptRequest,
  named: string | null = id,
): Promise<Blob> {
  const { keyType, publicKey } = await worker.requestForRelay(id);
  const recipient =
    keyType === "rsa"
      ? `-----BEGIN PUBLIC KEY-----\n${btoa(String.fromCharCode(...publicKey))}\n-----END PUBLIC KEY-----\n`
      : hybridRecipient(publicKey);
  const fields = { request: named, username: "ana", files: [] };
  return (await worker.encryptCredential(fields, [recipient])).file;
}

it("derives the request ID from the key, and finds the request again after a reload", async () => {
  const { worker } = startWorker();
  const before = Date.now();
  const made = await ask(worker, "AWS, cuenta 1234\u202E");
  expect(made).toMatchObject({ for: "AWS, cuenta 1234", from: "Ana", stage: "making" });
  expect(made.expiresAt).toBeGreaterThanOrEqual(before + DAY * 1000);
  expect(made.link).toBe(`${location.origin}/s/${made.id}#for=AWS%2C%20cuenta%201234&from=Ana`);
  expect(made.words.es).toHaveLength(6);
  expect(made.words.en).toHaveLength(6);

  const request = await worker.requestForRelay(made.id);
  const { keyType = "rsa", publicKey, nonce, claimToken, expiresIn } = request;
  expect([keyType, made.keyType]).toEqual(["mlkem768x25519", "mlkem768x25519"]);
  const hash = await claimTokenHash(claimToken);
  expect(await requestId({ keyType, publicKey, nonce, claimTokenHash: hash })).toBe(made.id);
  expect(expiresIn).toBe(DAY);

  await worker.confirmRequest(made.id, before + 1000);
  const { worker: later } = startWorker();
  const confirmed = { ...made, stage: "waiting", expiresAt: before + 1000 };
  expect(await later.keptRequests()).toContainEqual(confirmed);
  const delivery = await encryptedTo(later, made);
  const opened = await later.openDelivery(made.id, delivery);
  expect(opened).toMatchObject({ kind: "credential", isForAnother: false });
  // Reading changes nothing: the answer can be opened until the request ends.
  expect(await later.openDelivery(made.id, delivery)).toMatchObject({ kind: "credential" });
});

it("gives each request its own key, sealed for it with a non-extractable one", async () => {
  const { worker } = startWorker();
  // A prepared one serves one request.
  await worker.prepareRequest();
  const [first, second] = await Promise.all([ask(worker), ask(worker)]);
  expect(first.id).not.toBe(second.id);
  const delivery = await encryptedTo(worker, first);
  const other = worker.openDelivery(second.id, delivery);
  expect((await failureOf(other)).code).toBe("decryption-failed");

  const { key } = await secretOf(first.id);
  expect(Object.keys(key).sort()).toEqual(["iv", "key", "publicKey", "sealed", "type"]);
  const wrapping = key.key as CryptoKey;
  expect([wrapping.extractable, wrapping.algorithm]).toEqual([
    false,
    { name: "AES-GCM", length: 256 },
  ]);
  // A seed of 32 bytes and its tag: nothing else is sealed, and nothing of it is beside it.
  expect((key.sealed as ArrayBuffer).byteLength).toBe(32 + 16);
  const { publicKey } = await worker.requestForRelay(first.id);
  expect(key.publicKey).toEqual(publicKey);
});

it("opens nothing with a sealed key that was damaged, or belongs to another request", async () => {
  const { worker } = startWorker();
  const [made, other] = [await ask(worker), await ask(worker)];
  const delivery = await encryptedTo(worker, made);
  const { key } = await secretOf(made.id);
  const sealed = (key.sealed as ArrayBuffer).slice();
  new DataView(sealed).setUint8(0, new DataView(sealed).getUint8(0) ^ 1);
  for (const wrong of [{ ...key, sealed }, (await secretOf(other.id)).key]) {
    await storeKey(made.id, wrong);
    expect((await failureOf(worker.openDelivery(made.id, delivery))).code).toBe("key-gone");
  }
  await storeKey(made.id, key);
  expect(await worker.openDelivery(made.id, delivery)).toMatchObject({ kind: "credential" });
});

it("opens and ends a request that an earlier version stored with an RSA key", async () => {
  const { worker } = startWorker();
  const { keyType, ...info } = await ask(worker);
  expect(keyType).toBe("mlkem768x25519");
  const rsa = await importPrivateKey(privatePem, { extractable: false });
  await storeKey(info.id, rsa as unknown as Record<string, unknown>, info);
  expect(await worker.keptRequests()).toContainEqual(info);
  const request = await worker.requestForRelay(info.id);
  expect(request).toMatchObject({ keyType: "rsa", publicKey: rsa.publicKey.spki });
  const delivery = await encryptedTo(worker, info);
  expect(await worker.openDelivery(info.id, delivery)).toMatchObject({
    kind: "credential",
    isForAnother: false,
  });
  await worker.confirmRequest(info.id, Date.now() + DAY * 1000);
  expect(await worker.endRequest(info.id, "received")).toMatchObject({ stage: "received" });
  expect((await failureOf(worker.openDelivery(info.id, delivery))).code).toBe("key-gone");
});

it("reports a credential that was made for another request", async () => {
  const { worker } = startWorker();
  const made = await ask(worker);
  for (const named of ["A".repeat(43), null]) {
    const opened = await worker.openDelivery(made.id, await encryptedTo(worker, made, named));
    expect(opened).toMatchObject({ kind: "credential", isForAnother: true });
  }
});

it("deletes the key when a request ends; the first end counts", async () => {
  const { worker } = startWorker();
  const made = await ask(worker);
  const delivery = await encryptedTo(worker, made);
  await worker.endRequest(made.id, "received");
  await worker.endRequest(made.id, "cancelled");
  await worker.confirmRequest(made.id, Date.now());
  expect(await worker.keptRequests()).toContainEqual({ ...made, stage: "received" });
  expect((await stored(made.id)).secret).toBeNull();
  expect((await failureOf(worker.openDelivery(made.id, delivery))).code).toBe("key-gone");
  expect((await failureOf(worker.requestForRelay(made.id))).code).toBe("key-gone");

  await worker.forgetRequest(made.id);
  expect((await worker.keptRequests()).map(({ id }) => id)).not.toContain(made.id);
});

it("keeps the key until the request's own time is over, whatever the relay says", async () => {
  const { worker } = startWorker();
  const made = await ask(worker);
  const delivery = await encryptedTo(worker, made);
  expect(await worker.endRequest(made.id, "expired")).toEqual(made);
  // A relay that claims another end does not shorten the time.
  await worker.confirmRequest(made.id, Date.now() - 1000);
  expect(await worker.endRequest(made.id, "expired")).toMatchObject({ stage: "waiting" });
  expect(await worker.openDelivery(made.id, delivery)).toMatchObject({ kind: "credential" });

  const short = await worker.makeRequest({ for: "", from: "", expiresIn: 0 });
  expect(await worker.endRequest(short.id, "expired")).toMatchObject({ stage: "expired" });
  expect((await failureOf(worker.requestForRelay(short.id))).code).toBe("key-gone");
  expect(await worker.endRequest("A".repeat(43), "expired")).toBeNull();
});

it("keeps the user's keys beside the requests", async () => {
  const { worker } = startWorker();
  const pair = await worker.newKeyPair();
  const kept = await worker.keepKey(pair.handle, "x");
  await ask(worker);
  expect(await worker.keptKeys()).toContainEqual(kept);
  await worker.forgetKey(kept.handle);
});

/** A request as IndexedDB stores it. */
interface Stored {
  readonly info: KeptRequest;
  readonly secret: { readonly key: Readonly<Record<string, unknown>> } | null;
}

async function stored(id: string): Promise<Stored> {
  return inDatabase("readonly", (store) => resultOf(store.get(id)) as Promise<Stored>);
}

async function secretOf(id: string): Promise<NonNullable<Stored["secret"]>> {
  const { secret } = await stored(id);
  if (secret === null) throw new Error("the request has ended");
  return secret;
}

/** Replaces the key of a stored request. */
async function storeKey(
  id: string,
  key: Readonly<Record<string, unknown>>,
  info?: KeptRequest,
): Promise<void> {
  const found = await stored(id);
  const changed = { info: info ?? found.info, secret: { ...found.secret, key } };
  await inDatabase("readwrite", (store) => resultOf(store.put(changed)));
}

async function inDatabase<Result>(
  mode: IDBTransactionMode,
  run: (store: IDBObjectStore) => Promise<Result>,
): Promise<Result> {
  const database = await resultOf(indexedDB.open("pct"));
  try {
    return await run(database.transaction("requests", mode).objectStore("requests"));
  } finally {
    database.close();
  }
}

async function resultOf<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => {
      resolve(request.result);
    };
    request.onerror = () => {
      reject(request.error ?? new Error("the request failed"));
    };
  });
}
