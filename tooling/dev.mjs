import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { join } from "node:path";

import { ensureInstalled, turbo } from "./readiness.mjs";

/**
 * `npm run dev`: serves the pages with hot reload, and the relay beside them. Rebuilds the texts, the
 * workers and the relay when their sources change. The server's headers are missing here: Next needs
 * `eval` for hot reload, which our policy forbids.
 */

await ensureInstalled();
await turbo(
  "run",
  "build",
  "--filter=@pct/web^...",
  "--filter=@pct/server",
  "--output-logs=errors-only",
);

const root = join(import.meta.dirname, "..");
const web = join(root, "apps/web");
const server = join(root, "apps/server");
const messages = join(root, "packages/messages");
const { PORT: port = "3000", HOST: host = "127.0.0.1" } = process.env;

// This build writes the name of the worker, which contains a hash, where the pages import it.
const code = await ended(start(web, "tsup", ["--silent"]));
if (code !== 0) process.exit(code);
const relayPort = await freePort();
const relay = { HOST: "127.0.0.1", PORT: relayPort };
const watching = ["--no-clean", "--silent"];
const programs = [
  run(
    ["--watch", "--watch-preserve-output", join(server, "dist/relay-only.js")],
    process.cwd(),
    relay,
  ),
  start(messages, "tsup", ["--watch", "src", "--no-dts", ...watching]),
  start(server, "tsup", ["--watch", "src", ...watching]),
  start(web, "tsup", ["--watch", "worker", "--watch", "service-worker", ...watching]),
  start(web, "next", ["dev", "--port", port, "--hostname", host], {
    PCT_DEV_RELAY: `http://127.0.0.1:${relayPort}`,
  }),
];

let isStopped = false;
for (const signal of ["SIGINT", "SIGTERM"]) {
  process.on(signal, () => {
    isStopped = true;
    end();
  });
}
// When one program ends, end the others too.
const firstCode = await Promise.race(programs.map(ended));
end();
process.exitCode = isStopped ? 0 : firstCode;

function end() {
  for (const program of programs) program.kill();
}

/** Starts a workspace's tool by its own file: a link in node_modules/.bin is a script on Windows. */
function start(folder, tool, args, env) {
  const manifest = createRequire(join(folder, "package.json")).resolve(`${tool}/package.json`);
  const { bin } = createRequire(manifest)(manifest);
  return run([join(manifest, "..", bin[tool]), ...args], folder, env);
}

function run(args, cwd, env) {
  return spawn(process.execPath, args, {
    cwd,
    stdio: "inherit",
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", ...env },
  });
}

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((done) => server.once("listening", done));
  const { port } = server.address();
  await new Promise((done) => server.close(done));
  return port.toString();
}

function ended(program) {
  return new Promise((done, fail) => {
    program.once("error", fail);
    program.once("exit", (code) => done(code ?? 1));
  });
}
