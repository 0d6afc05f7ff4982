/**
 * Keys, encryption and passwords for delivering a credential to one person.
 *
 * Runs in Node, browsers and workers: it needs only `globalThis.crypto` and Web Streams. Each part also
 * has a subpath of its own, such as `@pct/core/keys`.
 *
 * @packageDocumentation
 */
export { isPctError, PctError } from "./errors.js";
export type { AnyPctError, KeyKind, PctErrorCode, PctErrorParams } from "./errors.js";

export { exportPublicKey, importPublicKey } from "./public-key.js";
export type { PublicKey, WindowsKeysOptions } from "./public-key.js";

export { exportPrivateKey, generateKeyPair, importPrivateKey } from "./keys.js";
export type {
  ExportPrivateKeyOptions,
  GenerateKeyPairOptions,
  ImportPrivateKeyOptions,
  KeyPair,
  PrivateKey,
  PrivateKeyHandles,
} from "./keys.js";

export { fingerprint, safetyWords, safetyWordsOf } from "./fingerprint.js";
export type { Language } from "./fingerprint.js";

export { decryptSecret, encryptSecret, maxSecretBytes } from "./classic.js";

export { decrypt, encrypt } from "./age/index.js";
export type { DecryptOptions, EncryptOptions } from "./age/index.js";

export { inspect, INSPECT_BYTES } from "./inspect.js";
export type { InspectedRecipient, Inspection } from "./inspect.js";

export {
  generatePassphrase,
  generatePassword,
  PASSWORD_LIMITS,
  passwordEntropy,
} from "./password.js";
export type { PassphraseOptions, PasswordOptions } from "./password.js";
