import { afterEach, beforeEach, expect, it, vi } from "vitest";

import { Draft } from "#/screens/compose/draft.js";
import { KeptDraft } from "#/screens/compose/kept-draft.js";
import { StoredDrafts, stubPage, stubTab } from "../../stored-drafts.js";

let stored: StoredDrafts;
vi.mock("#/crypto/client.js", () => ({ cryptoWorker: () => stored.calls }));

let page: EventTarget;
const kept: KeptDraft[] = [];

beforeEach(() => {
  stored = new StoredDrafts();
  page = stubPage();
  stubTab();
});
afterEach(async () => {
  for (const each of kept.splice(0)) each.close();
  await new Promise((resolve) => setTimeout(resolve));
  vi.unstubAllGlobals();
});

/** A page that shows the form for a place. */
async function visit(place = "A"): Promise<{ draft: Draft; kept: KeptDraft }> {
  const draft = new Draft();
  const own = new KeptDraft(draft);
  kept.push(own);
  await own.open(place);
  return { draft, kept: own };
}

/** Ends a page as a reload does. */
async function leave({ draft, kept: own }: Awaited<ReturnType<typeof visit>>): Promise<void> {
  page.dispatchEvent(new Event("pagehide"));
  own.close();
  draft.reset();
  await new Promise((resolve) => setTimeout(resolve, 20));
}

it("restores what was typed in the same tab for the same place", async () => {
  const first = await visit();
  const file = new File(["\u0000\u00FF file"], "id.bin", { type: "application/x" });
  first.draft.chooseService("other");
  first.draft.changeCredential({
    serviceName: "Jira",
    password: " p ",
    note: "مرحبا 🔑",
    files: [file],
  });
  first.draft.change({ content: "text", text: "hola" });
  await new Promise((resolve) => setTimeout(resolve, 20));
  const typed = first.draft.store.get();
  await leave(first);

  const { draft } = await visit();
  expect(draft.store.get()).toEqual({
    ...typed,
    credential: { ...typed.credential, files: [expect.any(File) as File] },
  });
  const [restored] = draft.store.get().credential.files;
  expect(restored).toMatchObject({ name: "id.bin", type: "application/x" });
  expect(await restored?.text()).toBe(await file.text());
  expect((await visit("B")).draft.store.get().text).toBe("");
  stubTab();
  expect((await visit()).draft.store.get().text).toBe("");
});

it("keeps what was given beside the draft, also alone, until it is erased", async () => {
  const part = (given: string[]) => {
    const listeners = new Set<() => void>();
    return {
      given,
      notify: () => {
        for (const listener of listeners) listener();
      },
      subscribe: (listener: () => void) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      isUntouched: () => given.length === 0,
      toKept: () => given,
      restore: (restored: unknown) => void given.push(...(restored as string[])),
    };
  };
  const draft = new Draft();
  const first = part([]);
  const own = new KeptDraft(draft, first);
  kept.push(own);
  await own.open("A");
  first.given.push("age1…");
  first.notify();
  await leave({ draft, kept: own });

  const again = part([]);
  const second = new KeptDraft(draft, again);
  kept.push(second);
  await second.open("A");
  expect(again.given).toEqual(["age1…"]);
  // What was given meanwhile counts more.
  const given = part(["other"]);
  const third = new KeptDraft(draft, given);
  kept.push(third);
  await third.open("A");
  expect(given.given).toEqual(["other"]);
  third.close();
  await second.erase();
  expect(stored.all.size).toBe(0);
});

it("keeps what was typed before the browser answered", async () => {
  const first = await visit();
  first.draft.change({ text: "old" });
  await leave(first);
  const draft = new Draft();
  const own = new KeptDraft(draft);
  kept.push(own);
  const opening = own.open("A");
  draft.change({ text: "new" });
  await opening;
  expect(draft.store.get().text).toBe("new");
  await leave({ draft, kept: own });
  expect((await visit()).draft.store.get().text).toBe("new");
});

it("stores nothing for a form that stays empty, and nothing of one that was erased", async () => {
  const first = await visit();
  first.draft.chooseService("aws");
  await leave(first);
  expect(stored.all.size).toBe(0);
  const second = await visit();
  second.draft.change({ text: "sent" });
  await second.kept.erase();
  second.draft.reset();
  await leave(second);
  expect(stored.all.size).toBe(0);
});

it("names the files that are too large to keep", async () => {
  const first = await visit();
  const large = new File([new Uint8Array(524_289)], "large.bin");
  const small = new File(["x"], "small.txt");
  first.draft.change({ content: "file", file: large });
  first.draft.changeCredential({ files: [small] });
  await new Promise((resolve) => setTimeout(resolve, 20));
  await leave(first);
  const second = await visit();
  expect(second.kept.store.get().lost).toEqual(["large.bin"]);
  expect(second.draft.store.get().file).toBeNull();
  expect(second.draft.store.get().credential.files).toHaveLength(1);
  second.draft.change({ file: large });
  expect(second.kept.store.get().lost).toEqual([]);
});

it("gives a copy of the tab a place of its own", async () => {
  const original = await visit();
  original.draft.change({ text: "original" });
  await vi.waitFor(() => {
    expect(stored.all.size).toBe(1);
  });
  const copy = await visit();
  copy.draft.change({ text: "copy" });
  await vi.waitFor(() => {
    expect([...stored.all.values()].map(({ value }) => (value as { text: string }).text)).toEqual(
      expect.arrayContaining(["copy"]),
    );
  });
  original.draft.change({ text: "original, changed" });
  await vi.waitFor(() => {
    const texts = [...stored.all.values()].map(({ value }) => (value as { text: string }).text);
    expect(texts.toSorted()).toEqual(["copy", "original, changed"]);
  });
});

it("goes on where the browser stores nothing", async () => {
  stored.isRefused = true;
  const { draft, kept: own } = await visit();
  draft.change({ text: "hola" });
  expect(own.sealed.store.get().status).toBe("refused");
  expect(draft.store.get().text).toBe("hola");
});
