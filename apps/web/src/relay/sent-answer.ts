import type * as sentAnswer from "@pct/exchange/sent-answer";

import { CryptoFailure } from "../crypto/failure";

/**
 * Loads what the page does with an answer besides delivering it. The form is shown first.
 *
 * @throws `relay-unreachable` if it can't be loaded, as without a network.
 */
export async function loadSentAnswer(): Promise<typeof sentAnswer> {
  try {
    return await import("@pct/exchange/sent-answer");
  } catch {
    throw new CryptoFailure("relay-unreachable");
  }
}
