import type { CredentialDocument, CredentialProvider } from "@pct/delivery";

/** Where people sign in to the clouds whose credentials are sent most. */

const CONSOLES: Readonly<Record<CredentialProvider, string | null>> = {
  aws: "https://console.aws.amazon.com/",
  azure: "https://portal.azure.com/",
  gcp: "https://console.cloud.google.com/",
  other: null,
};

/** An account of AWS: its number, or the alias that stands for it. */
const AWS_ACCOUNT = /^(?:\d{12}|[a-z0-9](?:[a-z0-9-]{1,61}[a-z0-9]))$/;

/**
 * The sign-in page of the provider, for a document that names none; `null` where it is not known.
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
