import { safetyWords, safetyWordsOf } from "@pct/core";
import type { PrivateKey, PublicKey } from "@pct/core";
import { requestIdBytes } from "@pct/delivery";

import type { SafetyWords } from "../src/crypto/interface/keys.js";

/** The six words in both languages: the two people on the phone may not share the first. */

export async function wordsOf(key: PublicKey | PrivateKey): Promise<SafetyWords> {
  const [es, en] = await Promise.all([safetyWords(key, "es"), safetyWords(key, "en")]);
  return { es, en };
}

/** Those of a request are made of its ID, which both ends have before anything is sent. */
export async function wordsOfRequest(id: string): Promise<SafetyWords> {
  const bytes = requestIdBytes(id);
  const [es, en] = await Promise.all([safetyWordsOf(bytes, "es"), safetyWordsOf(bytes, "en")]);
  return { es, en };
}
