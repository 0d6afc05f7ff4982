import type { EncryptOptions } from "@pct/core/age";
import { encryptFile } from "@pct/core/node";

import { withContext } from "../errors/context.js";
import type { Source } from "../io/input.js";
import { StdoutSink } from "../io/sinks.js";
import { STDOUT } from "../io/target.js";
import type { Session } from "../program/session.js";
import { showProgress } from "../terminal/progress.js";

/** Encrypts to an age file. In a file of its own because the age format is the longest to load. */
export async function encryptAge(
  source: Pick<Source, "size" | "path" | "open">,
  encryption: EncryptOptions,
  output: string,
  overwrite: boolean,
  { t, signal }: Session,
): Promise<void> {
  const progress = showProgress(source.size, t);
  const common = { ...encryption, overwrite, signal, onProgress: progress.update };
  try {
    const target = output === STDOUT ? new StdoutSink(signal).write : output;
    const work = encryptFile(source.open(), target, common);
    await withContext({ reading: source.path, writing: output }, work);
  } finally {
    progress.stop();
  }
}
