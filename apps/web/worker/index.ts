import { generatePassword as hashForBackEndBase } from "@pct/security/backendbase";
import { base64Decode, base64Encode } from "@pct/security/base64";
import { generateDigest } from "@pct/security/digest";
import { generateRandomHash, generateSalt, generateUuid } from "@pct/security/random";
import { expose } from "comlink";

import type { CryptoWorker } from "#/crypto/interface/crypto-worker.js";
import { transferFailures, transferTaskOptions } from "#/crypto/transfer.js";
import { encryptAnswer, readRequest } from "./answers.js";
import { capacity, discardFile } from "./disk.js";
import { encryptCredential, encryptFile, encryptText } from "./encrypt.js";
import { describeFailure } from "./failures.js";
import { generatePassphrase, generatePassword } from "./generator.js";
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
import { detectFormat, open } from "./open.js";
import { currentCode, otpUri, readOtp } from "./otp.js";
import { readRecipient, readRecipients } from "./recipients.js";
import {
  confirmRequest,
  endRequest,
  forgetRequest,
  keptRequests,
  makeRequest,
  openDelivery,
  prepareRequest,
  requestForRelay,
} from "./requests.js";
import { eraseDraft, keepDraft, listDrafts, readDraft } from "./sealed-drafts.js";

/**
 * The crypto worker: all cryptography of the portal runs in it, on its own thread, under a content
 * security policy that blocks all network access and every further script. It is built as one file.
 */

/** Lets a call return without a promise: comlink makes every result one. */
type MaybeSync<Method> = Method extends (...args: infer Args) => Promise<infer Result>
  ? (...args: Args) => Result | Promise<Result>
  : never;

const worker: { readonly [Name in keyof CryptoWorker]: MaybeSync<CryptoWorker[Name]> } = {
  newKeyPair,
  keyFile,
  keepKey,
  keptKeys,
  forgetKey,
  openKeyFile,
  releaseKeys,
  readRecipient,
  readRecipients,
  encryptText,
  encryptFile,
  encryptCredential,
  readRequest,
  encryptAnswer,
  detectFormat,
  open,
  prepareRequest,
  makeRequest,
  keptRequests,
  requestForRelay,
  confirmRequest,
  openDelivery,
  endRequest,
  forgetRequest,
  keepDraft,
  readDraft,
  listDrafts,
  eraseDraft,
  capacity,
  discardFile,
  generatePassword,
  generatePassphrase,
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
  totpUri: otpUri,
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
