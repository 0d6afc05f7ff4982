import { hash } from "node:crypto";

/**
 * The digests of `@pct/delivery/wire`, computed synchronously: WebCrypto, which the package uses, only has
 * promises and takes ten times as long.
 */

const CONTEXT = Buffer.from("pct-request-v2\n");
/** The byte of the key type. */
const RSA = Buffer.of(1);

/** The ID of a request for an RSA key, as `requestId` computes it. */
export function requestIdOf(nonce: Buffer, claimTokenHash: Buffer, publicKey: Buffer): string {
  return digestOf(Buffer.concat([CONTEXT, nonce, claimTokenHash, RSA, publicKey]));
}

/** The hash of a token, as `claimTokenHash` computes it; the digest of a delivery. */
export function digestOf(bytes: Buffer | string): string {
  return hash("sha256", bytes, "base64url");
}
