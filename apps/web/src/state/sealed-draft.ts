import { cryptoWorker } from "../crypto/client";
import { failureFacts } from "../crypto/failure";
import type {
  DraftName,
  DraftRevision,
  DraftToKeep,
  KeepOutcome,
  KeptDraft,
} from "../crypto/interface/drafts";
import { createStore } from "./store";
import type { Store } from "./store";

/**
 * What becomes of a draft: `kept` in this browser; `refused` by it, as in some private windows;
 * `elsewhere` if another tab has changed it and the two can't be merged; `erased` in another tab.
 */
export type DraftStatus = "none" | "kept" | "refused" | "elsewhere" | "erased";

export interface DraftOptions<Value> {
  /** Milliseconds until a draft is deleted that is not stored again. */
  readonly lifetimeMs: number;
  /** Milliseconds from a change to its storage; 0 by default. Leaving the page stores it right away. */
  readonly delayMs?: number;
  /** Joins what two tabs have made. Without it, the tab that comes second stores nothing any more. */
  readonly merge?: (mine: Value, theirs: Value) => Value;
  /** Called when another tab has changed the draft, with the value that holds from then on. */
  readonly onChange?: (value: Value) => void;
}

/** What tabs tell each other. Holds no content. */
interface ChangeNews {
  readonly name: DraftName;
  /** `null` once the draft is erased. */
  readonly revision: DraftRevision | null;
}

/** An opened draft. It goes on to store what is pending after the screen has closed it. */
interface Slot<Value> {
  readonly name: DraftName;
  /** The revision that this tab has seen last; `null` for none. */
  revision: DraftRevision | null;
  /** The value to store next, in an array of one; empty if all is stored. */
  pending: readonly [] | readonly [Value];
  writing: Promise<void> | null;
  timer: ReturnType<typeof setTimeout> | undefined;
  /** Ends with the screen's interest in it. */
  readonly closing: AbortController;
}

/**
 * Something that a person is making, sealed in this browser so that it survives a reload or the end of
 * the tab. One at a time; the screen holds the value, and this stores it.
 *
 * @example
 * ```ts
 * const draft = new SealedDraft<Form>({ lifetimeMs: DAY_MS, delayMs: 250 });
 * const before = await draft.open(`answer/${id}`);
 * draft.save({ ...form, note: "typed" });
 * await draft.erase();
 * ```
 */
export class SealedDraft<Value> {
  readonly store: Store<{ readonly status: DraftStatus }> = createStore<{
    readonly status: DraftStatus;
  }>({ status: "none" });
  readonly #options: DraftOptions<Value>;
  #slot: Slot<Value> | null = null;

  constructor(options: DraftOptions<Value>) {
    this.#options = options;
  }

  /** Opens a draft, and closes the one before. Returns what is stored; `null` if nothing is. */
  async open(name: DraftName): Promise<Value | null> {
    this.close();
    const slot: Slot<Value> = {
      name,
      revision: null,
      pending: [],
      writing: null,
      timer: undefined,
      closing: new AbortController(),
    };
    this.#slot = slot;
    this.#listen(slot);
    const reading = this.#read(slot);
    // A value that is saved meanwhile waits, or else it would count as a new draft.
    slot.writing = reading.then(ignore);
    const value = await reading;
    if (slot.pending.length > 0) void this.#flush(slot);
    return value;
  }

