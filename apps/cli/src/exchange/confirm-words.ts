import { areAskedWords, chooseWords } from "@pct/exchange/word-challenge";
import type { Invitation } from "@pct/exchange/invitation";

import type { Session } from "../program/session.js";
import { say, tell, warn } from "../terminal/notices.js";
import { askLine } from "../terminal/terminal.js";
import { textsOf } from "./kept-invitations.js";

/** Tries until words count as wrong: a word may be misheard. */
const TRIES = 3;

/**
 * Asks at the terminal for two of the six words, as the invited person reads them out by phone. The words are not
 * shown: they would be typed without a call.
 *
 * @returns `null` if there is no terminal.
 */
export async function askForWords(
  { name, answer }: Invitation,
  session: Session,
): Promise<boolean | null> {
  if (answer === null) return false;
  const texts = await textsOf(session);
  const { signal } = session;
  const asked = chooseWords();
  const [first, second] = asked;
  tell(texts.askWords({ name, first, second }));
  for (let i = 0; i < TRIES; i++) {
    const one = await askLine(texts.askWord({ number: first }), signal);
    if (one === null) return null;
    if (one.trim() === "") return false;
    // Both in one line will do.
    const [word = "", other] = one.trim().split(/[\s,;]+/);
    const two = other ?? (await askLine(texts.askWord({ number: second }), signal)) ?? "";
    if (await areAskedWords(answer.id, asked, [word, two])) {
      say(texts.wordsMatch({ name }));
      return true;
    }
    warn(texts.wordsDiffer);
  }
  return false;
}
