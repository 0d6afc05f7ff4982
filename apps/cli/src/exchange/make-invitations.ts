import type { RelayClient } from "@pct/delivery/relay-client";
import type { Person } from "@pct/delivery/people-table";
import { invitationLink, newInvitation } from "@pct/exchange/invitation";
import { draftRequest, REQUEST_KEY_TYPE } from "@pct/exchange/new-request";
import { isExpired } from "@pct/exchange/request-status";
import { dateTime } from "@pct/messages/date-time";
import { letters } from "@pct/messages/letters";
import type { Language } from "@pct/messages";

import { withContext } from "../errors/context.js";
import type { Session } from "../program/session.js";
import { forgetInvitation, keepInvitation } from "./kept-invitations.js";
import type { KeptInvitation } from "./kept-invitations.js";
import { newKey } from "./new-key.js";
import { whenAdmitted } from "./when-admitted.js";

/** Makes invitations at a relay. */

/** What holds for all invitations of a call. */
export interface InviteOptions {
  readonly server: string;
  readonly relay: RelayClient;
  /** Seconds. */
  readonly expiresIn: number;
  readonly label: string | null;
  readonly from: string | null;
}

/** An invitation that is still open for this person and purpose, so that no one is invited twice. */
export function earlierInvitation(
  all: readonly KeptInvitation[],
  { name, mail, user, label }: Person,
  { server, ...options }: InviteOptions,
): KeptInvitation | null {
  const forWhat = label === "" ? options.label : label;
  const found = all.find((each) => {
    const isSame = each.name === name && each.mail === mail && each.user === user;
    const isOpen = each.ended === null && each.sent === null && !isExpired(each.expiresAt);
    return isSame && isOpen && each.server === server && each.for === forWhat;
  });
  return found ?? null;
}

/** Invites one person. Stores the private key first, so that no link exists without its key. */
export async function makeInvitation(
  { name, mail, user, label }: Person,
  { server, relay, expiresIn, ...options }: InviteOptions,
  session: Session,
): Promise<KeptInvitation> {
  const { keyType, publicKey, privateKey } = await newKey(REQUEST_KEY_TYPE, session);
  const { id, nonce, claimToken } = await draftRequest({ keyType, publicKey });
  const request = { id, server, expiresAt: new Date(Date.now() + expiresIn * 1000).toISOString() };
  const details = { name, mail, user, for: label === "" ? options.label : label };
  const invitation = {
    ...newInvitation(request, { ...details, from: options.from }),
    claimToken,
    privateKey,
  };
  await keepInvitation(invitation);
  try {
    const created = { keyType, publicKey, nonce, claimToken, expiresIn };
    const create = () => relay.create(created, { signal: session.signal });
    const { expiresAt } = await withContext({ server }, whenAdmitted(create, session));
    const isEarlier = Date.parse(expiresAt) < Date.parse(invitation.expiresAt);
    if (!isEarlier) return invitation;
    await keepInvitation({ ...invitation, expiresAt });
    return { ...invitation, expiresAt };
  } catch (error) {
    // The link was not shown, so no answer can come.
    await forgetInvitation(invitation);
    throw error;
  }
}

/** A message for the person, ready to send. */
export function messageOf(
  invitation: KeptInvitation,
  language: Language,
): { readonly subject: string; readonly message: string; readonly link: string } {
  const { name, from, expiresAt } = invitation;
  const what = invitation.for;
  const link = invitationLink(invitation);
  const until = dateTime(language, Date.parse(expiresAt));
  return {
    subject: letters[language].invitationSubject({ what }),
    message: letters[language].invitation({ link, to: name, what, from, until }),
    link,
  };
}
