import { createHash } from "node:crypto";

import { beforeEach, describe, expect, it } from "vitest";

import { ask, exportedPortal, INLINE, send, serve } from "./fixture.js";
import type { Answer } from "./fixture.js";

const EVERYWHERE = {
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-embedder-policy": "require-corp",
  "cross-origin-resource-policy": "same-origin",
  "origin-agent-cluster": "?1",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
};
const ID = "9VXSNQt9cAJPwEbDGXFaVfEkjfVM3vA2Ffj4mVQzP_s";
const CLOSED = "default-src 'none'; frame-ancestors 'none'";

let port: number;
beforeEach(async () => {
  port = await serve(exportedPortal());
});

function line(method: string, target: string, ...headers: string[]): string {
  return `${[`${method} ${target} HTTP/1.1`, ...headers, "Connection: close"].join("\r\n")}\r\n\r\n`;
}

/** Every kind of answer: the server's, and those that Node gives before there is a request. */
const ANSWERS: readonly [string, number, (port: number) => Promise<Answer>][] = [
  ["a page", 200, (port) => ask(port, "/es/")],
  ["a script", 200, (port) => ask(port, "/_next/static/chunks/main.js")],
  ["HEAD", 200, (port) => ask(port, "/es/", { method: "HEAD" })],
  ["the language of the browser", 302, (port) => ask(port, "/")],
  ["not modified", 304, (port) => ask(port, "/es/", { headers: { "If-None-Match": "*" } })],
  ["a missing slash", 308, (port) => ask(port, "/es")],
  ["a damaged escape", 400, (port) => ask(port, "/%zz")],
  ["a backslash", 400, (port) => send(port, line("GET", "/es\\x", "Host: a"))],
  ["a path without a slash", 400, (port) => send(port, line("GET", "es/", "Host: a"))],
  ["no host", 400, (port) => send(port, line("GET", "/es/"))],
  ["an invalid host", 400, (port) => send(port, line("GET", "/es/", "Host: a b"))],
  ["OPTIONS *", 400, (port) => send(port, line("OPTIONS", "*", "Host: a"))],
  ["bytes that are no HTTP", 400, (port) => send(port, "HELLO\r\n\r\n")],
  [
    "a length and chunks",
    400,
    (port) =>
      send(port, line("GET", "/es/", "Host: a", "Content-Length: 1", "Transfer-Encoding: chunked")),
  ],
  ["an unknown address", 404, (port) => ask(port, "/nothing")],
  ["an unknown address for programs", 404, (port) => ask(port, "/api/v2/requests")],
  [
    "POST to an unknown address for programs",
    404,
    (port) => ask(port, "/api/v2/requests", { method: "POST" }),
  ],
  ["a request's link", 200, (port) => ask(port, `/s/${ID}`)],
  ["the relay's health", 200, (port) => ask(port, "/api/v1/health")],
  ["an unknown request", 404, (port) => ask(port, `/api/v1/requests/${ID}`)],
  ["a body without a type", 415, (port) => ask(port, "/api/v1/requests", { method: "POST" })],
  ["POST", 405, (port) => ask(port, "/es/", { method: "POST" })],
  ["OPTIONS", 405, (port) => ask(port, "/es/", { method: "OPTIONS" })],
  ["TRACE", 405, (port) => send(port, line("TRACE", "/es/", "Host: a"))],
  [
    "an unknown expectation",
    417,
    (port) => send(port, line("GET", "/es/", "Host: a", "Expect: x")),
  ],
  ["a long address", 431, (port) => send(port, line("GET", `/${"a".repeat(20_000)}`, "Host: a"))],
  [
    "long headers",
    431,
    (port) => send(port, line("GET", "/es/", "Host: a", `X: ${"a".repeat(20_000)}`)),
  ],
];

describe.each(ANSWERS)("%s: %d", (_, status, question) => {
  it("has the security headers", async () => {
    const answer = await question(port);
    expect(answer.status).toBe(status);
    expect(answer.headers).toMatchObject(EVERYWHERE);
    expect(answer.headers["content-security-policy"]).toMatch(/^default-src 'none';/);
    expect(answer.headers["permissions-policy"]).toMatch(
      /^camera=\(self\), clipboard-write=\(self\), /,
    );
    expect(answer.headers).not.toHaveProperty("strict-transport-security");
    expect(answer.headers).not.toHaveProperty("x-powered-by");
    expect(answer.headers).not.toHaveProperty("server");
    expect(answer.headers).not.toHaveProperty("set-cookie");
    expect(answer.headers).not.toHaveProperty("access-control-allow-origin");
  });

  it("has HSTS if browsers use HTTPS", async () => {
    const { headers } = await question(await serve(exportedPortal(), true));
    expect(headers["strict-transport-security"]).toBe("max-age=63072000; includeSubDomains");
  });
});

