import { createHash, hash } from "node:crypto";

/**
 * The digests of `@pct/delivery/wire`, computed synchronously: WebCrypto, which the package uses, only has
 * promises and takes ten times as long.
 */

/** The byte of the key type. */
const RSA = Buffer.of(1);

/** The ID of a request for an RSA key, as `requestId` computes it. */
export function requestIdOf(nonce: Buffer, claimTokenHash: Buffer, publicKey: Buffer): string {
  const sha256 = createHash("sha256").update("pct-request-v2\n").update(nonce);
  return sha256.update(claimTokenHash).update(RSA).update(publicKey).digest("base64url");
}

/** The hash of a token, as `claimTokenHash` computes it; the digest of a delivery. */
export function digestOf(bytes: Buffer | string): string {
  return hash("sha256", bytes, "base64url");
}
