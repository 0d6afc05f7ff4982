import { createRelayClient } from "@pct/delivery/relay-client";
import { parseInvitationLink } from "@pct/delivery/invitation-link";
import { encryptInvitationAnswer } from "@pct/exchange/answer-invitation";
import { openInvitation } from "@pct/exchange/open-invitation";

/** Answers an invitation with any request link, as anyone can who has the invitation. */
export async function answerWithLink(invitation: string, link: string): Promise<void> {
  const { origin, id } = parseInvitationLink(invitation);
  const relay = createRelayClient({ baseUrl: origin });
  const request = await openInvitation(relay, id);
  await relay.deliver(id, await encryptInvitationAnswer({ link, name: "Eva" }, request, origin));
}
