import { DeliveryError } from "./errors.js";
import { LABEL_CHARACTERS, linkLabel, makeRequestLink, parseRequestLink } from "./link.js";
import type { RequestLink } from "./link.js";
import { utf8 } from "./text.js";

/** The document that answers an invitation: the request link of the person who was invited. */

/** Type and version of the document. */
export const INVITATION_ANSWER_TYPE = "pct.invitation-answer.v1";

/** Maximum bytes of the document: a link of 4,096 characters and a name, with room to grow. */
export const INVITATION_ANSWER_BYTES = 16_384;

/** An answer to an invitation. */
export interface InvitationAnswer {
  /** The request link of the invited person, without the labels that only the inviting person knows. */
  readonly link: RequestLink;
  /** Who answers, as they call themselves: one line, at most 80 UTF-16 units. `null` if they do not say. */
  readonly name: string | null;
}

/**
 * Writes the answer to an invitation: UTF-8 JSON with `type` first. {@link readInvitationAnswer} reads it back.
 *
 * @param link - A request link on the server of the invitation.
 * @param name - Cleaned and cut as a label of a link is.
 *
 * @throws {@link DeliveryError} of `parseRequestLink`.
 *
 * @example
 * ```ts
 * import { writeInvitationAnswer } from "@pct/delivery";
 *
 * const link = "https://example.org/s/9VXSNQt9cAJPwEbDGXFaVfEkjfVM3vA2Ffj4mVQzP_s";
 * const json = new TextDecoder().decode(writeInvitationAnswer({ link, name: "Ana" }));
 * console.log(JSON.parse(json).type); // "pct.invitation-answer.v1"
 * ```
 */
export function writeInvitationAnswer(answer: {
  readonly link: string;
  readonly name: string | null;
}): Uint8Array {
  const link = canonical(parseRequestLink(answer.link));
  const name = linkLabel(answer.name ?? "") ?? "";
  return utf8(`${JSON.stringify({ type: INVITATION_ANSWER_TYPE, link, name }, null, 2)}\n`);
}

/**
 * Reads the answer to an invitation. Its writer is a stranger until the words are compared, so it is strict: the
 * link must be exactly as {@link makeRequestLink} makes it, and lead to the server of the invitation. Unknown
 * fields are ignored.
 *
 * @param bytes - The content of the decrypted answer.
 * @param server - Origin of the invitation's server.
 *
 * @throws {@link DeliveryError} `invitation-answer-malformed`, `invitation-answer-version-unknown`,
 * `invitation-answer-elsewhere`.
 *
 * @example
 * ```ts
 * import { readInvitationAnswer, writeInvitationAnswer } from "@pct/delivery";
 *
 * const link = "https://example.org/s/9VXSNQt9cAJPwEbDGXFaVfEkjfVM3vA2Ffj4mVQzP_s";
 * const bytes = writeInvitationAnswer({ link, name: "Ana" });
 * console.log(readInvitationAnswer(bytes, { server: "https://example.org" }).name); // "Ana"
 * ```
 */
export function readInvitationAnswer(
  bytes: Uint8Array,
  { server }: { readonly server: string },
): InvitationAnswer {
  if (bytes.length > INVITATION_ANSWER_BYTES) throw malformed();
  const { type, link: text, name = "" } = parse(bytes);
  if (type !== INVITATION_ANSWER_TYPE) {
    const isNewer = typeof type === "string" && type.startsWith("pct.invitation-answer.");
    throw isNewer ? new DeliveryError("invitation-answer-version-unknown") : malformed();
  }
  if (typeof text !== "string" || typeof name !== "string") throw malformed();
  if (name.length > LABEL_CHARACTERS) throw malformed();
  const link = exactLink(text);
  if (link.origin !== server) throw new DeliveryError("invitation-answer-elsewhere");
  return { link, name: linkLabel(name) };
}

function parse(bytes: Uint8Array): Readonly<Record<string, unknown>> {
  try {
    const json = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    const value: unknown = JSON.parse(json);
    if (typeof value === "object" && value !== null) return { ...value };
  } catch {
    // Not JSON, or nested too deeply to be this document.
  }
  throw malformed();
}

function exactLink(text: string): RequestLink {
  try {
    const link = parseRequestLink(text);
    if (canonical(link) === text) return link;
  } catch {
    // A link of another kind, or to a server without TLS, is none of this document either.
  }
  throw malformed();
}

function canonical(link: RequestLink): string {
  return makeRequestLink(link.origin, link.id, link);
}

function malformed(): DeliveryError {
  return new DeliveryError("invitation-answer-malformed");
}
