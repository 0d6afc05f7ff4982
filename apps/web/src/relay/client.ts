import { createRelayClient } from "@pct/delivery";
import type { RelayClient } from "@pct/delivery";

/**
 * The relay behind this portal. A file of its own, so that the client and what describes the wire are
 * one chunk, which a page loads when it has something to ask: see `relay`.
 */
export function relayHere(): RelayClient {
  return createRelayClient({ baseUrl: location.origin });
}
