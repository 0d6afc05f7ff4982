import { claimTokenHash, newClaimToken, newNonce, requestId } from "@pct/delivery/request-id";
import type { RequestKey } from "@pct/delivery/request-id";

/**
 * The type of a new request's key: post-quantum, which is made in milliseconds, and whose answer stays secret
 * when RSA no longer does. `rsa` is for senders whose version of PCT is older.
 */
export const REQUEST_KEY_TYPE = "mlkem768x25519" as const;

/** What a new request consists of, before a relay knows of it. */
export interface RequestDraft {
  readonly id: string;
  /** 16 bytes. */
  readonly nonce: Uint8Array;
  /** Proves to the relay who made the request; kept by the recipient alone. */
  readonly claimToken: string;
}

/**
 * Makes the ID, nonce and claim token of a new request. Store them with the private key before the
 * relay is called, so that no link is ever without its key.
 *
 * The ID never begins with `-`, which a command line would read as an option.
 *
 * @param key - The recipient's public key, with its type.
 *
 * @example
 * ```ts
 * import { generateHybridKeyPair } from "@pct/core/hybrid";
 * import { draftRequest, REQUEST_KEY_TYPE } from "@pct/exchange/new-request";
 *
 * const { publicKey } = await generateHybridKeyPair();
 * const { id } = await draftRequest({ keyType: REQUEST_KEY_TYPE, publicKey });
 * console.log(id.length); // 43
 * ```
 */
export async function draftRequest({
  keyType,
  publicKey,
}: Pick<RequestKey, "keyType" | "publicKey">): Promise<RequestDraft> {
  const claimToken = newClaimToken();
  const key = { keyType, publicKey, claimTokenHash: await claimTokenHash(claimToken) };
  for (;;) {
    const nonce = newNonce();
    const id = await requestId({ ...key, nonce });
    if (!id.startsWith("-")) return { id, nonce, claimToken };
  }
}
