import { isReceipt, isWithdrawToken } from "@pct/delivery/sender-tokens";

import { Failure } from "../errors/failure.js";
import type { Session } from "../program/session.js";
import { warn } from "../terminal/notices.js";
import { linkOf } from "./pending-requests.js";
import { findKept, isOver, StateFolder } from "./state-files.js";

/** Stores what a sender needs after sending: one file for each request that was answered from here. */

/** What proves that an answer was opened, and takes it back. Nothing in it decrypts the answer. */
export interface SentAnswer {
  readonly id: string;
  /** Origin of the relay. */
  readonly server: string;
  /** The labels in the link. */
  readonly for: string | null;
  readonly from: string | null;
  readonly withdrawToken: string;
  /** The receipt in the document; `null` where a file was sent alone. */
  readonly receipt: string | null;
  /** ISO 8601 in UTC. */
  readonly sentAt: string;
  readonly expiresAt: string;
}

const folder = new StateFolder("sent", parse);

/** Stores a sent answer; replaces an earlier one to the same request, which the relay has no longer. */
export function keepSent(sent: SentAnswer): Promise<void> {
  return folder.keep(sent);
}

export function forgetSent(sent: SentAnswer): Promise<void> {
  return folder.forget(sent);
}

/** All answers that were sent from here, newest first. Deletes those whose time is over. */
export async function readSent({ t }: Session): Promise<SentAnswer[]> {
  const all = await folder.readAll((path) => {
    warn(t.delivery.stateDamaged({ path }));
  });
  await Promise.all(all.filter(isOver).map(forgetSent));
  return all.filter((sent) => !isOver(sent)).sort((a, b) => b.sentAt.localeCompare(a.sentAt));
}

/** The answer that an operand names by the request's ID, the start of it, or the link. */
export function findSent(all: readonly SentAnswer[], operand: string): SentAnswer {
  const found = findKept(all, operand);
  if (found === null) throw new Failure((t) => t.delivery.notSentHere());
  return found;
}

function parse(text: string): SentAnswer | null {
  try {
    const value = JSON.parse(text) as SentAnswer;
    const { id, server, withdrawToken, receipt, sentAt, expiresAt } = value;
    const texts: unknown[] = [id, server, withdrawToken, sentAt, expiresAt];
    if (!texts.every((field) => typeof field === "string")) return null;
    if (!isWithdrawToken(withdrawToken) || (receipt !== null && !isReceipt(receipt))) return null;
    linkOf(value);
    return value;
  } catch {
    return null;
  }
}
