import { generatePassword as hashForBackEndBase } from "@pct/security/backendbase";
import { base64Decode, base64Encode } from "@pct/security/base64";
import { generateDigest } from "@pct/security/digest";
import { generateRandomHash, generateSalt, generateUuid } from "@pct/security/random";
import { expose } from "comlink";

import type { HashWorker } from "#/crypto/interface/hashes.js";
import { transferFailures, transferTaskOptions } from "#/crypto/transfer.js";
import type { WorkerMethods } from "#/crypto/transfer.js";
import { describeFailure } from "./failures.js";
import { checkPassword, digestFile, hashPassword } from "./hashes.js";

/**
 * The hash worker: password hashes, digests and values of BackEndBase. It is a bundle of its own, since its
 * hash functions in WebAssembly are for the tools for developers only.
 */

const worker: WorkerMethods<HashWorker> = {
  hashPassword,
  checkPassword,
  hashForBackEndBase: (text, keys) => hashForBackEndBase(text, keys),
  digestText: generateDigest,
  digestFile,
  generateUuid,
  generateSalt,
  generateRandomNumber: generateRandomHash,
  encodeBase64: base64Encode,
  decodeBase64,
};

function decodeBase64(text: string): string | null {
  const bytes = base64Decode(text.replace(/\s+/g, ""));
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

transferFailures(describeFailure);
transferTaskOptions();
expose(worker);
