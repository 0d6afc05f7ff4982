import { execFileSync, spawnSync } from "node:child_process";
import {
  chmodSync,
  chownSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, beforeAll, expect, it, onTestFinished } from "vitest";

import { ageFile, callsTo, newRequest, problemOf, requestIn } from "./fixture.js";
import { buildRelay, removeRelay, startRelay } from "./process/started.js";
import type { StartedRelay, StartOptions } from "./process/started.js";

/** The relay on a disk that is full, fails, or is read-only. */

beforeAll(buildRelay);
afterAll(removeRelay);

const isRoot = process.getuid?.() === 0;
/** The user `nobody`, whom file modes restrict. */
const NOBODY = 65_534;

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "pct-disk-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

async function started(options: StartOptions): Promise<StartedRelay> {
  const relay = await startRelay(options);
  onTestFinished(() => relay.end("SIGKILL"));
  return relay;
}

async function bytesOf(response: Response): Promise<Buffer> {
  expect(response.status).toBe(200);
  return Buffer.from(await response.arrayBuffer());
}

/** Runs a command with a small file system on a folder, in a mount namespace of its own. */
function onSmallDisk(folder: string, size: string): string[] {
  const namespace = isRoot ? "-m" : "-Urm";
  const script = `mount -t tmpfs -o size=${size} tmpfs "$0" && exec "$@"`;
  return ["unshare", namespace, "sh", "-c", script, folder];
}

function canMount(): boolean {
  const folder = mkdtempSync(join(tmpdir(), "pct-mount-"));
  const [command, ...args] = [...onSmallDisk(folder, "1m"), "true"];
  const { status } = spawnSync(command, args, { stdio: "ignore" });
  rmSync(folder, { recursive: true });
  if (status !== 0) console.warn("cannot mount a file system: a full disk is not tested");
  return status === 0;
}

it.skipIf(!canMount())("on a full disk it answers 507, still reads, and recovers", async () => {
  const folder = newFolder();
  const env = { PCT_DATA_DIR: folder };
  const relay = await started({ env, within: onSmallDisk(folder, "3m") });
  // As the relay sees it.
  const inside = join(`/proc/${relay.pid.toString()}/root`, folder);
  const calls = callsTo(relay.ask);
  const file = ageFile();
  const old = await requestIn("delivered", calls, file);
  const next = await requestIn("open", calls);

  // To the last byte.
  const filler = join(inside, "filler");
  spawnSync("dd", ["if=/dev/zero", `of=${filler}`, "bs=4k"], { stdio: "ignore" });
  const refused = await calls.deliver(next, ageFile(Buffer.alloc(50_000)));
  expect(await problemOf(refused)).toMatchObject({ status: 507, code: "store-full" });
  const all = Array.from({ length: 20 }, () => calls.deliver(next, ageFile(Buffer.alloc(50_000))));
  for (const { status } of await Promise.all(all)) expect(status).toBe(507);
  expect((await bytesOf(await calls.collect(old))).equals(file)).toBe(true);
  expect((await relay.ask("/health")).status).toBe(200);

  unlinkSync(filler);
  expect((await calls.deliver(next, file)).status).toBe(201);
  expect((await calls.acknowledge(old)).status).toBe(204);
  expect((await calls.acknowledge(next)).status).toBe(204);
  const content = (): Buffer =>
    Buffer.concat(readdirSync(inside).map((name) => readFileSync(join(inside, name))));
  await expect.poll(() => content().includes(file.subarray(22))).toBe(false);
});

const canLimit = spawnSync("prlimit", ["--version"], { stdio: "ignore" }).status === 0;
if (!canLimit) console.warn("no prlimit found: a disk that fails is not tested");

it.skipIf(!canLimit)("on a failing disk it answers 503, still reads, and recovers", async () => {
  const folder = newFolder();
  const relay = await started({ env: { PCT_DATA_DIR: folder } });
  const calls = callsTo(relay.ask);
  const file = ageFile();
  const delivered = await requestIn("delivered", calls, file);
  const open = await requestIn("open", calls);
  const limit = (bytes: string): void => {
    execFileSync("prlimit", ["--pid", relay.pid.toString(), `--fsize=${bytes}:`]);
  };
  limit("1");
  for (const call of [
    () => calls.create(newRequest()),
    () => calls.deliver(open),
    () => calls.acknowledge(delivered),
    () => calls.cancel(open),
  ]) {
    expect(await problemOf(await call())).toMatchObject({ code: "store-unavailable" });
  }
  expect((await bytesOf(await calls.collect(delivered))).equals(file)).toBe(true);
  expect(await (await calls.status(open)).json()).toMatchObject({ state: "open" });
  limit("unlimited");
  expect((await calls.create(newRequest())).status).toBe(201);
  expect((await calls.deliver(open)).status).toBe(201);
  expect((await calls.acknowledge(delivered)).status).toBe(204);
});

it("in a read-only folder it answers 503, still reads, and recovers", async () => {
  const folder = newFolder();
  if (isRoot) chownSync(folder, NOBODY, NOBODY);
  const env = { PCT_DATA_DIR: folder, ...(isRoot ? { RUN_AS: NOBODY.toString() } : {}) };
  const before = await started({ env });
  const file = ageFile();
  const request = await requestIn("delivered", callsTo(before.ask), file);
  await before.end("SIGTERM");

  const modes = (ofFolder: number, ofFiles: number): void => {
    for (const name of readdirSync(folder)) chmodSync(join(folder, name), ofFiles);
    chmodSync(folder, ofFolder);
  };
  modes(0o555, 0o444);
  const after = await started({ env });
  const calls = callsTo(after.ask);
  expect((await bytesOf(await calls.collect(request))).equals(file)).toBe(true);
  for (const refused of [
    await calls.create(newRequest()),
    await calls.acknowledge(request),
    await calls.cancel(request),
  ]) {
    expect(await problemOf(refused)).toMatchObject({ code: "store-unavailable" });
  }
  expect((await after.ask("/health")).status).toBe(503);

  chmodSync(folder, 0o755);
  modes(0o755, 0o644);
  const acknowledge = async (): Promise<number> => (await calls.acknowledge(request)).status;
  await expect.poll(acknowledge, { timeout: 5000 }).toBe(204);
  expect((await calls.create(newRequest())).status).toBe(201);
  expect((await after.ask("/health")).status).toBe(200);
});

it("it refuses to start if it cannot create the folder", async () => {
  const folder = newFolder();
  writeFileSync(join(folder, "file"), "");
  const env = { PCT_DATA_DIR: join(folder, "file", "data") };
  await expect(started({ env })).rejects.toThrow("StartFailure");
});
