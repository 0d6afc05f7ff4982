import { DeliveryError } from "@pct/delivery/errors";
import type { RelayClient, VerifiedRequest } from "@pct/delivery/relay-client";

/** The invited person's side: opens an invitation. Imports no cipher. */

/**
 * Fetches an invitation and verifies its key. It must be unanswered: the first answer counts.
 *
 * @throws {@link DeliveryError} of the relay client; `already-delivered` or `already-received` if it was answered:
 * call the one who invites if that was not you.
 *
 * @example
 * ```ts
 * import { createRelayClient } from "@pct/delivery/relay-client";
 * import { openInvitation } from "@pct/exchange/open-invitation";
 *
 * export async function isOpen(id: string): Promise<boolean> {
 *   const relay = createRelayClient({ baseUrl: "https://example.org" });
 *   return openInvitation(relay, id).then(
 *     () => true,
 *     () => false,
 *   );
 * }
 * ```
 */
export async function openInvitation(
  relay: Pick<RelayClient, "status">,
  id: string,
  options: { readonly signal?: AbortSignal } = {},
): Promise<VerifiedRequest> {
  const request = await relay.status(id, options);
  switch (request.state) {
    case "open":
      return request;
    case "delivered":
      throw new DeliveryError("already-delivered");
    case "received":
      throw new DeliveryError("already-received");
  }
}
