import { base64Encode } from "./base64.js";
import { generateDigest } from "./digest.js";
import { SecurityError } from "./errors.js";
import { ACCEPT, CURRENT } from "./policy.js";
import { verifyBytes } from "./stored-hash.js";
import { passwordBytes, utf8 } from "./text.js";
import { werkzeugHash } from "./werkzeug.js";

/** The crypto module of BackEndBase (Flask): the same values from the same inputs. */

/** The three secrets of a BackEndBase application. */
export interface BackEndBaseKeys {
  /** `SECRET_KEY` of the settings. */
  readonly secretKey: string;
  /** `CSRF_SESSION_KEY` of the settings. */
  readonly csrfSessionKey: string;
  /** `hash_key` of `app/ext/security/crypto.py`. */
  readonly hashKey: string;
}

/** One set of keys, or several: the current one first, then those that older hashes were made with. */
export type BackEndBaseKeyRing = BackEndBaseKeys | readonly BackEndBaseKeys[];

/** Options of {@link cipherPassword} and of what is built on it. */
export interface CipherOptions {
  /** Turns the text into capitals first, as the original did on request; `false` unless told. */
  readonly upperCase?: boolean;
}

/** Options of {@link generatePassword}. */
export interface GeneratePasswordOptions extends CipherOptions {
  /** Rounds of PBKDF2; 220,000 unless told. The original used 50,000. */
  readonly iterations?: number;
}

function keyRing(keys: BackEndBaseKeyRing): readonly [BackEndBaseKeys, ...BackEndBaseKeys[]] {
  const ring: readonly BackEndBaseKeys[] = Array.isArray(keys) ? keys : [keys as BackEndBaseKeys];
  const [current, ...older] = ring;
  // A missing key must never be formatted into a hash as the word "undefined".
  const complete = ring.every(
    (set: Partial<BackEndBaseKeys> | null | undefined) =>
      isKey(set?.secretKey) && isKey(set?.csrfSessionKey) && isKey(set?.hashKey),
  );
  if (current === undefined || !complete) throw new SecurityError("keys-missing");
  return [current, ...older];
}

function isKey(key: unknown): boolean {
  return typeof key === "string" && key !== "";
}

/**
 * Base64 of the secret key, the digest of the text, and the digests of the two other keys, as
 * BackEndBase's `generate_key_hash`.
 *
 * @throws {@link SecurityError} `keys-missing`, `text-malformed`; `TypeError` for a text that is no
 * string: the original wrote the word `None` in its place.
 *
 * @example
 * ```ts
 * import { generateKeyHash } from "@pct/security";
 *
 * const keys = { secretKey: "a", csrfSessionKey: "b", hashKey: "c" };
 * console.log(generateKeyHash("text", keys).startsWith("YWVhZjJjMTI3")); // true
 * ```
 */
export function generateKeyHash(text: string, keys: BackEndBaseKeyRing): string {
  return keyHash(generateDigest(text), keyRing(keys)[0]);
}

function keyHash(digest: string, keys: BackEndBaseKeys): string {
  const { secretKey, csrfSessionKey, hashKey } = keys;
  return base64Encode(
    secretKey + digest + generateDigest(hashKey) + generateDigest(csrfSessionKey),
  );
}

/**
 * The key hash of a text without accents (NFD, category Mn dropped) and with `_` for spaces, as
 * BackEndBase's `cipher_password`. So "contraseña" and "contrasena" are one, in any normal form.
 *
 * @throws {@link SecurityError} as {@link generateKeyHash}, and `password-too-long` over 4,096 bytes.
 *
 * @example
 * ```ts
 * import { cipherPassword, generateKeyHash } from "@pct/security";
 *
 * const keys = { secretKey: "a", csrfSessionKey: "b", hashKey: "c" };
 * console.log(cipherPassword("niño 1", keys) === generateKeyHash("nino_1", keys)); // true
 * ```
 */
export function cipherPassword(
  text: string,
  keys: BackEndBaseKeyRing,
  options: CipherOptions = {},
): string {
  return cipher(text, keyRing(keys)[0], options);
}

function cipher(text: string, keys: BackEndBaseKeys, { upperCase = false }: CipherOptions): string {
  passwordBytes(text);
  const plain = text
    .normalize("NFD")
    .replace(/\p{Mn}/gu, "")
    .replaceAll(" ", "_");
  return keyHash(generateDigest(upperCase ? plain.toUpperCase() : plain), keys);
}

