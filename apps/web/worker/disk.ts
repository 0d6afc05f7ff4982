import { CryptoFailure } from "../src/crypto/failure.js";
import type { Capacity } from "../src/crypto/interface/files.js";

/**
 * Results that are too large for memory are written to a folder of this worker in the origin's
 * private file system, from which the browser saves them to wherever the person wants them.
 */

/** Up to here a result stays in memory: nothing of a short secret is ever written to a disk. */
export const HELD_IN_MEMORY: number = 16 * 1024 * 1024;

/** Without a disk, a result is a Blob; browsers differ in what they take, and all take this. */
const MEMORY_MAXIMUM = 500_000_000;

/** All that a worker has written lies in a folder of its own name in here. */
const FOLDER = "pct-results";

/** This worker. A lock of this name says that it lives. */
const owner = crypto.randomUUID();

let folder: Promise<FileSystemDirectoryHandle | null> | undefined;

/** The folder of this worker; `null` where the browser has no such disk, as in some private windows. */
export function resultFolder(): Promise<FileSystemDirectoryHandle | null> {
  folder ??= openFolder().catch(() => null);
  return folder;
}

async function openFolder(): Promise<FileSystemDirectoryHandle | null> {
  if (!("createSyncAccessHandle" in FileSystemFileHandle.prototype)) return null;
  const root = await navigator.storage.getDirectory();
  const all = await root.getDirectoryHandle(FOLDER, { create: true });
  await holdLock();
  await removeAbandoned(all);
  return all.getDirectoryHandle(owner, { create: true });
}

/** Taken before the folder is made: a folder without a lock has lost its worker. */
async function holdLock(): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    navigator.locks
      .request(lockOf(owner), () => {
        resolve();
        // Held for as long as this worker lives.
        return new Promise(() => undefined);
      })
      .catch(reject);
  });
}

function lockOf(name: string): string {
  return `${FOLDER}/${name}`;
}

/** Removes what is left of workers whose tab was closed before they could. */
async function removeAbandoned(all: FileSystemDirectoryHandle): Promise<void> {
  for await (const name of all.keys()) {
    await navigator.locks.request(lockOf(name), { ifAvailable: true }, async (lock) => {
      if (lock !== null) await all.removeEntry(name, { recursive: true }).catch(() => undefined);
    });
  }
}

/** Deletes a result. Whoever is saving it at this moment may not get all of it. */
export async function discardFile(id: string | null): Promise<void> {
  if (id === null) return;
  const own = await resultFolder();
  await own?.removeEntry(id).catch((error: unknown) => {
    if (!(error instanceof DOMException && error.name === "NotFoundError")) throw error;
  });
}

/** How large a result may become, as far as the browser says. */
export async function capacity(): Promise<Capacity> {
  if ((await resultFolder()) === null) return { storage: "memory", maximum: MEMORY_MAXIMUM };
  const { quota = Infinity, usage = 0 } = await navigator.storage.estimate();
  return { storage: "disk", maximum: Math.max(0, quota - usage) };
}

/** Fails now for what would fail later: a result that will not fit. */
export async function expectRoom(bytes: number): Promise<void> {
  if (bytes <= HELD_IN_MEMORY) return;
  const { storage, maximum } = await capacity();
  if (bytes <= maximum) return;
  throw new CryptoFailure(storage === "disk" ? "storage-full" : "too-large-for-memory", {
    bytes,
    maximum,
  });
}
