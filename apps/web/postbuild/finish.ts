import { join } from "node:path";

import { compressFiles } from "./compression.js";
import { filesIn } from "./exported-files.js";
import { copyLicences } from "./licences.js";
import { insertPolicies } from "./policies.js";
import { writeServiceWorker } from "./service-worker.js";

/**
 * Completes the exported portal after `next build`. The order matters: the service worker lists the hashes
 * of the licences and of the pages with their policies, and all of them are compressed last.
 */

const out = join(import.meta.dirname, "../out");

await copyLicences(out);
await insertPolicies(out, await filesIn(out));
await writeServiceWorker(
  out,
  await filesIn(out),
  join(import.meta.dirname, "service-worker/service-worker.js"),
);
await compressFiles(out, await filesIn(out));
