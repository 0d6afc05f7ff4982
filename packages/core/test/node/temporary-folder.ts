import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, beforeEach } from "vitest";

/** An empty temporary folder for each test of a file. */
export function temporaryFolder(): { path: (name: string) => string; names: () => string[] } {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "pct-core-"));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return {
    path: (name) => join(folder, name),
    /** Names of its entries, with temporary files. */
    names: () => readdirSync(folder).sort(),
  };
}
