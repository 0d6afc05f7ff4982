import type { AnswerCalls } from "./answers";
import type { DecryptionCalls } from "./decryption";
import type { DraftCalls } from "./drafts";
import type { EncryptionCalls } from "./encryption";
import type { FileCalls } from "./files";
import type { KeyCalls } from "./keys";
import type { OtpCalls } from "./otp";
import type { PasswordCalls } from "./passwords";
import type { RequestCalls } from "./requests";

/**
 * The calls between a page and the crypto worker, with the types of their arguments and results. Private
 * keys stay in the worker: a page holds a `KeyHandle` and names the operation to perform with it.
 *
 * Every call fails with a `CryptoFailure` and with nothing else.
 */
export interface CryptoWorker
  extends
    KeyCalls,
    EncryptionCalls,
    DecryptionCalls,
    AnswerCalls,
    RequestCalls,
    DraftCalls,
    FileCalls,
    PasswordCalls,
    OtpCalls {}
