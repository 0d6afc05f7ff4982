import type { Catalog, Language } from "@pct/messages";

/** What every command needs of the call it is part of. */
export interface Session {
  readonly language: Language;
  /** The sentences, in that language. */
  readonly t: Catalog;
  /** Aborted, with an `Interruption` as the reason, when somebody wants the process to end. */
  readonly signal: AbortSignal;
}
