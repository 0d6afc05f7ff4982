import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { performance } from "node:perf_hooks";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

import { environment, machine, markdown, median } from "./measure.mjs";

/**
 * `node bench/compare-cli.mjs --old PATH [--new PATH]`: whether `pct` has become slower. Runs two builds of it,
 * such as `apps/cli/bin/pct.cjs` of two checkouts, in interleaved rounds, and prints CPU time, wall time and the
 * ratios of medians. `--file` measures a file of 256 MiB too.
 */

const FILE_MIB = 256;
const FILE_ROUNDS = 5;
const HEAD = ["", "old CPU ms", "new CPU ms", "ratio", "old wall ms", "new wall ms", "ratio"];
/** Preloaded into each run: writes the CPU time of the process, in µs, to descriptor 3. */
const CPU_HOOK = `process.on("exit", () => {
  const { user, system } = process.cpuUsage();
  require("node:fs").writeSync(3, String(user + system));
});`;

const { values } = parseArgs({
  options: {
    old: { type: "string" },
    new: {
      type: "string",
      default: fileURLToPath(new URL("../apps/cli/bin/pct.cjs", import.meta.url)),
    },
    rounds: { type: "string", default: "31" },
    only: { type: "string" },
    file: { type: "boolean", default: false },
  },
});
if (values.old === undefined) throw new Error("--old PATH: the pct.cjs of another build");
const builds = { old: resolve(values.old), new: resolve(values.new) };
const rounds = Number(values.rounds);

const folder = mkdtempSync(join(tmpdir(), "pct-compare-"));
try {
  const hook = join(folder, "cpu-hook.cjs");
  writeFileSync(hook, CPU_HOOK);
  await run(builds.old, ["create", folder, "--bits", "2048"]);
  const publicKey = join(folder, "public_key.pem");
  const privateKey = join(folder, "private_key.pem");
  writeFileSync(join(folder, "note.txt"), "hello");
  await run(builds.old, ["encrypt", "-r", publicKey, "-o", "secret.txt"], "secret");
  await run(builds.old, ["encrypt", "note.txt", "-r", publicKey, "-o", "note.age"]);
  const cases = {
    generate: { args: ["generate"] },
    "--help": { args: ["--help"] },
    uuid: { args: ["uuid"] },
    encrypt: { args: ["encrypt", "-r", publicKey, "-o", "-"], input: "secret" },
    "encrypt a file": { args: ["encrypt", "note.txt", "-r", publicKey, "-o", "-"] },
    decrypt: { args: ["decrypt", "secret.txt", "-i", privateKey] },
    "decrypt age": { args: ["decrypt", "note.age", "-i", privateKey] },
    fingerprint: { args: ["fingerprint", publicKey] },
    inspect: { args: ["inspect", "secret.txt"] },
  };
  console.log(`${machine()}\n\n${rounds} rounds.\n`);
  const rows = [];
  for (const [name, { args, input }] of Object.entries(cases)) {
    if (values.only !== undefined && !values.only.split(",").includes(name)) continue;
    rows.push([name, ...compared(await interleave(args, input, rounds, hook))]);
  }
  console.log(markdown(HEAD, rows));
  if (values.file) await compareFile(publicKey, privateKey, hook);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function compareFile(publicKey, privateKey, hook) {
  writeFileSync(join(folder, "large"), Buffer.alloc(FILE_MIB * 1024 * 1024, "pct"));
  const steps = {
    encrypt: ["encrypt", "large", "-r", publicKey, "-o", "large.age", "--force"],
    decrypt: ["decrypt", "large.age", "-i", privateKey, "-o", "large.out", "--force"],
  };
  const rows = [];
  for (const [name, args] of Object.entries(steps)) {
    const times = await interleave(args, undefined, FILE_ROUNDS, hook);
    const speed = (build) => FILE_MIB / (median(times[build].wall) / 1000);
    rows.push([name, speed("old").toFixed(0), speed("new").toFixed(0), ...compared(times)]);
  }
  console.log(`\nA file of ${FILE_MIB} MiB, ${FILE_ROUNDS} rounds.\n`);
  const [, ...rest] = HEAD;
  console.log(markdown(["", "old MiB/s", "new MiB/s", ...rest], rows));
}

/** Runs both builds `count` times after a warm-up round; the one that goes first alternates. */
async function interleave(args, input, count, hook) {
  const times = { old: { cpu: [], wall: [] }, new: { cpu: [], wall: [] } };
  for (let round = -1; round < count; round++) {
    const order = round % 2 === 0 ? ["old", "new"] : ["new", "old"];
    for (const build of order) {
      const { cpu, wall } = await run(builds[build], args, input, hook);
      if (round < 0) continue;
      times[build].cpu.push(cpu);
      times[build].wall.push(wall);
    }
  }
  return times;
}

/** Runs one build; returns its CPU and wall time in ms. */
async function run(program, args, input = "", hook) {
  const preload = hook === undefined ? [] : ["--require", hook];
  const start = performance.now();
  const child = spawn(process.execPath, [...preload, program, ...args], {
    cwd: folder,
    env: environment,
    stdio: ["pipe", "ignore", "pipe", "pipe"],
  });
  let cpu = "";
  let errors = "";
  child.stdio[3].on("data", (piece) => (cpu += piece));
  child.stderr.on("data", (piece) => (errors += piece));
  // Ignore: a command that reads no input may end first.
  child.stdin.on("error", () => undefined);
  child.stdin.end(input);
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error(`${program} ${args.join(" ")}: exit ${code}\n${errors}`);
  return { cpu: Number(cpu) / 1000, wall: performance.now() - start };
}

function compared({ old, new: current }) {
  const ratio = (kind) => (median(current[kind]) / median(old[kind])).toFixed(3);
  const ms = (samples) => median(samples).toFixed(1);
  return [
    ms(old.cpu),
    ms(current.cpu),
    ratio("cpu"),
    ms(old.wall),
    ms(current.wall),
    ratio("wall"),
  ];
}
