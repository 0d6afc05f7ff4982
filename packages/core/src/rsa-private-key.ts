import { PctError } from "./errors.js";
import type { RsaPrivateNumbers } from "./rsa-der.js";
import { checkPublicNumbers } from "./rsa-public-key.js";
import type { PublicKey } from "./rsa-public-key.js";
import type { PrivateKeyHandles } from "./webcrypto.js";

/** RSA private keys as handles of WebCrypto, and the check that their numbers belong together. */

/**
 * The half to keep: it opens what was encrypted to its {@link PrivateKey.publicKey}.
 *
 * A structured clone keeps it whole, `CryptoKey` handles included, so a browser can hold it in
 * IndexedDB without ever seeing its bytes when it is not extractable.
 */
export interface PrivateKey extends PrivateKeyHandles {
  readonly type: "private";
  /** Length of the RSA modulus in bits. */
  readonly bits: number;
  readonly publicKey: PublicKey;
}

/** The private key itself, once it is certain that it is one and not its other half. */
export function usablePrivateKey(key: PrivateKey): PrivateKey {
  if (!(key.oaepSha512 instanceof CryptoKey)) throw new TypeError("not a PrivateKey");
  return key;
}

/** Checks that the numbers of a private key belong together, after {@link checkPublicNumbers}. */
export function checkPrivateNumbers(key: RsaPrivateNumbers): void {
  checkPublicNumbers(key, "decrypt");
  const { n, e, d, p, q } = key;
  const consistent = p * q === n && (e * d) % (p - 1n) === 1n && (e * d) % (q - 1n) === 1n && d < n;
  if (!consistent) throw new PctError("key-damaged");
}
