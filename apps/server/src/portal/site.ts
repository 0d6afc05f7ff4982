import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { extname, join, relative, sep } from "node:path";

import type { Language } from "@pct/messages/server";

import { closedPolicy, pagePolicy, serviceWorkerPolicy, workerPolicy } from "@pct/csp";
import type { Encoding } from "./negotiation.js";

/**
 * The exported portal, read once and kept in memory: a few megabytes.
 *
 * What is asked for is looked up by its address, so no address leads to anything else on the disk, and
 * a build that goes on meanwhile never mixes with what is being served.
 */

/** One way of sending a file. */
export interface Variant {
  readonly body: Uint8Array;
  readonly etag: string;
  /** What goes with the bytes, but not with an answer that leaves them out. */
  readonly contentHeaders: Readonly<Record<string, string>>;
}

export interface StaticFile {
  /** The best for the network first; `identity` is always there. */
  readonly variants: ReadonlyMap<Encoding, Variant>;
  /** What goes with every answer about this file, "not modified" included. */
  readonly headers: Readonly<Record<string, string>>;
}

export interface Site {
  /** By address: `/es/send/` for `es/send/index.html`. */
  readonly files: ReadonlyMap<string, StaticFile>;
  /** What is shown where there is nothing. */
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

/** What the build puts beside a file, the best first. */
const COMPRESSED = [
  ["br", ".br"],
  ["gzip", ".gz"],
] as const;

/** Names that change whenever the content does. `/_next/static/pct/` is not among them: its files keep theirs. */
const HASHED = [/^\/_next\/static\/(?:chunks|media)\//, /^\/worker\/.+-[A-Z0-9]{8}\.js$/];

/** A page is not kept by a browser either, which would show it again, as it was left, to whoever goes back. */
const NOT_KEPT = "no-store";
/** Asked for anew each time, and answered by 304 while it is the same. */
const REVALIDATED = "no-cache";
const FOR_EVER = "public, max-age=31536000, immutable";

/**
 * Loads what `next build` exported; null if that is not there.
 *
 * One file after the other: nothing else is waiting, and few files need be open at once.
 */
export function loadSite(folder: string, https: boolean): Site | null {
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
  // They are what an unknown address shows, not pages of their own.
  for (const address of files.keys()) {
    if (/^\/(?:(?:en\/|es\/)?404[/.]|_not-found\/)/.test(address)) files.delete(address);
  }
  return { files, notFound };
}

/** Every file's path inside the folder, with `/`. */
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
  if (path.endsWith(".html")) return NOT_KEPT;
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
