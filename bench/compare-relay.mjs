import { fork, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

import { environment, machine, markdown, median } from "./measure.mjs";

/**
 * Compares two builds of the server in interleaved rounds, by requests per second of the server's processor
 * time: `node bench/compare-relay.mjs --old SERVER [--new SERVER]`. Linux only.
 *
 * SERVER is the path of a built server.js, or a command whose process is the server itself; `--new` is this
 * checkout's by default. `--rounds` and `--seconds` (per measurement) make it longer. Both servers run on
 * SQLite and show their own portal.
 */

const { values } = parseArgs({
  options: {
    old: { type: "string" },
    new: { type: "string", default: file("../apps/server/dist/server.js") },
    rounds: { type: "string", default: "6" },
    seconds: { type: "string", default: "2" },
  },
});
if (values.old === undefined) throw new Error("--old SERVER is missing");
const ROUNDS = Number(values.rounds);
const SECONDS = Number(values.seconds);

const CONNECTIONS = 16;
const PAGE = "/es/";
/** Microseconds of a clock tick in /proc. */
const TICK = 10_000;
const LIFE = ["create", "deliver", "collect", "acknowledge", "cancel"];
/** Long enough for a job that ends when no request is left. */
const UNTIL_DONE = 120;

const results = new Map();
for (let round = 0; round < ROUNDS; round++) {
  for (const build of round % 2 === 0 ? ["old", "new"] : ["new", "old"]) await measure(build);
}

console.log(
  `\n${machine()}; ${CONNECTIONS} connections, ${ROUNDS} rounds of ${SECONDS} s; requests per CPU second\n`,
);
const rows = [...results].map(([what, rates]) => [
  what,
  median(rates.old).toFixed(0),
  median(rates.new).toFixed(0),
  (median(rates.new) / median(rates.old)).toFixed(3),
]);
console.log(markdown(["", "old", "new", "new / old"], rows));

async function measure(build) {
  const folder = mkdtempSync(join(tmpdir(), "pct-compare-"));
  const server = startServer(values[build], folder);
  const load = fork(file("relay-load.mjs"), { serialization: "advanced" });
  try {
    const [port] = await Promise.all([portOf(server), once(load, "message")]);
    const ask = async (steps, seconds = SECONDS) => {
      load.send({ port, connections: CONNECTIONS, steps, seconds });
      const [result] = await once(load, "message");
      return result.rounds;
    };
    const note = async (what, requests) => {
      const before = cpuMicroseconds(server.pid);
      const count = await requests();
      const rate = (count * 1e6) / (cpuMicroseconds(server.pid) - before);
      if (!results.has(what)) results.set(what, { old: [], new: [] });
      results.get(what)[build].push(rate);
    };
    await ask(LIFE);
    await note("create", () => ask(["create"]));
    await note("deliver", () => ask(["deliver"], UNTIL_DONE));
    await ask(["create", "deliver"]);
    await note("collect", () => ask(["collect"]));
    await ask(["create", "deliver"]);
    await note("acknowledge", () => ask(["acknowledge"], UNTIL_DONE));
    await getPages(port, 1);
    await note("page", () => getPages(port, SECONDS));
  } finally {
    load.kill();
    server.kill();
    await once(server, "exit");
    rmSync(folder, { recursive: true });
  }
}

function startServer(program, folder) {
  const env = { ...environment, PORT: "0", PCT_DATA_DIR: folder };
  Object.assign(env, { PCT_RATE_LIMIT: "off", PCT_MAX_REQUESTS: "1000000" });
  // All load comes from one client. Its share is counted, but not used up.
  Object.assign(env, { PCT_CLIENT_REQUESTS: "1000000", PCT_CLIENT_BYTES: String(2 ** 40) });
  const options = { env, stdio: ["ignore", "pipe", "inherit"] };
  return program.endsWith(".js")
    ? spawn(process.execPath, ["--max-semi-space-size=4", program], options)
    : spawn("/bin/sh", ["-c", `exec ${program}`], options);
}

/** The port in the line that the server prints when it is ready. Goes on reading: a full pipe stops the server. */
function portOf(server) {
  return new Promise((resolve, reject) => {
    let output = "";
    let port;
    server.stdout.on("data", (part) => {
      if (port !== undefined) return;
      output += part;
      [, port] = /http:\/\/\S+:(\d+)/.exec(output) ?? [];
      if (port !== undefined) resolve(Number(port));
    });
    server.once("exit", () => reject(new Error(`the server has ended: ${output}`)));
  });
}

/** User and system time of a process. */
function cpuMicroseconds(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1].split(" ");
  return (Number(fields[11]) + Number(fields[12])) * TICK;
}

/** Fetches a page as a browser does, one request after another on each connection; returns how many. */
async function getPages(port, seconds) {
  const end = performance.now() + seconds * 1000;
  const counts = await Promise.all(
    Array.from({ length: CONNECTIONS }, () => getPagesOnOneConnection(port, end)),
  );
  return counts.reduce((sum, count) => sum + count, 0);
}

function getPagesOnOneConnection(port, end) {
  const head = [`GET ${PAGE} HTTP/1.1`, `Host: localhost:${port}`, "Accept-Encoding: gzip, br"];
  const request = `${head.join("\r\n")}\r\n\r\n`;
  return new Promise((resolve, reject) => {
    let count = 0;
    let missing = 0;
    const socket = connect({ port, host: "127.0.0.1", noDelay: true }, () => socket.write(request));
    socket.on("error", reject);
    socket.on("data", (part) => {
      if (missing === 0) missing = bytesOfAnswer(part);
      missing -= part.length;
      if (missing > 0) return;
      count++;
      if (performance.now() < end) socket.write(request);
      else {
        socket.destroy();
        resolve(count);
      }
    });
  });
}

/** Bytes of an answer, from its first part, which contains the whole head. */
function bytesOfAnswer(part) {
  const head = part.latin1Slice(0, part.indexOf("\r\n\r\n"));
  if (!head.startsWith("HTTP/1.1 200")) throw new Error(`page: ${head.slice(0, 12)}`);
  return head.length + 4 + Number(/\r\ncontent-length: (\d+)/i.exec(head)[1]);
}

function file(name) {
  return fileURLToPath(new URL(name, import.meta.url));
}
