/**
 * The two limits of cost, side by side: what is written into new hashes, and what is accepted from
 * stored ones. Raising the first is a release; the second only bounds what an attacker who can plant
 * a hash may ask of the machine. Sources: OWASP Password Storage Cheat Sheet, RFC 9106, RFC 7914.
 */

/** What new hashes are made with. */
export const CURRENT = {
  /** OWASP: m = 19 MiB, t = 2, p = 1. */
  argon2id: { memoryKiB: 19_456, passes: 2, lanes: 1, saltBytes: 16, hashBytes: 32 },
  /** OWASP: N = 2¹⁷, r = 8, p = 1. */
  scrypt: { N: 131_072, r: 8, p: 1 },
  /** OWASP: PBKDF2-HMAC-SHA-512 with 220,000 rounds; -SHA-256 with 600,000. */
  pbkdf2: { sha512: 220_000, sha256: 600_000 },
  /** Characters of a werkzeug salt; 62¹⁶ is 95 bits. */
  saltCharacters: 16,
  /** Characters of a BackEndBase salt, part of its format. */
  backEndBaseSaltCharacters: 10,
} as const;

/**
 * Stored hashes that are as good as new ones: OWASP's rows of equal strength, less memory for more
 * passes. At least these numbers, or the hash is due at the next login.
 */
export const SUFFICIENT = {
  argon2id: [
    { memoryKiB: 47_104, passes: 1 },
    { memoryKiB: 19_456, passes: 2 },
    { memoryKiB: 12_288, passes: 3 },
    { memoryKiB: 9_216, passes: 4 },
    { memoryKiB: 7_168, passes: 5 },
  ],
  /** With r = 8 or more. */
  scrypt: [
    { N: 131_072, p: 1 },
    { N: 65_536, p: 2 },
    { N: 32_768, p: 3 },
    { N: 16_384, p: 5 },
    { N: 8_192, p: 10 },
  ],
} as const;

/** What is accepted from outside: anything beyond is refused before any work is done. */
export const ACCEPT = {
  /** UTF-8 bytes of a password. */
  passwordBytes: 4096,
  /** Characters of a stored hash, salt included. */
  hashCharacters: 2048,
  /** Characters of the name of a method, parameters included. */
  methodCharacters: 64,
  /** SHA-1, -256, -384, -512 run natively everywhere; MD5 and SHA-224 may run in JavaScript. */
  pbkdf2: { minimum: 1, maximum: 10_000_000, maximumInJavaScript: 1_000_000 },
  /** Memory is 128·N·r bytes, work is N·r·p blocks. */
  scrypt: {
    minimumN: 2,
    maximumN: 1_048_576,
    maximumR: 32,
    maximumP: 16,
    memoryBytes: 268_435_456,
  },
  argon2id: { minimumKiB: 8, maximumKiB: 262_144, maximumPasses: 16, maximumLanes: 16 },
  /** A one-time password secret, an account or issuer, and an address that holds all of them. */
  otp: { secretCharacters: 1024, nameCharacters: 255, uriCharacters: 8192 },
} as const;
