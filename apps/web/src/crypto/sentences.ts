import { loadFailures } from "@pct/messages/failures";
import type { Problem } from "@pct/messages/failures";
import type { Language } from "@pct/messages";

import { failureFacts } from "./failure";

/**
 * Returns the sentences for an error: what happened, and the next step. Loads the catalogue on the first
 * call, for this language only.
 *
 * @param error - A `CryptoFailure`, its code and params, or any other thrown value, which counts as
 * `unexpected`.
 *
 * @example
 * ```ts
 * const { what, hint } = await sentenceFor(error, "es");
 * ```
 */
export async function sentenceFor(error: unknown, language: Language): Promise<Problem> {
  const { code, params } = failureFacts(error);
  const sentences: Readonly<Record<string, (params: never) => Problem>> =
    await loadFailures(language);
  const say = sentences[code] ?? sentences.unexpected;
  if (say === undefined) throw new TypeError("no sentence for the code unexpected");
  return say(params as never);
}
