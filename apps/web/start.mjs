import { ensureBuilt, ensureInstalled } from "./readiness.mjs";

/**
 * `npm start`: whatever state the clone is in, it ends up serving the portal. It is called with a flag of
 * V8's that saves twenty megabytes under load: requests leave little behind for long.
 */

await ensureInstalled();
await ensureBuilt();
await import("./dist/server.js");
if (process.env.npm_lifecycle_event !== undefined) endWithParent();

/** A signal to npm ends npm and its shell, which does not pass it on: the server would keep the port. */
function endWithParent() {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    process.kill(process.pid, "SIGTERM");
  }, 250);
  watch.unref();
}
