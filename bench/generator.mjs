import { spawnSync } from "node:child_process";
import { performance } from "node:perf_hooks";

import { generatePassword } from "../packages/core/dist/password.js";
import { environment, has, interleaveCalls, machine, markdown, median, point } from "./measure.mjs";

/**
 * Passwords of 20 characters from the library, Python's `SystemRandom` and `pwgen -s`. Each makes many in one
 * process and, but for pwgen, reads its own clock, so that no start counts; from pwgen's time its time for one
 * password is subtracted.
 */

const ROUNDS = 11;
const COUNT = 100_000;

const PYTHON = `
import random, string, time
chars, system = string.ascii_letters + string.digits, random.SystemRandom()
start = time.perf_counter()
for _ in range(${COUNT / 10}): "".join(system.choice(chars) for _ in range(20))
print((time.perf_counter() - start) * 1000 * 10)
`;

function library() {
  const start = performance.now();
  for (let i = 0; i < COUNT; i++) generatePassword();
  return performance.now() - start;
}

function pwgen(count) {
  const start = performance.now();
  spawnSync("pwgen", ["-s", "20", String(count)], { env: environment, maxBuffer: 2 ** 28 });
  return performance.now() - start;
}

const candidates = [{ name: "pct", measure: library }];
if (has("python3", "--version")) {
  const measure = () => Number(spawnSync("python3", ["-c", PYTHON], { env: environment }).stdout);
  candidates.push({ name: "Python SystemRandom", measure });
}
if (has("pwgen", "-s", "20", "1")) {
  candidates.push({ name: "pwgen -s", measure: () => pwgen(COUNT) - pwgen(1) });
}

const times = await interleaveCalls(candidates, ROUNDS);
const ours = median(times.get("pct"));
const rows = [...times].map(([name, samples]) => {
  const ratio = ours / median(samples);
  if (name !== "pct") point("a password", name, ratio);
  return [name, ((median(samples) / COUNT) * 1000).toFixed(2), (1 / ratio).toFixed(0)];
});
console.log(`${machine()}. \`npm run bench -- generator\`: ${ROUNDS} rounds of ${COUNT} passwords of 20 characters

${markdown(["", "µs for one", "× pct"], rows)}`);
