import { createHash } from "node:crypto";

/**
 * The content security policies of the portal's files. The server sends them as headers. The portal's build writes
 * them into each page as `<meta>`, so that they hold on any other file server.
 */

type Directives = Readonly<Record<string, readonly string[]>>;

const SELF = ["'self'"];
const NONE = ["'none'"];

/** Directives of all pages; `script-src` differs from page to page. */
const PAGE: Directives = {
  "style-src": SELF,
  "img-src": ["'self'", "data:", "blob:"],
  "connect-src": SELF,
  "worker-src": SELF,
  "manifest-src": SELF,
  "font-src": SELF,
  "base-uri": NONE,
  "form-action": NONE,
  "require-trusted-types-for": ["'script'"],
  // The page defines this policy for all of its scripts: Turbopack's loader passes plain strings.
  "trusted-types": ["default"],
};

const NOT_FRAMED: Directives = { "frame-ancestors": NONE };

/**
 * The policy of a page. It allows the portal's scripts and, by hash, the page's inline ones.
 *
 * @param html - The page, with the same bytes that are sent.
 * @returns The value of a `Content-Security-Policy` header.
 *
 * @example
 * ```ts
 * response.setHeader("Content-Security-Policy", pagePolicy(html));
 * ```
 */
export function pagePolicy(html: string): string {
  return policy({ "default-src": NONE, ...scriptsOf(html), ...PAGE, ...NOT_FRAMED });
}

/**
 * The policy of a page for `<meta http-equiv>`: without `frame-ancestors`, which browsers ignore there with a warning.
 *
 * @example
 * ```ts
 * const meta = `<meta http-equiv="Content-Security-Policy" content="${pagePolicyForMeta(html)}">`;
 * ```
 */
export function pagePolicyForMeta(html: string): string {
  return policy({ "default-src": NONE, ...scriptsOf(html), ...PAGE });
}

/**
 * For the workers that hold secrets. Each is one file, which the page's policy allows: this one names no source of
 * scripts, so the worker can load none, whose address could carry a secret. It has no `connect-src` either. Unlike a
 * page, it may compile WebAssembly.
 */
export const workerPolicy: string = policy({
  "default-src": NONE,
  "script-src": ["'wasm-unsafe-eval'"],
  "require-trusted-types-for": ["'script'"],
  "trusted-types": NONE,
});

/** For the service worker: it may fetch the portal's files, and load no script. */
export const serviceWorkerPolicy: string = policy({
  "default-src": NONE,
  "connect-src": SELF,
  "require-trusted-types-for": ["'script'"],
  "trusted-types": NONE,
});

/** For all other files: opened as pages of their own, they may do nothing. */
export const closedPolicy: string = policy({ "default-src": NONE, ...NOT_FRAMED });

/** Allows Next's inline scripts by their hashes instead of `unsafe-inline`. */
function scriptsOf(html: string): Directives {
  const hashes = inlineScripts(html).map((script) => {
    // HTML parsers turn every line break into \n before they hash.
    const text = script.replace(/\r\n?/g, "\n");
    return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
  });
  return { "script-src": ["'self'", ...new Set(hashes)] };
}

function inlineScripts(html: string): string[] {
  const script = /<script((?:"[^"]*"|'[^']*'|[^"'>])*)>(.*?)<\/script\s*>/gis;
  return [...html.matchAll(script)]
    .filter(([, attributes = ""]) => !/\ssrc\s*=/i.test(attributes))
    .map(([, , text = ""]) => text);
}

function policy(directives: Directives): string {
  return Object.entries(directives)
    .map(([name, values]) => `${name} ${values.join(" ")}`)
    .join("; ");
}
