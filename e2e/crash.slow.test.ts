import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { anyTime, interrupted, keyFiles, temporaryFiles, whenWriting } from "./killing.js";
import { pct } from "./peers.js";

/**
 * The files on disk after `pct` was killed at random times: before, while and after it writes. Every third
 * kill waits until the writing has begun, so that some of them hit it on any machine.
 */

const MIB = 1024 * 1024;
let folder = "";
const path = (name: string): string => join(folder, name);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "pct-crash-"));
  pct(folder, ["create", "--bits", "2048"]);
  writeFileSync(path("large"), randomBytes(24 * MIB));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** Removes the temporary files that a killed run left; returns whether there was one. */
function wasWriting(): boolean {
  const names = temporaryFiles(folder);
  for (const name of names) rmSync(path(name));
  return names.length > 0;
}

describe("killed at a random time", () => {
  it("encrypt leaves the old file or a whole new one", async () => {
    const args = ["encrypt", "large", "-o", "target.age", "--force"];
    const atAnyTime = anyTime(folder, args);
    const old = readFileSync(path("target.age"));
    let [killed, writing, replaced] = [0, 0, 0];
    for (let round = 0; round < 30; round++) {
      writeFileSync(path("target.age"), old);
      const when = round % 3 === 0 ? whenWriting(folder) : atAnyTime;
      const { signal } = await interrupted(args, "SIGKILL", folder, when);
      if (signal === "SIGKILL") killed++;
      if (wasWriting()) writing++;
      const found = readFileSync(path("target.age"));
      if (found.equals(old)) continue;
      replaced++;
      expect(found.length).toBe(old.length);
      const opened = pct(folder, ["decrypt", "target.age"]);
      expect(opened.equals(readFileSync(path("large")))).toBe(true);
    }
    console.log("30 rounds", { killed, writing, replaced });
    expect(killed).toBeGreaterThanOrEqual(5);
    expect(writing).toBeGreaterThanOrEqual(5);
  });

  it("decrypt leaves no file or a whole one", async () => {
    pct(folder, ["encrypt", "large", "-o", "source.age", "--force"]);
    const args = ["decrypt", "source.age", "-o", "opened"];
    const atAnyTime = anyTime(folder, args);
    let [writing, opened] = [0, 0];
    for (let round = 0; round < 20; round++) {
      rmSync(path("opened"), { force: true });
      const when = round % 3 === 0 ? whenWriting(folder) : atAnyTime;
      await interrupted(args, "SIGKILL", folder, when);
      if (wasWriting()) writing++;
      if (!existsSync(path("opened"))) continue;
      opened++;
      expect(readFileSync(path("opened")).equals(readFileSync(path("large")))).toBe(true);
    }
    console.log("20 rounds", { writing, opened });
    expect(writing).toBeGreaterThanOrEqual(3);
  });

  it("create leaves no public key without a whole private key", async () => {
    const args = ["create", "--bits", "2048"];
    const when = anyTime(mkdtempSync(path("keys-")), args);
    let [incomplete, complete] = [0, 0];
    for (let round = 0; round < 15; round++) {
      const keys = mkdtempSync(path("keys-"));
      await interrupted(args, "SIGKILL", keys, when);
      const { hasPublic, hasPrivate, isWhole } = keyFiles(keys);
      if (hasPublic) expect(hasPrivate).toBe(true);
      if (hasPrivate) expect(isWhole).toBe(true);
      if (hasPublic) complete++;
      else incomplete++;
    }
    console.log("15 rounds", { incomplete, complete });
    expect(incomplete).toBeGreaterThan(0);
  });
});

it("a decrypt of 1 GiB that is killed at 100 random times leaves no file or a whole one", async () => {
  const large = mkdtempSync(join(hasRoom("/dev/shm", 4096) ? "/dev/shm" : tmpdir(), "pct-crash-"));
  try {
    const target = join(large, "opened");
    pct(large, ["create", "--bits", "2048"]);
    writeSample(join(large, "plain"), 1024);
    pct(large, ["encrypt", "plain", "-o", "source.age"]);
    const args = ["decrypt", "source.age", "-o", "opened"];
    const atAnyTime = anyTime(large, args);
    let [killed, writing, opened] = [0, 0, 0];
    for (let round = 0; round < 100; round++) {
      rmSync(target, { force: true });
      const when = round % 3 === 0 ? whenWriting(large) : atAnyTime;
      const { signal } = await interrupted(args, "SIGKILL", large, when);
      if (signal === "SIGKILL") killed++;
      const temporary = temporaryFiles(large);
      for (const name of temporary) rmSync(join(large, name));
      if (temporary.length > 0) writing++;
      if (!existsSync(target)) continue;
      opened++;
      execFileSync("cmp", ["opened", "plain"], { cwd: large });
    }
    console.log("100 rounds", { killed, writing, opened });
    expect(killed).toBeGreaterThanOrEqual(30);
    expect(writing).toBeGreaterThanOrEqual(20);
  } finally {
    rmSync(large, { recursive: true });
  }
}, 900_000);

/** Whether a folder is there and its disk has this many free MiB. */
function hasRoom(folder: string, mib: number): boolean {
  if (!existsSync(folder)) return false;
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize > mib * MIB;
}

/** Writes a file of random bytes. */
function writeSample(file: string, mib: number): void {
  const block = randomBytes(16 * MIB);
  for (let written = 0; written < mib; written += 16) appendFileSync(file, block);
}
