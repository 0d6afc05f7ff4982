import { isDeliveryError } from "@pct/delivery/errors";
import { readInvitationAnswer } from "@pct/delivery/invitation-answer";
import type { RelayClient, VerifiedRequest } from "@pct/delivery/relay-client";

import type { Invitation } from "./invitation.js";
import { checkRequestKey } from "./request-key.js";
import { errorCode, isExpired, statusFromError } from "./request-status.js";
import { sentStatus } from "./sent-answer.js";
import type { SentStatus } from "./sent-answer.js";

/** The sender's side of an invitation: reads its answer and follows it to the proof of opening. Imports no cipher. */

/**
 * How an invitation stands.
 *
 * - `invited`: no answer yet.
 * - `ready`: answered; nothing was sent. Compare the words first.
 * - `sent`: waits to be collected.
 * - `saved`: opened and saved by the holder of the key, with proof.
 * - `collected`: collected, says the server. `forged`: with a false receipt.
 * - `missing`: the server does not have what was sent. It can be sent again.
 * - `taken`: another sender answered the person's request first.
 * - `closed`: the person's request was cancelled.
 * - `unusable`: what came first is no request link, or one that answers another invitation.
 * - `withdrawn`: by its sender. `expired`: its time is over, or that of the person's request.
 * - `altered`: the server shows another key than the one that the link was made for.
 * - `unknown`: the server does not have it, or calls it over although it is not.
 * - `unreachable`: no usable answer from the server.
 */
export type InvitationState =
  | "invited"
  | "ready"
  | "sent"
  | "saved"
  | "collected"
  | "forged"
  | "missing"
  | "taken"
  | "closed"
  | "unusable"
  | "withdrawn"
  | "expired"
  | "altered"
  | "unknown"
  | "unreachable";

/** States that no later call changes: nothing more is asked of the server. */
const FINAL: readonly InvitationState[] = ["saved", "withdrawn", "unusable", "expired", "closed"];

/**
 * Whether a state is the last one of an invitation.
 *
 * @example
 * ```ts
 * import { isFinalState } from "@pct/exchange/follow-invitation";
 *
 * console.log(isFinalState("saved"), isFinalState("sent")); // true false
 * ```
 */
export function isFinalState(state: InvitationState): boolean {
  return FINAL.includes(state);
}

/** What {@link followInvitation} needs of its door. */
export interface FollowInvitationOptions {
  readonly relay: Pick<RelayClient, "collect" | "status" | "acknowledge">;
  readonly claimToken: string;
  /** Opens what came as the answer. Rejects with an error that has a code if it can't be opened. */
  readonly decrypt: (ciphertext: Uint8Array) => Promise<Uint8Array>;
  /** Whether this request already answers another invitation that is kept here. */
  readonly isKnown: (requestId: string) => boolean;
  /** Stores a changed invitation. Only then is the answer erased at the relay. */
  readonly remember: (changed: Invitation) => Promise<void>;
  /** Seconds that the relay may wait for an answer; 0 by default. */
  readonly wait?: number;
  readonly signal?: AbortSignal;
}

/** How an invitation stands now. */
export interface FollowedInvitation {
  readonly invitation: Invitation;
  readonly state: InvitationState;
}

/**
 * Asks the relay how an invitation stands. The first answer is read, verified, stored and then erased at the relay:
 *
 * - It must be a document of this type, sealed to this invitation's own key, so that the answer to another
 *   invitation can't be replayed here.
 * - Its link must be a request on the same server, answer no other invitation, and have a key that may be
 *   encrypted to and belongs to its ID, so that the relay can't swap it.
 *
 * Who answered is not known: anyone who had the link. That is what the words are for.
 *
 * Rejects when `signal` aborts, and with what `remember` throws.
 *
 * @example
 * ```ts
 * import { createRelayClient } from "@pct/delivery/relay-client";
 * import { followInvitation } from "@pct/exchange/follow-invitation";
 * import type { Invitation } from "@pct/exchange/invitation";
 *
 * export async function stateOf(
 *   invitation: Invitation,
 *   claimToken: string,
 *   decrypt: (ciphertext: Uint8Array) => Promise<Uint8Array>,
 * ): Promise<string> {
 *   const relay = createRelayClient({ baseUrl: invitation.server });
 *   const door = { relay, claimToken, decrypt, isKnown: () => false, remember: async () => {} };
 *   return (await followInvitation(invitation, door)).state;
 * }
 * ```
 */
