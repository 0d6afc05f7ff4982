import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

import { environment } from "./measure.mjs";

/**
 * `npm run bench`: compares the product with the programs that people would use instead, and prints the Markdown
 * of docs/benchmarks.md. `npm run bench -- files` runs one area. No test depends on a time.
 */

const AREAS = ["commands", "files", "passwords", "relay"];

const chosen = process.argv.slice(2);
const unknown = chosen.filter((area) => !AREAS.includes(area));
if (unknown.length > 0) {
  console.error(`no such area: ${unknown.join(", ")}. Areas: ${AREAS.join(", ")}`);
  process.exit(2);
}
for (const area of chosen.length > 0 ? chosen : AREAS) {
  const script = fileURLToPath(new URL(`./${area}.mjs`, import.meta.url));
  const { status } = spawnSync(process.execPath, [script], { stdio: "inherit", env: environment });
  if (status !== 0) process.exit(status ?? 1);
}
