import { PctError } from "./errors.js";
import type { RsaPrivateNumbers } from "./rsa-der.js";
import { checkPublicNumbers } from "./rsa-public-key.js";
import type { PublicKey } from "./rsa-public-key.js";
import type { PrivateKeyHandles } from "./webcrypto.js";

/** RSA private keys as WebCrypto handles, and the check that their numbers are consistent. */

/**
 * An RSA private key: decrypts what was encrypted to its {@link PrivateKey.publicKey}.
 *
 * Survives a structured clone, `CryptoKey` handles included, so a browser can store it in IndexedDB. If
 * it is not extractable, scripts never see its bytes.
 */
export interface PrivateKey extends PrivateKeyHandles {
  readonly type: "private";
  /** Length of the RSA modulus in bits. */
  readonly bits: number;
  readonly publicKey: PublicKey;
}

/** Asserts that `key` is a PrivateKey. */
export function usablePrivateKey(key: PrivateKey): PrivateKey {
  if (!(key.oaepSha512 instanceof CryptoKey)) throw new TypeError("not a PrivateKey");
  return key;
}

/** Checks the public numbers for decryption, and that the private numbers are consistent with them. */
export function checkPrivateNumbers(key: RsaPrivateNumbers): void {
  checkPublicNumbers(key, "decrypt");
  const { n, e, d, p, q } = key;
  const consistent = p * q === n && (e * d) % (p - 1n) === 1n && (e * d) % (q - 1n) === 1n && d < n;
  if (!consistent) throw new PctError("key-damaged");
}
