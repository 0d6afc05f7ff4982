import type { DecryptionResult } from "../../crypto/interface/decryption";

/** What a recipient does with a credential, in the order of the list. */
export type CredentialTask = "console" | "username" | "password" | "change" | "mfa" | "files";

export type OpenedDocument = DecryptionResult & { kind: "credential" };

/** The tasks for this credential, in order. */
export function tasksOf({ document, files }: OpenedDocument): readonly CredentialTask[] {
  const { username = "", password = "", signInUrl = "" } = document;
  const opensAccount = username !== "" || password !== "";
  return [
    ...(opensAccount || signInUrl !== "" ? (["console"] as const) : []),
    ...(username === "" ? [] : (["username"] as const)),
    ...(password === "" ? [] : (["password", "change"] as const)),
    ...(opensAccount ? (["mfa"] as const) : []),
    ...(files.length === 0 ? [] : (["files"] as const)),
  ];
}
