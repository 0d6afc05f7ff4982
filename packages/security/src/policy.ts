/**
 * KDF parameters of new hashes, and KDF limits of stored ones. The limits bound the work that an attacker
 * can cause by planting a hash. Sources: OWASP Password Storage Cheat Sheet, RFC 9106, RFC 7914.
 *
 * @packageDocumentation
 */

/** Parameters of new hashes. */
export const CURRENT = {
  /** OWASP: m = 19 MiB, t = 2, p = 1. */
  argon2id: { memoryKiB: 19_456, passes: 2, lanes: 1, saltBytes: 16, hashBytes: 32 },
  /** OWASP: N = 2¹⁷, r = 8, p = 1. */
  scrypt: { N: 131_072, r: 8, p: 1 },
  /** OWASP: PBKDF2-HMAC-SHA-512 with 220,000 rounds; -SHA-256 with 600,000. */
  pbkdf2: { sha512: 220_000, sha256: 600_000 },
  /** Characters of a werkzeug salt; 62¹⁶ is 95 bits. */
  saltCharacters: 16,
  /** Characters of a BackEndBase salt, fixed by its format. */
  backEndBaseSaltCharacters: 10,
} as const;

/**
 * Minimum parameters of stored hashes that need no rehash: OWASP's rows of equal strength, with less
 * memory for more passes.
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

/** Limits on untrusted input. Anything beyond is refused before any work. */
export const ACCEPT = {
  /** UTF-8 bytes of a password. */
  passwordBytes: 4096,
  /** Characters of a stored hash, salt included. */
  hashCharacters: 2048,
  /** Characters of a method's name, with its parameters. */
  methodCharacters: 64,
  /** Rounds. SHA-1, -256, -384 and -512 are native everywhere; MD5 and SHA-224 can run in JavaScript. */
  pbkdf2: { minimum: 1, maximum: 10_000_000, maximumInJavaScript: 1_000_000 },
  /** Memory is 128·N·r bytes, work is N·r·p blocks. */
  scrypt: {
    minimumN: 2,
    maximumN: 1_048_576,
    maximumR: 32,
    maximumP: 16,
    memoryBytes: 268_435_456,
  },
  /** 2^cost key setups; in WebAssembly, the maximum takes seconds. */
  bcrypt: { maximumCost: 15 },
  argon2id: { minimumKiB: 8, maximumKiB: 262_144, maximumPasses: 16, maximumLanes: 16 },
  /**
   * Characters of a one-time password secret, of an account or issuer, and of an `otpauth` URI; fields of a
   * message in an `otpauth-migration` URI, which holds ten accounts or so.
   */
  otp: { secretCharacters: 1024, nameCharacters: 255, uriCharacters: 8192, migrationFields: 256 },
} as const;
