import type { RelayClient } from "@pct/delivery/relay-client";

import { errorCode } from "./request-status.js";

/** The sender's side: delivers an answer, through retries and changes. Imports no schema and no cipher. */

/** Options of {@link AnswerDelivery}. */
export interface AnswerDeliveryOptions<Draft> {
  /** ID of the request. */
  readonly id: string;
  /** Makes the relay's client, or loads it. */
  readonly connect: () => RelayClient | Promise<RelayClient>;
  /** Encrypts a draft. Called once for each draft, compared by identity. */
  readonly encrypt: (draft: Draft) => Promise<Uint8Array>;
  /** From `newSenderTokens`: takes back whichever draft has arrived. */
  readonly withdrawToken?: string;
}

/**
 * Delivers a draft, as often as it takes. A retry sends identical bytes, by which the relay recognizes
 * it; re-encrypting looks like a second delivery. Bytes of earlier drafts are kept as well, since a
 * delivery whose connection broke may have arrived.
 *
 * One object for each request, until its answer is withdrawn: then make another one.
 */
export class AnswerDelivery<Draft> {
  readonly #options: AnswerDeliveryOptions<Draft>;
  #latest: { readonly draft: Draft; readonly bytes: Uint8Array } | null = null;
  readonly #earlier: Uint8Array[] = [];

  constructor(options: AnswerDeliveryOptions<Draft>) {
    this.#options = options;
  }

  /**
   * Resolves when an answer of this sender is at the relay: this one, or an earlier one whose
   * confirmation was lost (`isEarlier`).
   *
   * @throws The relay client's `DeliveryError`, and what `encrypt` throws. `already-delivered` means
   * that another sender was faster.
   */
  async deliver(
    draft: Draft,
    options: { readonly signal?: AbortSignal } = {},
  ): Promise<{ readonly isEarlier: boolean }> {
    const { id, connect, withdrawToken } = this.#options;
    const sending = { ...options, ...(withdrawToken === undefined ? {} : { withdrawToken }) };
    const bytes = await this.#encrypt(draft);
    const relay = await connect();
    try {
      await relay.deliver(id, bytes, sending);
      return { isEarlier: false };
    } catch (error) {
      if (errorCode(error) !== "already-delivered") throw error;
      for (const earlier of this.#earlier) {
        const hasArrived = await relay.deliver(id, earlier, sending).then(
          () => true,
          () => false,
        );
        if (hasArrived) return { isEarlier: true };
      }
      throw error;
    }
  }

  async #encrypt(draft: Draft): Promise<Uint8Array> {
    if (this.#latest?.draft === draft) return this.#latest.bytes;
    const bytes = await this.#options.encrypt(draft);
    if (this.#latest !== null) this.#earlier.push(this.#latest.bytes);
    this.#latest = { draft, bytes };
    return bytes;
  }
}
