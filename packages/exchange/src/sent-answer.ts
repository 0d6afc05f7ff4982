import type { RelayClient, VerifiedRequest } from "@pct/delivery/relay-client";
import { newReceipt, newWithdrawToken } from "@pct/delivery/sender-tokens";

import { errorCode, statusFromError } from "./request-status.js";
import type { RequestStatus } from "./request-status.js";

/** The sender's side after sending: proof of opening, and taking back. Imports no schema and no cipher. */

/** What a sender makes for one answer. Store both before the answer is delivered. */
export interface SenderTokens {
  /** Goes into the document. Who sends it back has opened the document. */
  readonly receipt: string;
  /** Takes the answer back; its hash goes to the relay. */
  readonly withdrawToken: string;
}

/**
 * Makes the receipt and the withdraw token of an answer.
 *
 * @example
 * ```ts
 * import { newSenderTokens } from "@pct/exchange/sent-answer";
 *
 * console.log(newSenderTokens().receipt.length); // 22
 * ```
 */
export function newSenderTokens(): SenderTokens {
  return { receipt: newReceipt(), withdrawToken: newWithdrawToken() };
}

/**
 * What is known of an answer that is received.
 *
 * - `opened`: the receipt came back. The relay can't know it, so the holder of the key opened the answer
 *   and said that it is saved.
 * - `collected`: the relay says that the answer was collected, which is no proof.
 * - `forged`: the relay shows another receipt than the one in the document.
 */
export type Opening = "opened" | "collected" | "forged";

/**
 * What a relay's word on a received answer is worth.
 *
 * @param sent - The receipt in the document; `null` if it has none, as where a file was sent alone.
 * @param shown - The receipt that the relay shows, if it does.
 *
 * @example
 * ```ts
 * import { newSenderTokens, openingOf } from "@pct/exchange/sent-answer";
 *
 * const { receipt } = newSenderTokens();
 * console.log(openingOf(receipt, receipt)); // "opened"
 * console.log(openingOf(receipt, undefined)); // "collected"
 * console.log(openingOf(receipt, newSenderTokens().receipt)); // "forged"
 * ```
 */
export function openingOf(sent: string | null, shown: string | undefined): Opening {
  // A receipt proves nothing to a sender who put none into the document.
  if (sent === null || shown === undefined) return "collected";
  return sent === shown ? "opened" : "forged";
}

/** How a sent answer stands. */
export interface SentStatus {
  /** `open`: the relay has no answer. It was withdrawn, or never arrived. */
  readonly status: RequestStatus;
  /** `null` unless it is received. */
  readonly opening: Opening | null;
  /** When it was received, by the relay's clock, in milliseconds since 1970; `null` if it is not said. */
  readonly receivedAt: number | null;
}

/**
 * Asks the relay how a sent answer stands. Rejects only when `signal` aborts.
 *
 * @param expiresAt - ISO 8601, or milliseconds since 1970.
 * @param receipt - The receipt in the document; `null` if it has none.
 *
 * @example
 * ```ts
 * import { createRelayClient } from "@pct/delivery/relay-client";
 * import { sentStatus } from "@pct/exchange/sent-answer";
 *
 * export async function isOpened(id: string, expiresAt: string, receipt: string) {
 *   const relay = createRelayClient({ baseUrl: "https://example.org" });
 *   return (await sentStatus(relay, { id, expiresAt, receipt })).opening === "opened";
 * }
 * ```
 */
export async function sentStatus(
  relay: Pick<RelayClient, "status">,
  sent: {
    readonly id: string;
    readonly expiresAt: string | number;
    readonly receipt: string | null;
  },
  options: { readonly signal?: AbortSignal } = {},
): Promise<SentStatus> {
  try {
    return statusOf(await relay.status(sent.id, options), sent.receipt);
  } catch (error) {
    options.signal?.throwIfAborted();
    const status = statusFromError(errorCode(error), sent.expiresAt) ?? "unreachable";
    return { status, opening: null, receivedAt: null };
  }
}

function statusOf(request: VerifiedRequest, sent: string | null): SentStatus {
  const { state, receipt, receivedAt } = request;
  if (state !== "received") return { status: state, opening: null, receivedAt: null };
  return {
    status: state,
    opening: openingOf(sent, receipt),
    receivedAt: receivedAt === undefined ? null : Date.parse(receivedAt),
  };
}

/**
 * What became of a withdrawal.
 *
 * - `withdrawn`: the relay has erased the answer, and takes another one.
 * - `received`: too late, the recipient has it.
 * - `cancelled`, `expired`: the request is over, and the relay has nothing of it any more.
 * - `unknown`: the relay has no answer with this token: it was withdrawn before, and another one sent.
 */
export type Withdrawal = "withdrawn" | "received" | "cancelled" | "expired" | "unknown";

/**
 * Takes an answer back.
 *
 * @param expiresAt - ISO 8601, or milliseconds since 1970.
 *
 * @throws The relay client's `DeliveryError` where a later call may succeed, and `signal.reason`.
 *
 * @example
 * ```ts
 * import { createRelayClient } from "@pct/delivery/relay-client";
 * import { withdrawAnswer } from "@pct/exchange/sent-answer";
 *
 * export async function isWithdrawn(id: string, expiresAt: string, withdrawToken: string) {
 *   const relay = createRelayClient({ baseUrl: "https://example.org" });
 *   return (await withdrawAnswer(relay, { id, expiresAt, withdrawToken })) === "withdrawn";
 * }
 * ```
 */
export async function withdrawAnswer(
  relay: Pick<RelayClient, "withdraw">,
  sent: {
    readonly id: string;
    readonly expiresAt: string | number;
    readonly withdrawToken: string;
  },
  options: { readonly signal?: AbortSignal } = {},
): Promise<Withdrawal> {
  try {
    await relay.withdraw(sent.id, sent.withdrawToken, options);
    return "withdrawn";
  } catch (error) {
    options.signal?.throwIfAborted();
    const status = statusFromError(errorCode(error), sent.expiresAt);
    if (status === null || status === "altered") throw error;
    return status;
  }
}
