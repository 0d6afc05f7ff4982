import { DeliveryError } from "./errors.js";
import { isRequestId } from "./request-id.js";
import { oneLine } from "./safe-text.js";

/** The link that a recipient sends, and the addresses that may stand in it. */

/** What a link says beside the ID. Nobody vouches for it, and the server never sees it. */
export interface RequestLabels {
  /** What is asked for, such as "AWS, account 1234". */
  readonly for?: string | null;
  /** Who asks. */
  readonly from?: string | null;
}

/** A link, taken apart. */
export interface RequestLink {
  /** The server, such as `https://pct.example.org`. */
  readonly origin: string;
  readonly id: string;
  readonly for: string | null;
  readonly from: string | null;
}

/** UTF-16 units of a label; what is longer is cut. */
export const LABEL_CHARACTERS = 80;
/** UTF-16 units of a text in which a link is looked for: a label may be nine times as long encoded. */
const TEXT_CHARACTERS = 4096;

/**
 * The link to a request: `https://HOST/s/ID#for=…&from=…`. It holds nothing secret: whoever has it can
 * send, nobody but the recipient can read. The labels are cleaned and cut as their reader would.
 *
 * @param origin - The server that relays, with `https:`; `http:` only on this machine.
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
  if (!isRequestId(id)) throw new DeliveryError("request-id-malformed");
  const fragment = (["for", "from"] as const)
    .map((name) => [name, label(labels[name] ?? "")] as const)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `${name}=${encode(value ?? "")}`)
    .join("&");
  return `${serverOrigin(origin)}/s/${id}${fragment === "" ? "" : `#${fragment}`}`;
}

/** Also what a chat would take for the end of the link, or for markup. */
function encode(value: string): string {
  return encodeURIComponent(value).replace(
    /[!'()*.~_]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/**
 * Reads a link as people paste it: white space and line breaks, angle brackets or quotation marks
 * around it, marks of bold and italic and the full stop behind it do not matter. Everything else does: the link is as
 * {@link makeRequestLink} writes it, or it is refused.
 *
 * @throws {@link DeliveryError} `link-malformed`; `server-insecure` for `http:` to another machine.
 *
 * @example
 * ```ts
 * import { parseRequestLink } from "@pct/delivery";
 *
 * const id = "9VXSNQt9cAJPwEbDGXFaVfEkjfVM3vA2Ffj4mVQzP_s";
 * const link = parseRequestLink(` <https://example.org/s/${id}#from=Ana>. `);
 * console.log(link.origin); // "https://example.org"
 * console.log(link.from); // "Ana"
 * ```
 */
export function parseRequestLink(text: string): RequestLink {
  if (typeof text !== "string") throw new TypeError("link must be a string");
  if (text.length > TEXT_CHARACTERS) throw new DeliveryError("link-malformed");
  const link = text
    .replace(/[\t\r\n]/g, "")
    .replace(/^[\s\p{Cf}<([{"'“‘«`*_~]+/u, "")
    .replace(/[\s\p{Cf}>)\]}"'”’»`*_~.,;:!?…]+$/u, "");
  const [, server, id, fragment = ""] =
    /^([Hh]ttps?:\/\/[^/?#\\@\s]+)\/s\/([A-Za-z0-9_-]+)(?:#(.*))?$/.exec(link) ?? [];
  if (server === undefined || id === undefined || !isRequestId(id)) {
    throw new DeliveryError("link-malformed");
  }
  return { origin: originInLink(server), id, ...labelsOf(fragment) };
}

function originInLink(server: string): string {
  try {
    return serverOrigin(server);
  } catch (error) {
    const isInsecure = error instanceof DeliveryError && error.code === "server-insecure";
    throw isInsecure ? error : new DeliveryError("link-malformed");
  }
}

function labelsOf(fragment: string): Pick<RequestLink, "for" | "from"> {
  const parts = fragment.split("&");
  const value = (name: string): string | null => {
    const part = parts.find((candidate) => candidate.startsWith(`${name}=`));
    if (part === undefined) return null;
    try {
      return label(decodeURIComponent(part.slice(name.length + 1)));
    } catch {
      // Cut in the middle of a character. The label is decoration, the ID is what counts.
      return null;
    }
  };
  return { for: value("for"), from: value("from") };
}

/** One line of visible text that fits, or `null` where nothing is left. */
function label(text: string): string | null {
  let fitting = "";
  for (const character of oneLine(text)) {
    if (fitting.length + character.length > LABEL_CHARACTERS) break;
    fitting += character;
  }
  fitting = fitting.trim();
  return fitting === "" ? null : fitting;
}

/**
 * The origin of a server's address, such as `https://pct.example.org`. It has no path, and `http:` only
 * on this machine: whoever is on the way to another could put a link of their own in place of ours.
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

/** The URL parser has brought every spelling of an address into one form. */
function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127(\.\d+){3}$/.test(hostname);
}
