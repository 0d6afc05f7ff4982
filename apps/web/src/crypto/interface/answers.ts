import type { RequestKey } from "@pct/delivery/request-id";

import type { CredentialFields } from "./encryption";
import type { SafetyWordLists } from "./keys";

export interface AnswerCalls {
  /**
   * Checks what a relay says about a request. Fails with `request-altered` where the key is not the one
   * that the link was made for, and with a `key-…` code where the key is not safe to encrypt to.
   */
  readRequest(request: RequestToAnswer): Promise<RequestKeyInfo>;

  /**
   * Encrypts an answer to a request into an age file of at most the size that the relay accepts. Checks
   * the request again, so that nothing is ever encrypted to a key that the link does not vouch for.
   *
   * @param receipt - Goes into the document, if the content becomes one.
   */
  encryptAnswer(
    request: RequestToAnswer,
    content: AnswerContent,
    receipt: string,
  ): Promise<Uint8Array>;
}

/** The part of a relay's status response that the answer depends on. */
export interface RequestToAnswer extends RequestKey {
  readonly id: string;
  /** The largest answer, in bytes, that the relay accepts. */
  readonly maxBytes: number;
}

/** What a page shows of a request's public key, once the worker has checked it. */
export type RequestKeyInfo = {
  /** Derived from the request ID, so they match those on the recipient's screen. */
  readonly words: SafetyWordLists;
} & (
  | {
      readonly keyType: "rsa";
      readonly bits: number;
      /** As `ssh-keygen -lf` prints it. */
      readonly fingerprint: string;
    }
  | { readonly keyType: "mlkem768x25519" }
);

/** The content of an answer. An empty `from` leaves the sender out. */
export type AnswerContent =
  | { readonly kind: "credential"; readonly fields: CredentialFields }
  | { readonly kind: "text"; readonly text: string; readonly from: string }
  | { readonly kind: "file"; readonly file: File; readonly from: string };
