import { constants, fstatSync } from "node:fs";
import type { Stats } from "node:fs";
import { lstat, open, readlink, realpath, stat } from "node:fs/promises";
import type { FileHandle } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";

import { PctError } from "../errors.js";

/**
 * What lies at the path of an output, and whether content may go there. An attacker can put a pipe, a
 * device or a link at a path that a caller will write to, such as one in `/tmp`.
 *
 * - `file`: nothing, a regular file, or a link, which a rename replaces.
 * - `in-place`: a pipe or a character device that no other user can read from.
 * - `descriptor`: an open descriptor of this process, such as `/dev/stdout` or `/dev/fd/3`.
 */
export type OutputTarget =
  | { readonly kind: "file"; readonly exists: boolean }
  | { readonly kind: "in-place"; readonly path: string }
  | { readonly kind: "descriptor"; readonly fd: number };

/** As many links as Linux follows. */
const MAX_LINKS = 40;
/** Linux; `/dev/fd` and `/dev/stdout` lead here. */
const PROC_FD = /^\/proc\/(?:self|thread-self|(\d+))(?:\/task\/\d+)?\/fd$/;

/**
 * Finds out what lies at the path of an output.
 *
 * @throws Node's own errors; `EISDIR` for a folder, `EBADF` for a descriptor that is not open. {@link PctError} `output-unsafe` for a pipe, device
 * or link of another user, a socket and a block device.
 */
export async function outputTarget(path: string): Promise<OutputTarget> {
  const end = await followLinks(path);
  if (end.kind === "descriptor") return end;
  const existing = await stat(path).catch(absent);
  if (existing === null) {
    // A dangling link is not a file, but its name is taken.
    return { kind: "file", exists: (await lstat(path).catch(absent)) !== null };
  }
  if (existing.isDirectory()) throw systemError("EISDIR", path);
  if (existing.isFile() && end.kind !== "other-process") return { kind: "file", exists: true };
  if (!end.isTrusted) throw new PctError("output-unsafe");
  assertWritable(existing, end.kind === "other-process");
  return { kind: "in-place", path: end.path };
}

/**
 * Opens a pipe or device for writing. Checks the opened file and not the path, which an attacker could
 * have replaced in between.
 *
 * @throws {@link PctError} `output-unsafe`.
 */
export async function openInPlace(path: string): Promise<FileHandle> {
  const isOfProcess = PROC_FD.test(dirname(path));
  // The names in /proc are links by themselves. Appending keeps what a regular file behind one has.
  const flags = constants.O_WRONLY | (isOfProcess ? constants.O_APPEND : constants.O_NOFOLLOW);
  const file = await open(path, flags).catch((error: unknown) => {
    throw (error as NodeJS.ErrnoException).code === "ELOOP" ? new PctError("output-unsafe") : error;
  });
  try {
    assertWritable(await file.stat(), isOfProcess);
    return file;
  } catch (error) {
    await file.close();
    throw error;
  }
}

/** @throws {@link PctError} `output-unsafe` where another user could read what is written. */
function assertWritable(stats: Stats, mayBeFile: boolean): void {
  const own = process.geteuid?.() ?? stats.uid;
  const isOwn = stats.uid === own;
  // The system's devices, such as /dev/null, belong to root; the terminal of a `sudo` to its user.
  const isDevice = stats.isCharacterDevice() && (isOwn || stats.uid === 0 || isOurTerminal(stats));
  if (isDevice || (isOwn && (stats.isFIFO() || (mayBeFile && stats.isFile())))) return;
  throw new PctError("output-unsafe");
}

/** Whether a device is one of the standard streams. */
function isOurTerminal({ rdev }: Stats): boolean {
  return [0, 1, 2].some((fd) => {
    try {
      const stats = fstatSync(fd);
      return stats.isCharacterDevice() && stats.rdev === rdev;
    } catch {
      // Ignore: the stream is closed.
      return false;
    }
  });
}

type LinkEnd =
  | { readonly kind: "descriptor"; readonly fd: number }
  | {
      readonly kind: "path" | "other-process";
      readonly path: string;
      /** Whether all links on the way belong to the caller or to root. */
      readonly isTrusted: boolean;
    };

/** Follows the links of a path by hand, to recognize descriptors: their last link leads to the file itself. */
async function followLinks(start: string): Promise<LinkEnd> {
  let path = resolve(start);
  let isTrusted = true;
  for (let links = 0; links <= MAX_LINKS; links++) {
    const folder = await realpath(dirname(path)).catch(absent);
    if (folder === null) break;
    path = join(folder, basename(path));
    const descriptor = descriptorOf(folder, basename(path));
    if (descriptor === "other-process") return { kind: descriptor, path, isTrusted };
    if (descriptor !== null) {
      if (!isTrusted) throw new PctError("output-unsafe");
      if (!isOpenForUse(descriptor)) throw systemError("EBADF", start);
      return { kind: "descriptor", fd: descriptor };
    }
    const stats = await lstat(path).catch(absent);
    if (stats?.isSymbolicLink() !== true) break;
    isTrusted &&= isTrustedOwner(stats);
    path = resolve(folder, await readlink(path));
  }
  return { kind: "path", path, isTrusted };
}

/** The descriptor of this process that a name in a folder stands for. */
function descriptorOf(folder: string, name: string): number | "other-process" | null {
  const isOfSystem = folder === "/dev/fd";
  const [match, pid] = PROC_FD.exec(folder) ?? [];
  if ((!isOfSystem && match === undefined) || !/^\d{1,9}$/.test(name)) return null;
  return pid !== undefined && Number(pid) !== process.pid ? "other-process" : Number(name);
}

/** Whether a descriptor is a file, a pipe, a device or a socket: Node's own ones are of other kinds. */
function isOpenForUse(fd: number): boolean {
  try {
    const stats = fstatSync(fd);
    return stats.isFile() || stats.isFIFO() || stats.isCharacterDevice() || stats.isSocket();
  } catch {
    return false;
  }
}

/** Whether the caller or root owns a link. Windows has no such owners. */
function isTrustedOwner({ uid }: Stats): boolean {
  const own = process.geteuid?.();
  return own === undefined || uid === own || uid === 0;
}

function absent(error: NodeJS.ErrnoException): null {
  if (error.code === "ENOENT") return null;
  throw error;
}

export function systemError(
  code: "EISDIR" | "EEXIST" | "EBADF",
  path: string,
): NodeJS.ErrnoException {
  return Object.assign(new Error(`${code}: ${path}`), { code, path, syscall: "open" });
}
