import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { pagePolicyForMeta } from "@pct/csp";

/**
 * Writes the content security policy into each page, so that it applies on any file server. The portal's
 * own server also sends it as a header, which covers the whole response and forbids framing.
 */
export async function insertPolicies(folder: string, paths: readonly string[]): Promise<void> {
  const pages = paths.filter((path) => path.endsWith(".html"));
  await Promise.all(
    pages.map(async (path) => {
      const html = await readFile(join(folder, path), "utf8");
      await writeFile(join(folder, path), withPolicy(html));
    }),
  );
}

/**
 * Inserts the policy as early in the head as possible: it does not apply to elements before it. Only the
 * encoding precedes it, which browsers look for in the first 1,024 bytes.
 */
export function withPolicy(html: string): string {
  const head = /<head[^>]*>(?:<meta charset="utf-8"\/?>)?/i.exec(html);
  if (head === null) throw new TypeError("the page has no head");
  const at = head.index + head[0].length;
  const policy = pagePolicyForMeta(html).replaceAll('"', "&quot;");
  const meta = `<meta http-equiv="Content-Security-Policy" content="${policy}"/>`;
  return html.slice(0, at) + meta + html.slice(at);
}
