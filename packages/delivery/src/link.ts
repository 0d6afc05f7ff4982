import { DeliveryError } from "./errors.js";
import { isRequestId } from "./request-id.js";
import { addressesInside, decodePercent, hidesTarget, hostOf } from "./rewritten-link.js";
import { oneLine } from "./safe-text.js";

/**
 * The request link that a recipient sends, and the server addresses it may contain. The reader reads links of
 * both kinds, so that one in the wrong place is named; `invitation-link.ts` has what only invitations have.
 */

/** What a link asks for: `request`, a credential; `invitation`, a request link. */
export type LinkKind = "request" | "invitation";

/** Labels of a link. They are unverified, and the server never sees them. */
export interface RequestLabels {
  /** What is asked for, such as "AWS, account 1234". */
  readonly for?: string | null;
  /** Who asks. */
  readonly from?: string | null;
}

/** A parsed link. */
export interface RequestLink {
  /** The server, such as `https://pct.example.org`. */
  readonly origin: string;
  readonly id: string;
  readonly for: string | null;
  readonly from: string | null;
  /** Host of the service inside whose address the link was found; absent for a link itself. */
  readonly takenFrom?: string;
}

/** What both kinds of links say. */
export interface SharedLink extends RequestLink {
  readonly kind: LinkKind;
  /** The person whom an invitation invites; `null` in a request link. */
  readonly to: string | null;
}

/** The letter of each kind in the path. */
const PATH_LETTERS = { request: "s", invitation: "i" } as const;

/** Maximum UTF-16 units of a label; longer labels are cut. */
export const LABEL_CHARACTERS = 80;
/** Maximum UTF-16 units of a link: percent-encoding makes a label up to nine times longer. */
const LINK_CHARACTERS = 4096;
/** Maximum UTF-16 units of the text to parse: services that rewrite a link encode it again. */
const TEXT_CHARACTERS = 16_384;
/** Maximum services that rewrote a link one after the other. */
const MAXIMUM_NESTING = 3;

/**
 * Makes a request link: `https://HOST/s/ID#for=…&from=…`. It contains no secret: anyone who has it can
 * send, only the recipient can read. Labels are cleaned and cut as {@link parseRequestLink} does.
 *
 * @param origin - The relay's server, with `https:`; `http:` only on this machine.
 *
 * @throws {@link DeliveryError} `server-malformed`, `server-insecure`, `request-id-malformed`.
 *
 * @example
 * ```ts
 * import { makeRequestLink } from "@pct/delivery";
 *
 * const id = "9VXSNQt9cAJPwEbDGXFaVfEkjfVM3vA2Ffj4mVQzP_s";
 * const link = makeRequestLink("https://example.org", id, { from: "Ana" });
 * console.log(link === `https://example.org/s/${id}#from=Ana`); // true
 * ```
 */
export function makeRequestLink(origin: string, id: string, labels: RequestLabels = {}): string {
  return makeLink("request", origin, id, { for: labels.for, from: labels.from });
}

/** Makes a link of either kind, with its labels in the order of their names here. */
export function makeLink(
  kind: LinkKind,
  origin: string,
  id: string,
  labels: Readonly<Record<string, string | null | undefined>>,
): string {
  if (!isRequestId(id)) throw new DeliveryError("request-id-malformed");
  const fragment = Object.entries(labels)
    .map(([name, value]) => [name, linkLabel(value ?? "")] as const)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `${name}=${encode(value ?? "")}`)
    .join("&");
  const path = `/${PATH_LETTERS[kind]}/${id}`;
  return `${serverOrigin(origin)}${path}${fragment === "" ? "" : `#${fragment}`}`;
}

