import type { Ciphertext } from "@pct/core/ciphertext";
import type { CredentialDocument } from "@pct/delivery/credential";

import type { FailureFacts } from "../failure";
import type { ReadyFile, TaskOptions } from "./files";
import type { KeyHandle } from "./keys";

export interface DecryptionCalls {
  /** Says how a file or a text is encrypted. Rejects with what else it is. Needs no key. */
  detectFormat(source: Blob | string): Promise<Ciphertext["format"]>;

  /** Decrypts an age or classic file, or the answer of a Windows server at Google, and says what kind of content it has. */
  open(request: OpenRequest, options?: TaskOptions): Promise<DecryptionResult>;
}

export interface OpenRequest {
  readonly source: Blob | string;
  /** Handles of the keys to try, opened or kept. */
  readonly keys: readonly KeyHandle[];
  /** For a file that was encrypted with a passphrase. */
  readonly passphrase: string | null;
}

/** Decrypted content. Every kind comes with the content as a file, to be saved. */
export type DecryptionResult = ReadyFile &
  (
    | {
        readonly kind: "credential";
        readonly document: CredentialDocument;
        /** The sign-in URL, if it is safe to link to. Show its host: the sender chose it. */
        readonly signInLink: string | null;
        /** The proof of opening for the sender, to send with the acknowledgement. */
        readonly receipt: string | null;
        /** The attached files, under their own names. */
        readonly files: readonly File[];
        /** SHA-256 of the ciphertext, in hex: names what the person makes with this credential. */
        readonly ciphertextHash: string;
      }
    /** At most 64 KiB of text without control characters, so that a page can show it. */
    | {
        readonly kind: "text";
        readonly text: string;
        /** The sender's name, as the sender typed it; empty where the text came alone. */
        readonly from: string;
        /** As in a credential; `null` where the text came alone. */
        readonly receipt: string | null;
        readonly problem: CredentialProblem;
      }
    | { readonly kind: "file"; readonly problem: CredentialProblem }
  );

/** Why content that looks like a credential document is not shown as one; `null` for other content. */
type CredentialProblem = FailureFacts | null;
