import type { RequestListener } from "node:http";

import { getRequestListener } from "@hono/node-server";
import { isRequestId } from "@pct/delivery/wire";
import type { Language } from "@pct/messages/server";
import { Hono } from "hono";
import type { Context } from "hono";
import { createMiddleware } from "hono/factory";

import { hasAlready, preferredEncoding, preferredLanguage } from "./negotiation.js";
import { notIndexed } from "../security-headers.js";
import type { Site, StaticFile, Variant } from "./site.js";

/** A request's link, in a language where the page's own switch has said which; cut or not. */
const LINK = /^(?:\/(en|es))?\/s\/([^/]*)$/;

const withoutIndex = createMiddleware(async (c, next) => {
  await next();
  for (const [name, value] of Object.entries(notIndexed)) c.header(name, value);
});

/**
 * Answers with the exported portal. What all answers have in common is added below it, in
 * `createPortalServer`, where an answer can be made without a route.
 *
 * @param site - The files to hand out.
 *
 * @example
 * ```ts
 * const site = loadSite("out", false);
 * if (site !== null) createServer(portal(site)).listen(3000);
 * ```
 */
export function portal(site: Site): RequestListener {
  const app = new Hono();
  app.all("/api/*", () => problem(404, "Not Found", "not-found"));
  // One by one: a pattern for the language would slow down the search for every route.
  for (const path of ["/s/*", "/es/s/*", "/en/s/*"]) app.use(path, withoutIndex);
  app.get("/", toLanguage);
  app.get("*", (c) => answerWithFile(c, site));
  app.all("*", () => plain(405, "Method Not Allowed", { Allow: "GET, HEAD" }));
  app.onError((error) => {
    console.error(error);
    return plain(500, "Internal Server Error");
  });
  const listener = getRequestListener(app.fetch);
  return (incoming, outgoing) => void listener(incoming, outgoing);
}

function toLanguage(c: Context): Response {
  return redirect(302, {
    Location: `/${preferredLanguage(c)}/`,
    "Cache-Control": "no-store",
    Vary: "Accept-Language",
  });
}

function answerWithFile(c: Context, site: Site): Response {
  const { files, notFound } = site;
  const { pathname, search } = new URL(c.req.url);
  const address = decoded(pathname);
  if (address === null) return plain(400, "Bad Request");
  const file = files.get(address);
  if (file !== undefined) return found(c, file);
  if (files.has(`${address}/`)) {
    return redirect(308, { Location: `${pathname}/${search}`, "Cache-Control": "no-cache" });
  }
  const language = languageOf(address);
  const [, , id] = LINK.exec(address) ?? [];
  const link = id === undefined ? undefined : files.get(`/${language ?? preferredLanguage(c)}/s/`);
  const page = link ?? notFound[language ?? preferredLanguage(c)];
  // The page of a link says, too, that the link has been cut.
  const status = link !== undefined && isRequestId(id ?? "") ? 200 : 404;
  return unlisted(c, page, status, language === null ? ["Accept-Language"] : []);
}

function found(c: Context, file: StaticFile): Response {
  const { etag, body, contentHeaders } = variantFor(c, file);
  const headers = { ...file.headers, ETag: etag };
  return hasAlready(c, etag)
    ? new Response(null, { status: 304, headers })
    : new Response(body, { headers: { ...headers, ...contentHeaders } });
}

/** A page at an address that is not its own. */
function unlisted(
  c: Context,
  page: StaticFile,
  status: 200 | 404,
  chosenBy: readonly string[],
): Response {
  const { body, contentHeaders } = variantFor(c, page);
  const vary = [...chosenBy, page.headers.Vary].filter((name) => name !== undefined).join(", ");
  return new Response(body, {
    status,
    headers: {
      ...page.headers,
      ...contentHeaders,
      "Cache-Control": "no-store",
      ...(vary === "" ? {} : { Vary: vary }),
    },
  });
}

function variantFor(c: Context, { variants }: StaticFile): Variant {
  const variant = variants.get(preferredEncoding(c, [...variants.keys()]));
  if (variant === undefined) throw new Error("a file without its identity");
  return variant;
}

function languageOf(address: string): Language | null {
  if (address.startsWith("/es/")) return "es";
  return address.startsWith("/en/") ? "en" : null;
}

/** The address with its %-escapes resolved; null if they are damaged. */
function decoded(pathname: string): string | null {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return null;
  }
}

function plain(status: number, text: string, headers: Record<string, string> = {}): Response {
  return answer(status, "text/plain; charset=utf-8", `${text}\n`, headers);
}

/** An error for programs, RFC 9457. */
function problem(status: number, title: string, code: string): Response {
  const body = JSON.stringify({ type: "about:blank", title, status, code });
  return answer(status, "application/problem+json", body, notIndexed);
}

function answer(
  status: number,
  type: string,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): Response {
  return new Response(body, {
    status,
    headers: {
      "Content-Type": type,
      // HEAD tells it, too, and has no body to count.
      "Content-Length": Buffer.byteLength(body).toString(),
      "Cache-Control": "no-store",
      ...headers,
    },
  });
}

function redirect(status: 302 | 308, headers: Record<string, string>): Response {
  return new Response(null, { status, headers: { "Content-Length": "0", ...headers } });
}
