import { PctError } from "@pct/core/errors";
import { importPublicKey, isHybridPublicKey } from "@pct/core/public-key";
import type { PublicKey } from "@pct/core/public-key";
import type { RequestKey } from "@pct/delivery/request-id";

/** The sender's check of a request's key. Imports no cipher. */

/** A key of a request that may be encrypted to. */
export type UsableRequestKey =
  | { readonly keyType: "rsa"; readonly key: PublicKey }
  | { readonly keyType: "mlkem768x25519"; readonly publicKey: Uint8Array };

/**
 * Judges the key of a request. That it belongs to the request ID, which `RelayClient.status` checked, does not
 * make it a safe key: an attacker who made the link chose both.
 *
 * @throws `PctError` of `importPublicKey` for `rsa`; `key-damaged` for bytes that are no post-quantum key.
 *
 * @example
 * ```ts
 * import { generateHybridKeyPair } from "@pct/core/hybrid";
 * import { checkRequestKey } from "@pct/exchange/request-key";
 *
 * const { publicKey } = await generateHybridKeyPair();
 * console.log((await checkRequestKey({ keyType: "mlkem768x25519", publicKey })).keyType);
 * ```
 */
export async function checkRequestKey({
  keyType,
  publicKey,
}: Pick<RequestKey, "keyType" | "publicKey">): Promise<UsableRequestKey> {
  switch (keyType) {
    case "rsa":
      return { keyType, key: await importPublicKey(publicKey) };
    case "mlkem768x25519":
      if (!isHybridPublicKey(publicKey)) throw new PctError("key-damaged");
      return { keyType, publicKey };
  }
}
