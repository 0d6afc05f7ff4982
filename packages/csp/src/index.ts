import { createHash } from "node:crypto";

/**
 * What each kind of file may do in a browser, for the server, which sends it as a header, and for the
 * build, which writes it into each page as `<meta>`: the pages then keep it on any other file server.
 */

type Directives = Readonly<Record<string, readonly string[]>>;

const SELF = ["'self'"];
const NONE = ["'none'"];

/** What all pages may; their scripts are told apart. */
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
  // The page's own, for all of its scripts: Turbopack's loader asks for chunks without a policy.
  "trusted-types": ["default"],
};

const NOT_FRAMED: Directives = { "frame-ancestors": NONE };

/**
 * The policy of a page: of its own scripts, and of the inline ones that are in it now.
 *
 * @param html - The page, byte for byte as it will be sent.
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
 * The same for `<meta http-equiv>`, where browsers ignore `frame-ancestors` and complain about it.
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
 * The crypto worker, which holds what is secret: it compiles WebAssembly, which no page may, and it
 * loads its own chunks; it can send nothing anywhere.
 */
export const workerPolicy: string = policy({
  "default-src": NONE,
  "script-src": ["'self'", "'wasm-unsafe-eval'"],
  "require-trusted-types-for": ["'script'"],
  "trusted-types": NONE,
});

/** The service worker: it fetches the portal's files, and runs nothing but itself. */
export const serviceWorkerPolicy: string = policy({
  "default-src": NONE,
  "connect-src": SELF,
  "require-trusted-types-for": ["'script'"],
  "trusted-types": NONE,
});

/** Everything else, opened as a page of its own, can do nothing. */
export const closedPolicy: string = policy({ "default-src": NONE, ...NOT_FRAMED });

/** No `unsafe-inline`: what Next writes into a page is let in by its hash, one script at a time. */
function scriptsOf(html: string): Directives {
  const hashes = inlineScripts(html).map((script) => {
    // An HTML parser reads every line break as \n before it hashes.
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
