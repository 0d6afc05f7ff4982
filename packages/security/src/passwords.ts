import { argon2Hash } from "./argon2.js";
import { SecurityError } from "./errors.js";
import { ACCEPT, CURRENT, SUFFICIENT } from "./policy.js";
import { parseStored, verifyStored } from "./stored-hash.js";
import { passwordBytes } from "./text.js";
import { formatMethod, parseMethod, werkzeugHash } from "./werkzeug.js";
import type { WerkzeugMethod } from "./werkzeug.js";

/**
 * Hashes passwords for storage, and verifies them.
 *
 * @packageDocumentation
 */

/** Options of {@link hashPassword}. */
export interface HashPasswordOptions {
  /**
   * `argon2id` (default); `scrypt` or `scrypt:N:r:p`; `pbkdf2:sha512`, or with rounds, as
   * `pbkdf2:sha256:600000`. Without numbers, OWASP's are used.
   */
  readonly method?: string;
}

/** Options of {@link verifyPassword}. */
export interface VerifyPasswordOptions {
  /** Also checks hashes of one fast round, such as `sha256$salt$hex`, for the login that replaces them. */
  readonly legacy?: boolean;
}

/**
 * Hashes a password for storage with a random salt: argon2id (m = 19 MiB, t = 2, p = 1) by default.
 *
 * The password is hashed as received, in UTF-8. To treat all Unicode forms of "é" as equal, the caller
 * normalizes it first, at every login (SP 800-63B §3.1.1.2 suggests NFC).
 *
 * In Node, the work runs off the event loop. In a browser, argon2id and scrypt are WebAssembly and block
 * their thread: call them in a worker.
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

/** Fills in default numbers, and refuses methods that are only supported for stored hashes. */
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
 * Whether a password matches a stored hash: argon2id (PHC), werkzeug's `pbkdf2:*` and `scrypt:*`, the PBKDF2
 * and scrypt of passlib and Django, or bcrypt (`$2a$`, `$2b$`, `$2y$`), which ignores what follows 72 bytes.
 *
 * @returns `false` for a wrong password, compared in constant time.
 *
 * @throws {@link SecurityError} if the hash cannot be checked: `hash-malformed`, `hash-unsupported`,
 * `hash-is-plain-text`, `hash-legacy` without the option, and `hash-too-costly` before any work;
 * `password-too-long` over 4,096 bytes; `text-malformed`.
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
 * Whether a stored hash should be replaced at the next successful login, because its method is old or its
 * work is less than OWASP's figures.
 *
 * @throws {@link SecurityError} as {@link verifyPassword}, for a hash that cannot be checked.
 *
 * @example
 * ```ts
 * import { needsRehash } from "@pct/security";
 *
 * console.log(needsRehash(`pbkdf2:sha512:50000$salt$${"0".repeat(128)}`)); // true
 * ```
 */
export function needsRehash(hash: string): boolean {
  const stored = parseStored(hash);
  if (stored.kind === "argon2id") {
    const { memoryKiB, passes } = stored.hash;
    return !SUFFICIENT.argon2id.some((row) => memoryKiB >= row.memoryKiB && passes >= row.passes);
  }
  // OWASP: only where argon2id and scrypt are missing.
  if (stored.kind === "bcrypt") return true;
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
