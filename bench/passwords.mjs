import { spawn } from "node:child_process";
import { once } from "node:events";
import { monitorEventLoopDelay, performance } from "node:perf_hooks";
import { createInterface } from "node:readline";

import { hashPassword, verifyPassword } from "../packages/security/dist/index.js";
import {
  environment,
  has,
  interleaveCalls,
  machine,
  markdown,
  median,
  quantile,
} from "./measure.mjs";

/**
 * Compares password checks with Python's werkzeug and the reference program of argon2, one at a time and four
 * at once. Python keeps running and reads its own clock, so neither its start nor the pipe counts.
 */

const ROUNDS = 21;
const PASSWORD = "correct horse battery staple";
const FOUR = [1, 2, 3, 4];

/** Werkzeug supports scrypt from 2.3; for older versions the program calls `hashlib.scrypt`, as newer ones do. */
const PYTHON = `
import hashlib, hmac, json, platform, sys, time
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import version
from werkzeug import security

try:
    security.generate_password_hash("x", "scrypt:1024:8:1")
    has_scrypt = True
except ValueError:
    has_scrypt = False

def check(stored, password):
    if has_scrypt or not stored.startswith("scrypt:"):
        return security.check_password_hash(stored, password)
    method, salt, digest = stored.split("$")
    n, r, p = map(int, method.split(":")[1:])
    key = hashlib.scrypt(password.encode(), salt=salt.encode(), n=n, r=r, p=p, maxmem=132 * n * r * p)
    return hmac.compare_digest(key.hex(), digest)

pool = ThreadPoolExecutor(4)
print(json.dumps({"python": platform.python_version(), "werkzeug": version("werkzeug"), "scrypt": has_scrypt}), flush=True)
for line in sys.stdin:
    request = json.loads(line)
    work = [(request["stored"], request["password"])] * request["count"]
    start = time.perf_counter()
    if request["threads"]:
        results = list(pool.map(lambda arguments: check(*arguments), work))
    else:
        results = [check(*arguments) for arguments in work]
    print(json.dumps({"seconds": time.perf_counter() - start, "right": all(results)}), flush=True)
`;

const command = ["python3", "/usr/bin/python3"].find((name) =>
  has(name, "-c", "import werkzeug.security"),
);
const python = command === undefined ? null : await startPython();
/** For each method, the event-loop delay while four checks run: p99 of each round. */
const delays = new Map();
const reached = [];

const versions =
  python === null ? [] : [`Python ${python.versions.python}, werkzeug ${python.versions.werkzeug}`];
console.log([machine(), ...versions].join("; "));

try {
  for (const method of ["pbkdf2:sha512:50000", "pbkdf2:sha512:220000", "scrypt:32768:8:1"]) {
    if (python !== null) await werkzeugSection(method);
  }
  if (has("sh", "-c", "command -v argon2")) await argon2Section();
} finally {
  python?.stop();
}
console.log(`\n### Targets\n\n${markdown(["", "target", "reached"], reached)}`);

