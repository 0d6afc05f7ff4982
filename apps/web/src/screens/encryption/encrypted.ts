import { cryptoWorker } from "../../crypto/client";
import type { EncryptedText } from "../../crypto/interface/encryption";
import type { ReadyFile } from "../../crypto/interface/files";

/** Something that was locked, ready to be handed over. */
export interface Locked extends ReadyFile {
  readonly format: "classic" | "age";
  /** The same as text, where it is meant to be copied. */
  readonly text: string | null;
  /** How many padlocks it was locked with; 0 for a passphrase. */
  readonly padlocks: number;
}

export function lockedText({ format, text, file }: EncryptedText, padlocks: number): Locked {
  return { format, text, file, id: null, padlocks };
}

/** Removes what it has left on the disk. */
export function discardLocked({ id }: Locked): void {
  if (id !== null) void cryptoWorker().discardFile(id);
}
