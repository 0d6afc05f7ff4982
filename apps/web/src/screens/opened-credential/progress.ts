import { cryptoWorker } from "../../crypto/client";
import type { DraftName } from "../../crypto/interface/drafts";
import { SealedDraft } from "../../state/sealed-draft";
import { createStore } from "../../state/store";
import type { Store } from "../../state/store";
import type { CredentialTitle } from "./credential-title";
import type { CredentialTask } from "./tasks";

/** A step of the list on screen: a task, or the end. */
export type StepName = CredentialTask | "erase";

/** A password that was made here. */
export interface MadePassword {
  readonly password: string;
  /** Milliseconds since 1970. */
  readonly madeAt: number;
  /** Whether it was copied, or saved in a file. */
  readonly isTaken: boolean;
}

/** Which credential something was made with, for a list. */
export interface MadeWith {
  readonly title: CredentialTitle;
  /** As it was sent. */
  readonly username: string;
}

/** What is stored until it is erased. */
interface Stored {
  readonly madeWith: MadeWith | null;
  /** Names the credential: another one may arrive in its place. */
  readonly credential: string | null;
  readonly ticked: readonly CredentialTask[];
  /** The newest last. Earlier ones stay: one of them may be the password that the account has. */
  readonly made: readonly MadePassword[];
}

export interface ProgressState {
  readonly madeWith: MadeWith | null;
  readonly ticked: ReadonlySet<CredentialTask>;
  readonly made: readonly MadePassword[];
  /** The open step: `null` for the first that is not done, `none` if the person has closed it. */
  readonly openStep: StepName | "none" | null;
  /** Whether a text or file without steps was shown, copied or saved. */
  readonly isTaken: boolean;
  /** Names of the files that were saved. */
  readonly savedFiles: ReadonlySet<string>;
  /** The form for the next password, as typed. */
  readonly length: string;
  readonly symbols: boolean;
}

const NOTHING: Stored = { madeWith: null, credential: null, ticked: [], made: [] };

/** As long as the longest request lives. */
const LIFETIME_MS = 30 * 86_400_000;

/** More are dropped, the oldest first: no account has one of them any more. */
const MAX_MADE = 20;

/** How long a change waits until it is stored, before it is shown all the same. */
const MAX_STORING_MS = 1000;

/** Shorter passwords are no better than the one that was sent; services refuse longer ones. */
export const PASSWORD_LENGTH = { minimum: 12, maximum: 128 } as const;

/**
 * What a person makes with an opened credential: ticks and new passwords. It is sealed in this browser
 * until it is erased, and shown only once it is stored: what is on the screen survives the end of the tab.
 */
export class CredentialProgress {
  readonly store: Store<ProgressState> = createStore<ProgressState>({
    madeWith: null,
    ticked: new Set(),
    made: [],
    openStep: null,
    isTaken: false,
    savedFiles: new Set(),
    length: "20",
    symbols: true,
  });
  readonly draft = new SealedDraft<Stored>({
    lifetimeMs: LIFETIME_MS,
    merge: mergeStored,
    onChange: (stored) => {
      this.#stored = stored;
      this.#show();
    },
  });
  #stored = NOTHING;
  /** The reading of the draft. */
  #beginning: Promise<void> = Promise.resolve();
  #isMaking = false;

