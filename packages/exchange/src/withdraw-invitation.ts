import { DeliveryError } from "@pct/delivery/errors";
import type { RelayClient } from "@pct/delivery/relay-client";

import type { Invitation } from "./invitation.js";
import { withdrawAnswer } from "./sent-answer.js";

/** Takes an invitation back, and what was sent through it. Imports no cipher. */

/**
 * Withdraws an invitation: what was sent is taken back if it was not collected, and the link works no more. A
 * person who opens it is told.
 *
 * @returns The invitation, to be stored.
 *
 * @throws {@link DeliveryError} `already-received` if what was sent was collected: nothing is changed then. Those
 * of the relay client where a later call may succeed.
 *
 * @example
 * ```ts
 * import { createRelayClient } from "@pct/delivery/relay-client";
 * import type { Invitation } from "@pct/exchange/invitation";
 * import { withdrawInvitation } from "@pct/exchange/withdraw-invitation";
 *
 * export async function withdraw(invitation: Invitation, claimToken: string): Promise<Invitation> {
 *   const relay = createRelayClient({ baseUrl: invitation.server });
 *   return withdrawInvitation(invitation, { relay, claimToken });
 * }
 * ```
 */
export async function withdrawInvitation(
  invitation: Invitation,
  options: {
    readonly relay: Pick<RelayClient, "withdraw" | "cancel">;
    readonly claimToken: string;
    readonly signal?: AbortSignal;
  },
): Promise<Invitation> {
  const { relay, claimToken, signal } = options;
  const { id, answer, sent } = invitation;
  const call = signal === undefined ? {} : { signal };
  if (answer !== null && sent !== null) {
    const { withdrawToken, openedAt } = sent;
    const outcome =
      openedAt === null
        ? await withdrawAnswer(relay, { ...answer, withdrawToken }, call)
        : "received";
    if (outcome === "received") throw new DeliveryError("already-received");
  }
  await relay.cancel(id, claimToken, call);
  return { ...invitation, ended: "withdrawn" };
}
