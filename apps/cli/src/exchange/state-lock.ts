import { randomBytes } from "node:crypto";
import { link, readFile, stat, unlink, writeFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";

import { isSystemError } from "../errors/failure.js";

/**
 * A lock between processes: a file that names its holder. It is held for the milliseconds of a change to stored
 * state, and taken over from a holder that has ended.
 */

/** How long a change waits for another one. */
const PATIENCE_MS = 10_000;
const POLL_MS = 20;
/** A change takes milliseconds: a file of this age belongs to a number that another program has now. */
const ABANDONED_MS = 60_000;

/**
 * Runs a change while no other process runs one with the same lock.
 *
 * @param path - Of the lock's file, in a private folder that exists.
 * @param onBusy - The error to throw after ten seconds in which others held the lock.
 */
export async function locked<T>(
  path: string,
  change: () => Promise<T>,
  onBusy: () => Error,
): Promise<T> {
  await acquire(path, onBusy);
  try {
    return await change();
  } finally {
    await unlink(path).catch(() => undefined);
  }
}

async function acquire(path: string, onBusy: () => Error): Promise<void> {
  const end = performance.now() + PATIENCE_MS;
  while (!(await create(path))) {
    if (await isAbandoned(path)) await takeAway(path);
    else if (performance.now() > end) throw onBusy();
    else await sleep(POLL_MS);
  }
}

/** Makes the file with its content in one step, unless it exists. */
async function create(path: string): Promise<boolean> {
  const own = `${path}.${process.pid.toString()}.${randomBytes(6).toString("hex")}`;
  await writeFile(own, process.pid.toString(), { flag: "wx", mode: 0o600 });
  try {
    await link(own, path);
    return true;
  } catch (error) {
    if (isSystemError(error) && error.code === "EEXIST") return false;
    throw error;
  } finally {
    await unlink(own);
  }
}

async function isAbandoned(path: string): Promise<boolean> {
  try {
    const holder = Number(await readFile(path, "utf8"));
    const { mtimeMs } = await stat(path);
    return !isRunning(holder) || Date.now() - mtimeMs > ABANDONED_MS;
  } catch {
    // It was given back meanwhile.
    return false;
  }
}

function isRunning(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return isSystemError(error) && error.code === "EPERM";
  }
}

/** Removes an abandoned file. Only one process does so at a time: another one's new file must stay. */
async function takeAway(path: string): Promise<void> {
  const turn = `${path}.turn`;
  if (!(await create(turn))) {
    const age = await stat(turn).then(
      ({ mtimeMs }) => Date.now() - mtimeMs,
      () => 0,
    );
    if (age > ABANDONED_MS) await unlink(turn).catch(() => undefined);
    await sleep(POLL_MS);
    return;
  }
  try {
    if (await isAbandoned(path)) await unlink(path).catch(() => undefined);
  } finally {
    await unlink(turn).catch(() => undefined);
  }
}
