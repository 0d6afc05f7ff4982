import { isPctError, PctError } from "./errors.js";
import { parseKeyFile } from "./key-file.js";
import { encodePem } from "./pem.js";
import { encodeJwk, encodeWindowsKeys } from "./public-key-formats.js";
import type { WindowsKeysOptions } from "./public-key-formats.js";
import { parseSpki, parseSpkiOutline } from "./rsa-der.js";
import { checkOutline, checkPublicNumbers, toPublicKey } from "./rsa-public-key.js";
import type { PublicKey } from "./rsa-public-key.js";
import { encodeSshLine } from "./ssh.js";

/**
 * Reads, checks and writes RSA public keys, and checks post-quantum ones. Loads no code that decrypts.
 *
 * @packageDocumentation
 */
export { isHybridPublicKey } from "./hybrid-public-key.js";
export type { WindowsKeysOptions } from "./public-key-formats.js";
export type { PublicKey } from "./rsa-public-key.js";

/**
 * Reads and checks an untrusted RSA public key.
 *
 * Accepts SPKI and PKCS#1 (PEM or DER) and one `ssh-rsa` line, with or without a byte-order mark, in
 * UTF-8 or UTF-16, with any line ends and stray white space.
 *
 * @throws {@link PctError} `key-not-recognized`, `key-damaged`, `key-several`; `key-is-private` for a
 * private key; `key-unsupported` (not RSA); `key-too-small` under 2048 bits, `key-too-large` over 8192;
 * `key-unsafe` if e is even or outside 65537 … 2⁶⁴, or the modulus is even or has a factor up to 65537
 * (SP 800-56B §6.4).
 *
 * @example
 * ```ts
 * import { fingerprint, importPublicKey } from "@pct/core";
 * import { readFile } from "node:fs/promises";
 *
 * const key = await importPublicKey(await readFile("public_key.pem"));
 * console.log(await fingerprint(key)); // compare it with the owner over the phone
 * ```
 */
// eslint-disable-next-line @typescript-eslint/require-await -- failures must reject, as in importPrivateKey
export async function importPublicKey(source: string | Uint8Array): Promise<PublicKey> {
  const file = parseKeyFile(source);
  switch (file.kind) {
    case "rsa-public":
      checkPublicNumbers(file.numbers, "encrypt");
      return toPublicKey(file.numbers);
    case "rsa-private":
    case "ed25519-private":
    case "locked-private":
    case "age-identities":
      throw new PctError("key-is-private");
    case "ed25519-public":
      throw new PctError("key-unsupported", { kind: "ed25519" });
    case "age-recipient":
      throw new PctError("key-unsupported", { kind: "other" });
  }
}

/**
 * Whether these bytes are {@link PublicKey.spki} of a key with an accepted size and exponent.
 *
 * For a server that passes keys on without using them. It does not search the modulus for small
 * factors, which takes longer than all other work of a request: {@link importPublicKey} does, and so
 * does each client before it encrypts.
 *
 * @param spki - SubjectPublicKeyInfo in DER, not PEM; one encoding for each key.
 *
 * @example
 * ```ts
 * import { generateKeyPair } from "@pct/core";
 * import { isPlausibleSpki } from "@pct/core/public-key";
 *
 * const { publicKey } = await generateKeyPair();
 * console.log(isPlausibleSpki(publicKey.spki)); // true
 * ```
 */
export function isPlausibleSpki(spki: Uint8Array): boolean {
  try {
    checkOutline(parseSpkiOutline(spki), "encrypt");
    return true;
  } catch (error) {
    if (isPctError(error)) return false;
    throw error;
  }
}

/**
 * Writes a public key as text with a final newline, in the shape that others take:
 *
 * - `pem`: SPKI PEM (`public_key.pem`).
 * - `ssh`: the `ssh-rsa` line of `authorized_keys`, which `age -r` and the key pairs of AWS and OpenStack take.
 * - `jwk`: a JSON Web Key (RFC 7517) on one line.
 * - `windows-keys`: the line of metadata with which a Windows virtual machine of Google encrypts a new
 *   password to the key. Its answer is a classic file.
 *
 * The OpenPGP certificate, which the private key signs, is in `@pct/core/node/openpgp`.
 *
 * @throws `RangeError` for a `user` that no Windows account can have, or an invalid `expires`.
 *
 * @example
 * ```ts
 * import { exportPublicKey, generateKeyPair } from "@pct/core";
 *
 * const { publicKey } = await generateKeyPair();
 * console.log(exportPublicKey(publicKey, "ssh")); // "ssh-rsa AAAA…"
 * console.log(exportPublicKey(publicKey, "windows-keys", { user: "ana" })); // '{"userName":"ana",…'
 * ```
 */
export function exportPublicKey(key: PublicKey, format?: "pem" | "ssh" | "jwk"): string;
export function exportPublicKey(
  key: PublicKey,
  format: "windows-keys",
  options: WindowsKeysOptions,
): string;
export function exportPublicKey(
  key: PublicKey,
  format: "pem" | "ssh" | "jwk" | "windows-keys" = "pem",
  options: WindowsKeysOptions = { user: "" },
): string {
  const numbers = parseSpki(key.spki);
  switch (format) {
    case "pem":
      return encodePem("PUBLIC KEY", key.spki);
    case "ssh":
      return `${encodeSshLine({ type: "ssh-rsa", numbers })}\n`;
    case "jwk":
      return `${encodeJwk(numbers)}\n`;
    case "windows-keys":
      return `${encodeWindowsKeys(numbers, options)}\n`;
  }
}
