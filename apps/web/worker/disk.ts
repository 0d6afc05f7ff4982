import { CryptoFailure } from "#/crypto/failure.js";
import type { Capacity } from "#/crypto/interface/files.js";

/**
 * Results that are too large for memory go to the origin private file system, into a folder of this
 * worker. From there the browser saves them where the user wants.
 */

/** A result of at most this size stays in memory, so a short secret is never written to a disk. */
export const IN_MEMORY_BYTES: number = 16 * 1024 * 1024;

/** The largest result where there is no such disk: a Blob of this size works in all browsers. */
const MAX_BLOB_BYTES = 500_000_000;

/** Holds a folder for each worker, named by its ID. */
const FOLDER = "pct-results";

/** This worker's ID. While the worker runs, it holds the lock of that name. */
const workerId = crypto.randomUUID();

let folder: Promise<FileSystemDirectoryHandle | null> | undefined;

/** This worker's folder; `null` where the browser has no OPFS, as in some private windows. */
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
  return all.getDirectoryHandle(workerId, { create: true });
}

/** Acquires the lock before the folder is created, so a folder without a lock is abandoned. */
async function holdLock(): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    navigator.locks
      .request(lockOf(workerId), () => {
        resolve();
        // A promise that never settles holds the lock until the worker ends.
        return new Promise(() => undefined);
      })
      .catch(reject);
  });
}

function lockOf(name: string): string {
  return `${FOLDER}/${name}`;
}

/** Removes the folders of workers that have ended without removing them. */
async function removeAbandoned(all: FileSystemDirectoryHandle): Promise<void> {
  for await (const name of all.keys()) {
    await navigator.locks.request(lockOf(name), { ifAvailable: true }, async (lock) => {
      if (lock !== null) await all.removeEntry(name, { recursive: true }).catch(() => undefined);
    });
  }
}

/** Deletes a result. A download of it that is still running is cut short. */
export async function discardFile(id: string | null): Promise<void> {
  if (id === null) return;
  const own = await resultFolder();
  await own?.removeEntry(id).catch((error: unknown) => {
    if (!(error instanceof DOMException && error.name === "NotFoundError")) throw error;
  });
}

/** How large a result may become, by the browser's estimate. */
export async function capacity(): Promise<Capacity> {
  if ((await resultFolder()) === null) return { storage: "memory", maximum: MAX_BLOB_BYTES };
  const { quota = Infinity, usage = 0 } = await navigator.storage.estimate();
  return { storage: "disk", maximum: Math.max(0, quota - usage) };
}

/** Fails early for a result that will not fit. */
export async function expectRoom(bytes: number): Promise<void> {
  if (bytes <= IN_MEMORY_BYTES) return;
  const { storage, maximum } = await capacity();
  if (bytes <= maximum) return;
  throw new CryptoFailure(storage === "disk" ? "storage-full" : "too-large-for-memory", {
    bytes,
    maximum,
  });
}
