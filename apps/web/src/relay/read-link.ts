import type { RequestLink } from "@pct/delivery/link";

import { CryptoFailure } from "../crypto/failure";

/**
 * Parses a request link. The parser is loaded by the first call.
 *
 * @throws `DeliveryError`, or `relay-unreachable` if the parser can't be loaded.
 */
export async function readLink(address: string): Promise<RequestLink> {
  const { parseRequestLink } = await import("@pct/delivery/link").catch(() => {
    throw new CryptoFailure("relay-unreachable");
  });
  return parseRequestLink(address);
}
