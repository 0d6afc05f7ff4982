import { SealedDraft } from "../../state/sealed-draft";
import { createStore } from "../../state/store";
import type { Store } from "../../state/store";
import { rememberTabId, tabId } from "../../state/tab-id";
import { isUntouched } from "./draft";
import type { Draft, DraftState } from "./draft";
import { FileEncoder, fromKept, keptFiles, toKept } from "./kept-content";
import type { KeptContent } from "./kept-content";

const DAY_MS = 24 * 60 * 60 * 1000;

/** Milliseconds from a change to its storage. */
const DELAY_MS = 300;

/** Keeps a draft for the reload of its tab, sealed in this browser. */
export class KeptDraft {
  readonly store: Store<{ readonly lost: readonly string[] }> = createStore<{
    /** Names of files that were not kept and have to be chosen again. */
    readonly lost: readonly string[];
  }>({ lost: [] });
  readonly sealed = new SealedDraft<KeptContent>({ lifetimeMs: DAY_MS, delayMs: DELAY_MS });
  readonly #draft: Draft;
  readonly #encoder = new FileEncoder();
  #tab = "";
  #stop: () => void = () => undefined;

  constructor(draft: Draft) {
    this.#draft = draft;
  }

  /**
   * Restores what this tab has kept, and keeps the draft from now on.
   *
   * @param place - Where the draft is sent to: the ID of a request, for example.
   */
  async open(place: string): Promise<void> {
    this.close();
    const { signal } = this.#draft;
    this.#tab = tabId();
    const kept = await this.sealed.open(nameOf(place, this.#tab));
    if (signal.aborted) return;
    // Changes from before the answer of the worker count more.
    if (kept !== null && isUntouched(this.#draft.store.get())) {
      this.#draft.store.set(fromKept(kept));
      this.store.set({ lost: kept.lost });
    }
    const restored = fileCount(this.#draft.store.get());
    const ends = [
      this.#draft.store.subscribe(() => {
        this.#save();
        if (fileCount(this.#draft.store.get()) > restored) this.store.reset();
      }),
      this.sealed.store.subscribe(() => {
        // A copy of this tab has the same name. From here on, each has its own.
        if (this.sealed.store.get().status === "elsewhere") void this.#rename(place);
      }),
    ];
    this.#stop = () => {
      for (const end of ends) end();
    };
    if (!isUntouched(this.#draft.store.get())) this.#save();
  }

  async #rename(place: string): Promise<void> {
    this.#tab = crypto.randomUUID();
    await this.sealed.open(nameOf(place, this.#tab));
    this.#save();
  }

  #save(): void {
    const state = this.#draft.store.get();
    if (isUntouched(state) && this.sealed.store.get().status === "none") return;
    rememberTabId(this.#tab);
    this.sealed.save(toKept(state, this.#encoder));
    const { signal } = this.#draft;
    void this.#encoder.encode(keptFiles(state)).then((isNew) => {
      if (isNew && !signal.aborted) this.#save();
    });
  }

  /** Stops. What is kept stays for the next time that this tab opens it. */
  close(): void {
    this.#stop();
    this.#stop = () => undefined;
    this.sealed.close();
    this.store.reset();
  }

  /** Erases what is kept, and stops. */
  async erase(): Promise<void> {
    this.#stop();
    this.#stop = () => undefined;
    this.store.reset();
    await this.sealed.erase();
  }
}

function fileCount({ credential, file }: DraftState): number {
  return credential.files.length + (file === null ? 0 : 1);
}

function nameOf(place: string, tab: string): string {
  return `send/${place}/${tab}`;
}
