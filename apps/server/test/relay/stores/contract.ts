import { createHash, randomBytes } from "node:crypto";

import { describe, expect, it, onTestFinished } from "vitest";

import { EXPIRED_TOMBSTONE_MS, RequestOver, TOMBSTONES_PER_ENTRY } from "#/relay/stores/store.js";
import type { Capacity, NewEntry, RelayStore, RequestEnd } from "#/relay/stores/store.js";

/** The contract of every store. */

interface OpenOptions {
  /** By default 1,000 requests and 10 MB. */
  readonly capacity?: Capacity;
  /** By default no limit for one client. */
  readonly share?: Capacity;
}

/** Opens an empty store. */
export type Open = (options?: OpenOptions) => Promise<RelayStore> | RelayStore;

export function newEntry(changes: Partial<NewEntry> = {}): NewEntry {
  return {
    id: randomBytes(32).toString("base64url"),
    keyType: "rsa",
    publicKey: randomBytes(550).toString("base64url"),
    nonce: randomBytes(16).toString("base64url"),
    claimTokenHash: randomBytes(32).toString("base64url"),
    expiresAt: Date.now() + 60_000,
    ...changes,
  };
}

/** Expects the calls of a store for a request that is over to reject, whatever the token. */
async function expectOver(
  store: RelayStore,
  { id, claimTokenHash }: NewEntry,
  end: RequestEnd,
): Promise<void> {
  for (const hash of [claimTokenHash, newEntry().claimTokenHash]) {
    for (const call of [
      () => create(store, newEntry({ id, claimTokenHash: hash })),
      () => store.find(id),
      () => deliver(store, id, randomBytes(10)),
      () => store.collect(id, hash),
      () => store.acknowledge(id, hash),
      () => store.withdraw(id, hash),
      () => store.cancel(id, hash),
    ]) {
      await expect(call()).rejects.toMatchObject({ name: "RequestOver", end });
    }
  }
}

/** How a request ended, or its state; null if there is none. */
async function stateOf(store: RelayStore, { id }: NewEntry): Promise<string | null> {
  try {
    return (await store.find(id))?.state ?? null;
  } catch (error) {
    if (!(error instanceof RequestOver)) throw error;
    return error.end;
  }
}

function digestOf(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("base64url");
}

/** Creates a request for a client. */
export function create(store: RelayStore, entry: NewEntry, client = "someone"): Promise<boolean> {
  return store.create(entry, client);
}

/** Delivers bytes with their digest, for a client; without a hash, they cannot be withdrawn. */
export function deliver(
  store: RelayStore,
  id: string,
  bytes: Uint8Array,
  client = "someone",
  withdrawTokenHash: string | null = null,
) {
  return store.deliver(id, { bytes, digest: digestOf(bytes), withdrawTokenHash }, client);
}

/** A hash of a token of a sender. */
export function newHash(): string {
  return randomBytes(32).toString("base64url");
}

/** A request that has no delivery. */
const OPEN = { state: "open", digest: null, received: null };

/** The delivery that the holder of the token gets; fails if there is none. */
export async function collected(
  store: RelayStore,
  { id, claimTokenHash, expiresAt }: NewEntry,
): Promise<Buffer> {
  const claim = await store.collect(id, claimTokenHash);
  expect(claim).toMatchObject({ state: "delivered", expiresAt });
  return Buffer.from(claim?.delivery ?? []);
}

