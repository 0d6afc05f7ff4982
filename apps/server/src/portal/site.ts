import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { extname, join, relative, sep } from "node:path";

import type { Language } from "@pct/messages/server";

import { closedPolicy, pagePolicy, serviceWorkerPolicy, workerPolicy } from "@pct/csp";
import { brandFiles } from "./brand.js";
import type { Brand } from "./brand.js";
import type { Encoding } from "./negotiation.js";

/**
 * The exported portal, read into memory at start: a few megabytes.
 *
 * Requests are looked up in a map, so no path reaches another file on the disk, and a build that runs
 * meanwhile does not mix with what is being served.
 */

/** A file in one encoding. */
export interface Variant {
  readonly body: Uint8Array;
  readonly etag: string;
  /** Headers of an answer with the body; 304 leaves them out. */
  readonly contentHeaders: Readonly<Record<string, string>>;
}

export interface StaticFile {
  /** The smallest first; `identity` is always one of them. */
  readonly variants: ReadonlyMap<Encoding, Variant>;
  /** Headers of every answer about this file, 304 included. */
  readonly headers: Readonly<Record<string, string>>;
}

export interface Site {
  /** By address: `/es/send/` for `es/send/index.html`. */
  readonly files: ReadonlyMap<string, StaticFile>;
  /** The pages for addresses without a file. */
  readonly notFound: Readonly<Record<Language, StaticFile>>;
}

const TYPES: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".webmanifest": "application/manifest+json",
  ".woff2": "font/woff2",
  ".xml": "application/xml",
};

/** Encodings in which the build has put a file beside the original, the smallest first. */
const COMPRESSED = [
  ["br", ".br"],
  ["gzip", ".gz"],
] as const;

/** Names with a hash of the content. Files in `/_next/static/pct/` have none. */
const HASHED = [/^\/_next\/static\/(?:chunks|media)\//, /^\/worker\/.+-[A-Z0-9]{8}\.js$/];

/** For pages: a browser that stores one would show it as it was left when a user goes back. */
const NOT_STORED = "no-store";
/** The browser asks each time, and gets 304 while the file is the same. */
const REVALIDATED = "no-cache";
const FOR_EVER = "public, max-age=31536000, immutable";

/**
 * Loads the portal that `next build` has exported; null if the folder has none.
 *
 * Reads synchronously: the server has nothing else to do before it starts.
 */
export function loadSite(folder: string, https: boolean, brand: Brand = {}): Site | null {
  const paths = filesIn(folder);
  const suffixes = COMPRESSED.map(([, suffix]) => suffix);
  const originals = [...paths].filter((path) => !suffixes.some((suffix) => path.endsWith(suffix)));
  const files = new Map(
    originals.map((path) => [addressOf(path), load(folder, path, paths, https)]),
  );
  const fallback = files.get("/404.html");
  if (fallback === undefined) return null;
  const notFound = {
    en: files.get("/en/404/") ?? fallback,
    es: files.get("/es/404/") ?? fallback,
  };
  // These answer unknown addresses, and are no pages of their own.
  for (const address of files.keys()) {
    if (/^\/(?:(?:en\/|es\/)?404[/.]|_not-found\/)/.test(address)) files.delete(address);
  }
  for (const [address, { type, body }] of brandFiles(brand)) {
    const headers = { "Cache-Control": REVALIDATED, "Content-Security-Policy": closedPolicy };
    files.set(address, {
      variants: new Map([["identity", variant(body, type, "identity")]]),
      headers,
    });
  }
  return { files, notFound };
}

/** Paths of all files relative to the folder, with `/`. */
function filesIn(folder: string): Set<string> {
  if (!existsSync(folder)) return new Set();
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return new Set(
    entries
      .filter((entry) => entry.isFile())
      .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll(sep, "/")),
  );
}

function addressOf(path: string): string {
  return `/${path}`.replace(/\/index\.html$/, "/");
}

function load(
  folder: string,
  path: string,
  paths: ReadonlySet<string>,
  https: boolean,
): StaticFile {
  const type = TYPES[extname(path)] ?? "application/octet-stream";
  const original = readFileSync(join(folder, path));
  const variants = new Map<Encoding, Variant>();
  for (const [encoding, suffix] of COMPRESSED) {
    if (!paths.has(path + suffix)) continue;
    const body = readFileSync(join(folder, path + suffix));
    if (body.length < original.length) variants.set(encoding, variant(body, type, encoding));
  }
  variants.set("identity", variant(original, type, "identity"));
  const policy = policyOf(`/${path}`, original);
  return {
    variants,
    headers: {
      "Cache-Control": cacheControl(path),
      "Content-Security-Policy": https ? `${policy}; upgrade-insecure-requests` : policy,
      ...(variants.size > 1 ? { Vary: "Accept-Encoding" } : {}),
    },
  };
}

function cacheControl(path: string): string {
  if (path.endsWith(".html")) return NOT_STORED;
  return HASHED.some((name) => name.test(`/${path}`)) ? FOR_EVER : REVALIDATED;
}

function variant(body: Uint8Array, type: string, encoding: Encoding): Variant {
  return {
    body,
    etag: `"${createHash("sha256").update(body).digest("base64url")}"`,
    contentHeaders: {
      "Content-Type": type,
      "Content-Length": body.length.toString(),
      ...(encoding === "identity" ? {} : { "Content-Encoding": encoding }),
    },
  };
}

function policyOf(path: string, content: Buffer): string {
  if (path.endsWith(".html")) return pagePolicy(content.toString("utf8"));
  if (path === "/service-worker.js") return serviceWorkerPolicy;
  if (path.startsWith("/worker/") && path.endsWith(".js")) return workerPolicy;
  return closedPolicy;
}
