import { write } from "node:fs";
import type { FileHandle } from "node:fs/promises";
import { setTimeout as setTimeoutPromise } from "node:timers/promises";
import { promisify } from "node:util";

import { PctError } from "../errors.js";
import { openInPlace, outputTarget, systemError } from "./output-target.js";
import type { OutputTarget } from "./output-target.js";
import { replaceFile } from "./replace-file.js";
import { writePieces } from "./write-pieces.js";

/** Options of {@link writeFileAtomic}. */
export interface AtomicFileOptions {
  /** Replaces an existing file. Default: `false`. */
  readonly overwrite?: boolean;
  /** Permissions of the new file. Default: 0600. The umask narrows those of group and others. */
  readonly mode?: number;
  /** Refuses pipes, devices and descriptors too. For files whose names a user did not choose. */
  readonly regularOnly?: boolean;
  /** Aborts the operation and leaves the target as it was. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Writes a file that appears whole or not at all.
 *
 * The content goes to a temporary file beside the target, which has the final permissions from its first
 * byte. The file is synced to disk and renamed in one step. A crash leaves the old file, the new one, or
 * none. A pipe or character device of the caller, a device of the system such as `/dev/null`, and an open
 * descriptor such as `/dev/stdout` are written directly.
 *
 * @param content - A piece may use the memory of the piece before the last: one is made while one is written.
 *
 * @throws {@link PctError} `output-unsafe` for a pipe, device or link of another user, who could read the
 * content. Node's own errors: `EEXIST` when the target exists and `overwrite` is not set, `EISDIR`,
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
  const { overwrite = false, regularOnly = false, signal } = options;
  const target = await checkTarget(path, overwrite, regularOnly);
  if (target.kind === "file") {
    await replaceFile(path, (file) => writePieces(file, content, signal), options);
  } else {
    await writeDirectly(target, content, signal);
  }
}

/**
 * Checks before any work that content can be written to this path. Returns what lies there.
 *
 * @throws As {@link writeFileAtomic}.
 */
export async function checkTarget(
  path: string,
  overwrite: boolean,
  regularOnly = false,
): Promise<OutputTarget> {
  const target = await outputTarget(path);
  if (target.kind !== "file" && regularOnly) throw new PctError("output-unsafe");
  if (target.kind === "file" && target.exists && !overwrite) throw systemError("EEXIST", path);
  return target;
}

async function writeDirectly(
  target: Exclude<OutputTarget, { kind: "file" }>,
  content: string | Uint8Array | AsyncIterable<Uint8Array>,
  signal: AbortSignal | undefined,
): Promise<void> {
  if (target.kind === "descriptor") {
    // Opening the path would start at the beginning of a file that the caller is in the middle of.
    await writePieces({ write: descriptorWriter(target.fd) }, content, signal);
    return;
  }
  const file = await openInPlace(target.path);
  try {
    await writePieces(file, content, signal);
  } finally {
    await file.close();
  }
}

const writeDescriptor = promisify(write);
/** Delay before a write to a full pipe is tried again. */
const FULL_PIPE_DELAY_MS = 5;

function descriptorWriter(fd: number): FileHandle["write"] {
  return (async (buffer: Uint8Array, offset: number) => {
    for (;;) {
      try {
        return await writeDescriptor(fd, buffer, offset);
      } catch (error) {
        // A pipe that another process has made non-blocking.
        if ((error as NodeJS.ErrnoException).code !== "EAGAIN") throw error;
        await setTimeoutPromise(FULL_PIPE_DELAY_MS);
      }
    }
  }) as FileHandle["write"];
}
