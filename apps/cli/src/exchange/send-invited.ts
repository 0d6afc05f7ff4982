import type { RelayClient } from "@pct/delivery/relay-client";
import type { AnswerContent } from "@pct/exchange/prepare-answer";
import { sendToInvited } from "@pct/exchange/send-to-invited";
import type { SealedAnswer } from "@pct/exchange/send-to-invited";
import type { InvitationState } from "@pct/exchange/follow-invitation";

import { withContext } from "../errors/context.js";
import { Failure } from "../errors/failure.js";
import type { Session } from "../program/session.js";
import { say, tell } from "../terminal/notices.js";
import { askForWords } from "./confirm-words.js";
import { changeOrFail, findInvitation, readInvitations, textsOf } from "./kept-invitations.js";
import type { KeptInvitation } from "./kept-invitations.js";
import { lookAtInvitations } from "./look-at-invitations.js";
import type { SeenInvitation } from "./look-at-invitations.js";
import { loadEncryption, prepareAnswer } from "./prepare-answer.js";
import type { AnswerOptions } from "./prepare-answer.js";
import { connect } from "./server.js";
import { whenAdmitted } from "./when-admitted.js";

/** Sends to one person who was invited. */

/** States in which something can be sent. */
export const SENDABLE: readonly InvitationState[] = ["ready", "missing"];

export interface InvitedOptions extends AnswerOptions {
  /** The sender compared the words in another way. */
  readonly checked?: boolean;
}

/** `pct send --invitation`: sends a secret or a file to the person whom an operand names. */
export async function sendInvited(
  text: string,
  file: string | undefined,
  options: InvitedOptions,
  session: Session,
): Promise<void> {
  const texts = await textsOf(session);
  const all = await readInvitations(session);
  const found = await findInvitation(all, text, session);
  const [seen] = await lookAtInvitations([found], all, session);
  const invitation = await sendable(seen, session);
  const { name, server } = invitation;
  if (invitation.for !== null) tell(texts.invitedFor({ label: invitation.for }));
  const confirmed = await confirm(invitation, options.checked === true, session);
  const from = options.from ?? invitation.from ?? undefined;
  const fields = { ...options, ...(from === undefined ? {} : { from }) };
  const relay = connect(server);
  await sendSealed(confirmed, relay, session, async (request, receipt) => {
    const wrapped = await prepareAnswer(file, fields, request, receipt, session);
    const { encryptAnswer } = await loadEncryption();
    return {
      ciphertext: await encryptAnswer(wrapped.plaintext, request),
      receipt: wrapped.receipt,
    };
  });
  say(texts.sentTo({ name, server }));
}

async function sendable(
  seen: SeenInvitation | undefined,
  session: Session,
): Promise<KeptInvitation> {
  if (seen !== undefined && SENDABLE.includes(seen.state)) return seen.kept;
  const texts = await textsOf(session);
  const { kept, state = "unknown" } = seen ?? {};
  const name = kept?.name ?? "";
  throw new Failure(() => texts.notReady({ name, state: texts.states[state] }));
}

/** The words are asked for once; what was confirmed is stored before anything else. */
async function confirm(
  invitation: KeptInvitation,
  isChecked: boolean,
  session: Session,
): Promise<KeptInvitation> {
  if (invitation.confirmed !== null) return invitation;
  const texts = await textsOf(session);
  const isConfirmed = isChecked ? true : await askForWords(invitation, session);
  if (isConfirmed === null) throw new Failure(() => texts.cannotAskWords());
  if (!isConfirmed) throw new Failure(() => texts.notConfirmed());
  return storeConfirmed(invitation, isChecked ? "otherwise" : "words", session);
}

/** Stores that the words of a person were confirmed. */
export async function storeConfirmed(
  invitation: KeptInvitation,
  confirmed: "words" | "otherwise",
  session: Session,
): Promise<KeptInvitation> {
  const changed = { ...invitation, confirmed };
  await changeOrFail(invitation, changed, session);
  return changed;
}

/** Sends what `seal` makes. What takes it back is stored first, if no other process has sent meanwhile. */
export async function sendSealed(
  invitation: KeptInvitation,
  relay: RelayClient,
  session: Session,
  seal: (
    request: Parameters<Parameters<typeof sendToInvited>[1]["seal"]>[0],
    receipt: string,
  ) => Promise<SealedAnswer>,
): Promise<void> {
  const { signal } = session;
  const { server } = invitation;
  let stored = invitation;
  const work = sendToInvited(invitation, {
    relay: {
      status: (id, options) => whenAdmitted(() => relay.status(id, options), session),
      // Identical bytes each time, by which the relay knows them again.
      deliver: (id, bytes, options) => {
        return whenAdmitted(() => relay.deliver(id, bytes, options), session);
      },
    },
    seal,
    remember: async (changed) => {
      await changeOrFail(stored, changed, session);
      stored = { ...stored, ...changed };
    },
    signal,
  });
  await withContext({ server }, work);
}

/** Encrypts a document of fields and files for a request. */
export async function sealContent(
  content: AnswerContent,
  request: Parameters<Parameters<typeof sendSealed>[3]>[0],
  receipt: string,
): Promise<SealedAnswer> {
  const { encryptAnswer, wrapAnswer } = await loadEncryption();
  const wrapped = wrapAnswer(content, request, receipt);
  return { ciphertext: await encryptAnswer(wrapped.plaintext, request), receipt: wrapped.receipt };
}
