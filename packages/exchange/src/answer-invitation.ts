import { DeliveryError } from "@pct/delivery/errors";
import { parseRequestLink } from "@pct/delivery/link";
import { writeInvitationAnswer } from "@pct/delivery/invitation-answer";
import type { VerifiedRequest } from "@pct/delivery/relay-client";

import { encryptAnswer } from "./prepare-answer.js";

/** The invited person's side: answers an invitation with a request link of their own. */

/**
 * Encrypts the answer to an invitation to the key of the one who invites, for `RelayClient.deliver` under the ID of
 * the invitation. The relay learns neither the link nor the name.
 *
 * @param answer - The person's own request link, on the server of the invitation, and their name.
 * @param invitation - From `openInvitation`.
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
