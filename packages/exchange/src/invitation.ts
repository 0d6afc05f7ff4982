import { makeInvitationLink } from "@pct/delivery/invitation-link";
import { parseRequestLink } from "@pct/delivery/link";

/**
 * What a sender keeps of an invitation. It is an ordinary request whose answer is the request link of the person
 * who was invited. Its private key and claim token are kept beside it by each door. Imports no cipher.
 */

/** The request that an invited person made. */
export interface InvitedRequest {
  readonly id: string;
  /** How the person who answered calls themselves: unverified. */
  readonly name: string | null;
  /** When the answer was read here. ISO 8601 in UTC, as all times here. */
  readonly readAt: string;
  readonly expiresAt: string;
}

/** What was sent to an invited person: nothing of the secret itself. */
export interface InvitationSent {
  /** The receipt in the document; `null` where a file was sent alone. */
  readonly receipt: string | null;
  readonly withdrawToken: string;
  readonly sentAt: string;
  /** When the receipt came back: proof of opening. `null` before. */
  readonly openedAt: string | null;
}

/** How the words were confirmed: two of them typed as heard, or expressly in another way. */
export type Confirmation = "words" | "otherwise";

/** An invitation, as its sender keeps it. */
export interface Invitation {
  readonly id: string;
  /** Origin of the relay. */
  readonly server: string;
  /** The person. Untrusted text where it comes from a table; never empty. */
  readonly name: string;
  /** Empty where it is not known. */
  readonly mail: string;
  /** User name of the account that the person gets; empty where it is not known. */
  readonly user: string;
  /** The labels of the link: what for, and who invites. */
  readonly for: string | null;
  readonly from: string | null;
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly answer: InvitedRequest | null;
  readonly confirmed: Confirmation | null;
  readonly sent: InvitationSent | null;
  /** `withdrawn` by its sender; `unusable`: what came first is no request link, or one of another person. */
  readonly ended: "withdrawn" | "unusable" | null;
}

/** What an invitation says. */
export type InvitationDetails = Pick<Invitation, "name" | "mail" | "user" | "for" | "from">;

/**
 * An invitation that was just made.
 *
 * @param request - From `draftRequest`, with the relay's server and end.
 *
 * @example
 * ```ts
 * import { newInvitation } from "@pct/exchange/invitation";
 *
 * const id = "9VXSNQt9cAJPwEbDGXFaVfEkjfVM3vA2Ffj4mVQzP_s";
 * const request = { id, server: "https://example.org", expiresAt: "2100-01-01T00:00:00.000Z" };
 * const who = { name: "Ana", mail: "", user: "", for: "AWS", from: "Luis" };
 * console.log(newInvitation(request, who).answer); // null
 * ```
 */
export function newInvitation(
  { id, server, expiresAt }: Pick<Invitation, "id" | "server" | "expiresAt">,
  { name, mail, user, for: forWhat, from }: InvitationDetails,
): Invitation {
  return {
    ...{ id, server, name, mail, user, for: forWhat, from },
    ...{ createdAt: new Date().toISOString(), expiresAt },
    ...{ answer: null, confirmed: null, sent: null, ended: null },
  };
}

/**
 * The link of an invitation, for the person whom it names.
 *
 * @example
 * ```ts
 * import { invitationLink } from "@pct/exchange/invitation";
 *
 * const id = "9VXSNQt9cAJPwEbDGXFaVfEkjfVM3vA2Ffj4mVQzP_s";
 * const link = { id, server: "https://example.org", for: null, from: "Luis", name: "Ana" };
 * console.log(invitationLink(link) === `https://example.org/i/${id}#from=Luis&to=Ana`); // true
 * ```
 */
export function invitationLink({
  server,
  id,
  name,
  ...labels
}: Pick<Invitation, "server" | "id" | "name" | "for" | "from">): string {
  return makeInvitationLink(server, id, { for: labels.for, from: labels.from, to: name });
}

/**
 * Reads an invitation that was stored as JSON, with what a door keeps beside it; `null` for one that another
 * version wrote, or a damaged one. Only what later code depends on is checked.
 *
 * @example
 * ```ts
 * import { readInvitation } from "@pct/exchange/invitation";
 *
 * console.log(readInvitation('{"id": 1}')); // null
 * ```
 */
export function readInvitation(json: string): Invitation | null {
  try {
    const value = JSON.parse(json) as Invitation;
    const { server, name, mail, user, createdAt, expiresAt, answer, sent } = value;
    const texts: unknown[] = [name, mail, user, createdAt, expiresAt];
    if (answer !== null) texts.push(answer.id, answer.readAt, answer.expiresAt);
    if (sent !== null) texts.push(sent.withdrawToken, sent.sentAt);
    const isComplete = texts.every((text) => typeof text === "string" && text.length < 4096);
    const ids = [value.id, ...(answer === null ? [] : [answer.id])];
    // Throws for an ID or a server that is none.
    for (const id of ids) parseRequestLink(`${server}/s/${id}`);
    return isComplete && CONFIRMED.includes(value.confirmed) ? value : null;
  } catch {
    return null;
  }
}

const CONFIRMED: readonly unknown[] = [null, "words", "otherwise"];

/**
 * The invitations that a text names: by the ID or its start, a link or a part of it, the name, the address or the
 * user name. Case does not count.
 *
 * @returns None, one, or several that the caller asks to tell apart.
 *
 * @example
 * ```ts
 * import { findInvitations, newInvitation } from "@pct/exchange/invitation";
 *
 * const id = "9VXSNQt9cAJPwEbDGXFaVfEkjfVM3vA2Ffj4mVQzP_s";
 * const request = { id, server: "https://example.org", expiresAt: "2100-01-01T00:00:00.000Z" };
 * const who = { name: "Ana", mail: "", user: "", for: null, from: null };
 * console.log(findInvitations([newInvitation(request, who)], "ana").length); // 1
 * ```
 */
export function findInvitations<Each extends Invitation>(
  all: readonly Each[],
  text: string,
): readonly Each[] {
  const wanted = text.trim();
  if (wanted === "") return [];
  const id = /\/[is]\/([\w-]+)/.exec(wanted)?.[1] ?? wanted;
  const byId = all.filter((each) => each.id.startsWith(id) || each.answer?.id === id);
  if (byId.length > 0 && id.length >= 4) return byId;
  const name = wanted.toLowerCase();
  return all.filter((each) => {
    return [each.name, each.mail, each.user].some((known) => known.toLowerCase() === name);
  });
}
