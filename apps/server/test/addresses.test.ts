import { rmSync } from "node:fs";
import { join } from "node:path";

import { beforeEach, describe, expect, it } from "vitest";

import { ask, exportedPortal, send, serve } from "./fixture.js";
import type { Answer } from "./fixture.js";

let port: number;
beforeEach(async () => {
  port = await serve(exportedPortal());
});

describe("redirects the first page to the language of the browser", () => {
  it.each([
    [undefined, "en"],
    ["", "en"],
    ["es", "es"],
    ["es-MX,es;q=0.9,en;q=0.8", "es"],
    ["ES-419", "es"],
    ["en-US,en;q=0.9,es;q=0.8", "en"],
    ["fr-FR,fr;q=0.9,es;q=0.5,en;q=0.4", "es"],
    ["fr, de", "en"],
    ["en;q=0.5, es;q=0.6", "es"],
    ["en;q=0, es", "es"],
    ["es;q=0", "en"],
    ["es;q=0, en;q=0", "en"],
    ["*", "en"],
    ["es;q=0.4, *;q=0.5", "en"],
    ["est, es", "es"],
    ["est", "en"],
    ["eso-es", "en"],
    [" es ; q=1.0 ", "es"],
    ["es;q=NaN, en;q=0.1", "en"],
    [",,;q=,=;", "en"],
  ])("%s: %s", async (accepted, language) => {
    const { status, headers, body } = await ask(port, "/", {
      headers: accepted === undefined ? {} : { "Accept-Language": accepted },
    });
    expect(status).toBe(302);
    expect(headers.location).toBe(`/${language}/`);
    expect(headers.vary).toBe("Accept-Language");
    expect(headers["cache-control"]).toBe("no-store");
    expect(body.length).toBe(0);
  });
});

it("reads a long list of languages to its end", async () => {
  const headers = { "Accept-Language": `${"x,".repeat(5_000)}es` };
  expect((await ask(port, "/", { headers })).headers.location).toBe("/es/");
});

describe("an unknown address", () => {
  it.each([
    ["/es/nothing", "en", "No está aquí", undefined],
    ["/en/nothing/", "es", "Not here", undefined],
    ["/nothing", "es", "No está aquí", "Accept-Language"],
    ["/nothing.js", "en", "Not here", "Accept-Language"],
    ["/esperanto/", "en", "Not here", "Accept-Language"],
  ])("%s, in a browser set to %s, shows: %s", async (path, language, title, choice) => {
    const { status, headers, body } = await ask(port, path, {
      headers: { "Accept-Language": language },
    });
    expect(status).toBe(404);
    expect(body.toString()).toContain(`<h1>${title}</h1>`);
    expect(headers["content-type"]).toBe("text/html; charset=utf-8");
    expect(headers["cache-control"]).toBe("no-store");
    expect(headers).not.toHaveProperty("etag");
    expect(headers.vary).toBe([choice, "Accept-Encoding"].filter(Boolean).join(", "));
  });

  it("gets a compressed page, too", async () => {
    const { status, headers } = await ask(port, "/es/x", { headers: { "Accept-Encoding": "br" } });
    expect([status, headers["content-encoding"]]).toEqual([404, "br"]);
  });

  it.each(["/404.html", "/404/", "/es/404/", "/_not-found/", "/index.html", "/es/index.html"])(
    "includes %s",
    async (path) => {
      expect((await ask(port, path)).status).toBe(404);
    },
  );

  it.each(["/api", "/api/", "/api/v1", "/api/v1/nothing", "/api/v2?x=%zz"])(
    "gets a problem document under %s",
    async (path) => {
      for (const method of ["GET", "POST", "DELETE"]) {
        const { status, headers, body } = await ask(port, path, { method });
        expect(status).toBe(404);
        expect(headers["content-type"]).toBe("application/problem+json");
        expect(headers["cache-control"]).toBe("no-store");
        expect(JSON.parse(body.toString())).toEqual({
          type: "about:blank",
          title: "Not Found",
          status: 404,
          code: "not-found",
        });
      }
    },
  );
});

