import { isDeliveryError } from "@pct/delivery/errors";
import { parseInvitationLink } from "@pct/delivery/invitation-link";
import type { InvitationLink } from "@pct/delivery/invitation-link";
import type { RelayClient, VerifiedRequest } from "@pct/delivery/relay-client";
import { openInvitation } from "@pct/exchange/open-invitation";

import { inContext, withContext } from "../errors/context.js";
import { Failure } from "../errors/failure.js";
import type { Session } from "../program/session.js";
import { tell } from "../terminal/notices.js";
import { textsOf } from "./kept-invitations.js";
import { forgetRequest, linkOf, readRequests } from "./pending-requests.js";
import type { PendingRequest } from "./pending-requests.js";
import { connect } from "./server.js";

/** Answers an invitation: sends the link of one's own request, encrypted, to the person who invites. */

/** An invitation that a person opened. */
export interface OpenedInvitation {
  readonly link: InvitationLink;
  readonly relay: RelayClient;
  /** `null` where it was answered from here before. */
  readonly request: VerifiedRequest | null;
  /** The request that answered it from here. */
  readonly earlier: PendingRequest | null;
}

/** Opens an invitation and shows from whom it says it is. Its labels are not verified. */
export async function openInvitationLink(
  text: string,
  session: Session,
): Promise<OpenedInvitation> {
  const texts = await textsOf(session);
  const link = parseInvitationLink(text);
  if (link.takenFrom !== undefined) {
    const address = `${link.origin}/i/${link.id}`;
    tell(session.t.delivery.linkTakenFrom({ host: link.takenFrom, address }));
  }
  if (link.from !== null) tell(texts.invitedBy({ name: link.from }));
  if (link.for !== null) tell(texts.invitedFor({ label: link.for }));
  const requests = await readRequests(session);
  const earlier = requests.find(({ invitation }) => invitation === link.id) ?? null;
  const relay = connect(link.origin);
  try {
    const { signal } = session;
    const work = openInvitation(relay, link.id, { signal });
    const request = await withContext({ server: link.origin }, work);
    return { link, relay, request, earlier };
  } catch (error) {
    if (earlier !== null && isAnswered(error)) return { link, relay, request: null, earlier };
    throw await explained(error, session);
  }
}

/** Delivers the link of a request as the answer. If it surely did not arrive, the request is cancelled. */
export async function deliverOwnLink(
  { link, relay, request }: OpenedInvitation,
  own: PendingRequest,
  session: Session,
): Promise<void> {
  if (request === null) return;
  const { signal } = session;
  const server = link.origin;
  const { encryptInvitationAnswer } = await import("@pct/exchange/answer-invitation");
  const answer = { link: linkOf(own), name: own.from };
  const ciphertext = await encryptInvitationAnswer(answer, request, server);
  try {
    await relay.deliver(link.id, ciphertext, { signal });
  } catch (error) {
    if (isAnswered(error)) {
      await relay.cancel(own.id, own.claimToken, { signal }).catch(() => undefined);
      await forgetRequest(own);
    }
    throw inContext({ server }, await explained(error, session));
  }
}

function isAnswered(error: unknown): boolean {
  if (!isDeliveryError(error)) return false;
  return error.code === "already-delivered" || error.code === "already-received";
}

/** What the end of an invitation means for the invited person. */
async function explained(error: unknown, session: Session): Promise<unknown> {
  if (!isDeliveryError(error)) return error;
  const texts = await textsOf(session);
  const cause = { cause: error };
  if (isAnswered(error)) return new Failure(() => texts.answeredBefore(), cause);
  if (error.code === "request-cancelled") {
    return new Failure(() => texts.invitationWithdrawn(), cause);
  }
  if (error.code === "request-expired") return new Failure(() => texts.invitationExpired(), cause);
  return error;
}
