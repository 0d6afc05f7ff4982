/**
 * Finds keys and ciphertexts in what people paste and forward. Undoes wrappings only: what it finds
 * passes every check of the other modules.
 *
 * @packageDocumentation
 */
export { findCiphertext } from "./ciphertext.js";
export { findKeys } from "./keys.js";
export type { FoundKey, FoundKeys, UnusableKey } from "./keys.js";
