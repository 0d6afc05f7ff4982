import { spawnSync } from "node:child_process";
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";

import { expect, it, onTestFinished } from "vitest";

import { person } from "./delivery.js";
import { memoryRelay } from "./memory-relay.js";
import { builtPct, COMMAND } from "./process.js";
import { environment, folder, pct, PRIVATE, PUBLIC } from "./run.js";

/**
 * What a call of the built program loads: code of its command only. A budget in kB holds for all of pct's
 * files together; Node's code for terminals and sockets, which takes 4 ms, is for calls that need it.
 */

interface Loaded {
  readonly files: readonly string[];
  readonly modules: readonly string[];
}

const HOOK = `process.on("exit", () => {
  const files = Object.keys(require.cache).filter((name) => name !== __filename);
  const modules = process.moduleLoadList;
  require("node:fs").writeFileSync(process.env.LOADED, JSON.stringify({ files, modules }));
});`;

const CALLS: readonly {
  readonly args: readonly string[];
  readonly input?: string;
  readonly budgetKb: number;
  readonly excluded: readonly string[];
}[] = [
  { args: ["generate"], budgetKb: 105, excluded: ["secrets", "hashes", "help", "package-errors"] },
  { args: ["uuid"], budgetKb: 105, excluded: ["secrets", "hashes", "help", "package-errors"] },
  { args: ["--help"], budgetKb: 120, excluded: ["secrets", "hashes", "package-errors"] },
  {
    args: ["encrypt", "-r", PUBLIC, "-p", "secret", "-o", "-"],
    budgetKb: 170,
    excluded: ["hashes", "pbes2", "file", "help", "package-errors"],
  },
  {
    args: ["decrypt", "secret.txt", "-i", PRIVATE],
    budgetKb: 170,
    excluded: ["hashes", "pbes2", "file", "help", "package-errors"],
  },
  {
    args: ["fingerprint", PUBLIC],
    budgetKb: 185,
    excluded: ["hashes", "pbes2", "file", "help", "package-errors"],
  },
  {
    args: ["invitations"],
    budgetKb: 245,
    excluded: ["recipients", "hashes", "pbes2", "file", "help", "package-errors"],
  },
];

it.each(CALLS)("pct $args loads what it uses", async ({ args, budgetKb, excluded }) => {
  const cwd = folder();
  writeFileSync(join(cwd, "hook.cjs"), HOOK);
  await pct(["encrypt", "-r", PUBLIC, "-p", "secret", "-o", "secret.txt"], { cwd });
  const env = { LOADED: join(cwd, "loaded"), NODE_OPTIONS: `--require ${join(cwd, "hook.cjs")}` };
  expect((await builtPct(args, { cwd, env })).code).toBe(0);
  const { modules } = expectLoaded(args, env.LOADED, budgetKb, excluded);
  for (const name of ["net", "tty"]) expect(modules).not.toContain(`NativeModule ${name}`);
});

it("pct request --no-wait loads what makes a post-quantum key, and nothing that decrypts", async () => {
  const relay = await memoryRelay();
  onTestFinished(() => relay.stop());
  const { cwd, env } = person(relay.url);
  writeFileSync(join(cwd, "hook.cjs"), HOOK);
  const LOADED = join(cwd, "loaded");
  const NODE_OPTIONS = `--require ${join(cwd, "hook.cjs")}`;
  const args = ["request", "--no-wait"];
  expect((await builtPct(args, { cwd, env: { ...env, LOADED, NODE_OPTIONS } })).code).toBe(0);
  const unused = ["receive-answer", "prepare-answer", "file", "node", "payload", "pbes2", "pasted"];
  expectLoaded(args, LOADED, 395, [...unused, "help", "package-errors"]);
});

/** Prints what a call loaded, and compares it with its budget. */
function expectLoaded(
  args: readonly string[],
  path: string,
  budgetKb: number,
  excluded: readonly string[],
): Loaded {
  const loaded = JSON.parse(readFileSync(path, "utf8")) as Loaded;
  const sizes = loaded.files.map((file) => [basename(file), statSync(file).size / 1000] as const);
  const total = sizes.reduce((sum, [, size]) => sum + size, 0);
  const list = sizes.map(([name, size]) => `${name} ${size.toFixed(1)}`).join(", ");
  console.log(`pct ${args.map((arg) => basename(arg)).join(" ")}: ${total.toFixed(0)} kB: ${list}`);
  const chunks = sizes.map(([name]) => name.replace(/-[\w-]{8}\.cjs$|\.cjs$/, ""));
  for (const name of excluded) expect(chunks).not.toContain(name);
  expect(total).toBeLessThanOrEqual(budgetKb);
  return loaded;
}

it("writes to the null device without Node's streams", () => {
  const cwd = folder();
  writeFileSync(join(cwd, "hook.cjs"), HOOK);
  const [node, program] = COMMAND;
  const env = environment({ LOADED: join(cwd, "loaded") });
  const args = ["--require", join(cwd, "hook.cjs"), program, "--help"];
  const { status } = spawnSync(node, args, { cwd, env, stdio: "ignore" });
  expect(status).toBe(0);
  const { modules } = JSON.parse(readFileSync(env.LOADED ?? "", "utf8")) as Loaded;
  expect(modules).not.toContain("NativeModule stream");
});
