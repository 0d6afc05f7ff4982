import { safetyWords, safetyWordsOf } from "@pct/core/fingerprint";
import type { PrivateKey } from "@pct/core/keys";
import type { PublicKey } from "@pct/core/public-key";
import { requestIdBytes } from "@pct/delivery/request-id";

import type { SafetyWordLists } from "#/crypto/interface/keys.js";

/** Safety words in both languages: the two people on the phone may not use the portal in the same one. */

export async function wordsOf(key: PublicKey | PrivateKey): Promise<SafetyWordLists> {
  const [es, en] = await Promise.all([safetyWords(key, "es"), safetyWords(key, "en")]);
  return { es, en };
}

/** The words of a request come from its ID, which sender and recipient both have before anything is sent. */
export async function wordsOfRequest(id: string): Promise<SafetyWordLists> {
  const bytes = requestIdBytes(id);
  const [es, en] = await Promise.all([safetyWordsOf(bytes, "es"), safetyWordsOf(bytes, "en")]);
  return { es, en };
}
