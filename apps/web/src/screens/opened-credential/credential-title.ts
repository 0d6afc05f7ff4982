import type { CredentialDocument } from "@pct/delivery/credential";
import { escapeForScreen } from "@pct/delivery/safe-text";
import { serviceOf } from "@pct/delivery/service";
import type { Service } from "@pct/delivery/service";

/** The sentence of `open.opened.credential` that says which credential has arrived. */
export interface CredentialTitle {
  readonly key: Service | "named";
  /** The service's name for `named`, safe to show. */
  readonly name: string;
}

/**
 * The title of a credential, by its service.
 *
 * @example
 * ```ts
 * const { key, name } = credentialTitle(document);
 * t(`opened.credential.${key}`, { name }); // "Llegó tu credencial de Jira"
 * ```
 */
export function credentialTitle(
  document: Pick<CredentialDocument, "provider" | "service">,
): CredentialTitle {
  const { service, name } = serviceOf(document);
  return name === "" ? { key: service, name } : { key: "named", name: escapeForScreen(name) };
}
