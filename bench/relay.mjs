import { fork, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

import { environment, machine, markdown, median, quantile } from "./measure.mjs";

/**
 * Measures the built server's relay, one process on SQLite with `synchronous=FULL`, and an upper bound
 * (relay-ceiling.mjs). Options: `--seconds` per measurement, `--rounds`, and `--soak` for that many seconds of
 * steady load with memory figures. Two client processes hold 32 connections together.
 */

const { values } = parseArgs({
  options: {
    seconds: { type: "string", default: "5" },
    rounds: { type: "string", default: "5" },
    soak: { type: "string", default: "0" },
  },
});
const SECONDS = Number(values.seconds);
const ROUNDS = Number(values.rounds);
const SOAK = Number(values.soak);

/** Warm-up of a server, in seconds. */
const WARM_UP = 4;
const LOADS = 2;
/** The flag of `npm start`. */
const FLAG = "--max-semi-space-size=4";
const CONNECTIONS = 32;
const GIVE = ["create", "deliver"];
const LOOK = ["collect"];
const TAKE = [...LOOK, "acknowledge"];
const LIFE = [...GIVE, ...TAKE, "cancel"];

const file = (name) => fileURLToPath(new URL(name, import.meta.url));
const SERVERS = {
  relay: file("../apps/server/dist/server.js"),
  "node:http + Map": file("relay-ceiling.mjs"),
};
const [OURS, CEILING] = Object.keys(SERVERS);

console.log(`${machine()}; ${CONNECTIONS} connections, ${ROUNDS} rounds of ${SECONDS} s\n`);

const rates = new Map();
const calm = new Map(LIFE.map((step) => [step, []]));
const peaks = [];
for (let round = 0; round < ROUNDS; round++) {
  for (const name of Object.keys(SERVERS)) {
    await withServer(name, async (ask, memory) => {
      await ask({ steps: LIFE, seconds: WARM_UP });
      const give = await ask({ steps: GIVE, seconds: SECONDS });
      const look = await ask({ steps: LOOK, seconds: SECONDS });
      const take = await ask({ steps: TAKE, seconds: SECONDS });
      note(name, "create + deliver", give);
      note(name, "collect", look);
      note(name, "collect + acknowledge", take);
      if (name !== OURS) return;
      for (const [steps, peak] of [
        [GIVE, give],
        [TAKE, take],
      ]) {
        const { latencies } = await ask({ steps, seconds: SECONDS, rate: peak.rate / 2 });
        for (const step of steps) calm.get(step).push(quantile(latencies[step], 0.99));
      }
      peaks.push(memory());
    });
  }
}
report();
if (SOAK > 0) await soak();

function note(name, what, { rate, latencies }) {
  const key = `${what}: ${name}`;
  const all = Object.values(latencies).flat();
  if (!rates.has(key)) rates.set(key, { what, name, rates: [], p50: [], p99: [] });
  const noted = rates.get(key);
  noted.rates.push(rate);
  noted.p50.push(quantile(all, 0.5));
  noted.p99.push(quantile(all, 0.99));
}

function report() {
  const rows = [...rates.values()].map(({ what, name, rates, p50, p99 }) => [
    what,
    name,
    median(rates).toFixed(0),
    median(p50).toFixed(1),
    median(p99).toFixed(1),
  ]);
  const head = ["", "", "per second", "p50 ms", "p99 ms"];
  console.log(markdown(head, rows));
  const share = (what) =>
    median(rates.get(`${what}: ${OURS}`).rates) / median(rates.get(`${what}: ${CEILING}`).rates);
  const late = Math.max(...[...GIVE, ...TAKE].map((step) => median(calm.get(step))));
  const reached = [
    ["create + deliver, × node:http + Map", "≥ 0.35", share("create + deliver").toFixed(2)],
    ["collect, × node:http + Map", "≥ 0.5", share("collect").toFixed(2)],
    [
      "collect + acknowledge, × node:http + Map",
      "≥ 0.5",
      share("collect + acknowledge").toFixed(2),
    ],
    ["p99 of an answer at half of that rate, ms", "≤ 30", late.toFixed(1)],
    ["highest memory, MiB", "< 120", Math.max(...peaks).toFixed(0)],
  ];
  console.log(`\n${markdown(["", "target", "reached"], reached)}`);
}

/** Requests from creation to the end at half of the maximum rate, and the memory over time. */
async function soak() {
  await withServer(OURS, async (ask, memory, resident) => {
    await ask({ steps: LIFE, seconds: WARM_UP });
    const { rate } = await ask({ steps: LIFE, seconds: SECONDS });
    const samples = [];
    const timer = setInterval(() => samples.push(resident()), 1000);
    const { rounds } = await ask({ steps: LIFE, seconds: SOAK, rate: rate / 2 });
    clearInterval(timer);
    const part = Math.floor(samples.length / 5);
    const [second, last] = [samples.slice(part, 2 * part), samples.slice(-part)];
    console.log(
      `\n${rounds} requests from their making to their end in ${SOAK} s: ` +
        `${median(second).toFixed(0)} MiB in the second fifth, ${median(last).toFixed(0)} in the last, ` +
        `${memory().toFixed(0)} at most.`,
    );
  });
}

/** Starts a server and its clients; passes functions to run a job and to read the server's memory. */
async function withServer(name, measure) {
  const folder = mkdtempSync(join(tmpdir(), "pct-relay-"));
  const port = await freePort();
  const env = {
    ...environment,
    ...{ PORT: port, PCT_DATA_DIR: folder, PCT_RATE_LIMIT: "off", PCT_MAX_REQUESTS: 1_000_000 },
    // All load comes from one client. Its share is counted, but not used up.
    ...{ PCT_CLIENT_REQUESTS: 1_000_000, PCT_CLIENT_BYTES: 2 ** 40, PCT_CLIENT_UPLOADS: 10_000 },
  };
  const server = spawn(process.execPath, [FLAG, SERVERS[name]], {
    env,
    stdio: ["ignore", "ignore", "inherit"],
  });
  const loads = Array.from({ length: LOADS }, () =>
    fork(file("relay-load.mjs"), { serialization: "advanced" }),
  );
  try {
    await Promise.all([isListening(port), ...loads.map((load) => once(load, "message"))]);
    const memory = (field) =>
      Number(
        new RegExp(`${field}:\\s+(\\d+)`).exec(
          readFileSync(`/proc/${server.pid}/status`, "utf8"),
        )[1],
      ) / 1024;
    await measure(
      (job) => together(loads, { port, ...job }),
      () => memory("VmHWM"),
      () => memory("VmRSS"),
    );
  } finally {
    for (const load of loads) load.kill();
    server.kill();
    await once(server, "exit");
    rmSync(folder, { recursive: true });
  }
}

/** Divides a job among the clients and waits for all of them. */
async function together(loads, job) {
  const part = { ...job, connections: CONNECTIONS / LOADS };
  if (job.rate !== undefined) part.rate = job.rate / LOADS;
  const results = await Promise.all(
    loads.map(async (load) => {
      load.send(part);
      const [result] = await Promise.race([once(load, "message"), died(load)]);
      return result;
    }),
  );
  return {
    rounds: results.reduce((sum, { rounds }) => sum + rounds, 0),
    rate: results.reduce((sum, { rounds, seconds }) => sum + rounds / seconds, 0),
    latencies: Object.fromEntries(
      job.steps.map((step) => [step, results.flatMap(({ latencies }) => latencies[step])]),
    ),
  };
}

async function died(load) {
  const [code] = await once(load, "exit");
  throw new Error(`a client has ended: ${code}`);
}

async function isListening(port) {
  for (let attempt = 0; attempt < 100; attempt++) {
    const socket = connect(port, "127.0.0.1");
    const isOpen = await new Promise((done) => {
      socket.once("connect", () => done(true));
      socket.once("error", () => done(false));
    });
    socket.destroy();
    if (isOpen) return;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error("the server does not listen");
}

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}
