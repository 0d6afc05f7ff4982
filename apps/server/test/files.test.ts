import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";

import { beforeEach, describe, expect, it } from "vitest";

import { readBrand } from "#/portal/brand.js";
import { loadSite } from "#/portal/site.js";
import { StartFailure } from "#/start-failure.js";
import { ask, exportedPortal, page, SCRIPT, serve } from "./fixture.js";
import { emptyFolder } from "./program.js";

const CHUNK = "/_next/static/chunks/main.js";

let folder: string;
let port: number;
beforeEach(async () => {
  folder = exportedPortal();
  port = await serve(folder);
});

describe("types and caching", () => {
  const forEver = "public, max-age=31536000, immutable";
  it.each([
    ["/es/", "text/html; charset=utf-8", "no-store"],
    ["/es/index.txt", "text/plain; charset=utf-8", "no-cache"],
    ["/es/__next.$d$lang.__PAGE__.txt", "text/plain; charset=utf-8", "no-cache"],
    ["/es/__next.%24d%24lang.__PAGE__.txt", "text/plain; charset=utf-8", "no-cache"],
    ["/service-worker.js", "text/javascript; charset=utf-8", "no-cache"],
    ["/manifest.webmanifest", "application/manifest+json", "no-cache"],
    ["/icon.svg", "image/svg+xml", "no-cache"],
    ["/icon.png", "image/png", "no-cache"],
    ["/strange.bin", "application/octet-stream", "no-cache"],
    [CHUNK, "text/javascript; charset=utf-8", forEver],
    ["/_next/static/media/font.woff2", "font/woff2", forEver],
    ["/_next/static/pct/_buildManifest.js", "text/javascript; charset=utf-8", "no-cache"],
    ["/worker/crypto-AB12CD34.js", "text/javascript; charset=utf-8", forEver],
    ["/worker/crypto.js", "text/javascript; charset=utf-8", "no-cache"],
  ])("%s", async (path, type, caching) => {
    const { status, headers } = await ask(port, path);
    expect(status).toBe(200);
    expect(headers["content-type"]).toBe(type);
    expect(headers["cache-control"]).toBe(caching);
    expect(headers.etag).toMatch(/^"[\w-]{43}"$/);
  });

  it("ignores a query", async () => {
    expect((await ask(port, "/es/index.txt?_rsc=1")).body.toString()).toBe("0:{}");
  });

  it("redirects a page without its final slash, and keeps the query", async () => {
    const { status, headers } = await ask(port, "/es/receive?a=%2F&b");
    expect(status).toBe(308);
    expect(headers.location).toBe("/es/receive/?a=%2F&b");
  });
});

describe("compression", () => {
  it.each([
    [undefined, undefined],
    ["", undefined],
    ["gzip, deflate, br, zstd", "br"],
    ["gzip", "gzip"],
    ["GZIP", "gzip"],
    ["br;q=0.5, gzip", "gzip"],
    ["br;q=0.5, gzip;q=0.5", "br"],
    ["br;q=0, gzip", "gzip"],
    ["*", "br"],
    ["*;q=0.1, gzip;q=0.2", "gzip"],
    ["gzip;q=0, *", "br"],
    ["br;q=0, gzip;q=0, *", undefined],
    ["identity, gzip;q=0.5", undefined],
    ["identity;q=0.5, gzip", "gzip"],
    ["zstd, deflate", undefined],
    ["identity;q=0", undefined],
    [";;;,,,q=", undefined],
  ])("Accept-Encoding: %s gives %s", async (accepted, encoding) => {
    const answer = await ask(port, CHUNK, {
      headers: accepted === undefined ? {} : { "Accept-Encoding": accepted },
    });
    expect(answer.headers["content-encoding"]).toBe(encoding);
    expect(answer.headers.vary).toBe("Accept-Encoding");
    expect(answer.headers["content-length"]).toBe(answer.body.length.toString());
    const decode = { br: brotliDecompressSync, gzip: gunzipSync }[encoding ?? ""];
    expect((decode?.(answer.body) ?? answer.body).toString()).toBe(SCRIPT);
  });

  it("gives each encoding its own ETag", async () => {
    const tags = await Promise.all(
      ["identity", "gzip", "br"].map(async (encoding) => {
        const { headers } = await ask(port, CHUNK, { headers: { "Accept-Encoding": encoding } });
        return headers.etag;
      }),
    );
    expect(new Set(tags).size).toBe(3);
  });

  it("sends no Vary for a file without encodings", async () => {
    const { headers } = await ask(port, "/icon.png", { headers: { "Accept-Encoding": "br" } });
    expect(headers).not.toHaveProperty("vary");
    expect(headers).not.toHaveProperty("content-encoding");
  });

  it("ignores a compressed file that is not smaller", async () => {
    writeFileSync(join(folder, "icon.png.br"), "larger than the picture");
    const other = await serve(folder);
    const { headers } = await ask(other, "/icon.png", { headers: { "Accept-Encoding": "br" } });
    expect(headers).not.toHaveProperty("content-encoding");
    expect((await ask(other, "/icon.png.br")).status).toBe(404);
  });
});

