import type { VerifiedRequest } from "@pct/delivery";

import { cryptoWorker } from "../../crypto/client";
import { failureFacts } from "../../crypto/failure";
import type { AnswerContent } from "../../crypto/interface/answers";
import { relay } from "../../relay/relay";
import { credentialFields } from "../compose/draft";
import type { DraftState } from "../compose/draft";

/** A draft that was locked, and tried to be sent. */
interface EncryptedAnswer {
  readonly draft: DraftState;
  readonly bytes: Uint8Array;
}

/**
 * Sends a draft as often as it takes. The relay knows a second try by its bytes, so what was locked is
 * kept until the draft is changed; and even then, because nobody knows whether a try whose connection
 * broke had arrived.
 */
export class AnswerDelivery {
  #latest: EncryptedAnswer | null = null;
  readonly #earlier: Uint8Array[] = [];

  /** Resolves once an answer of ours has arrived: this one, or an earlier one that nobody had heard of. */
  async deliver(
    request: VerifiedRequest,
    draft: DraftState,
  ): Promise<{ readonly isEarlier: boolean }> {
    const bytes = await this.#lock(request, draft);
    const client = await relay();
    try {
      await client.deliver(request.id, bytes);
      return { isEarlier: false };
    } catch (error) {
      if (failureFacts(error).code !== "already-delivered") throw error;
      for (const before of this.#earlier) {
        const hasArrived = await client.deliver(request.id, before).then(
          () => true,
          () => false,
        );
        if (hasArrived) return { isEarlier: true };
      }
      throw error;
    }
  }

  async #lock(request: VerifiedRequest, draft: DraftState): Promise<Uint8Array> {
    if (this.#latest?.draft === draft) return this.#latest.bytes;
    const bytes = await cryptoWorker().encryptAnswer(request, contentOf(draft));
    if (this.#latest !== null) this.#earlier.push(this.#latest.bytes);
    this.#latest = { draft, bytes };
    return bytes;
  }

  reset(): void {
    this.#latest = null;
    this.#earlier.length = 0;
  }
}

function contentOf({ content, credential, text, file }: DraftState): AnswerContent {
  const from = credential.from.trim();
  if (content === "credential") return { kind: "credential", fields: credentialFields(credential) };
  if (content === "text" || file === null) return { kind: "text", text, from };
  return { kind: "file", file, from };
}
