import { base64Decode, base64Encode } from "@pct/security/base64";

import { Failure } from "../errors/failure.js";
import { readWhole } from "../io/input.js";
import { stdoutIsTerminal, writeData, writeLine } from "../io/output.js";
import { show } from "../io/plaintext.js";
import { readSecret } from "../io/secret.js";
import type { Session } from "../program/session.js";

/** Limit of what is converted in memory, in bytes. */
const LIMIT = 64 * 1024 * 1024;

/** `pct base64`: encodes, or decodes with `--decode`. */
export async function base64(
  session: Session,
  [file]: readonly (string | undefined)[],
  options: { readonly decode?: boolean },
): Promise<void> {
  const bytes =
    file === undefined
      ? await readSecret(session, session.t.prompts.text)
      : await readWhole(file, LIMIT, session);
  if (bytes.length > LIMIT) throw new Failure((t) => t.cli.tooBigForBase64());
  if (options.decode !== true) {
    await writeLine(base64Encode(bytes));
    return;
  }
  const decoded = base64Decode(Buffer.from(bytes).toString("latin1").replace(/\s/g, ""));
  if (stdoutIsTerminal()) await show(decoded, (t) => t.cli.bytesNotText({ file: file ?? null }));
  else await writeData(decoded);
}
