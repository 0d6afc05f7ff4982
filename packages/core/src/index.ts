/**
 * Keys, encryption and passwords for handing a credential to one person.
 *
 * Runs in Node, browsers and workers: it needs `globalThis.crypto`, Web Streams and nothing else.
 *
 * @packageDocumentation
 */
export { PctError } from "./errors.js";
export type { KeyKind, PctErrorCode, PctErrorParams } from "./errors.js";

export { exportPrivateKey, exportPublicKey, generateKeyPair } from "./keys.js";
export { importPrivateKey, importPublicKey } from "./keys.js";
export type {
  ExportPrivateKeyOptions,
  GenerateKeyPairOptions,
  ImportPrivateKeyOptions,
  KeyPair,
  PrivateKey,
  PrivateKeyHandles,
  PublicKey,
} from "./keys.js";

export { fingerprint, safetyWords, safetyWordsOf } from "./fingerprint.js";
export type { Language } from "./wordlist.js";

export { decryptSecret, encryptSecret, maxSecretBytes } from "./classic.js";

export { decrypt, encrypt } from "./encrypt.js";
export type { DecryptOptions, EncryptOptions } from "./age/file.js";

export { inspect, INSPECT_BYTES } from "./inspect.js";
export type { InspectedRecipient, Inspection } from "./inspect.js";

export {
  generatePassphrase,
  generatePassword,
  PASSWORD_LIMITS,
  passwordEntropy,
} from "./password.js";
export type { PassphraseOptions, PasswordOptions } from "./password.js";