describe("a request's link", () => {
  const ID = "9VXSNQt9cAJPwEbDGXFaVfEkjfVM3vA2Ffj4mVQzP_s";

  it.each([
    [`/s/${ID}`, "es-MX,es;q=0.9", "Enviar", "Accept-Language, Accept-Encoding"],
    [`/s/${ID}`, "fr", "Send", "Accept-Language, Accept-Encoding"],
    [`/s/${ID}?utm=1`, "es", "Enviar", "Accept-Language, Accept-Encoding"],
    [`/es/s/${ID}`, "en", "Enviar", "Accept-Encoding"],
    [`/en/s/${ID}`, "es", "Send", "Accept-Encoding"],
    [`/s/${ID}/`, "es", "Enviar", "Accept-Language, Accept-Encoding"],
    [`/es/s/${ID}/?utm=1`, "en", "Enviar", "Accept-Encoding"],
    [`/es/s/${ID}%23for=a%2Fb`, "en", "Enviar", "Accept-Encoding"],
    [`/en/s/${ID}%C2%A0`, "es", "Send", "Accept-Encoding"],
    [`/en/s/${ID}%3E.`, "es", "Send", "Accept-Encoding"],
  ])("%s, in a browser set to %s, shows: %s", async (path, language, title, vary) => {
    const { status, headers, body } = await ask(port, path, {
      headers: { "Accept-Language": language },
    });
    expect(status).toBe(200);
    expect(body.toString()).toContain(`<h1>${title}</h1>`);
    expect(headers["content-security-policy"]).toMatch(/script-src 'self' 'sha256-/);
    expect(headers.vary).toBe(vary);
    expect(headers["cache-control"]).toBe("no-store");
    expect(headers).not.toHaveProperty("etag");
  });

  it.each([`/s/${ID.slice(1)}`, `/s/${ID}A`, `/s/${ID.replace("9", "%20")}`, "/s/"])(
    "shows its page with 404 when cut short: %s",
    async (path) => {
      const { status, headers, body } = await ask(port, path);
      expect(status).toBe(404);
      expect(body.toString()).toContain("<h1>Send</h1>");
      expect(headers["cache-control"]).toBe("no-store");
    },
  );

  it.each([`/s/${ID}/x`, `/s/${ID}//`, `/fr/s/${ID}`, `/es/es/s/${ID}`, "/s"])(
    "does not include %s",
    async (path) => {
      const { status, body } = await ask(port, path);
      expect(status).toBe(404);
      expect(body.toString()).toMatch(/<h1>(?:No está aquí|Not here)</);
    },
  );

  it("rejects methods that write", async () => {
    for (const path of [`/s/${ID}`, `/es/s/${ID}`]) {
      for (const method of ["POST", "PUT", "DELETE", "OPTIONS"]) {
        const { status, headers } = await ask(port, path, { method });
        expect(status).toBe(405);
        expect(headers.allow).toBe("GET, HEAD");
      }
    }
  });

  it("gets 404 if the portal has no page for links", async () => {
    const folder = exportedPortal();
    rmSync(join(folder, "es/s"), { recursive: true });
    rmSync(join(folder, "en/s"), { recursive: true });
    const { status, body } = await ask(await serve(folder), `/s/${ID}`);
    expect(status).toBe(404);
    expect(body.toString()).toContain("<h1>Not here</h1>");
  });

  it("does not change the page's own address", async () => {
    const { status, headers } = await ask(port, "/es/s/");
    expect(status).toBe(200);
    expect(headers["cache-control"]).toBe("no-store");
    expect(headers).toHaveProperty("etag");
  });
});

describe("an address never leads out of the portal", () => {
  const askInSpanish = (path: string): Promise<Answer> =>
    ask(port, path, { headers: { "Accept-Language": "es" } });
  const SECRET = /root:|"name":|<h1>(?!No está aquí|Not here)/;

  it.each([
    "/../package.json",
    "/../../../../etc/passwd",
    "/es/../../package.json",
    "/%2e%2e/package.json",
    "/%2E%2E/%2e%2e/etc/passwd",
    "/..%2fpackage.json",
    "/es/..%2f..%2fpackage.json",
    "/%252e%252e/package.json",
    "/..%5cpackage.json",
    "/....//package.json",
    "/.//..//package.json",
    "//etc/passwd",
    "//evil.example/",
    "///",
    "/es//receive/",
    "//es",
    "/%2Fes/",
    "/es/%00",
    "/es/index.html%00.txt",
    "/es/%0d%0aSet-Cookie:%20a=1",
    "/es/..;/",
    "/ES/",
    "/constructor",
    "/__proto__",
    "/toString/",
    "/.git/config",
    "/.env",
    "/_next",
    "/_next/static/",
    "/worker/",
    `/${"a".repeat(8000)}`,
    `/${"%41".repeat(2600)}`,
    `/${"../".repeat(2600)}etc/passwd`,
  ])("%s: 404", async (path) => {
    const { status, headers, body } = await askInSpanish(path);
    expect(status).toBe(404);
    expect(body.toString()).not.toMatch(SECRET);
    expect(headers).not.toHaveProperty("location");
    expect(headers).not.toHaveProperty("set-cookie");
  });

  it.each([...["/%c0%ae%c0%ae/package.json", "/%zz", "/%", "/%e0%a4%a", "/%ff"]])(
    "%s, with malformed escapes: 400",
    async (path) => {
      const { status, headers, body } = await askInSpanish(path);
      expect(status).toBe(400);
      expect(body.toString()).toBe("Bad Request\n");
      expect(headers).not.toHaveProperty("location");
      expect(headers).not.toHaveProperty("set-cookie");
    },
  );

  it.each([
    ["/es/;/../..", 302],
    ["/es/.", 200],
  ])("%s, whose dots stay inside: %i", async (path, expected) => {
    const { status, headers } = await askInSpanish(path);
    expect(status).toBe(expected);
    expect(headers).not.toHaveProperty("set-cookie");
  });

  it.each([
    ["GET http://127.0.0.1/es/ HTTP/1.1\r\nHost: 127.0.0.1", 200],
    ["GET http://evil.example/es/ HTTP/1.1\r\nHost: 127.0.0.1", 200],
    ["GET http://evil.example/../etc/passwd HTTP/1.1\r\nHost: 127.0.0.1", 404],
    ["GET http://evil.example\\@127.0.0.1/ HTTP/1.1\r\nHost: 127.0.0.1", 400],
    ["GET http://[::1/ HTTP/1.1\r\nHost: 127.0.0.1", 400],
    ["GET ftp://127.0.0.1/es/ HTTP/1.1\r\nHost: 127.0.0.1", 400],
    ["GET file:///etc/passwd HTTP/1.1\r\nHost: 127.0.0.1", 400],
    ["GET etc/passwd HTTP/1.1\r\nHost: 127.0.0.1", 400],
    ["GET \\..\\etc\\passwd HTTP/1.1\r\nHost: 127.0.0.1", 400],
    ["GET /es\\..\\..\\package.json HTTP/1.1\r\nHost: 127.0.0.1", 400],
    ["GET /es/#/../x HTTP/1.1\r\nHost: 127.0.0.1", 200],
    ["GET /es/ HTTP/1.1\r\nHost: 127.0.0.1:3000@evil", 400],
    ["GET /es/ HTTP/1.1\r\nHost: a/b", 400],
    ["GET /es/\u0000 HTTP/1.1\r\nHost: 127.0.0.1", 400],
    ["GET /\u00f1 HTTP/1.1\r\nHost: 127.0.0.1", 400],
    ["GET /es/ HTTP/1.0\r\nHost: 127.0.0.1", 200],
    ["GET /es/ HTTP/9.9\r\nHost: 127.0.0.1", 400],
    ["get /es/ HTTP/1.1\r\nHost: 127.0.0.1", 400],
  ])("%j: %d", async (head, expected) => {
    const { status, body } = await send(port, `${head}\r\nConnection: close\r\n\r\n`);
    expect(status).toBe(expected);
    expect(body.toString()).not.toMatch(status === 200 ? /root:/ : SECRET);
  });
});
