/** An error message for users. */
export interface Problem {
  /** What happened, and whether anything was lost if the user may worry. */
  readonly what: string;
  /** The next step. */
  readonly hint: string;
}
