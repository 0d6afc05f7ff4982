import { ensureInstalled, turbo } from "./readiness.mjs";

/**
 * `npm run setup`: installs what the lock file says and builds everything; what is up to date is left as it
 * is. With `--no-build` it only installs: lint and the type check read sources.
 */

await ensureInstalled();
if (!process.argv.includes("--no-build")) await turbo("run", "build");
