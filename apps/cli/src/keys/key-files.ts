import { stat } from "node:fs/promises";

import { Failure } from "../errors/failure.js";

/** The key files of the current folder. */

export const PUBLIC_KEY = "public_key.pem";
export const PRIVATE_KEY = "private_key.pem";

/** Fails with this sentence if a default key file is missing. */
export async function expectFile(
  path: string,
  describe: ConstructorParameters<typeof Failure>[0],
): Promise<void> {
  await stat(path).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") throw new Failure(describe);
  });
}
