import { spawn, spawnSync } from "node:child_process";
import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";

/** Times programs and calls in interleaved rounds, so that a busy minute of the machine affects all of them. */

/** Without NODE_EXTRA_CA_CERTS, which only Node would read at each start. */
export const environment = {
  ...Object.fromEntries(
    Object.entries(process.env).filter(([name]) => name !== "NODE_EXTRA_CA_CERTS"),
  ),
  LC_ALL: "C",
};

/** Runs each candidate (name, command, args, input) `rounds` times, interleaved, after one warm-up round. */
export function interleave(candidates, rounds, cwd) {
  const times = new Map(candidates.map(({ name }) => [name, []]));
  for (let round = -1; round < rounds; round++) {
    for (const { name, command, args, input } of candidates) {
      const start = process.hrtime.bigint();
      const { status, stderr } = spawnSync(command, args, { cwd, env: environment, input });
      const milliseconds = Number(process.hrtime.bigint() - start) / 1e6;
      if (status !== 0) throw new Error(`${name}: exit ${status}\n${stderr}`);
      if (round >= 0) times.get(name).push(milliseconds);
    }
  }
  return times;
}

/** The same for calls: each candidate (name, measure) returns the milliseconds of one round. */
export async function interleaveCalls(candidates, rounds) {
  const times = new Map(candidates.map(({ name }) => [name, []]));
  for (let round = -1; round < rounds; round++) {
    for (const { name, measure } of candidates) {
      const milliseconds = await measure();
      if (round >= 0) times.get(name).push(milliseconds);
    }
  }
  return times;
}

/** The quantile of the samples. */
export function quantile(samples, share) {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)];
}

export const median = (samples) => quantile(samples, 0.5);

/** A Markdown table of medians, p90, and the ratio of medians to each of the named candidates. */
export function table(times, comparedTo) {
  const head = ["", "median ms", "p90 ms", ...comparedTo.map((name) => `× ${name}`)];
  const rows = [...times].map(([name, samples]) => [
    name,
    median(samples).toFixed(1),
    quantile(samples, 0.9).toFixed(1),
    ...comparedTo.map((other) => (median(samples) / median(times.get(other))).toFixed(2)),
  ]);
  return markdown(head, rows);
}

/** Notes a bar of the area's chart: the time of pct for some work divided by that of a peer. */
export function point(work, peer, ratio) {
  const file = process.env.BENCH_POINTS;
  if (file !== undefined) appendFileSync(file, `${JSON.stringify({ work, peer, ratio })}\n`);
}

/** The bars that an area noted. */
export function pointsIn(file) {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, "utf8").trim().split("\n");
  return lines.map((line) => JSON.parse(line));
}

/** A Markdown table of these cells. */
export function markdown(head, rows) {
  const line = (cells) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

/** Runs a program once; returns wall time and peak memory (Linux: VmHWM). */
export async function observe({ command, args }, cwd) {
  const start = process.hrtime.bigint();
  const child = spawn(command, args, {
    cwd,
    env: environment,
    stdio: "ignore",
  });
  let peakKib = 0;
  const look = () => {
    try {
      const status = readFileSync(`/proc/${child.pid}/status`, "utf8");
      peakKib = Math.max(peakKib, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0));
    } catch {
      // The program has ended, or this is not Linux.
    }
  };
  const timer = setInterval(look, 20);
  const code = await new Promise((resolve) => child.on("exit", resolve));
  clearInterval(timer);
  if (code !== 0) throw new Error(`${command} ${args.join(" ")}: exit ${code}`);
  return { seconds: Number(process.hrtime.bigint() - start) / 1e9, peakMib: peakKib / 1024 };
}

/** One line with date, Node, system and machine. */
export function machine() {
  const [cpu] = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  const date = new Date().toISOString().slice(0, 10);
  return `${date}, Node ${process.version}, ${process.platform} ${process.arch}, ${cpus().length} × ${cpu.model.trim()}, ${memory} GiB`;
}

/** Whether a program is installed. */
export function has(command, ...args) {
  return spawnSync(command, args, { stdio: "ignore" }).status === 0;
}