/**
 * Makes a *hash to store* of a password, as BackEndBase's `generate_password`:
 * `pbkdf2:sha512:N$salt$hex` over {@link cipherPassword}. The name is the original's; a random
 * password is made by `generatePassword` of `@pct/core`.
 *
 * With several sets of keys, the first is used.
 *
 * @throws {@link SecurityError} as {@link cipherPassword}; `size-out-of-range` for rounds outside
 * 1 … 10,000,000.
 *
 * @example
 * ```ts
 * import { checkPassword, generatePassword } from "@pct/security";
 *
 * const keys = { secretKey: "a", csrfSessionKey: "b", hashKey: "c" };
 * const stored = await generatePassword("ana" + "secreta", keys);
 * console.log(await checkPassword(stored, "ana" + "secreta", keys)); // true
 * ```
 */
export async function generatePassword(
  text: string,
  keys: BackEndBaseKeyRing,
  options: GeneratePasswordOptions = {},
): Promise<string> {
  const { iterations = CURRENT.pbkdf2.sha512 } = options;
  const { minimum, maximum } = ACCEPT.pbkdf2;
  if (!Number.isInteger(iterations) || iterations < minimum || iterations > maximum) {
    throw new SecurityError("size-out-of-range", { minimum, maximum });
  }
  const input = utf8(cipherPassword(text, keys, options));
  const method = { kind: "pbkdf2", hash: "sha512", iterations } as const;
  return werkzeugHash(method, input, CURRENT.backEndBaseSaltCharacters);
}

/**
 * Whether a text belongs to a hash that {@link generatePassword} or BackEndBase made. With several
 * sets of keys, each is tried: changing a key breaks no stored password.
 *
 * @throws {@link SecurityError} as {@link cipherPassword}, and what `verifyPassword` says of a hash
 * that is none.
 *
 * @example
 * ```ts
 * import { checkPassword, generatePassword } from "@pct/security";
 *
 * const old = { secretKey: "a", csrfSessionKey: "b", hashKey: "c" };
 * const current = { ...old, secretKey: "new" };
 * const stored = await generatePassword("ana", old);
 * console.log(await checkPassword(stored, "ana", [current, old])); // true
 * ```
 */
export async function checkPassword(
  hash: string,
  text: string,
  keys: BackEndBaseKeyRing,
  options: CipherOptions = {},
): Promise<boolean> {
  return (await matchingKeys(hash, text, keyRing(keys), options)) !== null;
}

/**
 * Which set of keys a stored hash was made with: its index in the list, or `null` where the text is
 * wrong. Not the first one: make a new hash at this login.
 *
 * @throws {@link SecurityError} as {@link checkPassword}.
 *
 * @example
 * ```ts
 * import { generatePassword, matchingKeys } from "@pct/security";
 *
 * const old = { secretKey: "a", csrfSessionKey: "b", hashKey: "c" };
 * const current = { ...old, secretKey: "new" };
 * const stored = await generatePassword("ana", old);
 * console.log(await matchingKeys(stored, "ana", [current, old])); // 1
 * ```
 */
export async function matchingKeys(
  hash: string,
  text: string,
  keys: readonly BackEndBaseKeys[],
  options: CipherOptions = {},
): Promise<number | null> {
  for (const [index, set] of keyRing(keys).entries()) {
    if (await verifyBytes(hash, utf8(cipher(text, set, options)))) return index;
  }
  return null;
}

/**
 * Whether a stored hash was made by the fault in the published BackEndBase: its sanitizer returned
 * nothing, so the word `None` was hashed in place of every password, and any password opens the
 * account. Such an account needs a new password, not a re-hash.
 *
 * @throws {@link SecurityError} as {@link checkPassword}.
 *
 * @example
 * ```ts
 * import { auditPasswordHash, generatePassword } from "@pct/security";
 *
 * const keys = { secretKey: "a", csrfSessionKey: "b", hashKey: "c" };
 * console.log(await auditPasswordHash(await generatePassword("ana", keys), keys)); // false
 * ```
 */
export async function auditPasswordHash(hash: string, keys: BackEndBaseKeyRing): Promise<boolean> {
  for (const set of keyRing(keys)) {
    if (await verifyBytes(hash, utf8(keyHash("None", set)))) return true;
  }
  return false;
}
