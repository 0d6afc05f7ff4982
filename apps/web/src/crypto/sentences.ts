import { loadFailures } from "@pct/messages/failures";
import type { Problem } from "@pct/messages/failures";
import type { Language } from "@pct/messages";

import { CryptoFailure } from "./failure";
import type { FailureFacts } from "./failure";

/**
 * What to say about an error: what happened, and the next step. The sentences are loaded now, and
 * only those of this language.
 *
 * @param error - A `CryptoFailure`, its facts, or anything else that was thrown, which is
 * `unexpected`.
 *
 * @example
 * ```ts
 * const { what, hint } = await sentenceFor(error, "es");
 * ```
 */
export async function sentenceFor(error: unknown, language: Language): Promise<Problem> {
  const { code, params } = factsOf(error);
  const sentences: Readonly<Record<string, (params: never) => Problem>> =
    await loadFailures(language);
  const say = sentences[code] ?? sentences.unexpected;
  if (say === undefined) throw new TypeError("no sentence for what is unexpected");
  return say(params as never);
}

function factsOf(error: unknown): FailureFacts {
  const isKnown =
    error instanceof CryptoFailure ||
    (typeof error === "object" && error !== null && "code" in error && "params" in error);
  return isKnown ? (error as FailureFacts) : { code: "unexpected", params: {} };
}
