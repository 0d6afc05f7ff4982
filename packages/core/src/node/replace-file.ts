import { constants } from "node:fs";
import { link, open, rename, unlink } from "node:fs/promises";
import type { FileHandle } from "node:fs/promises";
import { dirname, join } from "node:path";

import { randomBytes } from "../webcrypto.js";
import { systemError } from "./output-target.js";

/**
 * Writes a regular file that appears whole or not at all. `fill` writes the content, at any position.
 *
 * The caller has checked that the path may be written: see `checkTarget`.
 */
export async function replaceFile(
  path: string,
  fill: (file: FileHandle) => Promise<void>,
  { overwrite = false, mode = 0o600 }: { readonly overwrite?: boolean; readonly mode?: number },
): Promise<void> {
  const temporary = join(dirname(path), `.pct-${Buffer.from(randomBytes(8)).toString("hex")}.tmp`);
  const file = await open(
    temporary,
    constants.O_CREAT | constants.O_EXCL | constants.O_WRONLY,
    mode,
  );
  try {
    try {
      // A umask can remove even permissions of the owner.
      const granted = (await file.stat()).mode & 0o777;
      await file.chmod(granted | (mode & 0o700));
      await fill(file);
      await file.sync();
    } finally {
      await file.close();
    }
    if (overwrite) await rename(temporary, path);
    else await moveWithoutReplacing(temporary, path);
  } catch (error) {
    await unlink(temporary).catch(() => undefined);
    throw error;
  }
  await syncFolder(dirname(path));
}

/** Renames without replacing a file that appeared meanwhile: unlike a rename, a hard link fails then. */
async function moveWithoutReplacing(temporary: string, path: string): Promise<void> {
  try {
    await link(temporary, path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EEXIST") throw systemError("EEXIST", path);
    // FAT and some network file systems have no hard links. The empty file takes the name, so that the
    // rename replaces no other.
    await (
      await open(path, constants.O_CREAT | constants.O_EXCL | constants.O_WRONLY, 0o600)
    ).close();
    await rename(temporary, path).catch(async (error: unknown) => {
      await unlink(path);
      throw error;
    });
    return;
  }
  await unlink(temporary);
}

/** Syncs the folder so that the new name survives a power cut, where the system can open folders. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, constants.O_RDONLY).catch(() => null);
  await folder?.sync().catch(() => undefined);
  await folder?.close();
}
