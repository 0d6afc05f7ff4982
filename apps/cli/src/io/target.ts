import { access, constants, lstat, stat } from "node:fs/promises";
import { dirname } from "node:path";

import { PctError } from "@pct/core/errors";

import { withContext } from "../errors/context.js";
import { Failure } from "../errors/failure.js";

/** Where output goes, looked at before anybody is asked for a secret that would then be lost. */

/** How `--output` says stdout. */
export const STDOUT = "-";

/**
 * Refuses the input itself, a file that exists, a folder, and a place where nothing can be written.
 * What happens between this look and the writing is the business of the writing itself.
 */
export async function checkTarget(
  path: string,
  force: boolean,
  input: string | null,
): Promise<void> {
  if (path === STDOUT) return;
  const target = await withContext({ writing: path }, stat(path).catch(absent));
  if (target !== null && input !== null) {
    const { dev, ino } = await stat(input);
    if (target.dev === dev && target.ino === ino) throw new PctError("output-is-input");
  }
  if (target === null) {
    // A link that leads nowhere is no file yet, but its name is taken.
    const link = await lstat(path).catch(absent);
    if (link !== null && !force) throw new Failure((t) => t.files.exists({ path }));
    await withContext({ writing: path }, access(dirname(path), constants.W_OK));
  } else if (target.isDirectory()) {
    throw new Failure((t) => t.files.targetIsFolder({ path }));
  } else if (target.isFile() && !force) {
    throw new Failure((t) => t.files.exists({ path }));
  }
}

function absent(error: NodeJS.ErrnoException): null {
  if (error.code === "ENOENT") return null;
  throw error;
}
