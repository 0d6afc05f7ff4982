import { dirname, join } from "node:path";

import { isClaimToken } from "@pct/delivery/request-id";
import { findInvitations, readInvitation } from "@pct/exchange/invitation";
import type { Invitation } from "@pct/exchange/invitation";
import { loadInvitationTexts } from "@pct/messages";
import type { InvitationTexts } from "@pct/messages";

import { Failure } from "../errors/failure.js";
import type { Session } from "../program/session.js";
import { warn } from "../terminal/notices.js";
import { StateFolder } from "./state-files.js";
import { locked } from "./state-lock.js";

/** Stores invitations: one file each, with what opens their answer. No secret that was sent is in it. */

export interface KeptInvitation extends Invitation {
  readonly claimToken: string;
  /** An identity of age, which opens the answer; empty once the answer was read. */
  readonly privateKey: string;
}

/** How long an invitation stays in the list after its end. */
const KEPT_AFTER_MS = 90 * 86_400_000;

const folder = new StateFolder("invitations", parse);

/** The texts about invitations in the language of the call. */
export function textsOf({ language }: Session): Promise<InvitationTexts> {
  return loadInvitationTexts(language);
}

/** Stores a new invitation. */
export function keepInvitation(invitation: KeptInvitation): Promise<void> {
  return folder.keep(invitation);
}

export function forgetInvitation(invitation: KeptInvitation): Promise<void> {
  return folder.forget(invitation);
}

/** All invitations, in the order in which they were made. Deletes those that ended long ago. */
export async function readInvitations({ t }: Session): Promise<KeptInvitation[]> {
  const all = await folder.readAll((path) => {
    warn(t.delivery.stateDamaged({ path }));
  });
  const isOld = ({ expiresAt }: Invitation): boolean => {
    return Date.now() > Date.parse(expiresAt) + KEPT_AFTER_MS;
  };
  await Promise.all(all.filter(isOld).map(forgetInvitation));
  return all
    .filter((invitation) => !isOld(invitation))
    .sort((a, b) => a.createdAt.localeCompare(b.createdAt));
}

/** The one invitation that an operand names. */
export async function findInvitation(
  all: readonly KeptInvitation[],
  text: string,
  session: Session,
): Promise<KeptInvitation> {
  const [found, ...others] = findInvitations(all, text);
  const texts = await textsOf(session);
  if (found === undefined) throw new Failure(() => texts.notFound({ text }));
  if (others.length > 0) throw new Failure(() => texts.several({ text }));
  return found;
}

/**
 * Stores a change, unless another process changed the invitation since it was read.
 *
 * @returns Whether it was stored.
 */
export async function changeInvitation(
  before: KeptInvitation,
  after: Invitation,
  session: Session,
): Promise<boolean> {
  const texts = await textsOf(session);
  const lock = join(dirname(folder.pathOf(before)), ".lock");
  const change = async (): Promise<boolean> => {
    const now = await folder.read(before);
    if (now === null || stateIn(now) !== stateIn(before)) return false;
    // The answer was read: its key has nothing left to open.
    const { claimToken } = before;
    const privateKey = after.answer === null ? before.privateKey : "";
    await folder.keep({ ...after, claimToken, privateKey });
    return true;
  };
  return locked(lock, change, () => new Failure(() => texts.locked({ path: lock })));
}

/** {@link changeInvitation}, where another process's change must not be lost. */
export async function changeOrFail(
  before: KeptInvitation,
  after: Invitation,
  session: Session,
): Promise<void> {
  if (await changeInvitation(before, after, session)) return;
  const { name } = before;
  const texts = await textsOf(session);
  throw new Failure(() => texts.changed({ name }));
}

/** What changes in an invitation. */
function stateIn({ answer, confirmed, sent, ended }: Invitation): string {
  return JSON.stringify([answer?.id ?? null, confirmed, sent, ended]);
}

function parse(text: string): KeptInvitation | null {
  const invitation = readInvitation(text) as KeptInvitation | null;
  if (invitation === null) return null;
  const { claimToken, privateKey } = invitation;
  const texts: unknown[] = [claimToken, privateKey];
  if (!texts.every((each) => typeof each === "string") || !isClaimToken(claimToken)) return null;
  return invitation;
}
