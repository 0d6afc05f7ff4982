import { expect, it } from "vitest";

import type { DraftRevision } from "#/crypto/interface/drafts.js";
import { failureOf, startWorker } from "./started.js";

const DAY_MS = 86_400_000;
const CANARY = "s3cret-canary-ñ-\u202E-👩‍🚀";

/** A name that no other test uses. */
function newName(): string {
  return `test/${crypto.randomUUID()}`;
}

function draft(value: unknown, basedOn: DraftRevision | null = null, lifetimeMs = DAY_MS) {
  return { value, basedOn, lifetimeMs };
}

function resultOf<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => {
      resolve(request.result);
    };
    request.onerror = () => {
      reject(new Error("the request failed"));
    };
  });
}

/** Does something with the stored drafts, as an attacker with the browser's files could. */
async function withStored<Result>(
  act: (drafts: IDBObjectStore) => Promise<Result>,
): Promise<Result> {
  const database = await resultOf(indexedDB.open("pct"));
  try {
    return await act(database.transaction("drafts", "readwrite").objectStore("drafts"));
  } finally {
    database.close();
  }
}

interface Stored {
  name: string;
  revision: string;
  key: CryptoKey;
  iv: Uint8Array;
  sealed: ArrayBuffer;
  keepUntil: number;
}

async function storedOf(name: string): Promise<Stored | undefined> {
  return withStored(async (drafts) => (await resultOf(drafts.get(name))) as Stored | undefined);
}

it("lists the drafts with a prefix, the latest first, and none that is past its time", async () => {
  const { worker } = startWorker();
  const prefix = `${newName()}/`;
  await worker.keepDraft(`${prefix}first`, draft(CANARY));
  await new Promise((resolve) => setTimeout(resolve, 5));
  await worker.keepDraft(`${prefix}second`, draft(CANARY));
  await worker.keepDraft(`${prefix}over`, draft(CANARY, null, 0));
  await worker.keepDraft(newName(), draft(CANARY));
  const listed = await worker.listDrafts(prefix);
  expect(listed.map(({ name }) => name)).toEqual([`${prefix}second`, `${prefix}first`]);
  expect(JSON.stringify(listed)).not.toContain(CANARY);
  expect(await worker.listDrafts(`${prefix}none`)).toEqual([]);
});

it("returns a draft in another worker, until it is erased", async () => {
  const { worker } = startWorker();
  const name = newName();
  expect(await worker.readDraft(name)).toBeNull();
  const before = Date.now();
  const kept = await worker.keepDraft(name, draft({ note: CANARY, ticks: ["username"] }));
  const { worker: other } = startWorker();
  const found = await other.readDraft(name);
  expect(found).toMatchObject({ ...kept, value: { note: CANARY, ticks: ["username"] } });
  expect(found?.keptAt).toBeGreaterThanOrEqual(before);
  await other.eraseDraft(name);
  expect(await worker.readDraft(name)).toBeNull();
  expect(await storedOf(name)).toBeUndefined();
});

it("stores the draft encrypted, with a key that can't be exported", async () => {
  const { worker } = startWorker();
  const name = newName();
  await worker.keepDraft(name, draft({ note: CANARY }));
  const found = await storedOf(name);
  if (found === undefined) throw new TypeError("nothing is stored");
  const { key, sealed, ...rest } = found;
  expect(key).toMatchObject({ extractable: false, algorithm: { name: "AES-GCM", length: 256 } });
  await expect(crypto.subtle.exportKey("raw", key)).rejects.toThrow();
  const text = JSON.stringify(rest) + new TextDecoder("latin1").decode(sealed);
  expect(text).not.toContain("canary");
});

it("encrypts each revision with a key and an IV of its own", async () => {
  const { worker } = startWorker();
  const name = newName();
  const kept = await worker.keepDraft(name, draft("one"));
  const first = await storedOf(name);
  const revision = "revision" in kept ? kept.revision : null;
  await worker.keepDraft(name, draft("one", revision));
  const second = await storedOf(name);
  expect(second?.iv).not.toEqual(first?.iv);
  expect(new Uint8Array(second?.sealed ?? new ArrayBuffer())).not.toEqual(
    new Uint8Array(first?.sealed ?? new ArrayBuffer()),
  );
});

it("keeps what another tab has stored, and returns it", async () => {
  const { worker: one } = startWorker();
  const { worker: two } = startWorker();
  const name = newName();
  const outcomes = await Promise.all([
    one.keepDraft(name, draft("one")),
    two.keepDraft(name, draft("two")),
  ]);
  const conflicts = outcomes.filter((outcome) => "conflict" in outcome);
  expect(conflicts).toHaveLength(1);
  const found = await one.readDraft(name);
  expect(conflicts[0]).toEqual({ conflict: found });
  const next = await two.keepDraft(name, draft("both", found?.revision ?? null));
  expect(next).toHaveProperty("revision");
  expect((await one.readDraft(name))?.value).toBe("both");
});

it("doesn't store a draft again that another tab has erased", async () => {
  const { worker } = startWorker();
  const name = newName();
  const kept = await worker.keepDraft(name, draft("one"));
  await worker.eraseDraft(name);
  const revision = "revision" in kept ? kept.revision : null;
  expect(await worker.keepDraft(name, draft("two", revision))).toEqual({ conflict: null });
  expect(await worker.readDraft(name)).toBeNull();
});

it("deletes every draft that is past its time", async () => {
  const { worker } = startWorker();
  const [old, young] = [newName(), newName()];
  await worker.keepDraft(old, draft("old", null, -1));
  await worker.keepDraft(young, draft("young"));
  expect(await worker.readDraft(young)).toMatchObject({ value: "young" });
  expect(await storedOf(old)).toBeUndefined();
  // It counts as gone even before it is deleted.
  await worker.keepDraft(old, draft("old", null, -1));
  expect(await worker.keepDraft(old, draft("new"))).toHaveProperty("revision");
});

it("opens a draft in its own place only", async () => {
  const { worker } = startWorker();
  const [name, other] = [newName(), newName()];
  await worker.keepDraft(name, draft("one"));
  await withStored(async (drafts) => {
    const stored = (await resultOf(drafts.get(name))) as Stored;
    await resultOf(drafts.put({ ...stored, name: other }));
  });
  expect((await failureOf(worker.readDraft(other))).code).toBe("unexpected");
});
