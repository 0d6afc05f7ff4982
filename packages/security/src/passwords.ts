import { argon2Hash } from "./argon2.js";
import { SecurityError } from "./errors.js";
import { ACCEPT, CURRENT, SUFFICIENT } from "./policy.js";
import { parseStored, verifyStored } from "./stored-hash.js";
import { passwordBytes } from "./text.js";
import { formatMethod, parseMethod, werkzeugHash } from "./werkzeug.js";
import type { WerkzeugMethod } from "./werkzeug.js";

/** Passwords and what is stored of them. */

/** Options of {@link hashPassword}. */
export interface HashPasswordOptions {
  /**
   * `argon2id` unless told; `scrypt` or `scrypt:N:r:p`; `pbkdf2:sha512` or with rounds, as
   * `pbkdf2:sha256:600000`. Those without numbers use OWASP's.
   */
  readonly method?: string;
}

/** Options of {@link verifyPassword}. */
export interface VerifyPasswordOptions {
  /** Also checks bare `sha256$salt$hex` and its like: for the one login that replaces them. */
  readonly legacy?: boolean;
}

/**
 * Hashes a password for storage, with a fresh salt: argon2id (m = 19 MiB, t = 2, p = 1).
 *
 * The password is hashed as it is received, in UTF-8: whoever wants "é" to be one thing in all its
 * spellings normalises it first, on every login (SP 800-63B §3.1.1.2 suggests NFC).
 *
 * In Node the work is done beside the event loop. In a browser, argon2id and scrypt are WebAssembly and
 * keep their thread busy for as long as they take: call them in a worker.
 *
 * @throws {@link SecurityError} `password-too-long` over 4,096 bytes; `text-malformed`;
 * `method-unsupported`.
 *
 * @example
 * ```ts
 * import { hashPassword, verifyPassword } from "@pct/security";
 *
 * const stored = await hashPassword("correct horse battery staple");
 * console.log(await verifyPassword(stored, "correct horse battery staple")); // true
 * ```
 */
export async function hashPassword(
  password: string,
  options: HashPasswordOptions = {},
): Promise<string> {
  const { method: name = "argon2id" } = options;
  if (typeof name !== "string") throw new TypeError("method must be a string");
  const bytes = passwordBytes(password);
  if (name === "argon2id") return argon2Hash(bytes);
  return werkzeugHash(writableMethod(name), bytes, CURRENT.saltCharacters);
}

/** Fills in the numbers that were left out, and refuses what is only there to be read. */
function writableMethod(name: string): WerkzeugMethod {
  if (name.length > ACCEPT.methodCharacters) throw new SecurityError("method-unsupported");
  try {
    const method = parseMethod(withDefaults(name));
    if (method.kind === "scrypt" || (method.kind === "pbkdf2" && method.hash !== "md5")) {
      return method;
    }
  } catch (error) {
    if (!(error instanceof SecurityError)) throw error;
  }
  throw new SecurityError("method-unsupported");
}

function withDefaults(name: string): string {
  if (name === "scrypt") return formatMethod({ kind: "scrypt", ...CURRENT.scrypt });
  const hash = /^pbkdf2(?::(sha256|sha512))?$/.exec(name);
  if (hash === null) return name;
  const algorithm = hash[1] === "sha256" ? "sha256" : "sha512";
  return `pbkdf2:${algorithm}:${CURRENT.pbkdf2[algorithm].toString()}`;
}

/**
 * Whether a password belongs to a stored hash: argon2id (PHC), or werkzeug's `pbkdf2:*` and
 * `scrypt:*`.
 *
 * @returns `false` for a wrong password, compared in constant time.
 *
 * @throws {@link SecurityError} when the hash cannot be the judge: `hash-malformed`,
 * `hash-unsupported`, `hash-is-plain-text`, `hash-legacy` without the option, and `hash-too-costly`
 * before any work is done; `password-too-long` over 4,096 bytes; `text-malformed`.
 *
 * @example
 * ```ts
 * import { verifyPassword } from "@pct/security";
 *
 * const stored = "pbkdf2:sha256:1000$2$9059577ffe0159258035b0720d5495ebddf369add53f259277aeb11a01a4bcd4";
 * console.log(await verifyPassword(stored, "password")); // true
 * ```
 */
export async function verifyPassword(
  hash: string,
  password: string,
  options: VerifyPasswordOptions = {},
): Promise<boolean> {
  const stored = parseStored(hash);
  const bytes = passwordBytes(password);
  return verifyStored(stored, bytes, options.legacy ?? false);
}

/**
 * Whether a stored hash should be made anew at the next successful login: an old method, or less
 * work than OWASP's figures ask for.
 *
 * @throws {@link SecurityError} as {@link verifyPassword}, for a hash that is none.
 *
 * @example
 * ```ts
 * import { needsRehash } from "@pct/security";
 *
 * console.log(needsRehash("pbkdf2:sha512:50000$salt$00")); // true
 * ```
 */
export function needsRehash(hash: string): boolean {
  const stored = parseStored(hash);
  if (stored.kind === "argon2id") {
    const { memoryKiB, passes } = stored.hash;
    return !SUFFICIENT.argon2id.some((row) => memoryKiB >= row.memoryKiB && passes >= row.passes);
  }
  const { method } = stored.hash;
  switch (method.kind) {
    case "legacy":
      return true;
    case "scrypt":
      return !SUFFICIENT.scrypt.some(({ N, p }) => method.N >= N && method.p >= p && method.r >= 8);
    case "pbkdf2": {
      const { hash: name, iterations } = method;
      if (name !== "sha256" && name !== "sha512") return true;
      return iterations < CURRENT.pbkdf2[name];
    }
  }
}
