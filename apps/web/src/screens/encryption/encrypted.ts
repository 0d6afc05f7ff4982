import { cryptoWorker } from "../../crypto/client";
import type { EncryptedText } from "../../crypto/interface/encryption";
import type { ReadyFile } from "../../crypto/interface/files";

/** An encrypted text or file, ready to be copied or downloaded. */
export interface Encrypted extends ReadyFile {
  readonly format: "classic" | "age";
  /** The ciphertext as text, if it's meant to be copied. */
  readonly text: string | null;
  /** How many public keys it was encrypted to; 0 for a passphrase. */
  readonly recipientCount: number;
}

export function encryptedText(
  { format, text, file }: EncryptedText,
  recipientCount: number,
): Encrypted {
  return { format, text, file, id: null, recipientCount };
}

/** Deletes the file on disk, if there is one. */
export function discardEncrypted({ id }: Encrypted): void {
  if (id !== null) void cryptoWorker().discardFile(id);
}
