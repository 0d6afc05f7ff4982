import { closeSync, ftruncateSync, openSync } from "node:fs";

/** Makes a file of so many bytes, all zeros, which takes almost nothing of the disk. */
export function makeHugeFile(path: string, bytes: number = 10 * 1024 ** 3): void {
  const file = openSync(path, "w");
  ftruncateSync(file, bytes);
  closeSync(file);
}
