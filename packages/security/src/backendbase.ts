import { base64Encode } from "./base64.js";
import { generateDigest } from "./digest.js";
import { SecurityError } from "./errors.js";
import { ACCEPT, CURRENT } from "./policy.js";
import { verifyBytes } from "./stored-hash.js";
import { passwordBytes, utf8 } from "./text.js";
import { werkzeugHash } from "./werkzeug.js";

/** The crypto module of BackEndBase (Flask): the same results for the same inputs. */

/** The three secrets of a BackEndBase application. */
export interface BackEndBaseKeys {
  /** `SECRET_KEY` of the settings. */
  readonly secretKey: string;
  /** `CSRF_SESSION_KEY` of the settings. */
  readonly csrfSessionKey: string;
  /** `hash_key` of `app/ext/security/crypto.py`. */
  readonly hashKey: string;
}

/** One set of keys, or several: the current set first, then the sets of older hashes. */
export type BackEndBaseKeyRing = BackEndBaseKeys | readonly BackEndBaseKeys[];

/** Options of {@link cipherPassword} and the functions that call it. */
export interface CipherOptions {
  /** Converts the text to upper case first, an option of the original. Default: `false`. */
  readonly upperCase?: boolean;
}

/** Options of {@link generatePassword}. */
export interface GeneratePasswordOptions extends CipherOptions {
  /** Rounds of PBKDF2. Default: `CURRENT.pbkdf2.sha512`. The original used 50,000. */
  readonly iterations?: number;
}

function keyRing(keys: BackEndBaseKeyRing): readonly [BackEndBaseKeys, ...BackEndBaseKeys[]] {
  const ring: readonly BackEndBaseKeys[] = Array.isArray(keys) ? keys : [keys as BackEndBaseKeys];
  const [current, ...older] = ring;
  // A missing key must never become the word "undefined" in a hash.
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
 * @throws {@link SecurityError} `keys-missing`, `text-malformed`; `TypeError` if the text is not a
 * string, where the original hashed the word `None`.
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
 * BackEndBase's `cipher_password`. "contraseña" and "contrasena" give the same result, in any normal form.
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
 * Hashes a password for storage, as BackEndBase's `generate_password`: `pbkdf2:sha512:N$salt$hex` over
 * {@link cipherPassword}. The name is the original's; `generatePassword` of `@pct/core` generates random
 * passwords.
 *
 * Of several sets of keys, it uses the first.
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
 * Whether a text matches a hash of {@link generatePassword} or BackEndBase. It tries each set of keys, so
 * stored passwords still work after a key was changed.
 *
 * @throws {@link SecurityError} as {@link cipherPassword}, and as `verifyPassword` for a malformed hash.
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
 * The index of the set of keys that a stored hash was made with, or `null` if the text is wrong. If the
 * index is not 0, store a new hash at this login.
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
 * Whether a stored hash comes from the bug in the published BackEndBase: its sanitizer returned nothing,
 * so the word `None` was hashed in place of every password, and any password opens the account. Such an
 * account needs a new password, not a new hash.
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
