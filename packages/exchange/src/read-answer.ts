import { belongsToRequest, readCredential } from "@pct/delivery/credential";
import type { CredentialDocument } from "@pct/delivery/credential";
import { isDeliveryError } from "@pct/delivery/errors";
import type { AnyDeliveryError } from "@pct/delivery/errors";

/** The recipient's side: what is inside an answer that was decrypted. */

/** Decrypted content. */
export interface ReadAnswer {
  /** `null` where the content is not a credential document, or a damaged one. */
  readonly document: CredentialDocument | null;
  /** Why the document can't be read. The content is then shown as it came, never withheld. */
  readonly problem: AnyDeliveryError | null;
  /** Whether the document names another request, or none: the sender may have passed it on. */
  readonly isForAnotherRequest: boolean;
}

/**
 * Reads the decrypted content of an answer or a file.
 *
 * @param bytes - The plaintext.
 * @param requestId - The request that it came for; `null` for a file that came by another way, which
 * belongs to no request.
 *
 * @example
 * ```ts
 * import { readAnswer } from "@pct/exchange/read-answer";
 *
 * const bytes = new TextEncoder().encode('{ "type": "pct.credential.v1", "username": "ana" }');
 * console.log(readAnswer(bytes, null).document?.username); // "ana"
 * ```
 */
export function readAnswer(bytes: Uint8Array, requestId: string | null): ReadAnswer {
  try {
    const document = readCredential(bytes);
    const isForAnotherRequest =
      document !== null && requestId !== null && !belongsToRequest(document, requestId);
    return { document, problem: null, isForAnotherRequest };
  } catch (error) {
    if (!isDeliveryError(error)) throw error;
    return { document: null, problem: error, isForAnotherRequest: false };
  }
}