  async #read(slot: Slot<Value>): Promise<Value | null> {
    try {
      const stored = await cryptoWorker().readDraft(slot.name);
      if (stored === null) return null;
      slot.revision = stored.revision;
      this.#setStatus(slot, "kept");
      return stored.value as Value;
    } catch {
      this.#setStatus(slot, "refused");
      return null;
    } finally {
      slot.writing = null;
    }
  }

  /** Stores a value after the delay. Does nothing while no draft is open. */
  save(value: Value): void {
    const slot = this.#slot;
    if (slot === null) return;
    slot.pending = [value];
    const { delayMs = 0 } = this.#options;
    if (delayMs === 0) void this.#flush(slot);
    else slot.timer ??= setTimeout(() => void this.#flush(slot), delayMs);
  }

  /** Stores a value right away. Resolves when it is stored, or when this browser can't store it. */
  async keep(value: Value): Promise<void> {
    const slot = this.#slot;
    if (slot === null) return;
    slot.pending = [value];
    await this.#flush(slot);
  }

  /** Deletes the draft and closes it. */
  async erase(): Promise<void> {
    await this.eraser()();
  }

  /** A function that deletes the draft that is open now, even if it was closed by then. */
  eraser(): () => Promise<void> {
    const slot = this.#slot;
    return async () => {
      if (slot === null) return;
      slot.pending = [];
      if (this.#slot === slot) this.close();
      await slot.writing;
      await cryptoWorker().eraseDraft(slot.name).catch(ignore);
      announce({ name: slot.name, revision: null });
    };
  }

  /** Stores what is pending, and forgets the value. The draft stays in this browser. */
  close(): void {
    const slot = this.#slot;
    this.#slot = null;
    this.store.reset();
    if (slot === null) return;
    void this.#flush(slot);
    slot.closing.abort();
  }

  #listen(slot: Slot<Value>): void {
    const { signal } = slot.closing;
    const flush = (): void => void this.#flush(slot);
    // The dialog of `beforeunload` leaves the worker the time to finish.
    addEventListener("beforeunload", flush, { signal });
    addEventListener("pagehide", flush, { signal });
    document.addEventListener("visibilitychange", flush, { signal });
    const channel = new BroadcastChannel(CHANNEL);
    channel.onmessage = ({ data }: MessageEvent<ChangeNews>) => {
      if (data.name === slot.name && data.revision !== slot.revision) void this.#reread(slot);
    };
    signal.addEventListener("abort", () => {
      channel.close();
    });
  }

  /** Takes over what another tab has stored. What is pending here is merged when it is stored. */
  async #reread(slot: Slot<Value>): Promise<void> {
    await slot.writing;
    const stored = await cryptoWorker()
      .readDraft(slot.name)
      .catch(() => undefined);
    const isBehind = stored !== undefined && stored?.revision !== slot.revision;
    if (!isBehind || slot.closing.signal.aborted || slot.writing !== null) return;
    if (stored === null) this.#setStatus(slot, "erased");
    else if (this.#options.merge === undefined) this.#setStatus(slot, "elsewhere");
    else if (slot.pending.length === 0) {
      slot.revision = stored.revision;
      this.#options.onChange?.(stored.value as Value);
    }
  }

  /** Stores what is pending, and what is added meanwhile. */
  async #flush(slot: Slot<Value>): Promise<void> {
    clearTimeout(slot.timer);
    slot.timer = undefined;
    while (slot.pending.length > 0) {
      slot.writing ??= this.#write(slot);
      await slot.writing;
    }
    await slot.writing;
  }

  async #write(slot: Slot<Value>): Promise<void> {
    const [value] = slot.pending as readonly [Value];
    slot.pending = [];
    const { lifetimeMs } = this.#options;
    try {
      const draft = { value, basedOn: slot.revision, lifetimeMs };
      const outcome = await store(slot.name, draft);
      if ("conflict" in outcome) {
        this.#resolve(slot, value, outcome.conflict);
        return;
      }
      slot.revision = outcome.revision;
      this.#setStatus(slot, "kept");
      announce({ name: slot.name, revision: slot.revision });
    } catch {
      this.#setStatus(slot, "refused");
    } finally {
      slot.writing = null;
    }
  }

  #resolve(slot: Slot<Value>, mine: Value, theirs: KeptDraft | null): void {
    const { merge, onChange } = this.#options;
    if (theirs === null || merge === undefined) {
      // Stored again, it would come back after its end, or overwrite what the other tab has.
      this.#setStatus(slot, theirs === null ? "erased" : "elsewhere");
      return;
    }
    slot.revision = theirs.revision;
    const [latest = mine] = slot.pending;
    const merged = merge(latest, theirs.value as Value);
    slot.pending = [merged];
    if (!slot.closing.signal.aborted) onChange?.(merged);
  }

  #setStatus(slot: Slot<Value>, status: DraftStatus): void {
    if (!slot.closing.signal.aborted) this.store.set({ status });
  }
}

const CHANNEL = "pct-drafts";

/** Stores a draft. A worker that has crashed meanwhile starts again with the second call. */
async function store(name: DraftName, draft: DraftToKeep): Promise<KeepOutcome> {
  try {
    return await cryptoWorker().keepDraft(name, draft);
  } catch (error) {
    if (failureFacts(error).code !== "worker-stopped") throw error;
    return cryptoWorker().keepDraft(name, draft);
  }
}

function announce(news: ChangeNews): void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage(news);
  channel.close();
}

function ignore(): void {
  // The draft stays until its time is over.
}
