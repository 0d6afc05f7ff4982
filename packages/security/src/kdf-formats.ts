import { base64Decode } from "./base64.js";
import { isSecurityError, SecurityError } from "./errors.js";
import { toHex, utf8 } from "./text.js";
import { digestBytes, pbkdf2Method, scryptMethod } from "./werkzeug.js";
import type { KdfHash, WerkzeugMethod } from "./werkzeug.js";

/** PBKDF2 and scrypt as passlib and Django write them. */

/** passlib: `$pbkdf2-sha256$ROUNDS$salt$digest`; without a hash, it is SHA-1. */
const PASSLIB_PBKDF2 = /^\$pbkdf2(?:-(sha256|sha512))?\$([^$]*)\$([^$]*)\$([^$]*)$/;
/** passlib: `$scrypt$ln=LOG2_N,r=R,p=P$salt$digest`. */
const PASSLIB_SCRYPT = /^\$scrypt\$ln=([1-9]\d?),r=(\d+),p=(\d+)\$([^$]*)\$([^$]*)$/;
/** Django: `pbkdf2_sha256$ROUNDS$salt$digest`. */
const DJANGO_PBKDF2 = /^pbkdf2_(sha1|sha256)\$([^$]*)\$([^$]+)\$([^$]*)$/;
/** Django: `scrypt$N$salt$r$p$digest`. */
const DJANGO_SCRYPT = /^scrypt\$(\d+)\$([^$]+)\$(\d+)\$(\d+)\$([^$]*)$/;

/** Bytes of passlib's scrypt. */
const PASSLIB_SCRYPT_BYTES = 32;

/** The starts of these formats; a hash that starts so and does not parse was cut or changed. */
const START = /^(?:\$pbkdf2(?:-sha(?:256|512))?\$|\$scrypt\$ln=|pbkdf2_sha(?:1|256)\$|scrypt\$\d)/;

/** Parses a hash of passlib or Django; `null` for every other format. */
export function parseKdfFormat(stored: string): KdfHash | null {
  if (!START.test(stored)) return null;
  const passlib = PASSLIB_PBKDF2.exec(stored);
  if (passlib !== null) {
    const [, hash = "sha1", rounds = "", salt = "", digest = ""] = passlib;
    const method = pbkdf2Method(hash, rounds);
    return result(method, fromPasslib(salt), fromPasslib(digest), digestBytes(method));
  }
  const passlibScrypt = PASSLIB_SCRYPT.exec(stored);
  if (passlibScrypt !== null) {
    const [, ln = "", r = "", p = "", salt = "", digest = ""] = passlibScrypt;
    const method = scryptMethod([(2 ** Number(ln)).toString(), r, p]);
    return result(method, fromPasslib(salt), fromPasslib(digest), PASSLIB_SCRYPT_BYTES);
  }
  const django = DJANGO_PBKDF2.exec(stored);
  if (django !== null) {
    const [, hash = "", rounds = "", salt = "", digest = ""] = django;
    const method = pbkdf2Method(hash, rounds);
    return result(method, utf8(salt), decoded(digest), digestBytes(method));
  }
  const [, N, salt = "", r = "", p = "", digest = ""] = DJANGO_SCRYPT.exec(stored) ?? [];
  if (N === undefined) throw new SecurityError("hash-malformed");
  const method = scryptMethod([N, r, p]);
  return result(method, utf8(salt), decoded(digest), digestBytes(method));
}

function result(
  method: WerkzeugMethod,
  salt: Uint8Array,
  digest: Uint8Array,
  bytes: number,
): KdfHash {
  if (digest.length !== bytes) throw new SecurityError("hash-malformed");
  return { method, salt, digest: toHex(digest) };
}

/** passlib's base64: `.` for `+`, no padding. */
function fromPasslib(text: string): Uint8Array {
  return decoded(text.replaceAll(".", "+").padEnd(Math.ceil(text.length / 4) * 4, "="));
}

function decoded(text: string): Uint8Array {
  try {
    return base64Decode(text);
  } catch (error) {
    if (!isSecurityError(error)) throw error;
    throw new SecurityError("hash-malformed");
  }
}
