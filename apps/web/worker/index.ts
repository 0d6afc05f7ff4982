import { expose } from "comlink";

import type { CryptoWorker } from "#/crypto/interface/crypto-worker.js";
import { transferFailures, transferTaskOptions } from "#/crypto/transfer.js";
import type { WorkerMethods } from "#/crypto/transfer.js";
import { encryptAnswer, readRequest } from "./answers.js";
import { capacity, discardFile } from "./disk.js";
import { encryptCredential, encryptFile, encryptText } from "./encrypt.js";
import { describeFailure } from "./failures.js";
import { generatePassphrase, generatePassword } from "./generator.js";
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

const worker: WorkerMethods<CryptoWorker> = {
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
  readOtp,
  currentCode,
  totpUri: otpUri,
};

transferFailures(describeFailure);
transferTaskOptions();
expose(worker);
