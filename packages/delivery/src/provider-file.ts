import { CREDENTIAL_LIMITS } from "./limits.js";
import type { ProviderEntry } from "./provider-entry.js";
import { entriesOfJson } from "./provider-json.js";
import { entriesOfTable } from "./provider-table.js";
import { decodeExactly } from "./table-text.js";
import { isWellFormed } from "./text.js";

/**
 * Files with credentials, as the consoles and command lines of providers write them. Imports no schema,
 * so that a page can load it.
 */

export type { ProviderEntry, ProviderFields } from "./provider-entry.js";

/**
 * Reads a file that a provider handed out:
 *
 * - AWS: the CSV of a console password, of an access key, or of both, with the headings of any year or in
 *   any language; what `aws iam create-access-key` prints.
 * - Microsoft Entra: the CSV of a bulk creation; what `az ad sp create-for-rbac` prints.
 * - Google: the CSV of a bulk update in Workspace; the JSON key of a service account.
 *
 * UTF-8 or UTF-16, with commas, semicolons or tabs.
 *
 * @returns One entry for each credential. `null` for any other file, and for one that can be read in more
 * than one way: it stays a file.
 *
 * @example
 * ```ts
 * import { readProviderFile } from "@pct/delivery/provider-file";
 *
 * const csv = "Access key ID,Secret access key\nAKIAIOSFODNN7EXAMPLE,wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\n";
 * const [entry] = readProviderFile(new TextEncoder().encode(csv)) ?? [];
 * console.log(entry?.fields.username); // "AKIAIOSFODNN7EXAMPLE"
 * ```
 */
export function readProviderFile(bytes: Uint8Array): readonly ProviderEntry[] | null {
  if (bytes.length > CREDENTIAL_LIMITS.bytes) return null;
  const text = decodeExactly(bytes);
  if (text === null) return null;
  const entries = entriesOfJson(text) ?? entriesOfTable(text) ?? [];
  return entries.length > 0 && entries.every(isUsable) ? entries : null;
}

/** Whether each text is one line of the length that a document may hold. */
export function isUsable({ person, fields }: Pick<ProviderEntry, "person" | "fields">): boolean {
  const { account = "", username = "", password = "", signInUrl = "" } = fields;
  const { characters } = CREDENTIAL_LIMITS;
  return (
    [person, account, username, password, signInUrl].every(isOneLine) &&
    account.length <= characters.account &&
    username.length <= characters.username &&
    password.length <= characters.password &&
    signInUrl.length <= characters.signInUrl
  );
}

function isOneLine(text: string): boolean {
  return isWellFormed(text) && !/\p{Cc}/u.test(text);
}
