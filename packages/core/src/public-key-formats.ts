import { base64, base64urlnopad } from "@scure/base";

import { bigintToSignedBytes } from "./der.js";
import type { RsaPublicNumbers } from "./rsa-der.js";

/** RSA public keys in the shapes that other programs and clouds take, besides PEM and SSH. */

/** What a line of Google's `windows-keys` says besides the key. */
export interface WindowsKeysOptions {
  /** The Windows account that gets the password: 1 to 20 characters. Made if it does not exist. */
  readonly user: string;
  /** Until when the virtual machine accepts the line. Default: in five minutes, as Google's tools write it. */
  readonly expires?: Date;
  /** The Google account of the caller, which Google's tools add; the virtual machine ignores it. */
  readonly email?: string;
}

/** How long a line of `windows-keys` is valid by default, in milliseconds. */
const WINDOWS_KEYS_LIFETIME_MS = 5 * 60_000;

/** A name of a local Windows account: no control characters, none of these, not dots and spaces alone. */
const WINDOWS_USER = /^(?![. ]*$)[^\p{Cc}"/\\[\]:;|=,+*?<>@]{1,20}$/u;

/** A JSON Web Key (RFC 7517, RFC 7518 §6.3.1). */
export function encodeJwk({ n, e }: RsaPublicNumbers): string {
  const [modulus, exponent] = [n, e].map((number) => base64urlnopad.encode(unsignedBytes(number)));
  return JSON.stringify({ kty: "RSA", n: modulus, e: exponent });
}

/**
 * The line of the metadata `windows-keys`, for an answer that is a classic file: OAEP with SHA-512.
 *
 * @throws `RangeError` for a name that no Windows account has, and for an invalid time.
 */
export function encodeWindowsKeys({ n, e }: RsaPublicNumbers, options: WindowsKeysOptions): string {
  const { user, expires = new Date(Date.now() + WINDOWS_KEYS_LIFETIME_MS), email } = options;
  if (!WINDOWS_USER.test(user)) throw new RangeError("user must be the name of a Windows account");
  const [modulus, exponent] = [n, e].map((number) => base64.encode(unsignedBytes(number)));
  return JSON.stringify({
    userName: user,
    modulus,
    exponent,
    ...(email === undefined ? {} : { email }),
    // Without milliseconds, as Google's tools write it. Throws for an invalid date.
    expireOn: expires.toISOString().replace(/\.\d+Z$/, "Z"),
    hashFunction: "sha512",
  });
}

/** Big-endian, without leading zeros. */
function unsignedBytes(value: bigint): Uint8Array {
  const bytes = bigintToSignedBytes(value);
  return bytes[0] === 0 ? bytes.subarray(1) : bytes;
}
