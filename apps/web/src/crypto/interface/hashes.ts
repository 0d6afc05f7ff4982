import type { BackEndBaseKeys } from "@pct/security/backendbase";

import type { TaskOptions } from "./files";

/** The calls between a page and the hash worker, which the tools for developers use. */
export interface HashWorker {
  /** Hashes a password for storage. `method` is one that `hashPassword` of `@pct/security` accepts. */
  hashPassword(password: string, method: string): Promise<string>;

  /** Checks a password against a stored hash, and assesses the hash. */
  checkPassword(request: CheckRequest): Promise<CheckedPassword>;

  /** Hashes with the application's three keys, as BackEndBase's `generate_password` does. */
  hashForBackEndBase(text: string, keys: BackEndBaseKeys): Promise<string>;

  /** SHA-512 of a text in UTF-8, as 128 hexadecimal digits. */
  digestText(text: string): Promise<string>;

  /** SHA-512 of a file of any size, as 128 hexadecimal digits. */
  digestFile(file: Blob, options?: TaskOptions): Promise<string>;

  /** 32 hexadecimal digits. */
  generateUuid(): Promise<string>;

  /** Letters and digits. */
  generateSalt(length: number): Promise<string>;

  /** A random number below 2^`bits`, in decimal digits. */
  generateRandomNumber(bits: number): Promise<string>;

  /** Encodes the UTF-8 bytes of a text. */
  encodeBase64(text: string): Promise<string>;

  /** Ignores whitespace. `null` where the bytes are not UTF-8 text. */
  decodeBase64(text: string): Promise<string | null>;
}

export interface CheckRequest {
  readonly hash: string;
  readonly password: string;
  /** Whether to check hashes of one fast round, which otherwise fail with `hash-legacy`. */
  readonly legacy: boolean;
  /** BackEndBase's keys for one of its hashes, the current set first; empty for any other hash. */
  readonly keys: readonly BackEndBaseKeys[];
}

export interface CheckedPassword {
  readonly matches: boolean;
  /** Index of the key set that the hash was made with; `null` without keys or without a match. */
  readonly keySet: number | null;
  /** Whether the application should hash the password again at the next login. */
  readonly needsRehash: boolean;
  /** Made by the fault in BackEndBase that accepts every password. Detected only with keys. */
  readonly opensForAll: boolean;
}
