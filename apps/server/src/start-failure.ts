import type { ServerSentences } from "@pct/messages/server";

type Say = (t: ServerSentences) => { readonly what: string; readonly hint: string };

/** Why the server cannot start, with what to print in the language of the terminal. */
export class StartFailure extends Error {
  override readonly name = "StartFailure";
  readonly say: Say;
  /** 1: it failed; 2: a setting is invalid. */
  readonly exitCode: 1 | 2;

  constructor(say: Say, exitCode: 1 | 2 = 1) {
    super("the server cannot start");
    this.say = say;
    this.exitCode = exitCode;
  }
}
