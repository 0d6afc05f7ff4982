import { ensureBuilt, ensureInstalled } from "./readiness.mjs";

/**
 * `npm start`: installs and builds what is missing, then serves the portal. package.json starts it with
 * `--max-semi-space-size=4`, which saves twenty megabytes under load: most objects of a request die young.
 */

await ensureInstalled();
await ensureBuilt();
await import("../apps/server/dist/server.js");
if (process.env.npm_lifecycle_event !== undefined) endWithParent();

/** A signal to npm ends npm and its shell, but does not reach this process, which would keep the port. */
function endWithParent() {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    process.kill(process.pid, "SIGTERM");
  }, 250);
  watch.unref();
}
