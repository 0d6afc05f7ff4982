import { DeliveryError } from "@pct/delivery/errors";
import { parseRequestLink } from "@pct/delivery/link";
import { writeInvitationAnswer } from "@pct/delivery/invitation-answer";
import type { RelayClient, VerifiedRequest } from "@pct/delivery/relay-client";

import { encryptAnswer } from "./prepare-answer.js";

/** The invited person's side: answers an invitation with a request link of their own. */

/**
 * Encrypts the answer to an invitation to the key of the one who invites, for `RelayClient.deliver` under the ID of
 * the invitation. The relay learns neither the link nor the name.
 *
 * @param answer - The person's own request link, on the server of the invitation, and their name.
 * @param invitation - From {@link openInvitation}.
 * @param server - Origin of the invitation's server.
 *
 * @throws {@link DeliveryError} `invitation-answer-elsewhere`; `PctError` of `checkRequestKey`.
 *
 * @example
 * ```ts
 * import { generateHybridKeyPair } from "@pct/core/hybrid";
 * import { encryptInvitationAnswer } from "@pct/exchange/answer-invitation";
 *
 * const { publicKey } = await generateHybridKeyPair();
 * const invitation = { keyType: "mlkem768x25519", publicKey, maxBytes: 1_048_576 } as const;
 * const link = "https://example.org/s/9VXSNQt9cAJPwEbDGXFaVfEkjfVM3vA2Ffj4mVQzP_s";
 * const answer = { link, name: "Ana" };
 * const bytes = await encryptInvitationAnswer(answer, invitation, "https://example.org");
 * console.log(bytes.length < 4096); // true
 * ```
 */
export async function encryptInvitationAnswer(
  answer: { readonly link: string; readonly name: string | null },
  invitation: Pick<VerifiedRequest, "keyType" | "publicKey" | "maxBytes">,
  server: string,
): Promise<Uint8Array> {
  if (parseRequestLink(answer.link).origin !== server) {
    throw new DeliveryError("invitation-answer-elsewhere");
  }
  return encryptAnswer(writeInvitationAnswer(answer), invitation);
}

/**
 * Fetches an invitation and verifies its key. It must be unanswered: the first answer counts.
 *
 * @throws {@link DeliveryError} of the relay client; `already-delivered` or `already-received` if it was answered:
 * call the one who invites if that was not you.
 *
 * @example
 * ```ts
 * import { createRelayClient } from "@pct/delivery/relay-client";
 * import { openInvitation } from "@pct/exchange/answer-invitation";
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
