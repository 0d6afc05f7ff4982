import type { DecryptionResult } from "../../crypto/interface/decryption";

/**
 * The file to lock with a passphrase: a text as it is, or the credential document with the password that
 * was made here. The one that was sent stays in a field of its own, in case the account still has it.
 *
 * @param newPassword - The newest password that was made here, if any.
 */
export function contentToLock(
  opened: DecryptionResult & { kind: "credential" | "text" },
  newPassword: string | undefined,
): File {
  if (opened.kind === "text") return opened.file;
  const { document } = opened;
  const changed = {
    ...document,
    password: newPassword,
    previousPassword: document.password,
    mustChangePassword: false,
  };
  const content = newPassword === undefined ? document : changed;
  return new File([JSON.stringify(content, null, 2)], "credential.json", {
    type: "application/json",
  });
}
