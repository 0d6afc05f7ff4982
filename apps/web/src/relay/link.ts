import type { RequestLink } from "@pct/delivery";

import { CryptoFailure } from "../crypto/failure";

/**
 * Takes a link apart: for whom and what for it says it is. Its reader comes with the relay's client, and
 * is loaded as that is.
 *
 * Fails with a `DeliveryError`, or `relay-unreachable` where the reader cannot be loaded.
 */
export async function readLink(address: string): Promise<RequestLink> {
  const { parseLink } = await import("./link-reader").catch(() => {
    throw new CryptoFailure("relay-unreachable");
  });
  return parseLink(address);
}
