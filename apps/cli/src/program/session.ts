import type { Catalog, Language, FullCatalog } from "@pct/messages";

/** What a command needs to know about its call. */
export interface Session {
  readonly language: Language;
  /** The sentences in that language. */
  readonly t: Catalog;
  /** These and the sentences about errors of the packages. */
  readonly loadFullCatalog: () => Promise<FullCatalog>;
  /** Aborted, with an `Interruption` as the reason, on SIGINT, SIGQUIT, SIGTERM or SIGHUP. */
  readonly signal: AbortSignal;
}
