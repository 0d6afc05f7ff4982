import { join } from "node:path";

import { compressFiles } from "./compression.js";
import { filesIn } from "./exported-files.js";
import { copyLicences } from "./licences.js";
import { insertPolicies } from "./policies.js";
import { writeServiceWorker } from "./service-worker.js";

/**
 * What is done to the exported pages after `next build`, in this order: the licences of the fonts come
 * along, each page gets its policy, the service worker learns the bytes of every file, and each file gets
 * its compressed twins.
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
