import { hash } from "node:crypto";

import { KEY_TYPES } from "@pct/delivery/wire";
import type { KeyType } from "@pct/delivery/wire";

/**
 * The digests of `@pct/delivery/wire`, computed synchronously: WebCrypto, which the package uses, only has
 * promises and takes ten times as long.
 */

const CONTEXT = Buffer.from("pct-request-v2\n");

/** The ID of a request, as `requestId` computes it. */
export function requestIdOf(
  nonce: Buffer,
  claimTokenHash: Buffer,
  keyType: KeyType,
  publicKey: Buffer,
): string {
  const type = Buffer.of(KEY_TYPES[keyType]);
  return digestOf(Buffer.concat([CONTEXT, nonce, claimTokenHash, type, publicKey]));
}

/** The hash of a token, as `claimTokenHash` computes it; the digest of a delivery. */
export function digestOf(bytes: Buffer | string): string {
  return hash("sha256", bytes, "base64url");
}
