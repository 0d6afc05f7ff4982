import { requestId } from "@pct/delivery";
import { expect, it } from "vitest";

import type { CryptoWorker } from "../../src/crypto/interface/crypto-worker";
import type { KeptRequest } from "../../src/crypto/interface/requests";
import { failureOf, startWorker } from "./started.js";

const DAY = 86_400;

async function ask(worker: CryptoWorker, label = ""): Promise<KeptRequest> {
  return worker.makeRequest({ for: label, from: "Ana", expiresIn: DAY });
}

/** What a sender makes: a credential for the key of a request. */
async function lockedFor(
  worker: CryptoWorker,
  { id }: KeptRequest,
  named: string | null = id,
): Promise<Blob> {
  const { publicKey } = await worker.requestForRelay(id);
  const pem = `-----BEGIN PUBLIC KEY-----\n${btoa(String.fromCharCode(...publicKey))}\n-----END PUBLIC KEY-----\n`;
  const fields = { request: named, username: "ana", files: [] };
  return (await worker.encryptCredential(fields, [pem])).file;
}

it("makes a request whose ID follows from its key, and finds it again after a reload", async () => {
  const { worker } = startWorker();
  const before = Date.now();
  const made = await ask(worker, "AWS, cuenta 1234\u202E");
  expect(made).toMatchObject({ for: "AWS, cuenta 1234", from: "Ana", stage: "making" });
  expect(made.expiresAt).toBeGreaterThanOrEqual(before + DAY * 1000);
  expect(made.link).toBe(`${location.origin}/s/${made.id}#for=AWS%2C%20cuenta%201234&from=Ana`);
  expect(made.words.es).toHaveLength(6);
  expect(made.words.en).toHaveLength(6);

  const { publicKey, nonce, expiresIn } = await worker.requestForRelay(made.id);
  expect(await requestId(nonce, publicKey)).toBe(made.id);
  expect(expiresIn).toBe(DAY);

  await worker.confirmRequest(made.id, before + 1000);
  const { worker: later } = startWorker();
  const confirmed = { ...made, stage: "waiting", expiresAt: before + 1000 };
  expect(await later.keptRequests()).toContainEqual(confirmed);
  const delivery = await lockedFor(later, made);
  const opened = await later.openDelivery(made.id, delivery);
  expect(opened).toMatchObject({ kind: "credential", isForAnother: false });
  // Reading changes nothing: it can be opened until the request has ended.
  expect(await later.openDelivery(made.id, delivery)).toMatchObject({ kind: "credential" });
});

it("gives each request a key of its own, which no script can read out", async () => {
  const { worker } = startWorker();
  const [first, second] = await Promise.all([ask(worker), ask(worker)]);
  const delivery = await lockedFor(worker, first);
  const other = worker.openDelivery(second.id, delivery);
  expect((await failureOf(other)).code).toBe("decryption-failed");
  const { secret } = await stored(first.id);
  const keys = Object.values(secret?.key ?? {}).filter((value) => value instanceof CryptoKey);
  expect(keys.map(({ extractable }) => extractable)).toEqual([false, false]);
  // The pair is not handed out again.
  const { publicPem } = await worker.newKeyPair();
  const { publicKey } = await worker.requestForRelay(second.id);
  expect(publicPem.replace(/-.*-|\s/g, "")).not.toBe(btoa(String.fromCharCode(...publicKey)));
});

it("tells a credential that was made for another request", async () => {
  const { worker } = startWorker();
  const made = await ask(worker);
  for (const named of ["A".repeat(43), null]) {
    const opened = await worker.openDelivery(made.id, await lockedFor(worker, made, named));
    expect(opened).toMatchObject({ kind: "credential", isForAnother: true });
  }
});

it("deletes the key with the end of a request, of which the first one counts", async () => {
  const { worker } = startWorker();
  const made = await ask(worker);
  const delivery = await lockedFor(worker, made);
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

it("keeps keys beside them, which are not theirs", async () => {
  const { worker } = startWorker();
  const pair = await worker.newKeyPair();
  const kept = await worker.keepKey(pair.handle, "x");
  await ask(worker);
  expect(await worker.keptKeys()).toContainEqual(kept);
  await worker.forgetKey(kept.handle);
});

/** What IndexedDB has of a request. */
async function stored(id: string): Promise<{ secret: { key: Record<string, unknown> } | null }> {
  const database = await settled(indexedDB.open("pct"));
  const found: unknown = await settled(
    database.transaction("requests").objectStore("requests").get(id),
  );
  database.close();
  return found as { secret: { key: Record<string, unknown> } | null };
}

async function settled<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => {
      resolve(request.result);
    };
    request.onerror = () => {
      reject(request.error ?? new Error("refused"));
    };
  });
}
