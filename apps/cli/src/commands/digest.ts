import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";

import { generateDigest } from "@pct/security/digest";

import { withContext } from "../errors/context.js";
import { openSource } from "../io/input.js";
import type { Source } from "../io/input.js";
import { writeLine } from "../io/output.js";
import { readSecretText } from "../io/secret.js";
import type { Session } from "../program/session.js";
import { showProgress } from "../terminal/progress.js";

/** `pct digest`: SHA-512 of a text, as BackEndBase makes it, or of a file, as `sha512sum` does. */
export async function digest(
  session: Session,
  [file]: readonly (string | undefined)[],
): Promise<void> {
  if (file === undefined) {
    await writeLine(generateDigest(await readSecretText(session, session.t.prompts.text)));
  } else {
    await writeLine(await digestSource(await openSource(file, session), session));
  }
}

async function digestSource(source: Source, { t, signal }: Session): Promise<string> {
  const input = source.open();
  const pieces = typeof input === "string" ? createReadStream(input) : input;
  const hash = createHash("sha512");
  const progress = showProgress(source.size, t);
  const read = async (): Promise<void> => {
    let bytes = 0;
    for await (const piece of pieces) {
      signal.throwIfAborted();
      hash.update(piece as Uint8Array);
      bytes += (piece as Uint8Array).length;
      progress.update(bytes);
    }
  };
  try {
    await withContext({ reading: source.name }, read());
  } finally {
    progress.stop();
  }
  return hash.digest("hex");
}
