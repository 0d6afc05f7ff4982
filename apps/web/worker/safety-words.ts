import { safetyWords } from "@pct/core";
import type { PrivateKey, PublicKey } from "@pct/core";

import type { SafetyWords } from "../src/crypto/interface.js";

/** The six words in both languages: the two people on the phone may not share the first. */
export async function wordsOf(key: PublicKey | PrivateKey): Promise<SafetyWords> {
  const [es, en] = await Promise.all([safetyWords(key, "es"), safetyWords(key, "en")]);
  return { es, en };
}