describe("If-None-Match", () => {
  async function status(known: (etag: string) => string): Promise<number> {
    const { headers } = await ask(port, "/es/");
    const answer = await ask(port, "/es/", {
      headers: { "If-None-Match": known(String(headers.etag)) },
    });
    expect(answer.body.length === 0).toBe(answer.status === 304);
    return answer.status;
  }

  it.each<[string, (etag: string) => string, number]>([
    ["the ETag", (etag) => etag, 304],
    ["the ETag, weakened by a proxy", (etag) => `W/${etag}`, 304],
    ["one of several ETags", (etag) => `"a", ${etag} , "b"`, 304],
    ["*", () => "*", 304],
    ["another ETag", () => '"a"', 200],
    ["the ETag without quotes", (etag) => etag.replaceAll('"', ""), 200],
  ])("%s", async (_, known, expected) => {
    expect(await status(known)).toBe(expected);
  });

  it("does not match the ETag of another encoding", async () => {
    const { headers } = await ask(port, "/es/", { headers: { "Accept-Encoding": "gzip" } });
    const known = { "If-None-Match": String(headers.etag) };
    expect((await ask(port, "/es/", { headers: known })).status).toBe(200);
    const again = await ask(port, "/es/", { headers: { ...known, "Accept-Encoding": "gzip" } });
    expect(again.status).toBe(304);
    expect(again.headers).not.toHaveProperty("content-encoding");
    expect(again.headers).not.toHaveProperty("content-type");
  });
});

it.each(["/es/", CHUNK, "/", "/es", "/nothing", "/%zz", "/api/x", "/api/v1/x", "/api/v1/health"])(
  "answers HEAD %s as GET without the body",
  async (path) => {
    const [get, head] = await Promise.all([ask(port, path), ask(port, path, { method: "HEAD" })]);
    const { date, ...headers } = get.headers;
    expect(date).toBeDefined();
    expect(head.status).toBe(get.status);
    expect(head.headers).toMatchObject(headers);
    expect(head.body.length).toBe(0);
  },
);

it.each(["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND"])(
  "rejects %s for files",
  async (method) => {
    for (const path of ["/", "/es/", "/nothing"]) {
      const { status, headers } = await ask(port, path, { method });
      expect(status).toBe(405);
      expect(headers.allow).toBe("GET, HEAD");
    }
  },
);

describe("the organization's name and picture", () => {
  const png = Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), Buffer.alloc(100)]);

  function brandWith(logo: Uint8Array | string, brandName: string | null = null) {
    const logoFile = join(emptyFolder(), "logo");
    writeFileSync(logoFile, logo);
    return readBrand({ brandName, logoFile });
  }

  it("are files of the portal, under a policy that lets nothing run", async () => {
    const svg = "<?xml version='1.0'?><!-- x --><svg xmlns='http://www.w3.org/2000/svg'/>";
    for (const [logo, type] of [
      [png, "image/png"],
      [Buffer.of(0xff, 0xd8, 0xff, 0xe0), "image/jpeg"],
      [Buffer.from("RIFF\0\0\0\0WEBPVP8 "), "image/webp"],
      [Buffer.from(svg), "image/svg+xml"],
    ] as const) {
      const own = await serve(exportedPortal(), false, brandWith(logo, "A & B"));
      const facts = await ask(own, "/brand/portal.json");
      expect(JSON.parse(facts.body.toString())).toEqual({ name: "A & B", logo: "/brand/logo" });
      const { status, headers, body } = await ask(own, "/brand/logo");
      expect(status).toBe(200);
      expect(headers["content-type"]).toBe(type);
      expect(headers["content-security-policy"]).toContain("default-src 'none'");
      expect(headers["content-security-policy"]).not.toContain("script-src");
      expect(body.equals(logo)).toBe(true);
    }
  });

  it("are empty unless they are set", async () => {
    expect((await ask(port, "/brand/portal.json")).body.toString()).toBe("{}");
    expect((await ask(port, "/brand/logo")).status).toBe(404);
  });

  it.each([
    ["no file", "none"],
    ["a page", Buffer.from("<!doctype html><svg>")],
    ["a GIF", Buffer.from("GIF89a")],
    ["an empty file", Buffer.alloc(0)],
    ["more than 256 KiB", Buffer.concat([png, Buffer.alloc(256 * 1024)])],
  ])("are refused: %s", (_, logo) => {
    const read = () =>
      typeof logo === "string"
        ? readBrand({ brandName: null, logoFile: join(emptyFolder(), logo) })
        : brandWith(logo);
    expect(read).toThrow(StartFailure);
  });
});

it("serves what it has loaded, even if the folder is deleted", async () => {
  rmSync(folder, { recursive: true });
  expect((await ask(port, "/es/")).body.toString()).toBe(page("Inicio"));
});

it("loads no site from a folder without a portal", () => {
  rmSync(join(folder, "404.html"));
  expect(loadSite(folder, false)).toBeNull();
  expect(loadSite(join(folder, "nothing"), false)).toBeNull();
  expect(() => loadSite(join(folder, "index.html"), false)).toThrow("ENOTDIR");
});
