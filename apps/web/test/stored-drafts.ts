import { vi } from "vitest";

import type { DraftToKeep, KeepOutcome, KeptDraft } from "#/crypto/interface/drafts.js";

/** What a browser stores of drafts, as the worker's `sealed-drafts.ts` does it, without the seal. */
export class StoredDrafts {
  readonly all = new Map<string, KeptDraft>();
  /** Where the browser stores nothing. */
  isRefused = false;
  #revisions = 0;

  readonly calls = {
    readDraft: (name: string): Promise<KeptDraft | null> =>
      this.isRefused ? refused() : Promise.resolve(this.all.get(name) ?? null),
    keepDraft: (name: string, { value, basedOn }: DraftToKeep): Promise<KeepOutcome> => {
      if (this.isRefused) return refused();
      const found = this.all.get(name) ?? null;
      if ((found?.revision ?? null) !== basedOn) return Promise.resolve({ conflict: found });
      const revision = (this.#revisions += 1).toString();
      const copy: unknown = JSON.parse(JSON.stringify(value));
      this.all.set(name, { value: copy, revision, keptAt: Date.now() });
      return Promise.resolve({ revision });
    },
    eraseDraft: (name: string): Promise<void> => {
      this.all.delete(name);
      return Promise.resolve();
    },
  };
}

function refused(): Promise<never> {
  return Promise.reject(new Error("storage-refused"));
}

/** Gives a Node process the parts of a page that a draft listens to. Returns the page's events. */
export function stubPage(): EventTarget {
  const page = new EventTarget();
  vi.stubGlobal("document", new EventTarget());
  vi.stubGlobal("addEventListener", page.addEventListener.bind(page));
  return page;
}

/** The session storage of a new tab. */
export function stubTab(items: ReadonlyMap<string, string> = new Map()): Map<string, string> {
  const storage = new Map(items);
  vi.stubGlobal("sessionStorage", {
    getItem: (key: string) => storage.get(key) ?? null,
    setItem: (key: string, value: string) => storage.set(key, value),
    removeItem: (key: string) => storage.delete(key),
  });
  return storage;
}
