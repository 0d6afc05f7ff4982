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

/** A part of a form beside its draft, that is kept with it. */
export interface KeptPart {
  readonly subscribe: (listener: () => void) => () => void;
  /** Whether a person would lose nothing with it. */
  readonly isUntouched: () => boolean;
  /** What to keep, as JSON expresses it. */
  readonly toKept: () => unknown;
  readonly restore: (kept: unknown) => void;
}

/** What is stored: the draft, and the part beside it. */
interface Kept extends KeptContent {
  readonly part?: unknown;
}

/** Keeps a draft for the reload of its tab, sealed in this browser. */
export class KeptDraft {
  readonly store: Store<{ readonly lost: readonly string[] }> = createStore<{
    /** Names of files that were not kept and have to be chosen again. */
    readonly lost: readonly string[];
  }>({ lost: [] });
  readonly sealed = new SealedDraft<Kept>({ lifetimeMs: DAY_MS, delayMs: DELAY_MS });
  readonly #draft: Draft;
  readonly #part: KeptPart | null;
  readonly #encoder = new FileEncoder();
  #tab = "";
  #stop: () => void = () => undefined;

  /** @param part - What else the person gives in the same form. */
  constructor(draft: Draft, part: KeptPart | null = null) {
    this.#draft = draft;
    this.#part = part;
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
    if (kept?.part !== undefined && this.#part?.isUntouched() === true) {
      this.#part.restore(kept.part);
    }
    const restored = fileCount(this.#draft.store.get());
    const ends = [
      this.#draft.store.subscribe(() => {
        this.#save();
        if (fileCount(this.#draft.store.get()) > restored) this.store.reset();
      }),
      ...(this.#part === null
        ? []
        : [
            this.#part.subscribe(() => {
              this.#save();
            }),
          ]),
      this.sealed.store.subscribe(() => {
        // A copy of this tab has the same name. From here on, each has its own.
        if (this.sealed.store.get().status === "elsewhere") void this.#rename(place);
      }),
    ];
    this.#stop = () => {
      for (const end of ends) end();
    };
    if (!this.#isUntouched()) this.#save();
  }

  #isUntouched(): boolean {
    return isUntouched(this.#draft.store.get()) && this.#part?.isUntouched() !== false;
  }

  async #rename(place: string): Promise<void> {
    this.#tab = crypto.randomUUID();
    await this.sealed.open(nameOf(place, this.#tab));
    this.#save();
  }

  #save(): void {
    const state = this.#draft.store.get();
    if (this.#isUntouched() && this.sealed.store.get().status === "none") return;
    rememberTabId(this.#tab);
    const part = this.#part === null ? {} : { part: this.#part.toKept() };
    this.sealed.save({ ...toKept(state, this.#encoder), ...part });
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

  /** A function that erases what is kept now, even if the person has left the screen by then. */
  eraser(): () => Promise<void> {
    return this.sealed.eraser();
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
