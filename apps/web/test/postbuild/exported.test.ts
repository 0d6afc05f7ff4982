import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";

import { expect, it, onTestFinished } from "vitest";

import { compressFiles } from "../../postbuild/compression.js";
import { filesIn } from "../../postbuild/exported-files.js";
import { writeServiceWorker } from "../../postbuild/service-worker.js";

/** The built portal. */
const out = join(import.meta.dirname, "../../out");

async function exported(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "pct-exported-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
  return folder;
}

it("lists every page and asset for the service worker by path and hash, without redirects", async () => {
  const folder = await exported({
    "index.html": "choice",
    "404.html": "nothing here",
    "_not-found/index.html": "nothing here",
    "es/index.html": "inicio",
    "es/send/__next.$d$lang.send.txt": "payload",
    "es/404/index.html": "nada",
    "_next/static/chunks/a.js": "a()",
    "_next/static/pct/_buildManifest.js": "b()",
    "worker/crypto-ABCDEFGH.js": "c()",
  });
  const program = join(await exported({ "program.js": "run();" }), "program.js");
  await writeServiceWorker(folder, await filesIn(folder), program);
  const script = await readFile(join(folder, "service-worker.js"), "utf8");
  const [, list = ""] = /^const FILES = (.*);\nrun\(\);$/.exec(script) ?? [];
  const hash = (text: string): string =>
    `sha256-${createHash("sha256").update(text).digest("base64")}`;
  expect(JSON.parse(list)).toEqual({
    "/_next/static/chunks/a.js": hash("a()"),
    "/es/": hash("inicio"),
    "/es/send/__next.$d$lang.send.txt": hash("payload"),
    "/worker/crypto-ABCDEFGH.js": hash("c()"),
  });

  await writeServiceWorker(folder, await filesIn(folder), program);
  expect(await readFile(join(folder, "service-worker.js"), "utf8")).toBe(script);
});

it("writes compressed copies of text files, the same in every build", async () => {
  const text = "<p>hola</p>".repeat(500);
  const folder = await exported({
    "es/index.html": text,
    "font.woff2": text,
    "short.txt": "short",
  });
  await compressFiles(folder, await filesIn(folder));
  expect(await filesIn(folder)).toEqual([
    "es/index.html",
    "es/index.html.br",
    "es/index.html.gz",
    "font.woff2",
    "short.txt",
  ]);
  const gzip = await readFile(join(folder, "es/index.html.gz"));
  const brotli = await readFile(join(folder, "es/index.html.br"));
  expect(gunzipSync(gzip).toString()).toBe(text);
  expect(brotliDecompressSync(brotli).toString()).toBe(text);
  await compressFiles(folder, ["es/index.html"]);
  expect(await readFile(join(folder, "es/index.html.gz"))).toEqual(gzip);
});

it("includes the licences of the fonts", async () => {
  const licences = (await filesIn(out)).filter((path) => /^licences\/[^.]+\.txt$/.test(path));
  expect(licences.length).toBe(2);
  for (const path of licences) {
    expect(await readFile(join(out, path), "utf8")).toContain("SIL OPEN FONT LICENSE");
  }
});
