/** Sealed drafts in memory, in place of those of the crypto worker. */

export const drafts = new Map<string, unknown>();
/** Whether this browser stores nothing. */
export const storage = { isRefused: false };

export class SealedDraft {
  readonly store = {
    get: () => ({ status: storage.isRefused ? "refused" : "kept" }),
    subscribe: () => () => undefined,
  };
  #name: string | null = null;

  open(name: string): Promise<unknown> {
    this.#name = name;
    return Promise.resolve(drafts.get(name) ?? null);
  }

  save(value: unknown): void {
    void this.keep(value);
  }

  keep(value: unknown): Promise<void> {
    if (this.#name !== null && !storage.isRefused) drafts.set(this.#name, value);
    return Promise.resolve();
  }

  erase(): Promise<void> {
    if (this.#name !== null) drafts.delete(this.#name);
    this.#name = null;
    return Promise.resolve();
  }

  eraser(): () => Promise<void> {
    const name = this.#name;
    return () => {
      if (name !== null) drafts.delete(name);
      return Promise.resolve();
    };
  }

  close(): void {
    this.#name = null;
  }
}
