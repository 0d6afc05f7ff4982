import type { CredentialDocument } from "./credential.js";

/** For which service a credential is. Imports no schema, so that a page can load it. */

/** Services that have a name in every language; `other` has the name that the sender typed. */
export const SERVICES = [
  "aws",
  "azure",
  "gcp",
  "github",
  "microsoft-365",
  "google-workspace",
  "vpn",
  "database",
  "server",
  "other",
] as const;

/** One of {@link SERVICES}. */
export type Service = (typeof SERVICES)[number];

/** A service, and its name where that is not known from the service. */
export interface NamedService {
  readonly service: Service;
  /** As the sender typed it: untrusted text. Empty for all but `other`. */
  readonly name: string;
}

const CLOUDS = ["aws", "azure", "gcp"] as const;

/**
 * The service that a document names, for a title; `other` without a name where it names none.
 *
 * @example
 * ```ts
 * import { serviceOf } from "@pct/delivery/service";
 *
 * console.log(serviceOf({ provider: "aws" })); // { service: "aws", name: "" }
 * console.log(serviceOf({ provider: "other", service: "GitHub" })); // { service: "github", name: "" }
 * console.log(serviceOf({ service: "Jira" })); // { service: "other", name: "Jira" }
 * ```
 */
export function serviceOf({
  provider = "other",
  service = "",
}: Pick<CredentialDocument, "provider" | "service">): NamedService {
  if (provider !== "other") return { service: provider, name: "" };
  const name = service.trim();
  const id = name.toLowerCase().replaceAll(/\s+/g, "-");
  const known = SERVICES.find((each) => each === id);
  return known === undefined ? { service: "other", name } : { service: known, name: "" };
}

/**
 * The fields of a document that name a service; {@link serviceOf} reads them.
 *
 * @example
 * ```ts
 * import { serviceFields } from "@pct/delivery/service";
 *
 * console.log(serviceFields({ service: "gcp", name: "" })); // { provider: "gcp" }
 * console.log(serviceFields({ service: "vpn", name: "" })); // { provider: "other", service: "vpn" }
 * ```
 */
export function serviceFields({
  service,
  name,
}: NamedService): Pick<CredentialDocument, "provider" | "service"> {
  const cloud = CLOUDS.find((each) => each === service);
  if (cloud !== undefined) return { provider: cloud };
  const text = service === "other" ? name.trim() : service;
  return { provider: "other", ...(text === "" ? {} : { service: text }) };
}

/** Sign-in pages that are the same for every account. */
const SIGN_IN_PAGES: Readonly<Partial<Record<Service, string>>> = {
  aws: "https://console.aws.amazon.com/",
  azure: "https://portal.azure.com/",
  gcp: "https://console.cloud.google.com/",
  github: "https://github.com/login",
  "microsoft-365": "https://www.office.com/",
  "google-workspace": "https://accounts.google.com/",
};

/** An AWS account ID (12 digits) or account alias. */
const AWS_ACCOUNT = /^(?:\d{12}|[a-z0-9](?:[a-z0-9-]{1,61}[a-z0-9]))$/;

/**
 * The sign-in page of a service, for a document without `signInUrl`; `null` if unknown.
 *
 * @example
 * ```ts
 * import { knownSignInPage } from "@pct/delivery/service";
 *
 * console.log(knownSignInPage("aws", "123456789012"));
 * // "https://123456789012.signin.aws.amazon.com/console"
 * console.log(knownSignInPage("server", "")); // null
 * ```
 */
export function knownSignInPage(service: Service, account: string): string | null {
  if (service === "aws" && AWS_ACCOUNT.test(account.trim())) {
    return `https://${account.trim()}.signin.aws.amazon.com/console`;
  }
  return SIGN_IN_PAGES[service] ?? null;
}

/** Words that name a service in the label of a request, in Spanish and English. */
const NAMES: Readonly<Record<Exclude<Service, "other">, RegExp>> = {
  aws: /\baws\b|\bamazon web services\b/,
  azure: /\bazure\b|\bentra id\b|\bmicrosoft entra\b/,
  gcp: /\bgcp\b|\bgoogle cloud\b/,
  github: /\bgithub\b/,
  "microsoft-365": /\b(?:microsoft|office|ms) ?365\b|\b[mo]365\b/,
  "google-workspace": /\bgoogle workspace\b|\bg ?suite\b|\bgmail\b/,
  vpn: /\bvpn\b/,
  database: /\bbase de datos\b|\bdatabase\b|\b(?:my|postgre)sql\b|\bpostgres\b/,
  server: /\bservidor\b|\bserver\b|\bssh\b/,
};

/**
 * The service that the label of a request names, where it names exactly one.
 *
 * @example
 * ```ts
 * import { serviceInLabel } from "@pct/delivery/service";
 *
 * console.log(serviceInLabel("AWS, cuenta 1234")); // "aws"
 * console.log(serviceInLabel("AWS y GitHub")); // null
 * ```
 */
export function serviceInLabel(label: string): Service | null {
  const text = label.toLowerCase();
  const named = SERVICES.filter((each) => each !== "other" && NAMES[each].test(text));
  // "The VPN server" is about the VPN.
  const [service, ...others] = named.length > 1 ? named.filter((each) => each !== "server") : named;
  return service !== undefined && others.length === 0 ? service : null;
}