export async function followInvitation(
  invitation: Invitation,
  options: FollowInvitationOptions,
): Promise<FollowedInvitation> {
  const { answer, sent, ended } = invitation;
  if (ended !== null) return { invitation, state: ended };
  if (answer === null) return followUnanswered(invitation, options);
  if (sent === null) {
    const request = await openRequest(answer.id, answer.expiresAt, options);
    return { invitation, state: typeof request === "string" ? request : "ready" };
  }
  if (sent.openedAt !== null) return { invitation, state: "saved" };
  const { id, expiresAt } = answer;
  const { relay, signal, remember } = options;
  const { receipt } = sent;
  const found = await sentStatus(relay, { id, expiresAt, receipt }, signalOf(signal));
  const state = stateOfSent(found);
  if (state !== "saved") return { invitation, state };
  const openedAt = new Date(found.receivedAt ?? Date.now()).toISOString();
  const opened = { ...invitation, sent: { ...sent, openedAt } };
  await remember(opened);
  return { invitation: opened, state };
}

function stateOfSent({ status, opening }: SentStatus): InvitationState {
  switch (status) {
    case "received":
      return opening === "opened" ? "saved" : (opening ?? "collected");
    case "open":
      return "missing";
    case "delivered":
      return "sent";
    case "cancelled":
      return "closed";
    default:
      return status;
  }
}

async function followUnanswered(
  invitation: Invitation,
  options: FollowInvitationOptions,
): Promise<FollowedInvitation> {
  const { id, expiresAt } = invitation;
  const { relay, claimToken, wait = 0, signal, remember } = options;
  try {
    const ciphertext = await relay.collect(id, claimToken, { wait, ...signalOf(signal) });
    if (ciphertext === null) {
      return { invitation, state: isExpired(expiresAt) ? "expired" : "invited" };
    }
    const found = await readAnswer(invitation, ciphertext, options);
    if (found.invitation === invitation) return found;
    await remember(found.invitation);
    // Erased, so that a second person who opens the invitation learns when it was answered.
    await relay
      .acknowledge(id, claimToken, { answer: ciphertext, ...signalOf(signal) })
      // What matters is stored; the relay erases the rest when its time is over.
      .catch(() => undefined);
    return found;
  } catch (error) {
    signal?.throwIfAborted();
    if (!isDeliveryError(error)) throw error;
    const status = statusFromError(error.code, expiresAt);
    // Received or cancelled by no one here: the relay's word alone.
    const isClaim = status === "received" || status === "cancelled";
    return { invitation, state: isClaim ? "unknown" : (status ?? "unreachable") };
  }
}

async function readAnswer(
  invitation: Invitation,
  ciphertext: Uint8Array,
  options: FollowInvitationOptions,
): Promise<FollowedInvitation> {
  const { decrypt, isKnown } = options;
  const unusable = { invitation: { ...invitation, ended: "unusable" }, state: "unusable" } as const;
  let plaintext: Uint8Array;
  try {
    plaintext = await decrypt(ciphertext);
  } catch (error) {
    options.signal?.throwIfAborted();
    if (errorCode(error) === "") throw error;
    return unusable;
  }
  try {
    const { link, name } = readInvitationAnswer(plaintext, invitation);
    if (link.id === invitation.id || isKnown(link.id)) return unusable;
    const request = await openRequest(link.id, invitation.expiresAt, options);
    // What the relay says now may change: nothing is stored.
    if (typeof request === "string") return { invitation, state: request };
    await checkRequestKey(request);
    const { expiresAt } = request;
    const answer = { id: link.id, name, readAt: new Date().toISOString(), expiresAt };
    return { invitation: { ...invitation, answer }, state: "ready" };
  } catch (error) {
    const code = errorCode(error);
    // A newer version can read it.
    if (code === "invitation-answer-version-unknown") return { invitation, state: "unusable" };
    if (code.startsWith("invitation-answer-") || code.startsWith("key-")) return unusable;
    throw error;
  }
}

/** The request of the invited person, to which nothing was sent from here; or why it takes no answer. */
async function openRequest(
  id: string,
  expiresAt: string,
  { relay, signal }: FollowInvitationOptions,
): Promise<VerifiedRequest | InvitationState> {
  try {
    const request = await relay.status(id, signalOf(signal));
    return request.state === "open" ? request : "taken";
  } catch (error) {
    signal?.throwIfAborted();
    const code = errorCode(error);
    if (code === "request-unsupported") return "unusable";
    const status = statusFromError(code, expiresAt);
    return status === "received" || status === "cancelled" ? "closed" : (status ?? "unreachable");
  }
}

function signalOf(signal: AbortSignal | undefined): { readonly signal?: AbortSignal } {
  return signal === undefined ? {} : { signal };
}