/** A Python process that checks one password per line. */
async function startPython() {
  const child = spawn(command, ["-c", PYTHON], {
    env: environment,
    stdio: ["pipe", "pipe", "inherit"],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const answer = async () => JSON.parse((await lines.next()).value);
  const versions = await answer();
  return {
    versions,
    /** Milliseconds for this many checks, by its own clock. */
    async check(stored, count, threads) {
      child.stdin.write(`${JSON.stringify({ stored, password: PASSWORD, count, threads })}\n`);
      const { seconds, right } = await answer();
      if (!right) throw new Error("Python says no");
      return seconds * 1000;
    },
    stop: () => child.stdin.end(),
  };
}

async function werkzeugSection(method) {
  const stored = await hashPassword(PASSWORD, { method });
  const theirs = method.startsWith("scrypt") && !python.versions.scrypt ? "hashlib" : "werkzeug";
  const times = await interleaveCalls(
    [
      { name: "ours, one", measure: () => time(() => verify(stored)) },
      { name: `${theirs}, one`, measure: () => python.check(stored, 1, false) },
      { name: "ours, four at once", measure: () => fourAtOnce(method, stored) },
      { name: `${theirs}, four threads`, measure: () => python.check(stored, 4, true) },
      { name: `${theirs}, four in turn`, measure: () => python.check(stored, 4, false) },
    ],
    ROUNDS,
  );
  const one = `${theirs}, one`;
  report(method, times, one);
  const ratio = median(times.get("ours, one")) / median(times.get(one));
  const throughput = (4 * median(times.get(one))) / median(times.get("ours, four at once"));
  reached.push([`\`${method}\`: time of one, × ${theirs}`, "≤ 1", ratio.toFixed(2)]);
  reached.push([`passwords per second of four, × ${one}`, "≥ 2.5", throughput.toFixed(2)]);
  reached.push(["event-loop delay, p99 ms", "< 20", delay(method)]);
}

async function argon2Section() {
  const stored = await hashPassword(PASSWORD);
  const reported = [];
  const times = await interleaveCalls(
    [
      { name: "ours, one", measure: () => time(() => verify(stored)) },
      {
        name: "argon2, one",
        measure: () => time(async () => reported.push(await runArgon2())),
      },
      { name: "ours, four at once", measure: () => fourAtOnce("argon2id", stored) },
      {
        name: "argon2, four processes",
        measure: () => time(() => Promise.all(FOUR.map(runArgon2))),
      },
    ],
    ROUNDS,
  );
  // Without the start of the process. The first round is a warm-up.
  times.set("argon2, one, by its own clock", reported.slice(1));
  const own = "argon2, one, by its own clock";
  report("argon2id, m=19456, t=2, p=1", times, own);
  const ratio = median(times.get("ours, one")) / median(times.get(own));
  reached.push(["`argon2id`: time of one, × argon2 by its own clock", "≤ 1.5", ratio.toFixed(2)]);
  reached.push(["event-loop delay, p99 ms", "< 20", delay("argon2id")]);
}

async function verify(stored) {
  if (!(await verifyPassword(stored, PASSWORD))) throw new Error("ours says no");
}

async function time(call) {
  const start = performance.now();
  await call();
  return performance.now() - start;
}

/** Four checks by PCT at once, and the event-loop delay meanwhile. */
async function fourAtOnce(method, stored) {
  // A new histogram each time: one that is enabled again counts the pause as a delay.
  const histogram = monitorEventLoopDelay({ resolution: 1 });
  histogram.enable();
  const milliseconds = await time(() => Promise.all(FOUR.map(() => verify(stored))));
  histogram.disable();
  delays.set(method, [...(delays.get(method) ?? []), histogram.percentile(99) / 1e6]);
  return milliseconds;
}

/** Includes the interval of the timer, 1 ms. The first round is a warm-up. */
function delay(method) {
  const rounds = delays.get(method).slice(1);
  return `${median(rounds).toFixed(1)} (worst round ${Math.max(...rounds).toFixed(1)})`;
}

/** Milliseconds that the program reports for its hash. */
async function runArgon2() {
  const parameters = ["saltsaltsaltsalt", "-id", "-t", "2", "-k", "19456", "-p", "1", "-l", "32"];
  const child = spawn("argon2", parameters, {
    env: environment,
    stdio: ["pipe", "pipe", "ignore"],
  });
  let output = "";
  child.stdout.on("data", (data) => {
    output += data;
  });
  child.stdin.end(PASSWORD);
  await once(child, "close");
  return Number(/([\d.]+) seconds/.exec(output)[1]) * 1000;
}

function report(title, times, comparedTo) {
  const perSecond = (name, samples) => ((/four/.test(name) ? 4 : 1) * 1000) / median(samples);
  const base = perSecond(comparedTo, times.get(comparedTo));
  const rows = [...times].map(([name, samples]) => [
    name,
    median(samples).toFixed(1),
    quantile(samples, 0.9).toFixed(1),
    perSecond(name, samples).toFixed(1),
    (perSecond(name, samples) / base).toFixed(2),
  ]);
  const head = ["", "median ms", "p90 ms", "passwords per second", `× ${comparedTo}`];
  console.log(`\n### \`${title}\`\n\n${ROUNDS} rounds.\n\n${markdown(head, rows)}`);
}