export function describeRelayStore(open: Open): void {
  async function opened(options?: OpenOptions): Promise<RelayStore> {
    const store = await open(options);
    onTestFinished(() => store.close());
    return store;
  }

  /** A store with one request and its delivery. */
  async function delivered(bytes: Uint8Array = randomBytes(1000)) {
    const store = await opened();
    const entry = newEntry();
    await create(store, entry);
    await deliver(store, entry.id, bytes);
    return { store, entry, bytes };
  }

  describe("a request", () => {
    it.each(["rsa", "mlkem768x25519"] as const)(
      "is found as it was created, %s",
      async (keyType) => {
        const store = await opened();
        const entry = newEntry({ keyType, publicKey: randomBytes(1216).toString("base64url") });
        expect(await create(store, entry)).toBe(true);
        expect(await store.find(entry.id)).toEqual({ ...entry, ...OPEN });
      },
    );

    it("is created once: the first one stays", async () => {
      const store = await opened();
      const entry = newEntry();
      await create(store, entry);
      expect(await create(store, newEntry({ id: entry.id }))).toBe(false);
      expect(await store.find(entry.id)).toEqual({ ...entry, ...OPEN });
    });

    it("is created once by concurrent calls", async () => {
      const store = await opened();
      const { id } = newEntry();
      const tries = Array.from({ length: 50 }, () => newEntry({ id }));
      const results = await Promise.all(tries.map((entry) => create(store, entry)));
      expect(results.filter((isNew) => isNew)).toHaveLength(1);
      expect(await store.find(id)).toEqual({
        ...tries[results.indexOf(true)],
        ...OPEN,
      });
    });

    it("that does not exist gives null to each call", async () => {
      const store = await opened();
      const { id, claimTokenHash } = newEntry();
      expect(await store.find(id)).toBe(null);
      expect(await store.collect(id, claimTokenHash)).toBe(null);
      expect(await deliver(store, id, randomBytes(10))).toBe(null);
      expect(await store.acknowledge(id, claimTokenHash)).toBe(null);
      expect(await store.withdraw(id, claimTokenHash)).toBe(null);
      expect(await store.cancel(id, claimTokenHash)).toBe(false);
    });

    it("has nothing to collect or acknowledge while it is open", async () => {
      const store = await opened();
      const entry = newEntry();
      const { id, claimTokenHash, expiresAt } = entry;
      await create(store, entry);
      const claim = { state: "open", expiresAt, delivery: null };
      expect(await store.collect(id, claimTokenHash)).toEqual(claim);
      expect(await store.acknowledge(id, claimTokenHash)).toBe("open");
      expect((await store.find(id))?.state).toBe("open");
    });
  });

  describe("a delivery", () => {
    it.each([1, 100, 3500, 4062, 4092, 4093, 8184, 100_000, 1_048_576])(
      "of %i bytes is returned unchanged",
      async (length) => {
        const { store, entry, bytes } = await delivered(randomBytes(length));
        expect(await store.find(entry.id)).toMatchObject({ ...entry, state: "delivered" });
        expect((await collected(store, entry)).equals(bytes)).toBe(true);
      },
    );

    it("is the first; later ones get its digest and change nothing", async () => {
      const { store, entry, bytes } = await delivered();
      const digest = digestOf(bytes);
      expect(await deliver(store, entry.id, randomBytes(10))).toEqual({ isFirst: false, digest });
      expect(await deliver(store, entry.id, bytes)).toEqual({ isFirst: false, digest });
      expect((await collected(store, entry)).equals(bytes)).toBe(true);
    });

    it("is the only first one among 200 concurrent ones", async () => {
      const store = await opened();
      const entry = newEntry();
      const { id } = entry;
      await create(store, entry);
      const tries = Array.from({ length: 200 }, () => randomBytes(200));
      const results = await Promise.all(tries.map((bytes) => deliver(store, id, bytes)));
      const winners = tries.filter((_, i) => results[i]?.isFirst);
      expect(winners).toHaveLength(1);
      const [winner = randomBytes(0)] = winners;
      expect(new Set(results.map((result) => result?.digest))).toEqual(new Set([digestOf(winner)]));
      expect((await collected(store, entry)).equals(winner)).toBe(true);
    });

    it("can be collected repeatedly", async () => {
      const { store, entry, bytes } = await delivered();
      for (let i = 0; i < 3; i++) {
        expect((await collected(store, entry)).equals(bytes)).toBe(true);
        expect(await store.find(entry.id)).toMatchObject({ ...entry, state: "delivered" });
      }
    });

    it("is erased when acknowledged; the request stays, and accepts no other", async () => {
      const { store, entry, bytes } = await delivered();
      const { id, claimTokenHash, expiresAt } = entry;
      expect(await store.acknowledge(id, claimTokenHash)).toBe("received");
      expect(await store.acknowledge(id, claimTokenHash)).toBe("received");
      const claim = { state: "received", expiresAt, delivery: null };
      expect(await store.collect(id, claimTokenHash)).toEqual(claim);
      expect(await store.find(id)).toEqual({
        ...entry,
        state: "received",
        digest: digestOf(bytes),
        received: { at: expect.closeTo(Date.now(), -4) as number, receipt: null },
      });
      const digest = digestOf(bytes);
      expect(await deliver(store, id, randomBytes(10))).toEqual({ isFirst: false, digest });
      expect(await create(store, newEntry({ id }))).toBe(false);
    });

    it("is collected, acknowledged and cancelled with the right hash only", async () => {
      const { store, entry } = await delivered();
      const { claimTokenHash } = newEntry();
      expect(await store.collect(entry.id, claimTokenHash)).toBe(null);
      expect(await store.acknowledge(entry.id, claimTokenHash)).toBe(null);
      expect(await store.cancel(entry.id, claimTokenHash)).toBe(false);
      expect(await store.find(entry.id)).toMatchObject({ ...entry, state: "delivered" });
    });

    it("that is acknowledged and cancelled concurrently is gone", async () => {
      const { store, entry } = await delivered();
      const { id, claimTokenHash } = entry;
      const [, cancelling] = await Promise.allSettled([
        store.acknowledge(id, claimTokenHash),
        store.cancel(id, claimTokenHash),
        store.acknowledge(id, claimTokenHash),
      ]);
      expect(cancelling).toEqual({ status: "fulfilled", value: true });
      await expectOver(store, entry, "cancelled");
    });
  });

  describe("an acknowledgement", () => {
    it("keeps the first receipt and the time until the request is over", async () => {
      const { store, entry } = await delivered();
      const { id, claimTokenHash } = entry;
      const before = Date.now();
      const receipt = randomBytes(16).toString("base64url");
      const first = { digest: null, receipt };
      expect(await store.acknowledge(id, claimTokenHash, first)).toBe("received");
      const later = { digest: null, receipt: randomBytes(16).toString("base64url") };
      expect(await store.acknowledge(id, claimTokenHash, later)).toBe("received");
      const { received } = (await store.find(id)) ?? {};
      expect(received?.receipt).toBe(receipt);
      expect(received?.at).toBeGreaterThanOrEqual(before);
      expect(received?.at).toBeLessThanOrEqual(Date.now());
      expect(await store.cancel(id, claimTokenHash)).toBe(true);
      await expectOver(store, entry, "cancelled");
    });

    it("of another delivery than the stored one changes nothing", async () => {
      const { store, entry, bytes } = await delivered();
      const { id, claimTokenHash } = entry;
      const wrong = { digest: newHash(), receipt: "x" };
      expect(await store.acknowledge(id, claimTokenHash, wrong)).toBe("changed");
      expect((await collected(store, entry)).equals(bytes)).toBe(true);
      const right = { digest: digestOf(bytes), receipt: null };
      expect(await store.acknowledge(id, claimTokenHash, right)).toBe("received");
      expect(await store.acknowledge(id, claimTokenHash, right)).toBe("received");
      expect(await store.acknowledge(id, claimTokenHash, wrong)).toBe("changed");
      expect((await store.find(id))?.received?.receipt).toBe(null);
    });
  });

  describe("a delivery that is withdrawn", () => {
    /** A store with one request, its delivery, and the hash to withdraw it. */
    async function withdrawable() {
      const store = await opened();
      const [entry, hash, bytes] = [newEntry(), newHash(), randomBytes(1000)];
      await create(store, entry);
      await deliver(store, entry.id, bytes, "someone", hash);
      return { store, entry, hash, bytes };
    }

    it("leaves the request open, also when it is withdrawn repeatedly", async () => {
      const { store, entry, hash } = await withdrawable();
      const { id, claimTokenHash, expiresAt } = entry;
      for (let i = 0; i < 3; i++) expect(await store.withdraw(id, hash)).toBe("open");
      expect(await store.find(id)).toEqual({ ...entry, ...OPEN });
      const claim = { state: "open", expiresAt, delivery: null };
      expect(await store.collect(id, claimTokenHash)).toEqual(claim);
      expect(await store.acknowledge(id, claimTokenHash)).toBe("open");
    });

    it("makes room for the next one, the first of which wins, but not for itself", async () => {
      const { store, entry, hash, bytes } = await withdrawable();
      const { id } = entry;
      await store.withdraw(id, hash);
      expect(await deliver(store, id, bytes, "someone", hash)).toEqual({
        isFirst: false,
        digest: null,
      });
      expect((await store.find(id))?.state).toBe("open");
      const tries = Array.from({ length: 20 }, () => randomBytes(100));
      const results = await Promise.all(tries.map((bytes) => deliver(store, id, bytes)));
      expect(results.filter((result) => result?.isFirst)).toHaveLength(1);
      // The earlier sender has no hold on the delivery of another one.
      expect(await store.withdraw(id, hash)).toBe(null);
      expect((await store.find(id))?.state).toBe("delivered");
    });

    it("needs its own hash; one without a hash is never withdrawn", async () => {
      const { store, entry, bytes } = await withdrawable();
      const other = newEntry();
      await create(store, other);
      await deliver(store, other.id, randomBytes(10));
      const hashes = [newHash(), entry.claimTokenHash, other.claimTokenHash, digestOf(bytes), ""];
      for (const hash of hashes) {
        expect(await store.withdraw(entry.id, hash)).toBe(null);
        expect(await store.withdraw(other.id, hash)).toBe(null);
      }
      expect((await collected(store, entry)).equals(bytes)).toBe(true);
      expect((await store.find(other.id))?.state).toBe("delivered");
    });

    it("is not withdrawn once it is received", async () => {
      const { store, entry, hash } = await withdrawable();
      const receipt = "AAAAAAAAAAAAAAAAAAAAAA";
      await store.acknowledge(entry.id, entry.claimTokenHash, { digest: null, receipt });
      expect(await store.withdraw(entry.id, hash)).toBe("received");
      expect(await store.find(entry.id)).toMatchObject({
        state: "received",
        received: { receipt },
      });
    });

    it("and acknowledged concurrently is either, for all callers", async () => {
      const store = await opened();
      const outcomes = new Set<string | null>();
      for (let i = 0; i < 40; i++) {
        const [entry, hash, bytes] = [newEntry(), newHash(), randomBytes(100)];
        const { id, claimTokenHash } = entry;
        await create(store, entry);
        await deliver(store, id, bytes, "someone", hash);
        const calls = [
          () => store.acknowledge(id, claimTokenHash),
          () => store.withdraw(id, hash),
          () => store.acknowledge(id, claimTokenHash),
          () => store.withdraw(id, hash),
        ];
        if (i % 2 === 1) calls.reverse();
        const states = await Promise.all([...calls.map((call) => call()), stateOf(store, entry)]);
        const [state] = new Set(states.slice(0, 4));
        expect(states.slice(0, 4)).toEqual([state, state, state, state]);
        expect(await stateOf(store, entry)).toBe(state);
        outcomes.add(state ?? null);
        expect((await store.collect(id, claimTokenHash))?.delivery).toBe(null);
      }
      expect(outcomes).toEqual(new Set(["open", "received"]));
    });

    it("while it is collected is collected whole or not at all", async () => {
      for (let i = 0; i < 20; i++) {
        const { store, entry, hash, bytes } = await withdrawable();
        const [claim] = await Promise.all([
          store.collect(entry.id, entry.claimTokenHash),
          store.withdraw(entry.id, hash),
        ]);
        if (claim?.state === "open") expect(claim.delivery).toBe(null);
        else expect(Buffer.from(claim?.delivery ?? []).equals(bytes)).toBe(true);
      }
    });

    it("gives back its bytes, and its place for requests stays taken", async () => {
      const capacity = { entries: 1000, bytes: 2 ** 30 };
      const store = await opened({ capacity, share: { entries: 1, bytes: 10_000 } });
      const entry = newEntry();
      await create(store, entry, "one");
      for (let i = 0; i < 5; i++) {
        const hash = newHash();
        const first = await deliver(store, entry.id, randomBytes(6000), "two", hash);
        expect(first).toMatchObject({ isFirst: true });
        expect(await store.withdraw(entry.id, hash)).toBe("open");
        expect(await store.withdraw(entry.id, hash)).toBe("open");
      }
      await expect(create(store, newEntry(), "one")).rejects.toMatchObject({ reason: "quota" });
      await deliver(store, entry.id, randomBytes(6000), "two");
      const other = newEntry();
      await create(store, other, "three");
      const refused = deliver(store, other.id, randomBytes(6000), "two");
      await expect(refused).rejects.toMatchObject({ reason: "quota" });
    });

    it("frees the store, and listeners hear of it", async () => {
      const store = await opened();
      const heard: (string | null)[] = [];
      store.onChange((id) => heard.push(id));
      const [entry, hash] = [newEntry(), newHash()];
      await create(store, entry);
      await deliver(store, entry.id, randomBytes(1000), "someone", hash);
      // Redis tells of the delivery some time after its answer.
      await expect.poll(() => heard).toEqual([entry.id]);
      const { bytes } = store.usage();
      await store.withdraw(entry.id, hash);
      await expect.poll(() => heard).toEqual([entry.id, entry.id]);
      await store.eraseExpired();
      if (store.name !== "redis") expect(bytes - store.usage().bytes).toBeGreaterThanOrEqual(1000);
    });
  });

  describe("a request that is cancelled", () => {
    it.each(["open", "delivered", "received"])(
      "while it is %s leaves a tombstone, and is not revived",
      async (state) => {
        const store = await opened();
        const entry = newEntry();
        const { id, claimTokenHash } = entry;
        await create(store, entry);
        if (state !== "open") await deliver(store, id, randomBytes(100));
        if (state === "received") await store.acknowledge(id, claimTokenHash);
        expect((await store.find(id))?.state).toBe(state);
        expect(await store.cancel(id, claimTokenHash)).toBe(true);
        await expectOver(store, entry, "cancelled");
        await store.eraseExpired();
        await expectOver(store, entry, "cancelled");
      },
    );

    it("while the same request is created again is not revived", async () => {
      const store = await opened();
      for (let i = 0; i < 20; i++) {
        const entry = newEntry();
        await create(store, entry);
        const again = () => create(store, entry).catch(() => false);
        const [before, isCancelled, ...after] = await Promise.all([
          again(),
          store.cancel(entry.id, entry.claimTokenHash),
          again(),
          again(),
        ]);
        expect([before, isCancelled, ...after]).toEqual([false, true, false, false]);
        expect(await stateOf(store, entry)).toBe("cancelled");
      }
    });

    it("frees its ID when it would have expired", async () => {
      const store = await opened();
      const entry = newEntry({ expiresAt: Date.now() + 1500 });
      await create(store, entry);
      await store.cancel(entry.id, entry.claimTokenHash);
      expect(await stateOf(store, entry)).toBe("cancelled");
      await expect.poll(() => stateOf(store, entry), { timeout: 5000 }).toBe(null);
      const again = newEntry({ id: entry.id });
      expect(await create(store, again)).toBe(true);
      expect(await store.find(entry.id)).toEqual({ ...again, ...OPEN });
    });
  });

  describe("a request that expires", () => {
    it("leaves a tombstone, and is not revived", async () => {
      const store = await opened();
      const entry = newEntry({ expiresAt: Date.now() + 250 });
      await create(store, entry);
      await deliver(store, entry.id, randomBytes(100));
      expect((await store.find(entry.id))?.state).toBe("delivered");
      await expect.poll(() => stateOf(store, entry)).toBe("expired");
      await expectOver(store, entry, "expired");
      while (await store.eraseExpired());
      await expectOver(store, entry, "expired");
    });

    it.each([true, false])("frees its ID after seven days, erased before: %s", async (isErased) => {
      const store = await opened();
      const entry = newEntry({ expiresAt: Date.now() - EXPIRED_TOMBSTONE_MS + 3000 });
      const { id } = entry;
      await create(store, entry);
      if (isErased) while (await store.eraseExpired());
      await expectOver(store, entry, "expired");
      await expect.poll(() => stateOf(store, entry), { timeout: 10_000 }).toBe(null);
      const again = newEntry({ id });
      expect(await create(store, again)).toBe(true);
      expect(await store.find(id)).toEqual({ ...again, ...OPEN });
      expect((await store.collect(id, again.claimTokenHash))?.delivery).toBe(null);
    });

    it("is erased in batches; the others stay", async () => {
      const store = await opened();
      const before = store.usage().entries;
      const staying = newEntry();
      await create(store, staying);
      const going = Array.from({ length: 250 }, () => newEntry({ expiresAt: Date.now() + 2000 }));
      await Promise.all(going.map((entry) => create(store, entry)));
      await Promise.all(going.map(({ id }) => deliver(store, id, randomBytes(100))));
      const entriesLeft = async (): Promise<number> => {
        while (await store.eraseExpired());
        return store.usage().entries;
      };
      await expect.poll(entriesLeft, { timeout: 5000 }).toBe(before + 1);
      expect((await store.find(staying.id))?.state).toBe("open");
    });
  });

  describe("tombstones", () => {
    it("do not count as requests, and those over their limit that end first go", async () => {
      const entries = 3;
      const store = await opened({ capacity: { entries, bytes: 2 ** 30 } });
      const limit = entries * TOMBSTONES_PER_ENTRY;
      const all = Array.from({ length: limit + 5 }, (_, i) =>
        newEntry({ expiresAt: Date.now() + 60_000 + i }),
      );
      for (const entry of all) {
        expect(await create(store, entry)).toBe(true);
        await store.cancel(entry.id, entry.claimTokenHash);
      }
      while (await store.eraseExpired());
      expect(store.usage().entries).toBe(0);
      const states = await Promise.all(all.map((entry) => stateOf(store, entry)));
      expect(states.slice(0, 5)).toEqual([null, null, null, null, null]);
      expect(states.slice(5)).toEqual(all.slice(5).map(() => "cancelled"));
      for (let i = 0; i < entries; i++) expect(await create(store, newEntry())).toBe(true);
    });
  });

  describe("the share of a client", () => {
    const capacity = { entries: 1000, bytes: 2 ** 30 };
    const DAY = 86_400_000;

    it("is counted in requests, and does not limit other clients", async () => {
      const share = { entries: 3, bytes: 2 ** 30 };
      const store = await opened({ capacity, share });
      const entries = [newEntry(), newEntry(), newEntry()];
      for (const entry of entries) expect(await create(store, entry, "one")).toBe(true);
      await expect(create(store, newEntry(), "one")).rejects.toMatchObject({ reason: "quota" });
      for (let i = 0; i < 3; i++) expect(await create(store, newEntry(), "two")).toBe(true);
    });

    it("is not exceeded by concurrent calls", async () => {
      const share = { entries: 5, bytes: 10_000 };
      const store = await opened({ capacity, share });
      const tries = Array.from({ length: 50 }, () => newEntry());
      const results = await Promise.allSettled(tries.map((entry) => create(store, entry, "one")));
      expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(5);
      const others = tries.map(() => newEntry());
      await Promise.all(others.map((entry, i) => create(store, entry, `client ${i.toString()}`)));
      const deliveries = await Promise.allSettled(
        others.map(({ id }) => deliver(store, id, randomBytes(1000), "one")),
      );
      const stored = deliveries.filter(({ status }) => status === "fulfilled").length;
      expect(stored).toBeGreaterThan(1);
      expect(stored).toBeLessThan(10);
    });

    it.each(["cancelled", "received", "expired"])("is given back when %s", async (end) => {
      const share = { entries: 1, bytes: 10_000 };
      const store = await opened({ capacity, share });
      const life = end === "expired" ? 1500 : 60_000;
      for (let i = 0; i < 3; i++) {
        const entry = newEntry({ expiresAt: Date.now() + life });
        expect(await create(store, entry, "one")).toBe(true);
        const { id, claimTokenHash } = entry;
        expect(await deliver(store, id, randomBytes(5000), "two")).toMatchObject({ isFirst: true });
        await expect(create(store, newEntry(), "one")).rejects.toMatchObject({ reason: "quota" });
        if (end === "received") await store.acknowledge(id, claimTokenHash);
        else if (end === "cancelled") await store.cancel(id, claimTokenHash);
        else {
          await expect.poll(() => stateOf(store, entry), { timeout: 5000 }).toBe("expired");
          await store.eraseExpired();
        }
        // A received request keeps its place until it expires, which counts beyond another share.
        if (end === "received" && i === 1) break;
      }
    });

    it("allows as many received requests again, no more", async () => {
      const share = { entries: 2, bytes: 2 ** 30 };
      const store = await opened({ capacity, share });
      const all = [];
      for (let i = 0; i < 4; i++) {
        const entry = newEntry();
        all.push(entry);
        expect(await create(store, entry, "one")).toBe(true);
        await deliver(store, entry.id, randomBytes(10), "one");
        if (i < 3) await store.acknowledge(entry.id, entry.claimTokenHash);
      }
      await expect(create(store, newEntry(), "one")).rejects.toMatchObject({ reason: "quota" });
      for (const { id, claimTokenHash } of all) await store.cancel(id, claimTokenHash);
      for (let i = 0; i < 2; i++) expect(await create(store, newEntry(), "one")).toBe(true);
      await expect(create(store, newEntry(), "one")).rejects.toMatchObject({ reason: "quota" });
    });

    it("is counted in bytes, of which a long life needs more", async () => {
      const share = { entries: 100, bytes: 300_000 };
      const store = await opened({ capacity, share });
      const entries = Array.from({ length: 4 }, (_, i) =>
        newEntry({ expiresAt: Date.now() + (i < 2 ? 30 * DAY : 3_600_000) }),
      );
      const [long, alsoLong, short, other] = entries;
      for (const entry of entries) await create(store, entry, "one");
      const bytes = randomBytes(50_000);
      const result = (entry: NewEntry | undefined, client: string) =>
        deliver(store, entry?.id ?? "", bytes, client);
      expect(await result(long, "two")).toMatchObject({ isFirst: true });
      await expect(result(alsoLong, "two")).rejects.toMatchObject({ reason: "quota" });
      expect((await store.find(alsoLong?.id ?? ""))?.state).toBe("open");
      expect(await result(short, "two")).toMatchObject({ isFirst: true });
      expect(await result(alsoLong, "three")).toMatchObject({ isFirst: true });
      await store.cancel(long?.id ?? "", long?.claimTokenHash ?? "");
      expect(await result(other, "two")).toMatchObject({ isFirst: true });
    });

    it("is not used up by a call that stores nothing", async () => {
      const share = { entries: 1, bytes: 10_000 };
      const store = await opened({ capacity, share });
      const entry = newEntry();
      await create(store, entry, "one");
      for (let i = 0; i < 5; i++) {
        expect(await create(store, entry, "two")).toBe(false);
        expect(await deliver(store, newEntry().id, randomBytes(5000), "two")).toBe(null);
      }
      expect(await create(store, newEntry(), "two")).toBe(true);
      await deliver(store, entry.id, randomBytes(5000), "two");
      for (let i = 0; i < 5; i++) {
        const second = await deliver(store, entry.id, randomBytes(5000), "three");
        expect(second).toMatchObject({ isFirst: false });
      }
    });
  });

  describe("capacity", () => {
    it("is counted in requests", async () => {
      const store = await opened({ capacity: { entries: 3, bytes: 2 ** 30 } });
      const entries = [newEntry(), newEntry(), newEntry()];
      for (const entry of entries) expect(await create(store, entry)).toBe(true);
      await store.eraseExpired();
      await expect(create(store, newEntry())).rejects.toMatchObject({ reason: "full" });
      const [{ id, claimTokenHash } = newEntry()] = entries;
      await store.cancel(id, claimTokenHash);
      await store.eraseExpired();
      expect(await create(store, newEntry())).toBe(true);
    });

    it("is counted in bytes, and freed when they are erased", async () => {
      const used = await opened();
      await used.eraseExpired();
      const bytes = used.usage().bytes + 3_000_000;
      const store = await opened({ capacity: { entries: 1000, bytes } });
      const [first, second] = [newEntry(), newEntry()];
      await create(store, first);
      await create(store, second);
      await deliver(store, first.id, randomBytes(1_000_000));
      await store.eraseExpired();
      const large = randomBytes(2_500_000);
      await expect(deliver(store, second.id, large)).rejects.toMatchObject({ reason: "full" });
      expect((await store.find(second.id))?.state).toBe("open");
      await store.acknowledge(first.id, first.claimTokenHash);
      // Redis frees memory with a delay.
      const tryAgain = async () => {
        await store.eraseExpired();
        return deliver(store, second.id, large);
      };
      await expect.poll(tryAgain, { timeout: 10_000 }).toMatchObject({ isFirst: true });
    });
  });

  it("calls listeners with the ID of each changed request", async () => {
    const store = await opened();
    const heard: (string | null)[] = [];
    store.onChange((id) => heard.push(id));
    const [first, second] = [newEntry(), newEntry()];
    await create(store, first);
    await create(store, second);
    await deliver(store, first.id, randomBytes(10));
    await deliver(store, first.id, randomBytes(10));
    await store.acknowledge(first.id, first.claimTokenHash);
    await store.cancel(second.id, second.claimTokenHash);
    await expect.poll(() => heard).toEqual([first.id, first.id, second.id]);
  });

  it("reports each step once, and nothing for a call that changes nothing", async () => {
    const store = await opened();
    const heard: [event: string, id: string][] = [];
    store.onEvent((event, id) => heard.push([event, id]));
    const [first, second] = [newEntry(), newEntry()];
    const third = newEntry({ expiresAt: Date.now() + 300 });
    const hash = newHash();
    const bytes = randomBytes(10);
    for (let i = 0; i < 2; i++) {
      await create(store, first);
      await deliver(store, first.id, bytes, "someone", hash);
      await deliver(store, first.id, randomBytes(10));
    }
    for (let i = 0; i < 2; i++) await store.withdraw(first.id, hash);
    await store.acknowledge(first.id, first.claimTokenHash);
    await deliver(store, first.id, bytes);
    await deliver(store, first.id, randomBytes(20));
    for (let i = 0; i < 2; i++) {
      await store.acknowledge(first.id, newHash());
      await store.acknowledge(first.id, first.claimTokenHash);
    }
    await create(store, second);
    await deliver(store, second.id, bytes);
    await store.cancel(second.id, newHash());
    await store.cancel(second.id, second.claimTokenHash);
    await store.cancel(second.id, second.claimTokenHash).catch(() => undefined);
    await create(store, third);
    await expect.poll(() => store.eraseExpired().then(() => heard.at(-1)?.[0])).toBe("expired");
    await store.eraseExpired();
    expect(heard).toEqual([
      ["created", first.id],
      ["delivered", first.id],
      ["withdrawn", first.id],
      ["delivered", first.id],
      ["received", first.id],
      ["created", second.id],
      ["delivered", second.id],
      ["cancelled", second.id],
      ["created", third.id],
      ["expired", third.id],
    ]);
  });

  it("passes its check", async () => {
    const store = await opened();
    await expect(store.check()).resolves.toBe(undefined);
  });
}
