/** An error as a person reads it. */
export interface Problem {
  /** What happened, and whether anything was lost where that is a worry. */
  readonly what: string;
  /** The next step. */
  readonly hint: string;
}