  /** Reads what was made before with a credential, by the name of its draft. */
  async begin(name: DraftName): Promise<void> {
    this.close();
    const beginning = this.draft.open(name).then((stored) => {
      if (stored === null || this.#beginning !== beginning) return;
      this.#stored = stored;
      this.#show();
    });
    this.#beginning = beginning;
    await beginning;
  }

  /** Names the credential that was opened. The ticks of another one don't count; its passwords stay. */
  async confirm(credential: string): Promise<void> {
    await this.#beginning;
    const { credential: before, ticked, ...rest } = this.#stored;
    const isAnother = before !== null && before !== credential;
    this.#stored = { ...rest, credential, ticked: isAnother ? [] : ticked };
    this.#show();
  }

  /** Says which credential it is, for a list of what is unfinished. Stored with the next change. */
  describe(madeWith: MadeWith): void {
    this.#stored = { ...this.#stored, madeWith };
    this.#show();
  }

  /** Ticks a step, and opens the next one. */
  async tick(task: CredentialTask, isDone = true): Promise<void> {
    const others = this.#stored.ticked.filter((each) => each !== task);
    await this.#change({ ticked: isDone ? [...others, task] : others });
    this.store.set({ openStep: isDone ? null : task });
  }

  openStep(step: StepName | "none"): void {
    this.store.set({ openStep: step });
  }

  /** Makes a password. The ones before it stay. */
  async makePassword(): Promise<void> {
    if (this.#isMaking) return;
    this.#isMaking = true;
    try {
      const { length, symbols } = this.store.get();
      const { text } = await cryptoWorker().generatePassword({ length: Number(length), symbols });
      const made = [...this.#stored.made, { password: text, madeAt: Date.now(), isTaken: false }];
      await this.#change({ made: made.slice(-MAX_MADE) });
    } finally {
      this.#isMaking = false;
    }
  }

  /** Notes that a password was copied or saved. */
  async takePassword(password: string): Promise<void> {
    const made = this.#stored.made.map((each) =>
      each.password === password ? { ...each, isTaken: true } : each,
    );
    await this.#change({ made });
  }

  /** Notes that a file was saved; the step is done with the last of them. */
  async saveFile(name: string, all: readonly string[]): Promise<void> {
    const savedFiles = new Set([...this.store.get().savedFiles, name]);
    this.store.set({ savedFiles });
    if (all.every((each) => savedFiles.has(each))) await this.tick("files");
  }

  async #change(change: Partial<Stored>): Promise<void> {
    this.#stored = { ...this.#stored, ...change };
    const stored = this.#stored;
    await Promise.race([this.draft.keep(stored), delay(MAX_STORING_MS)]);
    // It was closed or changed meanwhile.
    if (this.#stored === stored) this.#show();
  }

  #show(): void {
    const { madeWith, ticked, made } = this.#stored;
    this.store.set({ madeWith, ticked: new Set(ticked), made });
  }

  /** Erases everything that was made, on the disk too. */
  async erase(): Promise<void> {
    const erasing = this.draft.erase();
    this.close();
    await erasing;
  }

  /** Forgets everything. It stays sealed in this browser. */
  close(): void {
    this.draft.close();
    this.#beginning = Promise.resolve();
    this.#stored = NOTHING;
    this.store.reset();
  }
}

/** The draft of a request. */
export function requestDraft(id: string): DraftName {
  return `opened/${id}`;
}

/** The start of {@link fileDraft}'s names. */
export const FILE_DRAFTS = "opened-file/";

/** The draft of a file or a text that was opened, by its hash. */
export function fileDraft(hash: string): DraftName {
  return FILE_DRAFTS + hash;
}

/** Whether the value of a draft holds a password that was made here. */
export function hasPassword(value: unknown): boolean {
  return ((value as Stored | undefined)?.made.length ?? 0) > 0;
}

/** Joins what two tabs have made. */
function mergeStored(mine: Stored, theirs: Stored): Stored {
  const taken = new Set(
    [...mine.made, ...theirs.made].filter((each) => each.isTaken).map((each) => each.password),
  );
  const all = new Map([...theirs.made, ...mine.made].map((each) => [each.password, each]));
  return {
    madeWith: mine.madeWith ?? theirs.madeWith,
    credential: mine.credential ?? theirs.credential,
    ticked: [...new Set([...theirs.ticked, ...mine.ticked])],
    made: [...all.values()]
      .map((each) => ({ ...each, isTaken: taken.has(each.password) }))
      .sort((a, b) => a.madeAt - b.madeAt)
      .slice(-MAX_MADE),
  };
}

async function delay(milliseconds: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
}
