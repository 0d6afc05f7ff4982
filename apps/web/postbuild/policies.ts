import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { pagePolicyForMeta } from "@pct/csp";

/**
 * Writes its policy into each page, so that it holds on any file server. Our own sends it as a header,
 * too, which is stricter: it comes before the first byte, and keeps the page out of frames.
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
 * First in the head, since a policy does not reach back to what stands before it; only the encoding
 * goes before, which browsers look for in the first 1,024 bytes.
 */
export function withPolicy(html: string): string {
  const head = /<head[^>]*>(?:<meta charset="utf-8"\/?>)?/i.exec(html);
  if (head === null) throw new TypeError("a page without a head");
  const at = head.index + head[0].length;
  const policy = pagePolicyForMeta(html).replaceAll('"', "&quot;");
  const meta = `<meta http-equiv="Content-Security-Policy" content="${policy}"/>`;
  return html.slice(0, at) + meta + html.slice(at);
}
