import { claimTokenHash, newClaimToken, newNonce, requestId } from "@pct/delivery/request-id";

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
 * @param publicKey - The recipient's key, SPKI in DER.
 *
 * @example
 * ```ts
 * import { draftRequest } from "@pct/exchange/new-request";
 *
 * console.log((await draftRequest(new Uint8Array(550))).id.length); // 43
 * ```
 */
export async function draftRequest(publicKey: Uint8Array): Promise<RequestDraft> {
  const claimToken = newClaimToken();
  const key = {
    keyType: "rsa",
    publicKey,
    claimTokenHash: await claimTokenHash(claimToken),
  } as const;
  for (;;) {
    const nonce = newNonce();
    const id = await requestId({ ...key, nonce });
    if (!id.startsWith("-")) return { id, nonce, claimToken };
  }
}
