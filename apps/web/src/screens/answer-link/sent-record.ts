import type { VerifiedRequest } from "@pct/delivery/relay-client";
import type { SenderTokens } from "@pct/exchange/sent-answer";

import { SealedDraft } from "../../state/sealed-draft";

/**
 * What this browser keeps of an answer that was sent from it, sealed, until the request expires: a later
 * visit of the link shows whether it was opened, and can withdraw it. Nothing in it decrypts the answer.
 */

export interface SentRecord extends SenderTokens {
  /** Milliseconds since 1970. */
  readonly sentAt: number;
  /** Whether the delivered answer is an earlier try, from before the draft was changed. */
  readonly isEarlier: boolean;
  /** `false` from before the delivery until the relay has confirmed it. */
  readonly isConfirmed: boolean;
}

/** The open record, and the request that it belongs to. */
let current: { readonly id: string; readonly draft: SealedDraft<SentRecord> } | null = null;

type Sent = Pick<VerifiedRequest, "id" | "expiresAt">;

/** Reads the record of a request; `null` if nothing was sent from this browser. */
export async function openSentRecord({ id, expiresAt }: Sent): Promise<SentRecord | null> {
  closeSentRecord();
  const lifetimeMs = Math.max(0, Date.parse(expiresAt) - Date.now());
  const draft = new SealedDraft<SentRecord>({ lifetimeMs, merge: latestOf });
  current = { id, draft };
  return draft.open(`sent/${id}`);
}

/**
 * Stores the record, unless it is of a try and another tab's answer is at the relay. Returns `false` if
 * it is not stored, as in private windows that store nothing.
 */
export async function keepSentRecord(sent: Sent, record: SentRecord): Promise<boolean> {
  const stored = await openSentRecord(sent);
  if (stored !== null && latestOf(record, stored) === stored) return false;
  await current?.draft.keep(record);
  return current?.draft.store.get().status === "kept";
}

/** Deletes the record of an answer that was refused, unless another tab has stored its own meanwhile. */
export async function dropSentRecord(sent: Sent, { withdrawToken }: SentRecord): Promise<void> {
  const stored = await openSentRecord(sent);
  if (stored?.withdrawToken === withdrawToken) await eraseSentRecord();
}

/** Deletes the record: nothing of this browser is at the relay. */
export async function eraseSentRecord(): Promise<void> {
  const draft = current?.draft;
  current = null;
  await draft?.erase();
}

/** Forgets the record on leaving. It stays in this browser. */
export function closeSentRecord(): void {
  current?.draft.close();
  current = null;
}

/** Two tabs answer one link: the relay accepts one of them, and the confirmed record counts. */
function latestOf(mine: SentRecord, theirs: SentRecord): SentRecord {
  const isOther = theirs.withdrawToken !== mine.withdrawToken;
  return isOther && theirs.isConfirmed && !mine.isConfirmed ? theirs : mine;
}
