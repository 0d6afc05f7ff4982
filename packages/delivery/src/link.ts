import { DeliveryError } from "./errors.js";
import { isRequestId } from "./request-id.js";
import { oneLine } from "./safe-text.js";

/** The request link that a recipient sends, and the server addresses it may contain. */

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
}

/** Maximum UTF-16 units of a label; longer labels are cut. */
export const LABEL_CHARACTERS = 80;
/** Maximum UTF-16 units of the text to parse: percent-encoding makes a label up to nine times longer. */
const TEXT_CHARACTERS = 4096;

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
  if (!isRequestId(id)) throw new DeliveryError("request-id-malformed");
  const fragment = (["for", "from"] as const)
    .map((name) => [name, label(labels[name] ?? "")] as const)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `${name}=${encode(value ?? "")}`)
    .join("&");
  return `${serverOrigin(origin)}/s/${id}${fragment === "" ? "" : `#${fragment}`}`;
}

/** Also encodes characters that chats read as markup or as the end of a link. */
function encode(value: string): string {
  return encodeURIComponent(value).replace(
    /[!'()*.~_]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/**
 * Parses a link as users paste it. Ignores white space, line breaks, brackets, quotation marks, bold and
 * italic marks around it, and punctuation after it. The rest must be as {@link makeRequestLink} writes it.
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
      // Cut inside an encoded character. A label is optional; only the ID matters.
      return null;
    }
  };
  return { for: value("for"), from: value("from") };
}

/** One line of visible text, cut to the limit; `null` if nothing is left. */
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