it("turns off every browser feature but two", async () => {
  const { headers } = await ask(port, "/es/");
  const features = String(headers["permissions-policy"]).split(", ");
  expect(features.filter((feature) => !feature.endsWith("=()"))).toEqual([
    "camera=(self)",
    "clipboard-write=(self)",
  ]);
  for (const name of ["geolocation", "microphone", "clipboard-read", "display-capture", "usb"]) {
    expect(features).toContain(`${name}=()`);
  }
});

describe("policies", () => {
  it("a page allows its own inline scripts and no others", async () => {
    const { headers } = await ask(port, "/es/");
    const hashes = INLINE.map(
      (script) => `'sha256-${createHash("sha256").update(script).digest("base64")}'`,
    );
    expect(headers["content-security-policy"]).toContain(
      `script-src 'self' ${hashes.join(" ")}; style-src 'self';`,
    );
    expect(headers["content-security-policy"]).not.toMatch(/unsafe|\*|https?:/);
  });

  it("sends the same headers with 304, since browsers update their copies from it", async () => {
    const first = await ask(port, "/es/");
    const again = await ask(port, "/es/", {
      headers: { "If-None-Match": String(first.headers.etag) },
    });
    expect(again.status).toBe(304);
    for (const name of ["content-security-policy", "cache-control", "etag", "vary"]) {
      expect(again.headers[name]).toBe(first.headers[name]);
    }
  });

  it("the crypto worker may compile WebAssembly, load no script, and has no network", async () => {
    const { headers } = await ask(port, "/worker/crypto-AB12CD34.js");
    expect(headers["content-security-policy"]).toBe(
      "default-src 'none'; script-src 'wasm-unsafe-eval'; require-trusted-types-for 'script'; trusted-types 'none'",
    );
  });

  it("the service worker may fetch, and may load no script", async () => {
    const { headers } = await ask(port, "/service-worker.js");
    expect(headers["content-security-policy"]).toBe(
      "default-src 'none'; connect-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'",
    );
  });

  it.each(["/icon.svg", "/es/index.txt", "/_next/static/chunks/main.js", "/api/", "/%zz"])(
    "%s may do nothing",
    async (path) => {
      const { headers } = await ask(port, path);
      expect(headers["content-security-policy"]).toBe(CLOSED);
    },
  );

  it("upgrades requests to HTTPS only if browsers use HTTPS", async () => {
    const upgrade = /; upgrade-insecure-requests$/;
    const plain = await ask(port, "/es/");
    const secure = await ask(await serve(exportedPortal(), true), "/es/");
    expect(plain.headers["content-security-policy"]).not.toMatch(upgrade);
    expect(secure.headers["content-security-policy"]).toMatch(upgrade);
  });
});

describe("search engines", () => {
  it.each([
    ...["/s/abc", `/s/${ID}`, `/es/s/${ID}`, `/en/s/${ID}`],
    ...["/api/x", "/api/v1/x", "/api/v1/health", `/api/v1/requests/${ID}`],
  ])("are told not to index %s", async (path) => {
    const { headers } = await ask(port, path);
    expect(headers["x-robots-tag"]).toBe("noindex, nofollow, noarchive");
  });

  it("may index the pages", async () => {
    expect((await ask(port, "/es/")).headers).not.toHaveProperty("x-robots-tag");
  });
});

it("ignores headers of a request that claim HTTPS or another host", async () => {
  const headers = {
    Host: "evil.example",
    "X-Forwarded-Proto": "https",
    "X-Forwarded-Host": "evil.example",
    Forwarded: "proto=https;host=evil.example",
  };
  for (const path of ["/", "/es", "/es/", "/nothing"]) {
    const answer = await ask(port, path, { headers });
    expect(answer.headers).not.toHaveProperty("strict-transport-security");
    expect(JSON.stringify(answer.headers)).not.toContain("evil");
    expect(answer.body.toString()).not.toContain("evil");
  }
});
