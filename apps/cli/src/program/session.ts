import type { Catalog, Language } from "@pct/messages";

/** What a command needs to know about its call. */
export interface Session {
  readonly language: Language;
  /** The sentences in that language. */
  readonly t: Catalog;
  /** Aborted, with an `Interruption` as the reason, on SIGINT, SIGQUIT, SIGTERM or SIGHUP. */
  readonly signal: AbortSignal;
}
