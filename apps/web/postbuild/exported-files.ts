import { readdir } from "node:fs/promises";
import { join, relative, sep } from "node:path";

/** The paths of all files in a folder, with `/` on every system, sorted so that builds are reproducible. */
export async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll(sep, "/"))
    .sort();
}
