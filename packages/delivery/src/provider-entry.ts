import type { CredentialDocument } from "./credential.js";

/** What a provider's file says about one credential. */

/** The fields of a document that a provider's file can fill. */
export type ProviderFields = Pick<
  CredentialDocument,
  "provider" | "service" | "signInUrl" | "account" | "username" | "password" | "mustChangePassword"
>;

/** The credential of one person or program in a provider's file. */
export interface ProviderEntry {
  /** Whose it is, as the file names them: untrusted text. */
  readonly person: string;
  readonly fields: ProviderFields;
  /** Whether the file holds a secret that the fields do not: an access key beside a password, a private key. */
  readonly needsFile: boolean;
  /** The file without the other people's rows; `null` where it has no others. */
  readonly ownRows: string | null;
}
