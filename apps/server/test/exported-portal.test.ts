import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";

import { describe, expect, it } from "vitest";

import { loadSite } from "#/portal/site.js";
import type { StaticFile } from "#/portal/site.js";

/** What the server makes of the portal as it is built. */

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

  it("lets in each of its inline scripts, and no other", () => {
    // Apart from the server's own way of finding them: by where they begin and end.
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

  it("has nothing that its policy would block", () => {
    const elements = html.replace(/<script[^>]*>.*?<\/script>/gs, "");
    expect(elements).not.toMatch(/<style|\sstyle="|\son[a-z]+="|href="javascript:|<base|<iframe/);
    expect(elements).not.toMatch(
      /(?:src|href|action)="(?:https?:)?\/\/[^"]*"[^>]*>(?<=<(?:script|link|img)[^>]*)/,
    );
  });
});

describe("every file", () => {
  it("has a type of its own", () => {
    const unknown = files.filter(([, file]) => typeOf(file) === "application/octet-stream");
    expect(unknown.map(([address]) => address)).toEqual([]);
  });

  it("is the same however it is sent", () => {
    for (const [address, file] of files) {
      const { br, gzip } = Object.fromEntries(file.variants);
      const same = (bytes: Buffer): boolean => content(file).equals(bytes);
      if (br !== undefined) expect(same(brotliDecompressSync(br.body)), address).toBe(true);
      if (gzip !== undefined) expect(same(gunzipSync(gzip.body)), address).toBe(true);
    }
  });

  it("that is kept for ever has a hash in its name", () => {
    for (const [address, file] of files) {
      const isKept = file.headers["Cache-Control"]?.includes("immutable") === true;
      if (isKept) expect(address).toMatch(/[\w-]{8,}(?:\.[\w-]+)*\.\w+$/);
    }
  });

  it("comes from the build: a page that is missing is not among them", () => {
    expect(site.files.has("/404.html")).toBe(false);
    expect(readFileSync(join(OUT, "404.html"), "utf8")).toContain("<html");
  });
});

it("the worker may compile WebAssembly, and pages may not", () => {
  const workers = files.filter(([, { headers }]) =>
    headers["Content-Security-Policy"]?.includes("wasm-unsafe-eval"),
  );
  expect(workers.length).toBeGreaterThan(0);
  for (const [address] of workers) expect(address).toMatch(/^\/worker\/[\w.-]+\.js$/);
});
