import { claimTokenHash, requestId } from "@pct/delivery/request-id";
import { expect, it } from "vitest";

import type { CryptoWorker } from "#/crypto/interface/crypto-worker.js";
import type { KeptRequest } from "#/crypto/interface/requests.js";
import { failureOf, startWorker } from "./started.js";

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
  const { publicKey } = await worker.requestForRelay(id);
  const pem = `-----BEGIN PUBLIC KEY-----\n${btoa(String.fromCharCode(...publicKey))}\n-----END PUBLIC KEY-----\n`;
  const fields = { request: named, username: "ana", files: [] };
  return (await worker.encryptCredential(fields, [pem])).file;
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

  const { publicKey, nonce, claimToken, expiresIn } = await worker.requestForRelay(made.id);
  const hash = await claimTokenHash(claimToken);
  expect(await requestId({ keyType: "rsa", publicKey, nonce, claimTokenHash: hash })).toBe(made.id);
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

it("gives each request its own, non-extractable key", async () => {
  const { worker } = startWorker();
  const [first, second] = await Promise.all([ask(worker), ask(worker)]);
  const delivery = await encryptedTo(worker, first);
  const other = worker.openDelivery(second.id, delivery);
  expect((await failureOf(other)).code).toBe("decryption-failed");
  const { secret } = await stored(first.id);
  const keys = Object.values(secret?.key ?? {}).filter((value) => value instanceof CryptoKey);
  expect(keys.map(({ extractable }) => extractable)).toEqual([false, false]);
  // newKeyPair does not return the used pair again.
  const { publicPem } = await worker.newKeyPair();
  const { publicKey } = await worker.requestForRelay(second.id);
  expect(publicPem.replace(/-.*-|\s/g, "")).not.toBe(btoa(String.fromCharCode(...publicKey)));
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
async function stored(id: string): Promise<{ secret: { key: Record<string, unknown> } | null }> {
  const database = await resultOf(indexedDB.open("pct"));
  const found: unknown = await resultOf(
    database.transaction("requests").objectStore("requests").get(id),
  );
  database.close();
  return found as { secret: { key: Record<string, unknown> } | null };
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
