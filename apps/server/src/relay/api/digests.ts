import { createHash, hash } from "node:crypto";

/**
 * The digests of `@pct/delivery`, made at once: on the way through WebCrypto, which has promises only, each
 * would take ten times as long.
 */

/** The ID that belongs to a nonce and a key, as `requestId` makes it. */
export function requestIdOf(nonce: Buffer, publicKey: Buffer): string {
  const sha256 = createHash("sha256").update("pct-request-v1\n");
  return sha256.update(nonce).update(publicKey).digest("base64url");
}

/** What is stored of a token, as `claimTokenHash` makes it; what a delivery is known by. */
export function digestOf(bytes: Buffer | string): string {
  return hash("sha256", bytes, "base64url");
}
