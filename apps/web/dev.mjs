import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { join } from "node:path";

import { ensureInstalled, turbo } from "./readiness.mjs";

/**
 * `npm run dev`: the pages with hot reload, beside the relay and what builds their texts, their workers
 * and the relay whenever one of those changes. The headers of the server are not there: Next needs
 * `eval` to reload.
 */

await ensureInstalled();
await turbo("run", "build", "--filter=@pct/web^...", "--output-logs=errors-only");

const web = import.meta.dirname;
const messages = join(web, "../../packages/messages");
const { PORT: port = "3000", HOST: host = "127.0.0.1" } = process.env;

// The pages name the worker by the hash that this finds.
const code = await ended(start(web, "tsup", ["--silent"]));
if (code !== 0) process.exit(code);
const relayPort = await freePort();
const relay = { HOST: "127.0.0.1", PORT: relayPort };
const programs = [
  run(
    ["--watch", "--watch-preserve-output", join(web, "dist/relay-alone.js")],
    process.cwd(),
    relay,
  ),
  start(messages, "tsup", ["--watch", "src", "--no-dts", "--no-clean", "--silent"]),
  start(web, "tsup", [
    ...["--watch", "worker", "--watch", "service-worker", "--watch", "server"],
    ...["--no-clean", "--silent"],
  ]),
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
// Whichever ends first ends the others.
const firstCode = await Promise.race(programs.map(ended));
end();
process.exitCode = isStopped ? 0 : firstCode;

function end() {
  for (const program of programs) program.kill();
}

/** Starts a tool of the portal by its own file: a link in node_modules/.bin is a script on Windows. */
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

/** Only Next knows it. */
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
