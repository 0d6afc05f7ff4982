import { DeliveryError, isDeliveryError } from "@pct/delivery/errors";
import type { RelayClient, VerifiedRequest } from "@pct/delivery/relay-client";

import { ExchangeError } from "./errors.js";
import type { Invitation, InvitationSent } from "./invitation.js";
import { checkRequestKey } from "./request-key.js";
import { classifyRelayError } from "./request-status.js";
import { newSenderTokens } from "./sent-answer.js";

/** Sends to a person who was invited, and to many. Imports no cipher: the door encrypts. */

/** An answer that is encrypted for a request. */
export interface SealedAnswer {
  readonly ciphertext: Uint8Array;
  /** The receipt in its document; `null` where it has no document. */
  readonly receipt: string | null;
}

/** What {@link sendToInvited} needs of its door. */
export interface SendToInvitedOptions {
  readonly relay: Pick<RelayClient, "status" | "deliver">;
  /** Encrypts what is sent for this request, with the receipt in its document: `wrapAnswer`, `encryptAnswer`. */
  readonly seal: (request: VerifiedRequest, receipt: string) => Promise<SealedAnswer>;
  /**
   * Stores a changed invitation. The tokens are stored before anything is delivered. Rejects if another process
   * changed the invitation meanwhile, so that two never send at once.
   */
  readonly remember: (changed: Invitation) => Promise<void>;
  readonly signal?: AbortSignal;
}

/**
 * Sends to the person who answered an invitation, whose words were confirmed.
 *
 * @returns The invitation with what takes the answer back and proves its opening.
 *
 * @throws {@link ExchangeError} `not-ready`, `words-not-confirmed`, `already-sent`. {@link DeliveryError} of the
 * relay: `already-delivered` or `already-received` if another sender was faster, `request-altered`. `PctError` of
 * `checkRequestKey`. What `seal` and `remember` throw.
 *
 * @example
 * ```ts
 * import { createRelayClient } from "@pct/delivery/relay-client";
 * import type { Invitation } from "@pct/exchange/invitation";
 * import { encryptAnswer, wrapAnswer } from "@pct/exchange/prepare-answer";
 * import { sendToInvited } from "@pct/exchange/send-to-invited";
 *
 * export async function sendPassword(
 *   invitation: Invitation,
 *   password: string,
 *   remember: (changed: Invitation) => Promise<void>,
 * ): Promise<Invitation> {
 *   const bytes = new TextEncoder().encode(password);
 *   const content = { bytes, part: { password }, fields: { provider: "aws" } } as const;
 *   return sendToInvited(invitation, {
 *     relay: createRelayClient({ baseUrl: invitation.server }),
 *     seal: async (request, receipt) => {
 *       const wrapped = wrapAnswer(content, request, receipt);
 *       const ciphertext = await encryptAnswer(wrapped.plaintext, request);
 *       return { ciphertext, receipt: wrapped.receipt };
 *     },
 *     remember,
 *   });
 * }
 * ```
 */
export async function sendToInvited(
  invitation: Invitation,
  { relay, seal, remember, signal }: SendToInvitedOptions,
): Promise<Invitation> {
  const { answer, confirmed, ended } = invitation;
  if (answer === null || ended !== null) throw new ExchangeError("not-ready");
  if (confirmed === null) throw new ExchangeError("words-not-confirmed");
  const options = signal === undefined ? {} : { signal };
  const request = await relay.status(answer.id, options);
  if (request.state !== "open") throw refusal(request, invitation.sent);
  await checkRequestKey(request);
  const { receipt, withdrawToken } = newSenderTokens();
  const sealed = await seal(request, receipt);
  const sentAt = new Date().toISOString();
  const sent = { receipt: sealed.receipt, withdrawToken, sentAt, openedAt: null };
  const changed = { ...invitation, sent };
  await remember(changed);
  try {
    await relay.deliver(answer.id, sealed.ciphertext, { withdrawToken, ...options });
    return changed;
  } catch (error) {
    // An earlier answer, whose arrival was uncertain, may be the one that is there.
    if (isDeliveryError(error) && !mayHaveArrived(error.code)) await remember(invitation);
    throw error;
  }
}

function refusal(
  { state }: VerifiedRequest,
  sent: InvitationSent | null,
): ExchangeError | DeliveryError {
  if (sent !== null) return new ExchangeError("already-sent");
  return new DeliveryError(state === "received" ? "already-received" : "already-delivered");
}

/** Codes after which the answer may be at the relay all the same. */
function mayHaveArrived(code: string): boolean {
  const isUncertain = code === "delivery-uncertain" || code === "relay-answer-invalid";
  return isUncertain || classifyRelayError(code, { hasAnswered: false }) !== null;
}

/** What became of one of many. */
export type BatchResult<Item> =
  { readonly item: Item; readonly error: null } | { readonly item: Item; readonly error: unknown };

/**
 * Sends to one after the other. One that fails does not stop the others; stopping by `signal` loses nothing that
 * was sent, since each is stored by itself, and a second run goes on with those that are left.
 *
 * @param send - Sends one of them.
 * @param onResult - Called after each, for progress.
 *
 * @throws `signal.reason`, when `signal` aborts.
 *
 * @example
 * ```ts
 * import { sendToAll } from "@pct/exchange/send-to-invited";
 *
 * const results = await sendToAll([1, 2, 3], {
 *   send: (n) => (n === 2 ? Promise.reject(new Error("no")) : Promise.resolve()),
 * });
 * console.log(results.filter(({ error }) => error !== null).length); // 1
 * ```
 */
export async function sendToAll<Item>(
  items: readonly Item[],
  options: {
    readonly send: (item: Item) => Promise<unknown>;
    readonly onResult?: (result: BatchResult<Item>, done: number) => void;
    readonly signal?: AbortSignal;
  },
): Promise<readonly BatchResult<Item>[]> {
  const { send, onResult, signal } = options;
  const results: BatchResult<Item>[] = [];
  for (const item of items) {
    signal?.throwIfAborted();
    let error: unknown = null;
    try {
      await send(item);
    } catch (thrown) {
      signal?.throwIfAborted();
      error = thrown ?? new Error("unknown");
    }
    const result = { item, error };
    results.push(result);
    onResult?.(result, results.length);
  }
  return results;
}
