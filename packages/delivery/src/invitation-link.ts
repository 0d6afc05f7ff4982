import { DeliveryError } from "./errors.js";
import { idInPath, makeLink, parseLink } from "./link.js";
import type { RequestLabels, RequestLink } from "./link.js";

/** The link with which a sender invites a person to make a request link. */

/** Labels of an invitation. They are unverified, and the server never sees them. */
export interface InvitationLabels extends RequestLabels {
  /** Who is invited. */
  readonly to?: string | null;
}

/** A parsed invitation. Its `from` is the sender. */
export interface InvitationLink extends RequestLink {
  readonly to: string | null;
}

/**
 * Makes an invitation: `https://HOST/i/ID#for=…&from=…&to=…`. The ID is that of an ordinary request, whose answer
 * is a request link. It contains no secret.
 *
 * @param origin - The relay's server, with `https:`; `http:` only on this machine.
 *
 * @throws {@link DeliveryError} `server-malformed`, `server-insecure`, `request-id-malformed`.
 *
 * @example
 * ```ts
 * import { makeInvitationLink } from "@pct/delivery";
 *
 * const id = "9VXSNQt9cAJPwEbDGXFaVfEkjfVM3vA2Ffj4mVQzP_s";
 * const link = makeInvitationLink("https://example.org", id, { from: "Luis", to: "Ana" });
 * console.log(link === `https://example.org/i/${id}#from=Luis&to=Ana`); // true
 * ```
 */
export function makeInvitationLink(
  origin: string,
  id: string,
  labels: InvitationLabels = {},
): string {
  return makeLink("invitation", origin, id, { for: labels.for, from: labels.from, to: labels.to });
}

/**
 * Parses an invitation as people paste it, by the rules of `parseRequestLink`.
 *
 * @throws {@link DeliveryError} `link-malformed`; `link-is-request` for a request link; `link-hidden`,
 * `server-insecure`.
 *
 * @example
 * ```ts
 * import { parseInvitationLink } from "@pct/delivery";
 *
 * const id = "9VXSNQt9cAJPwEbDGXFaVfEkjfVM3vA2Ffj4mVQzP_s";
 * console.log(parseInvitationLink(`<https://example.org/es/i/${id}/#to=Ana>.`).to); // "Ana"
 * ```
 */
export function parseInvitationLink(text: string): InvitationLink {
  const { kind, ...link } = parseLink(text);
  if (kind !== "invitation") throw new DeliveryError("link-is-request");
  return link;
}

/**
 * The ID in the path of an invitation, as `requestIdInPath` finds that of a request link.
 *
 * @example
 * ```ts
 * import { invitationIdInPath } from "@pct/delivery";
 *
 * const id = "9VXSNQt9cAJPwEbDGXFaVfEkjfVM3vA2Ffj4mVQzP_s";
 * console.log(invitationIdInPath(`/es/i/${id}/`) === id); // true
 * console.log(invitationIdInPath(`/s/${id}`)); // null
 * ```
 */
export function invitationIdInPath(pathname: string): string | null {
  return idInPath("invitation", pathname);
}
