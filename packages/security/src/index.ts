/**
 * Digests, salts, password hashes and one-time passwords: the crypto module of BackEndBase and its
 * replacement. Runs in Node, browsers and workers. Each part also has a subpath, such as
 * `@pct/security/otp`.
 *
 * @packageDocumentation
 */
export { isSecurityError, SecurityError } from "./errors.js";
export type { AnySecurityError, SecurityErrorCode, SecurityErrorParams } from "./errors.js";
export type { ForeignSystem } from "./foreign-hash.js";

export { base64Decode, base64Encode } from "./base64.js";
export { generateDigest } from "./digest.js";
export { generateRandomHash, generateSalt, generateUuid } from "./random.js";

export {
  auditPasswordHash,
  checkPassword,
  cipherPassword,
  generateKeyHash,
  generatePassword,
  matchingKeys,
} from "./backendbase.js";
export type {
  BackEndBaseKeyRing,
  BackEndBaseKeys,
  CipherOptions,
  GeneratePasswordOptions,
} from "./backendbase.js";

export { hashPassword, needsRehash, verifyPassword } from "./passwords.js";
export type { HashPasswordOptions, VerifyPasswordOptions } from "./passwords.js";
export { ACCEPT, CURRENT } from "./policy.js";

export {
  accountName,
  generateHotp,
  generateTotp,
  parseTotpUri,
  readAuthenticators,
  totpUri,
  verifyTotp,
} from "./otp.js";
export type {
  Authenticators,
  OtpAlgorithm,
  OtpOptions,
  TotpEnrolment,
  TotpOptions,
  VerifyTotpOptions,
} from "./otp.js";
