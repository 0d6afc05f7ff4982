import { closeSync, ftruncateSync, openSync } from "node:fs";

/** Makes a sparse file of zeros, which takes almost no space on the disk. */
export function makeHugeFile(path: string, bytes: number = 10 * 1024 ** 3): void {
  const file = openSync(path, "w");
  ftruncateSync(file, bytes);
  closeSync(file);
}
