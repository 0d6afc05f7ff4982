import { isPctError } from "@pct/core/errors";
import { MAX_PASTED_BYTES } from "@pct/core/limits";
import { decryptWindowsPassword } from "@pct/core/node/windows-password";

import { inContext, withContext } from "../errors/context.js";
import { Failure } from "../errors/failure.js";
import { nameOf, readWhole, STDIN } from "../io/input.js";
import { writeLine } from "../io/output.js";
import { deliver } from "../io/plaintext.js";
import { STDOUT } from "../io/target.js";
import { readIdentities, warnOfOpenIdentities } from "../keys/identities.js";
import type { Session } from "../program/session.js";

interface WindowsPasswordOptions {
  readonly identity?: readonly string[];
  readonly passphraseFile?: string;
  readonly copy?: boolean;
}

/** `pct windows-password`: the password of a Windows server that AWS or OpenStack encrypted to a key pair. */
export async function windowsPassword(
  session: Session,
  [file = STDIN]: readonly (string | undefined)[],
  { identity, passphraseFile, copy = false }: WindowsPasswordOptions,
): Promise<void> {
  const name = nameOf(file, session);
  const input = await withContext({ reading: name }, readWhole(file, MAX_PASTED_BYTES, session));
  const identities = await readIdentities(identity, passphraseFile, session);
  const keys = identities.filter((key) => typeof key !== "string");
  let password: string;
  try {
    password = decryptWindowsPassword(input, keys);
  } catch (error) {
    throw describe(error, name);
  }
  if (copy) await deliver(Buffer.from(password), STDOUT, { copy }, session);
  else await writeLine(password);
  await warnOfOpenIdentities(identity, session);
}

function describe(error: unknown, name: string): unknown {
  if (!isPctError(error)) return error;
  switch (error.code) {
    case "ciphertext-empty":
      return new Failure((t) => t.clouds.windowsPasswordNotReady({ name }), { cause: error });
    case "ciphertext-not-recognized":
      return new Failure((t) => t.clouds.notWindowsPassword({ name }), { cause: error });
    case "decryption-failed":
      return new Failure((t) => t.clouds.windowsPasswordNotOpened({ name }), { cause: error });
    default:
      return inContext({ named: name }, error);
  }
}
