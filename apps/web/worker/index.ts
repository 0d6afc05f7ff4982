import {
  base64Decode,
  base64Encode,
  generateDigest,
  generatePassword as hashForBackEndBase,
  generateRandomHash,
  generateSalt,
  generateUuid,
} from "@pct/security";
import { expose } from "comlink";

import type { CryptoWorker } from "../src/crypto/interface/crypto-worker.js";
import { transferFailures, transferTaskOptions } from "../src/crypto/transfer.js";
import { encryptAnswer, readRequest } from "./answers.js";
import { capacity, discardFile } from "./disk.js";
import { encryptCredential, encryptFile, encryptText } from "./encrypt.js";
import { describeFailure } from "./failures.js";
import { generatePassphrase, generatePassword, strength } from "./generator.js";
import { checkPassword, digestFile, hashPassword } from "./hashes.js";
import {
  forgetKey,
  keepKey,
  keptKeys,
  keyFile,
  newKeyPair,
  openKeyFile,
  releaseKeys,
} from "./keys.js";
import { inspect, open } from "./open.js";
import { currentCode, readOtp, uriOf } from "./otp.js";
import { readRecipient } from "./recipients.js";
import {
  confirmRequest,
  endRequest,
  forgetRequest,
  keptRequests,
  makeRequest,
  openDelivery,
  requestForRelay,
} from "./requests.js";

/**
 * The crypto worker: all cryptography of the portal runs here, in a thread without a page, under a
 * policy that lets it reach no network.
 */

/** Across the wall every answer is a promise, whether it took work or not. */
type Immediate<Method> = Method extends (...args: infer Args) => Promise<infer Result>
  ? (...args: Args) => Result | Promise<Result>
  : never;

const worker: { readonly [Name in keyof CryptoWorker]: Immediate<CryptoWorker[Name]> } = {
  newKeyPair,
  keyFile,
  keepKey,
  keptKeys,
  forgetKey,
  openKeyFile,
  releaseKeys,
  readRecipient,
  encryptText,
  encryptFile,
  encryptCredential,
  readRequest,
  encryptAnswer,
  inspect,
  open,
  makeRequest,
  keptRequests,
  requestForRelay,
  confirmRequest,
  openDelivery,
  endRequest,
  forgetRequest,
  capacity,
  discardFile,
  generatePassword,
  generatePassphrase,
  strength,
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
  readOtp,
  currentCode,
  totpUri: uriOf,
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
