import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

/**
 * Not kept offline: the root page, which the server replaces by a redirect to a language; the pages for
 * unknown addresses; manifests of a router that this portal does not use; and what the server's administrator
 * may replace.
 */
const EXCLUDED =
  /^(?:index\.(?:html|txt)|__next\.[^/]*|404.*|(?:en|es)\/404\/.*|_not-found\/.*|_next\/static\/pct\/.*|brand\/.*)$/;

/**
 * Writes `service-worker.js`: a list of the files to keep, by path and SHA-256, and the program. Any change
 * of the portal changes the list, so browsers detect a new version.
 *
 * @param program - The built `service-worker/service-worker.ts`.
 */
export async function writeServiceWorker(
  folder: string,
  paths: readonly string[],
  program: string,
): Promise<void> {
  const kept = paths.filter((path) => !EXCLUDED.test(path) && path !== "service-worker.js");
  const entries = await Promise.all(
    kept.map(async (path) => [urlPathOf(path), await integrityOf(join(folder, path))] as const),
  );
  const list = JSON.stringify(Object.fromEntries(entries));
  const source = `const FILES = ${list};\n${await readFile(program, "utf8")}`;
  await writeFile(join(folder, "service-worker.js"), source);
}

/** `/es/send/` for `es/send/index.html`. Next's file names contain characters that URLs escape. */
function urlPathOf(path: string): string {
  return new URL(`/${path}`, "https://portal.invalid").pathname.replace(/\/index\.html$/, "/");
}

async function integrityOf(path: string): Promise<string> {
  const hash = createHash("sha256").update(await readFile(path));
  return `sha256-${hash.digest("base64")}`;
}
