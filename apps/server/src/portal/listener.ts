import type { IncomingHttpHeaders, IncomingMessage, RequestListener } from "node:http";

import { requestIdInPath } from "@pct/delivery/link";
import type { Language } from "@pct/messages/server";

import { sendAnswer } from "../http/answer.js";
import type { Answer } from "../http/answer.js";
import { notIndexed } from "../http/security-headers.js";
import { matchesETag, preferredEncoding, preferredLanguage } from "./negotiation.js";
import type { Site, StaticFile, Variant } from "./site.js";

/** Addresses for programs; the relay has answered those that exist. */
const API = /^\/api(?:\/|$)/;
/** Addresses of request links. */
const LINKS = /^(?:\/(?:en|es))?\/s(?:\/|$)/;
/** A link whose ID was cut or changed: its page says so. */
const DAMAGED_LINK = /^(?:\/(?:en|es))?\/s\/([^/]*)$/;
/** Host headers that a URL may spell in another way, such as `0x7f.1`, but that cannot move the path. */
const PLAIN_HOST = /^[a-z0-9._-]+(?::\d+)?$/;

/**
 * Answers with the files of the exported portal. `createHttpServer` adds the headers that all answers share.
 *
 * @example
 * ```ts
 * const site = loadSite("out", false);
 * if (site !== null) createServer(portalListener(site)).listen(3000);
 * ```
 */
export function portalListener(site: Site): RequestListener {
  return (incoming, outgoing) => {
    let answer: Answer;
    try {
      answer = answerTo(incoming, site);
    } catch (error) {
      console.error(error);
      answer = plain(500, "Internal Server Error");
    }
    sendAnswer(incoming, outgoing, answer);
  };
}

function answerTo({ method, url = "", headers }: IncomingMessage, site: Site): Answer {
  const target = urlOf(url, headers.host ?? "");
  if (target === null) return { status: 400 };
  const { pathname } = target;
  const address = decoded(pathname);
  if (API.test(address ?? pathname)) return API_NOT_FOUND;
  const answer =
    method === "GET" || method === "HEAD"
      ? answerWithFile(headers, target, address, site)
      : plain(405, "Method Not Allowed", { Allow: "GET, HEAD" });
  if (!LINKS.test(address ?? pathname)) return answer;
  return { ...answer, headers: { ...answer.headers, ...notIndexed } };
}

/**
 * The URL of a request; null if its target or its Host header is malformed.
 *
 * @param target - A path, or a whole URL, which proxies send (RFC 9112 §3.2.2).
 */
function urlOf(target: string, host: string): URL | null {
  // The URL parser would take a backslash in the path for a slash.
  if (/^[^?]*\\/.test(target)) return null;
  if (/^https?:\/\//.test(target)) return parsed(target);
  if (!target.startsWith("/")) return null;
  const url = parsed(`http://${host}${target}`);
  if (url === null || PLAIN_HOST.test(host)) return url;
  return url.hostname === host.replace(/:\d+$/, "").toLowerCase() ? url : null;
}

function parsed(url: string): URL | null {
  return URL.canParse(url) ? new URL(url) : null;
}

/** A path without its percent-encoding; null if that is malformed. */
function decoded(pathname: string): string | null {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return null;
  }
}

function answerWithFile(
  headers: IncomingHttpHeaders,
  { pathname, search }: URL,
  address: string | null,
  { files, notFound }: Site,
): Answer {
  if (pathname === "/") return redirectToLanguage(headers);
  if (address === null) return plain(400, "Bad Request");
  const file = files.get(address);
  if (file !== undefined) return answerWith(headers, file);
  if (files.has(`${address}/`)) {
    return redirect(308, { Location: `${pathname}/${search}`, "Cache-Control": "no-cache" });
  }
  const fixed = languageOf(address);
  const language = fixed ?? preferredLanguage(headers["accept-language"]);
  const isWhole = requestIdInPath(pathname) !== null;
  const link = isWhole || DAMAGED_LINK.test(address) ? files.get(`/${language}/s/`) : undefined;
  const status = link !== undefined && isWhole ? 200 : 404;
  const page = link ?? notFound[language];
  return answerElsewhere(headers, page, status, fixed === null ? ["Accept-Language"] : []);
}

function redirectToLanguage(headers: IncomingHttpHeaders): Answer {
  return redirect(302, {
    Location: `/${preferredLanguage(headers["accept-language"])}/`,
    "Cache-Control": "no-store",
    Vary: "Accept-Language",
  });
}

function answerWith(headers: IncomingHttpHeaders, file: StaticFile): Answer {
  const { etag, body, contentHeaders } = variantFor(headers, file);
  const common = { ...file.headers, ETag: etag };
  return matchesETag(headers["if-none-match"], etag)
    ? { status: 304, headers: common }
    : { status: 200, headers: { ...common, ...contentHeaders }, body };
}

/** Answers with a page at an address that is not its own; caches must not store it there. */
function answerElsewhere(
  headers: IncomingHttpHeaders,
  page: StaticFile,
  status: 200 | 404,
  chosenBy: readonly string[],
): Answer {
  const { body, contentHeaders } = variantFor(headers, page);
  const vary = [...chosenBy, page.headers.Vary].filter((name) => name !== undefined).join(", ");
  return {
    status,
    headers: {
      ...page.headers,
      ...contentHeaders,
      "Cache-Control": "no-store",
      ...(vary === "" ? {} : { Vary: vary }),
    },
    body,
  };
}

function variantFor(headers: IncomingHttpHeaders, { variants }: StaticFile): Variant {
  const encoding = preferredEncoding(headers["accept-encoding"], [...variants.keys()]);
  const variant = variants.get(encoding);
  if (variant === undefined) throw new Error("a file without its identity encoding");
  return variant;
}

function languageOf(address: string): Language | null {
  if (address.startsWith("/es/")) return "es";
  return address.startsWith("/en/") ? "en" : null;
}

/** An error for programs (RFC 9457). */
const API_NOT_FOUND: Answer = textAnswer(
  404,
  "application/problem+json",
  JSON.stringify({ type: "about:blank", title: "Not Found", status: 404, code: "not-found" }),
  notIndexed,
);

function plain(status: number, text: string, headers: Record<string, string> = {}): Answer {
  return textAnswer(status, "text/plain; charset=utf-8", `${text}\n`, headers);
}

function textAnswer(
  status: number,
  type: string,
  body: string,
  headers: Readonly<Record<string, string>>,
): Answer {
  return {
    status,
    headers: {
      "Content-Type": type,
      "Content-Length": Buffer.byteLength(body),
      "Cache-Control": "no-store",
      ...headers,
    },
    body,
  };
}

function redirect(status: 302 | 308, headers: Record<string, string>): Answer {
  return { status, headers: { "Content-Length": "0", ...headers } };
}