/** Also encodes characters that chats read as markup or as the end of a link. */
function encode(value: string): string {
  return encodeURIComponent(value).replace(
    /[!'()*.~_]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/**
 * Parses a link as users paste it. Ignores what mail systems and chats add: white space, line breaks,
 * brackets, quotation marks, bold and italic marks around it and punctuation after it; a language before
 * `/s/`, a slash after the ID, any query; percent-encoding of the end of the link. The ID is exact.
 *
 * An address of a service that rewrites links, such as Safe Links, gives the link inside it, with the
 * service's host as `takenFrom`. Show {@link requestAddress} before any use then: the user saw another host.
 * Two different links inside one address are refused.
 *
 * @throws {@link DeliveryError} `link-malformed`; `link-is-invitation` for a link of `makeInvitationLink`;
 * `link-hidden` for a service whose addresses do not contain the link; `server-insecure` for `http:` to another
 * machine.
 *
 * @example
 * ```ts
 * import { parseRequestLink } from "@pct/delivery";
 *
 * const id = "9VXSNQt9cAJPwEbDGXFaVfEkjfVM3vA2Ffj4mVQzP_s";
 * const link = parseRequestLink(` <https://example.org/s/${id}?utm_source=mail#from=Ana>. `);
 * console.log(link.origin); // "https://example.org"
 * console.log(link.from); // "Ana"
 * ```
 */
export function parseRequestLink(text: string): RequestLink {
  const { kind, origin, id, for: forWhat, from, takenFrom } = parseLink(text);
  if (kind !== "request") throw new DeliveryError("link-is-invitation");
  return { origin, id, for: forWhat, from, ...(takenFrom === undefined ? {} : { takenFrom }) };
}

/**
 * Parses a link of either kind as {@link parseRequestLink} does, for a field that takes both.
 *
 * @throws {@link DeliveryError} `link-malformed`, `link-hidden`, `server-insecure`.
 *
 * @example
 * ```ts
 * import { parseLink } from "@pct/delivery";
 *
 * const id = "9VXSNQt9cAJPwEbDGXFaVfEkjfVM3vA2Ffj4mVQzP_s";
 * const link = parseLink(`https://example.org/i/${id}#from=Luis&to=Ana`);
 * console.log(link.kind, link.to); // "invitation" "Ana"
 * ```
 */
export function parseLink(text: string): SharedLink {
  if (typeof text !== "string") throw new TypeError("link must be a string");
  if (text.length > TEXT_CHARACTERS) throw new DeliveryError("link-malformed");
  const address = withoutText(withoutSurroundings(text));
  const link = readLink(address) ?? readLinkInside(address, MAXIMUM_NESTING);
  if (link !== null) return link;
  throw new DeliveryError(hidesTarget(address) ? "link-hidden" : "link-malformed");
}

/**
 * The address of a request without labels, to show and to compare.
 *
 * @example
 * ```ts
 * import { parseRequestLink, requestAddress } from "@pct/delivery";
 *
 * const id = "9VXSNQt9cAJPwEbDGXFaVfEkjfVM3vA2Ffj4mVQzP_s";
 * const address = `https://example.org/s/${id}`;
 * const rewritten = `https://www.google.com/url?q=${encodeURIComponent(address)}&sa=D`;
 * console.log(requestAddress(parseRequestLink(rewritten)) === address); // true
 * ```
 */
export function requestAddress({ origin, id }: Pick<RequestLink, "origin" | "id">): string {
  return `${origin}/s/${id}`;
}

/**
 * The request ID in the path of a link, still percent-encoded, as {@link parseRequestLink} reads it; `null`
 * if it has none. For a server that decides which page to send.
 *
 * @example
 * ```ts
 * import { requestIdInPath } from "@pct/delivery";
 *
 * const id = "9VXSNQt9cAJPwEbDGXFaVfEkjfVM3vA2Ffj4mVQzP_s";
 * console.log(requestIdInPath(`/es/s/${id}/`) === id); // true
 * console.log(requestIdInPath("/es/s/9VXS")); // null
 * ```
 */
export function requestIdInPath(pathname: string): string | null {
  return idInPath("request", pathname);
}

/** The ID in the path of a link of one kind, still percent-encoded; `null` if it has none. */
export function idInPath(kind: LinkKind, pathname: string): string | null {
  const read = pathname.length > LINK_CHARACTERS ? null : readPath(pathname);
  return read?.kind === kind ? read.id : null;
}

/** What clients put around a link, before it. */
const BEFORE = /^(?:[\s\p{Cf}\p{Ps}\p{Pi}"'`*_~<>|]|URL:)$/u;
/** What clients put around a link, and the punctuation of a sentence: a class of a pattern. */
const CLOSING = String.raw`[\s\p{Cf}\p{Pe}\p{Pf}\p{Pi}"'\x60*_~<>|.,;:!?…。，、；：！？]`;
const AFTER = new RegExp(`^${CLOSING}$`, "u");
/** What may stand between an ID and the query or the fragment, decoded. */
const AFTER_ID = new RegExp(`^/?${CLOSING}*$`, "u");

/** The link without line breaks and what surrounds it. */
function withoutSurroundings(text: string): string {
  const line = text
    // A quoted line continues after its mark.
    .replace(/[\r\n][\s>|]*/g, "")
    .replaceAll("\t", "")
    .replace(/&amp;/g, "&")
    .replace(/&(?:lt|gt|quot|nbsp|#39|#160);/g, " ");
  let start = 0;
  while (start < line.length && BEFORE.test(line.charAt(start))) start++;
  if (/^URL:/i.test(line.slice(start, start + 4))) start += 4;
  let end = line.length;
  while (end > start && AFTER.test(line.charAt(end - 1))) end--;
  return line.slice(start, end);
}

/** `[text](link)` of Markdown and `link|text` of Slack, as {@link withoutSurroundings} leaves them. */
const WITH_TEXT = /^(?<before>[^\]]*)\]\((?<link>[^)\s]*)$|^(?<first>[^|\s]*)\|(?<after>[^|]*)$/;

/** The link of a text that was made one. If the text looks like an address, it must be the same. */
function withoutText(address: string): string {
  const { before, link, first, after } = WITH_TEXT.exec(address)?.groups ?? {};
  const [target, text] = [link ?? first, before ?? after];
  if (target === undefined || text === undefined) return address;
  return text === target || !/[.:/]/.test(text) ? target : address;
}

/** Reads a text that is a link itself; `null` if it is not one. */
function readLink(address: string): SharedLink | null {
  if (address.length > LINK_CHARACTERS) return null;
  const [, scheme = "", host = "", path = ""] =
    /^(https?):\/\/([^/?#\\@\s]+)(\/.*)$/is.exec(address) ?? [];
  const read = readPath(path);
  if (read === null) return null;
  const origin = originInLink(`${scheme}://${host}`);
  return { kind: read.kind, origin, id: read.id, ...labelsOf(read.fragment, read.kind) };
}

/** Start of the labels in a fragment whose `#` was percent-encoded. */
const ENCODED_FRAGMENT = /%23(?=(?:for|from|to)(?:=|%3d))/i;

/** Path, query and fragment of a link. */
interface LinkPath {
  readonly kind: LinkKind;
  readonly id: string;
  readonly fragment: string;
}

/** Reads what follows the host. */
function readPath(path: string): LinkPath | null {
  const [, letter, id = "", end = ""] =
    /^(?:\/(?:en|es))?\/([si])\/([A-Za-z0-9_-]+)(.*)$/s.exec(path) ?? [];
  if (!isRequestId(id)) return null;
  const kind = letter === PATH_LETTERS.request ? "request" : "invitation";
  // Two services in a row encode the percent sign of the first.
  const tail = end.startsWith("%25") ? decodePercent(end) : end;
  const start = tail.search(/[?#]|%3f|%23/i);
  const [beside, rest] = start === -1 ? [tail, ""] : [tail.slice(0, start), tail.slice(start)];
  const [query = "", ...fragments] = rest.split("#");
  // A second link, or other text, that was pasted with it.
  const isAlone = AFTER_ID.test(decodePercent(beside));
  if (!isAlone || /\s/.test(query) || fragments.some((part) => part.includes("://"))) return null;
  const encoded = ENCODED_FRAGMENT.exec(query);
  if (encoded === null) return { kind, id, fragment: decodedLabels(fragments.join("#")) };
  const [labels = ""] = query.slice(encoded.index + "%23".length).split("?");
  return { kind, id, fragment: decodedLabels(labels) };
}

/** Labels whose equal signs were percent-encoded, too. */
function decodedLabels(fragment: string): string {
  return /^(?:for|from|to)%3d/i.test(fragment) ? decodePercent(fragment) : fragment;
}

/** Reads the one link inside an address of another host. */
function readLinkInside(address: string, levels: number): SharedLink | null {
  const takenFrom = hostOf(address);
  if (levels === 0 || takenFrom === null) return null;
  const [, labels = ""] = /#((?:for|from|to)=.*)$/s.exec(address) ?? [];
  const found = new Map<string, SharedLink>();
  for (const text of addressesInside(address)) {
    const inner = withoutSurroundings(text);
    const link = readLink(inner) ?? readLinkInside(inner, levels - 1);
    if (link !== null) found.set(makeLink(link.kind, link.origin, link.id, {}), link);
  }
  const [link, ...others] = found.values();
  if (link === undefined || others.length > 0) return null;
  const hasLabels = [link.for, link.from, link.to].some((value) => value !== null);
  return { ...link, ...(hasLabels ? {} : labelsOf(labels, link.kind)), takenFrom };
}

function originInLink(server: string): string {
  try {
    return serverOrigin(server);
  } catch (error) {
    const isInsecure = error instanceof DeliveryError && error.code === "server-insecure";
    throw isInsecure ? error : new DeliveryError("link-malformed");
  }
}

function labelsOf(fragment: string, kind: LinkKind): Pick<SharedLink, "for" | "from" | "to"> {
  const parts = fragment.split("&");
  const value = (name: string): string | null => {
    const part = parts.find((candidate) => candidate.startsWith(`${name}=`));
    if (part === undefined) return null;
    try {
      return linkLabel(decodeURIComponent(part.slice(name.length + 1)));
    } catch {
      // Cut inside an encoded character. A label is optional; only the ID matters.
      return null;
    }
  };
  return { for: value("for"), from: value("from"), to: kind === "request" ? null : value("to") };
}

/** One line of visible text, cut to the limit; `null` if nothing is left. */
export function linkLabel(text: string): string | null {
  let fitting = "";
  for (const character of oneLine(text)) {
    if (fitting.length + character.length > LABEL_CHARACTERS) break;
    fitting += character;
  }
  fitting = fitting.trim();
  return fitting === "" ? null : fitting;
}

/**
 * Normalizes a server address to its origin, such as `https://pct.example.org`. Rejects a path, and
 * `http:` to another machine, because an attacker on the network could replace the link.
 *
 * @throws {@link DeliveryError} `server-malformed`, `server-insecure`.
 *
 * @example
 * ```ts
 * import { serverOrigin } from "@pct/delivery";
 *
 * console.log(serverOrigin("https://Example.org/")); // "https://example.org"
 * ```
 */
export function serverOrigin(address: string): string {
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    throw new DeliveryError("server-malformed");
  }
  const { protocol, username, password, pathname, search, hash } = url;
  const hasMore = [username, password, search, hash].some((part) => part !== "");
  if (!/^https?:$/.test(protocol) || hasMore || pathname !== "/") {
    throw new DeliveryError("server-malformed");
  }
  if (protocol === "http:" && !isLoopback(url.hostname)) throw new DeliveryError("server-insecure");
  return url.origin;
}

/** The URL parser has normalized the host name. */
function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127(\.\d+){3}$/.test(hostname);
}
