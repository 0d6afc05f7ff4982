import { DerReader, TAG } from "./der.js";
import { parseSpki } from "./rsa-der.js";
import type { RsaPublicNumbers } from "./rsa-der.js";

/** X.509 certificates (RFC 5280 §4.1), of which only the public key is read. */

const EXPLICIT_VERSION = 0xa0;

/** The RSA key of a certificate. No signature, name or date is checked: the caller must say so. */
export function parseCertificateKey(bytes: Uint8Array): RsaPublicNumbers {
  const outer = new DerReader(bytes);
  const certificate = outer.sequence();
  outer.end();
  const signed = certificate.sequence();
  certificate.sequence(); // signature algorithm
  certificate.read(TAG.bitString);
  certificate.end();
  if (signed.nextTag === EXPLICIT_VERSION) signed.read(EXPLICIT_VERSION);
  signed.read(TAG.integer); // serial number
  signed.sequence(); // signature algorithm
  signed.sequence(); // issuer
  signed.sequence(); // validity
  signed.sequence(); // subject
  return parseSpki(signed.encoded());
}
