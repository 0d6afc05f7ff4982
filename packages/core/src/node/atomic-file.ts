import { constants } from "node:fs";
import type { Stats } from "node:fs";
import { link, lstat, open, rename, stat, unlink } from "node:fs/promises";
import type { FileHandle } from "node:fs/promises";
import { dirname, join } from "node:path";

import { randomBytes } from "../webcrypto.js";

/** Options of {@link writeFileAtomic}. */
export interface AtomicFileOptions {
  /** Replaces an existing file; `false` unless told. */
  readonly overwrite?: boolean;
  /** Permissions of the new file; 0600 unless told. A umask narrows what others than the owner get. */
  readonly mode?: number;
  /** Gives up, leaving the target as it was. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Writes a file that appears whole or not at all.
 *
 * The content goes to a temporary file beside the target, which has its permissions from the first
 * byte, is synced to disk, and is then put in place in one step. A crash leaves the old file, the
 * new one, or none. A target that is no regular file, such as a named pipe, is written directly.
 *
 * @throws Node's own errors: `EEXIST` when the target exists and `overwrite` is not set, `EISDIR`,
 * `EACCES`, `ENOENT` for a missing folder, `ENOSPC`. Also whatever `content` throws while it is read.
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
      // A umask may have taken away even what the owner needs.
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
 * Whether a file can be written here, before the work for it is done.
 *
 * @returns What stands there now, or `null`.
 *
 * @throws As {@link writeFileAtomic}.
 */
export async function checkTarget(path: string, overwrite: boolean): Promise<Stats | null> {
  const existing = await stat(path).catch(absent);
  if (existing?.isDirectory()) throw systemError("EISDIR", path);
  // A link that leads nowhere is no file yet, but its name is taken.
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
    // FileHandle.write may write less than it is given.
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

/** A rename would replace what has appeared meanwhile; a hard link does not. */
async function moveWithoutReplacing(temporary: string, path: string): Promise<void> {
  try {
    await link(temporary, path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EEXIST") throw systemError("EEXIST", path);
    // FAT and some network file systems have no links.
    await checkTarget(path, false);
    await rename(temporary, path);
    return;
  }
  await unlink(temporary);
}

/** Makes the new name survive a power cut where the system can open folders. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, constants.O_RDONLY).catch(() => null);
  await folder?.sync().catch(() => undefined);
  await folder?.close();
}
