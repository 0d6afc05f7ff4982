import type { CredentialDocument, CredentialProvider } from "@pct/delivery/credential";

/** Sign-in pages of the providers. */
const CONSOLES: Readonly<Record<CredentialProvider, string | null>> = {
  aws: "https://console.aws.amazon.com/",
  azure: "https://portal.azure.com/",
  gcp: "https://console.cloud.google.com/",
  other: null,
};

/** An AWS account ID (12 digits) or account alias. */
const AWS_ACCOUNT = /^(?:\d{12}|[a-z0-9](?:[a-z0-9-]{1,61}[a-z0-9]))$/;

/**
 * The provider's sign-in page, for a document without `signInUrl`; `null` if unknown.
 *
 * @example
 * ```ts
 * knownConsole({ type: "pct.credential.v1", provider: "aws", account: "123456789012" });
 * // "https://123456789012.signin.aws.amazon.com/console"
 * ```
 */
export function knownConsole({
  provider = "other",
  account = "",
}: Pick<CredentialDocument, "provider" | "account">): string | null {
  if (provider === "aws" && AWS_ACCOUNT.test(account.trim())) {
    return `https://${account.trim()}.signin.aws.amazon.com/console`;
  }
  return CONSOLES[provider];
}
