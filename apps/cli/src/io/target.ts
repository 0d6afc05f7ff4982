import { access, constants, lstat, stat } from "node:fs/promises";
import type { Stats } from "node:fs";
import { dirname } from "node:path";

import { PctError } from "@pct/core/errors";
import { checkTarget as checkFile } from "@pct/core/node/atomic-file";

import { withContext } from "../errors/context.js";
import { Failure } from "../errors/failure.js";

/** Checks the target of `--output` before the user types a secret. */

/** The value of `--output` for stdout. */
export const STDOUT = "-";

/** What a target must be. */
export interface TargetRules {
  /** Replaces a file. */
  readonly force: boolean;
  /** The file that is encrypted or decrypted. */
  readonly input?: string | null;
  /** Other files that the command reads: keys, passphrases. */
  readonly reads?: readonly (string | undefined)[];
}

/** The target of `--output`: stdout for `-`, `/dev/stdout` and other names of it. */
export async function chooseOutput(path: string): Promise<string> {
  if (path === STDOUT) return STDOUT;
  const target = await checkFile(path, true).catch(() => null);
  return target?.kind === "descriptor" && target.fd === 1 ? STDOUT : path;
}

/**
 * Refuses a file that the command reads, an existing file, a folder, a pipe or device of another user,
 * and a folder without write permission. An early check only: writing checks again.
 */
export async function checkTarget(
  path: string,
  { force, input = null, reads = [] }: TargetRules,
): Promise<void> {
  if (path === STDOUT) return;
  if (input !== null && (await isSameFile(path, input))) throw new PctError("output-is-input");
  await refuseRead(path, reads);
  const target = await withContext({ writing: path }, checkFile(path, force));
  if (target.kind === "file" && !target.exists) {
    await withContext({ writing: path }, access(dirname(path), constants.W_OK));
  }
}

/** Refuses a target that is one of the files. */
export async function refuseRead(
  path: string,
  reads: readonly (string | undefined)[],
): Promise<void> {
  for (const read of reads) {
    if (read !== undefined && path !== STDOUT && (await isSameFile(path, read))) {
      throw new Failure((t) => t.files.outputIsRead({ path: read }));
    }
  }
}

/** Refuses a folder that is a link of another user, who could aim it at files of the caller. */
export async function refuseForeignLink(folder: string): Promise<void> {
  const path = folder.replace(/(?<=.)[/\\]+$/, "");
  const link = await lstat(path).catch(() => null);
  const own = process.geteuid?.();
  if (link?.isSymbolicLink() !== true || own === undefined) return;
  if (link.uid !== own && link.uid !== 0) throw new Failure((t) => t.files.foreignLink({ path }));
}

async function isSameFile(one: string, other: string): Promise<boolean> {
  const [a, b] = await Promise.all([regularFile(one), regularFile(other)]);
  return a !== null && b !== null && a.dev === b.dev && a.ino === b.ino;
}

/** `null` for what is no file, or can't be examined: reading or writing it reports why. */
async function regularFile(path: string): Promise<Stats | null> {
  const stats = await stat(path).catch(() => null);
  return stats?.isFile() === true ? stats : null;
}
