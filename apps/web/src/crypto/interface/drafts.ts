export interface DraftCalls {
  /**
   * Seals a draft, and stores it in this browser. Two tabs don't overwrite each other: nothing is
   * stored if the draft has changed, or was erased, since the revision that the caller knows.
   *
   * Fails with `storage-refused` or `storage-full` where the browser stores nothing.
   */
  keepDraft(name: DraftName, draft: DraftToKeep): Promise<KeepOutcome>;

  /** Returns a draft; `null` if there is none, or if it is past its time, which deletes it. */
  readDraft(name: DraftName): Promise<KeptDraft | null>;

  /** The drafts whose names start with this, the latest first, without what is in them. */
  listDrafts(prefix: string): Promise<readonly ListedDraft[]>;

  /** Deletes a draft with its key. Another tab that still has it can't store it again. */
  eraseDraft(name: DraftName): Promise<void>;
}

/** What the draft belongs to, such as `opened/ID`. Stored as it is, so it holds no secret. */
export type DraftName = string;

/** Changes with every time that a draft is stored. */
export type DraftRevision = string;

export interface DraftToKeep {
  /** Anything that JSON can express. */
  readonly value: unknown;
  /** The revision that the value is based on; `null` for a new draft. */
  readonly basedOn: DraftRevision | null;
  /** Milliseconds until the draft is deleted, unless it is stored again. */
  readonly lifetimeMs: number;
}

export interface ListedDraft {
  readonly name: DraftName;
  /** Milliseconds since 1970. */
  readonly keptAt: number;
}

export interface KeptDraft {
  readonly value: unknown;
  readonly revision: DraftRevision;
  /** Milliseconds since 1970. */
  readonly keptAt: number;
}

/** A conflict has what is stored in place of the known revision; `null` if it was erased. */
export type KeepOutcome =
  { readonly revision: DraftRevision } | { readonly conflict: KeptDraft | null };
