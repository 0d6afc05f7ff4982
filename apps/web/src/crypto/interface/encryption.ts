import type { CredentialDocument } from "@pct/delivery/credential";

import type { ReadyFile, TaskOptions } from "./files";

export interface EncryptionCalls {
  /** Encrypts a text as `pct encrypt` encrypts a secret. */
  encryptText(request: TextToEncrypt): Promise<EncryptedText>;

  /** Encrypts a file of any size. */
  encryptFile(request: FileToEncrypt, options?: TaskOptions): Promise<ReadyFile>;

  /** Encrypts a credential document into `credential.age`, armored. */
  encryptCredential(
    fields: CredentialFields,
    recipients: readonly string[],
  ): Promise<EncryptedText>;
}

/** What to encrypt to: public keys (`text` of a `RecipientInfo`) or a passphrase. */
export type EncryptionTarget =
  | { readonly recipients: readonly string[]; readonly passphrase?: never }
  | { readonly recipients?: never; readonly passphrase: string };

/** `auto` chooses as `pct encrypt` does: classic for a text that fits one RSA key, age otherwise. */
export type TextToEncrypt = EncryptionTarget & {
  readonly text: string;
  readonly format: "auto" | "classic" | "age";
};

/** An encrypted text, to copy or to save under the name that the command line gives it. */
export interface EncryptedText {
  readonly format: "classic" | "age";
  readonly text: string;
  readonly file: File;
}

/** Classic holds a few hundred bytes, for one RSA key. */
export type FileToEncrypt = EncryptionTarget & {
  readonly file: File;
  readonly format: "classic" | "age";
  /** Whether to write text for mail and chat, which is a third longer. */
  readonly armor: boolean;
};

/** What a sender fills in about a credential; the worker adds the rest of the document. */
export type CredentialFields = Omit<CredentialDocument, "type" | "files"> & {
  readonly files: readonly File[];
};
