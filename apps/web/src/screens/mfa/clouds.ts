import type { Language } from "@pct/messages/portal";

/** A provider's page to turn on MFA, and its guide. */
export interface Cloud {
  readonly id: "aws" | "azure" | "gcp";
  /** Host name, as shown in the address bar. */
  readonly place: string;
  readonly address: string;
  readonly guide: Readonly<Record<Language, string>>;
}

export const CLOUDS: readonly Cloud[] = [
  {
    id: "aws",
    place: "console.aws.amazon.com",
    address: "https://console.aws.amazon.com/iam/home#/security_credentials",
    guide: {
      en: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_enable_virtual.html",
      es: "https://docs.aws.amazon.com/es_es/IAM/latest/UserGuide/id_credentials_mfa_enable_virtual.html",
    },
  },
  {
    id: "azure",
    place: "mysignins.microsoft.com",
    address: "https://mysignins.microsoft.com/security-info",
    guide: {
      en: "https://learn.microsoft.com/entra/identity/authentication/concept-authentication-authenticator-app",
      es: "https://learn.microsoft.com/es-es/entra/identity/authentication/concept-authentication-authenticator-app",
    },
  },
  {
    id: "gcp",
    place: "myaccount.google.com",
    address: "https://myaccount.google.com/signinoptions/two-step-verification",
    guide: {
      en: "https://support.google.com/accounts/answer/185839?hl=en",
      es: "https://support.google.com/accounts/answer/185839?hl=es",
    },
  },
];
