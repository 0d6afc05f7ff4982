import type { ServerSentences } from "@pct/messages/server";

type Say = (t: ServerSentences) => { readonly what: string; readonly hint: string };

/** Why the server did not start, in the words of whoever asked for it. */
export class StartFailure extends Error {
  override readonly name = "StartFailure";
  readonly say: Say;
  /** 1: it failed; 2: it was told something that cannot be. */
  readonly exitCode: 1 | 2;

  constructor(say: Say, exitCode: 1 | 2 = 1) {
    super("the server cannot start");
    this.say = say;
    this.exitCode = exitCode;
  }
}
