import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

/**
 * Not kept offline: the choice of a language, which our server answers with a redirection; what is
 * shown where there is nothing; and lists for a router that this portal does not use.
 */
const LEFT_OUT =
  /^(?:index\.(?:html|txt)|__next\.[^/]*|404.*|(?:en|es)\/404\/.*|_not-found\/.*|_next\/static\/pct\/.*)$/;

/**
 * Writes `service-worker.js`: the program, and before it the list of all that it keeps, by address and
 * SHA-256. Whatever changes in the portal changes the list, which is how a browser learns of it.
 *
 * @param program - The built `service-worker/service-worker.ts`.
 */
export async function writeServiceWorker(
  folder: string,
  paths: readonly string[],
  program: string,
): Promise<void> {
  const kept = paths.filter((path) => !LEFT_OUT.test(path) && path !== "service-worker.js");
  const entries = await Promise.all(
    kept.map(async (path) => [addressOf(path), await integrityOf(join(folder, path))] as const),
  );
  const list = JSON.stringify(Object.fromEntries(entries));
  const source = `const FILES = ${list};\n${await readFile(program, "utf8")}`;
  await writeFile(join(folder, "service-worker.js"), source);
}

/** `/es/send/` for `es/send/index.html`; the names of Next's own files hold characters that URLs escape. */
function addressOf(path: string): string {
  return new URL(`/${path}`, "https://portal.invalid").pathname.replace(/\/index\.html$/, "/");
}

async function integrityOf(path: string): Promise<string> {
  const hash = createHash("sha256").update(await readFile(path));
  return `sha256-${hash.digest("base64")}`;
}
