import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";

import { describe, expect, it } from "vitest";

import { loadSite } from "#/portal/site.js";
import type { StaticFile } from "#/portal/site.js";

/** What the server makes of the portal as apps/web builds it. */

const OUT = resolve(import.meta.dirname, "../../web/out");
if (!existsSync(join(OUT, "404.html"))) throw new Error("the portal is not built: npm run build");

const site = loadSite(OUT, false);
if (site === null) throw new Error("the portal is not built: npm run build");
const files = [...site.files];
const pages = files.filter(([, file]) => typeOf(file).startsWith("text/html"));

function typeOf({ variants }: StaticFile): string {
  return variants.get("identity")?.contentHeaders["Content-Type"] ?? "";
}

function content({ variants }: StaticFile): Buffer {
  return Buffer.from(variants.get("identity")?.body ?? []);
}

it("has the pages of both languages", () => {
  const addresses = pages.map(([address]) => address);
  for (const page of ["", "receive/", "send/", "mfa/", "help/", "tools/"]) {
    expect(addresses).toContain(`/es/${page}`);
    expect(addresses).toContain(`/en/${page}`);
  }
});

describe.each(pages)("%s", (_, page) => {
  const html = content(page).toString("utf8");
  const policy = page.headers["Content-Security-Policy"] ?? "";

  it("allows each of its inline scripts, and no other", () => {
    // Finds scripts in another way than the server: by where they begin and end.
    const hashes = html
      .split("<script")
      .slice(1)
      .map((rest) => rest.slice(0, rest.indexOf("</script>")))
      .filter((script) => !/^[^>]*\ssrc="/.test(script))
      .map((script) => script.slice(script.indexOf(">") + 1))
      .map((script) => `'sha256-${createHash("sha256").update(script).digest("base64")}'`);
    const allowed = /script-src 'self' ([^;]*);/.exec(policy)?.[1]?.split(" ");
    expect(new Set(allowed)).toEqual(new Set(hashes));
    expect(hashes.length).toBeGreaterThan(0);
  });

  it("contains nothing that its policy would block", () => {
    const elements = html.replace(/<script[^>]*>.*?<\/script>/gs, "");
    expect(elements).not.toMatch(/<style|\sstyle="|\son[a-z]+="|href="javascript:|<base|<iframe/);
    expect(elements).not.toMatch(
      /(?:src|href|action)="(?:https?:)?\/\/[^"]*"[^>]*>(?<=<(?:script|link|img)[^>]*)/,
    );
  });
});

describe("every file", () => {
  it("has a known type", () => {
    const unknown = files.filter(([, file]) => typeOf(file) === "application/octet-stream");
    expect(unknown.map(([address]) => address)).toEqual([]);
  });

  it("has the same content in each encoding", () => {
    const decoders = { br: brotliDecompressSync, gzip: gunzipSync };
    for (const [encoding, decode] of Object.entries(decoders)) {
      const encoded = files.flatMap(([address, file]) => {
        const variant = file.variants.get(encoding as keyof typeof decoders);
        return variant === undefined ? [] : [{ address, file, variant }];
      });
      // Every page is compressible text.
      expect(encoded.length, encoding).toBeGreaterThanOrEqual(pages.length);
      for (const { address, file, variant } of encoded) {
        expect(decode(variant.body).equals(content(file)), `${encoding} ${address}`).toBe(true);
      }
    }
  });

  it("has a hash in its name if browsers keep it for ever", () => {
    const kept = files
      .filter(([, { headers }]) => headers["Cache-Control"]?.includes("immutable") === true)
      .map(([address]) => address);
    // Each page loads some, and each kind is among them.
    for (const folder of ["/_next/static/chunks/", "/_next/static/media/", "/worker/"]) {
      expect(kept.filter((address) => address.startsWith(folder)).length, folder).toBeGreaterThan(
        0,
      );
    }
    for (const address of kept) expect(address).toMatch(/[\w-]{8,}(?:\.[\w-]+)*\.\w+$/);
  });

  it("excludes the page for unknown addresses, which has no address of its own", () => {
    expect(site.files.has("/404.html")).toBe(false);
    expect(readFileSync(join(OUT, "404.html"), "utf8")).toContain("<html");
  });
});

it("allows WebAssembly in the worker, and in no page", () => {
  const workers = files.filter(([, { headers }]) =>
    headers["Content-Security-Policy"]?.includes("wasm-unsafe-eval"),
  );
  expect(workers.length).toBeGreaterThan(0);
  for (const [address] of workers) expect(address).toMatch(/^\/worker\/[\w.-]+\.js$/);
});
