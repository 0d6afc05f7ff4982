import { constants } from "node:fs";
import type { Stats } from "node:fs";
import { link, lstat, open, rename, stat, unlink } from "node:fs/promises";
import type { FileHandle } from "node:fs/promises";
import { dirname, join } from "node:path";

import { randomBytes } from "../webcrypto.js";

/** Options of {@link writeFileAtomic}. */
export interface AtomicFileOptions {
  /** Replaces an existing file. Default: `false`. */
  readonly overwrite?: boolean;
  /** Permissions of the new file. Default: 0600. The umask narrows those of group and others. */
  readonly mode?: number;
  /** Aborts the operation and leaves the target as it was. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Writes a file that appears whole or not at all.
 *
 * The content goes to a temporary file beside the target, which has the final permissions from its first
 * byte. The file is synced to disk and renamed in one step. A crash leaves the old file, the new one, or
 * none. A target that is not a regular file, such as a named pipe, is written directly.
 *
 * @throws Node's own errors: `EEXIST` when the target exists and `overwrite` is not set, `EISDIR`,
 * `EACCES`, `ENOENT` for a missing folder, `ENOSPC`. Errors that `content` throws are passed on.
 *
 * @example
 * ```ts
 * import { exportPrivateKey, generateKeyPair } from "@pct/core";
 * import { writeFileAtomic } from "@pct/core/node";
 *
 * const { privateKey } = await generateKeyPair();
 * await writeFileAtomic("private_key.pem", await exportPrivateKey(privateKey));
 * ```
 */
export async function writeFileAtomic(
  path: string,
  content: string | Uint8Array | AsyncIterable<Uint8Array>,
  options: AtomicFileOptions = {},
): Promise<void> {
  const { overwrite = false, mode = 0o600, signal } = options;
  const existing = await checkTarget(path, overwrite);
  if (existing !== null && !existing.isFile()) {
    await writeInPlace(path, content, signal);
    return;
  }
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
      await writePieces(file, content, signal);
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

/**
 * Checks before any work that a file can be written to this path.
 *
 * @returns The stats of an existing file, or `null`.
 *
 * @throws As {@link writeFileAtomic}.
 */
export async function checkTarget(path: string, overwrite: boolean): Promise<Stats | null> {
  const existing = await stat(path).catch(absent);
  if (existing?.isDirectory()) throw systemError("EISDIR", path);
  // A dangling link is not a file, but its name is taken.
  const taken =
    existing?.isFile() ?? (existing === null && (await lstat(path).catch(absent)) !== null);
  if (taken && !overwrite) throw systemError("EEXIST", path);
  return existing;
}

function absent(error: NodeJS.ErrnoException): null {
  if (error.code === "ENOENT") return null;
  throw error;
}

function systemError(code: "EISDIR" | "EEXIST", path: string): NodeJS.ErrnoException {
  return Object.assign(new Error(`${code}: ${path}`), { code, path, syscall: "open" });
}

async function writePieces(
  file: FileHandle,
  content: string | Uint8Array | AsyncIterable<Uint8Array>,
  signal: AbortSignal | undefined,
): Promise<void> {
  signal?.throwIfAborted();
  if (typeof content === "string" || content instanceof Uint8Array) {
    await file.writeFile(content);
    return;
  }
  for await (const piece of content) {
    signal?.throwIfAborted();
    // FileHandle.write may write only a part.
    for (let written = 0; written < piece.length;) {
      written += (await file.write(piece, written)).bytesWritten;
    }
  }
}

async function writeInPlace(
  path: string,
  content: string | Uint8Array | AsyncIterable<Uint8Array>,
  signal: AbortSignal | undefined,
): Promise<void> {
  const file = await open(path, constants.O_WRONLY);
  try {
    await writePieces(file, content, signal);
  } finally {
    await file.close();
  }
}

/** Renames without replacing a file that appeared meanwhile: unlike a rename, a hard link fails then. */
async function moveWithoutReplacing(temporary: string, path: string): Promise<void> {
  try {
    await link(temporary, path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EEXIST") throw systemError("EEXIST", path);
    // FAT and some network file systems have no hard links.
    await checkTarget(path, false);
    await rename(temporary, path);
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
