import { access, constants, lstat, stat } from "node:fs/promises";
import { dirname } from "node:path";

import { PctError } from "@pct/core/errors";

import { withContext } from "../errors/context.js";
import { Failure } from "../errors/failure.js";

/** Checks the target of `--output` before the user types a secret. */

/** The value of `--output` for stdout. */
export const STDOUT = "-";

/**
 * Refuses the input itself, an existing file, a folder, and a folder without write permission. An
 * early check only: writing checks again.
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
    // A dangling symbolic link: the name is taken.
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
