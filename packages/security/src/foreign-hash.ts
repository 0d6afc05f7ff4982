/** Names the systems of password hashes that are recognized but not verified. */

/** A system whose hashes are recognized, but not verified. */
export type ForeignSystem =
  | "argon2-1.0"
  | "argon2i"
  | "argon2d"
  | "bcrypt-old"
  | "bcrypt-wrapped"
  | "md5-crypt"
  | "apr1-crypt"
  | "sha256-crypt"
  | "sha512-crypt"
  | "yescrypt"
  | "scrypt-crypt"
  | "spring"
  | "ldap"
  | "phpass"
  | "mysql"
  | "digest"
  | "scram"
  | "scrypt-other";

/** Start of a stored hash, and what makes such hashes. */
const SYSTEMS: readonly (readonly [RegExp, ForeignSystem])[] = [
  [/^\$argon2id\$(?:v=16\$)?m=/, "argon2-1.0"],
  [/^\$argon2i\$/, "argon2i"],
  [/^\$argon2d\$/, "argon2d"],
  [/^\$2x?\$/, "bcrypt-old"],
  [/^(?:bcrypt_sha256\$|\$bcrypt-sha256\$|\$wp\$2y\$)/, "bcrypt-wrapped"],
  [/^\$1\$/, "md5-crypt"],
  [/^\$apr1\$/, "apr1-crypt"],
  [/^\$5\$/, "sha256-crypt"],
  [/^\$6\$/, "sha512-crypt"],
  [/^\$g?y\$/, "yescrypt"],
  [/^\$7\$/, "scrypt-crypt"],
  // Spring writes its schemes in lower case, directories in upper case.
  [/^\{[a-z][\w@.-]*\}/, "spring"],
  [/^\{[A-Z][\w.-]*\}/, "ldap"],
  [/^\$[PHS]\$/, "phpass"],
  [/^\*[0-9A-F]{40}$/i, "mysql"],
  [
    /^(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{56}|[0-9a-f]{64}|[0-9a-f]{96}|[0-9a-f]{128})$/i,
    "digest",
  ],
  [/^SCRAM-SHA-\d+\$/i, "scram"],
  [/^\$?(?:scrypt|s0\$)/i, "scrypt-other"],
];

/** The system that made a stored hash; `null` if unknown. */
export function foreignSystem(stored: string): ForeignSystem | null {
  return SYSTEMS.find(([start]) => start.test(stored))?.[1] ?? null;
}
