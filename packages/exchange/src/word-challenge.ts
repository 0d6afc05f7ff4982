import { safetyWordsOf } from "@pct/core/fingerprint";
import { newNonce, requestIdBytes } from "@pct/delivery/request-id";

/** The sender types two of the six safety words, as the invited person reads them out. Imports no cipher. */

/** Which two of the six words are asked for: 1 … 6, ascending. */
export type AskedWords = readonly [first: number, second: number];

/** Number of safety words. */
const WORDS = 6;

/**
 * Chooses at random which two words to ask for, after the answer has arrived: who swapped it could not know which
 * two have to match.
 *
 * @example
 * ```ts
 * import { chooseWords } from "@pct/exchange/word-challenge";
 *
 * const [first, second] = chooseWords();
 * console.log(first < second); // true
 * ```
 */
export function chooseWords(): AskedWords {
  for (;;) {
    // 15 pairs; a byte of 255 would make the first one likelier.
    const byte = newNonce()[0] ?? 255;
    if (byte >= 255) continue;
    const pair = byte % 15;
    for (let first = 1, index = 0; first < WORDS; first++) {
      for (let second = first + 1; second <= WORDS; second++, index++) {
        if (index === pair) return [first, second];
      }
    }
  }
}

/**
 * Whether the typed words are those of a request, in Spanish or in English. Case and accents do not count, since
 * they are not heard.
 *
 * @param requestId - Of the invited person's request.
 * @param typed - In the order of `asked`.
 *
 * @example
 * ```ts
 * import { areAskedWords } from "@pct/exchange/word-challenge";
 *
 * const id = "9VXSNQt9cAJPwEbDGXFaVfEkjfVM3vA2Ffj4mVQzP_s";
 * console.log(await areAskedWords(id, [1, 2], ["not", "these"])); // false
 * ```
 */
export async function areAskedWords(
  requestId: string,
  asked: AskedWords,
  typed: readonly [string, string],
): Promise<boolean> {
  const bytes = requestIdBytes(requestId);
  for (const language of ["es", "en"] as const) {
    const words = await safetyWordsOf(bytes, language);
    if (asked.every((place, i) => plain(words[place - 1] ?? "") === plain(typed[i] ?? ""))) {
      return true;
    }
  }
  return false;
}

function plain(word: string): string {
  return word.normalize("NFD").replace(/\p{M}/gu, "").trim().toLowerCase();
}
