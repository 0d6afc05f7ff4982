import { spawnSync } from "node:child_process";
import {
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  unlinkSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, beforeAll, expect, it, onTestFinished } from "vitest";

import { LineWriter } from "#/relay/line-writer.js";
import { callsTo, newRequest } from "./fixture.js";
import { buildRelay, removeRelay, startRelay } from "./process/started.js";
import type { StartedRelay, StartOptions } from "./process/started.js";

/** A log that cannot be written delays no answer, and does not keep the process. */

beforeAll(buildRelay);
afterAll(removeRelay);

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "pct-log-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

async function started(options: Omit<StartOptions, "env">): Promise<StartedRelay> {
  const relay = await startRelay({ env: { PCT_DATA_DIR: newFolder() }, ...options });
  onTestFinished(() => relay.end("SIGKILL"));
  return relay;
}

/** Has it write more than a pipe holds, and expects every answer. */
async function expectAnswers(relay: StartedRelay): Promise<void> {
  const calls = callsTo(relay.ask);
  for (let i = 0; i < 20; i++) {
    const all = await Promise.all(Array.from({ length: 30 }, () => calls.status(newRequest())));
    expect(all.map(({ status }) => status)).toEqual(Array<number>(30).fill(404));
  }
  expect((await calls.create(newRequest())).status).toBe(201);
}

async function expectToEnd(relay: StartedRelay): Promise<void> {
  const start = performance.now();
  await relay.end("SIGTERM");
  expect(performance.now() - start).toBeLessThan(4000);
}

it.skipIf(!existsSync("/dev/full"))("a full device", async () => {
  const stdout = openSync("/dev/full", "w");
  const relay = await started({ stdout });
  closeSync(stdout);
  await expectAnswers(relay);
  await expectToEnd(relay);
  expect(relay.output()).toBe("");
});

it("a pipe that nothing reads", async () => {
  const relay = await started({ stdout: "unread" });
  await expectAnswers(relay);
  await expectToEnd(relay);
});

const namespace = process.getuid?.() === 0 ? "-m" : "-Urm";
const SMALL = 'mount -t tmpfs -o size=64k tmpfs "$0" && exec "$@" >>"$0/log"';
const canMount =
  spawnSync("unshare", [namespace, "sh", "-c", SMALL, tmpdir(), "true"], { stdio: "ignore" })
    .status === 0;
if (!canMount) console.warn("cannot mount a file system: a full log volume is not tested");

it.skipIf(!canMount)("a full volume, which is written again once there is room", async () => {
  const folder = newFolder();
  const relay = await started({ within: ["unshare", namespace, "sh", "-c", SMALL, folder] });
  const inside = join(`/proc/${relay.pid.toString()}/root`, folder);
  const filler = join(inside, "filler");
  spawnSync("dd", ["if=/dev/zero", `of=${filler}`, "bs=1k"], { stdio: "ignore" });
  const { status } = await callsTo(relay.ask).create(newRequest());
  expect(status).toBe(201);
  await expectAnswers(relay);
  unlinkSync(filler);
  const lines = (): string[] => readFileSync(join(inside, "log"), "utf8").split("\n").slice(0, -1);
  await expect.poll(() => lines().length, { timeout: 5000 }).toBeGreaterThan(100);
  for (const line of lines()) expect(JSON.parse(line)).toHaveProperty("msg");
  await expectToEnd(relay);
});

it("counts the lines that are dropped, and says so once lines are written again", async () => {
  let isFull = true;
  let written = "";
  const writer = new LineWriter({
    // In pieces, as a disk that fills up takes them.
    write: (bytes) => {
      if (isFull) return Promise.reject(new Error("ENOSPC"));
      const piece = bytes.subarray(0, 7);
      written += piece.toString();
      return Promise.resolve(piece.length);
    },
    delayMs: 1,
    limit: 30,
    lostLine: (count) => `lost ${count.toString()}\n`,
  });
  for (let i = 0; i < 3; i++) writer.add(`line ${i.toString()} ñ\n`);
  await new Promise((done) => setTimeout(done, 20));
  for (let i = 3; i < 10; i++) writer.add(`line ${i.toString()} ñ\n`);
  expect(writer.lost).toBe(4);
  isFull = false;
  await writer.close(1000);
  const lines = Buffer.from(written).toString().split("\n");
  expect(lines.filter((line) => line.startsWith("line"))).toHaveLength(6);
  expect(lines).toContain("lost 4");
});
