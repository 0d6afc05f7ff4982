import { fromDigits } from "./digits.js";
import { SecurityError } from "./errors.js";
import { ACCEPT } from "./policy.js";
import { hasWebAssembly } from "./webcrypto.js";

/**
 * bcrypt, as crypt_blowfish, PHP, passlib and htpasswd write it: `$2b$COST$` and 53 characters. Only stored
 * hashes are verified. It runs in WebAssembly, which blocks its thread.
 */

export interface BcryptHash {
  readonly cost: number;
  readonly salt: Uint8Array;
  readonly digest: Uint8Array;
}

/** The prefixes 2a, 2b and 2y compute the same; 2 and 2x are faulty. */
const BCRYPT = /^\$2[aby]\$(0[4-9]|[12]\d|3[01])\$([./A-Za-z0-9]{22})([./A-Za-z0-9]{31})$/;
/** bcrypt's own base64. */
const DIGITS = "./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
/** bcrypt drops the last byte of its result. */
const DIGEST_BYTES = 23;
/** bcrypt ignores the rest of a password; so does every program that made such a hash. */
const PASSWORD_BYTES = 72;

/** Whether a stored hash is bcrypt, whole or not. */
export function isBcrypt(stored: string): boolean {
  return /^\$2[aby]\$/.test(stored);
}

/** Parses a stored hash, whose cost must be within {@link ACCEPT}. */
export function parseBcrypt(stored: string): BcryptHash {
  const [, cost, salt = "", digest = ""] = BCRYPT.exec(stored) ?? [];
  if (cost === undefined) throw new SecurityError("hash-malformed");
  if (Number(cost) > ACCEPT.bcrypt.maximumCost) throw new SecurityError("hash-too-costly");
  return { cost: Number(cost), salt: fromDigits(salt, DIGITS), digest: fromDigits(digest, DIGITS) };
}

/** The digest of a password. */
export async function bcryptDigest(
  password: Uint8Array,
  { cost, salt }: BcryptHash,
): Promise<Uint8Array> {
  if (!hasWebAssembly()) throw new SecurityError("hash-unsupported", { system: null });
  const { bcrypt } = await import("hash-wasm");
  const result = await bcrypt({
    // hash-wasm refuses an empty password. bcrypt repeats the password with a final NUL, so one NUL is the same.
    password: password.length === 0 ? new Uint8Array(1) : password.subarray(0, PASSWORD_BYTES),
    salt,
    costFactor: cost,
    outputType: "binary",
  });
  return result.subarray(0, DIGEST_BYTES);
}
