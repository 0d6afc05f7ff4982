import { PctError, isPctError } from "@pct/core/errors";

import { inContext, withContext } from "../errors/context.js";
import { Failure } from "../errors/failure.js";
import { decodeText, readSmallFile } from "../io/input.js";
import { passphraseVariable } from "../program/environment.js";
import type { Session } from "../program/session.js";
import { warn } from "../terminal/notices.js";
import { askHidden } from "../terminal/terminal.js";

/** Reads passphrases from a file, `PCT_PASSPHRASE` or the user, never from arguments. */

const FILE_LIMIT = 64 * 1024;

/** Attempts that a user has. */
const MAX_ATTEMPTS = 3;

/** The passphrase from the file or `PCT_PASSPHRASE`, if there is one. */
async function preparedPassphrase(file: string | undefined): Promise<string | null> {
  if (file !== undefined) return checked(file, await readPassphraseFile(file));
  const variable = passphraseVariable();
  if (variable?.includes("\uFFFD") === true) {
    throw new Failure((t) => t.cli.variableNotUtf8({ name: "PCT_PASSPHRASE" }));
  }
  return variable === undefined ? null : checked("PCT_PASSPHRASE", variable);
}

/** A passphrase to encrypt with: prepared, or typed twice. */
export async function newPassphrase(
  { t, signal }: Session,
  { file, question }: { file: string | undefined; question: string },
): Promise<string> {
  const prepared = await preparedPassphrase(file);
  if (prepared !== null) return prepared;
  const first = await askHidden(question, signal);
  if (first === null) throw new PctError("passphrase-required");
  if (first === "") throw new PctError("passphrase-empty");
  const second = await askHidden(t.prompts.again, signal);
  if (first !== second) throw new Failure((t) => t.cli.passphrasesDiffer());
  return first;
}

/**
 * Decrypts with the prepared passphrase, or asks the user, who may be wrong twice.
 *
 * @param name - What is encrypted, for the question and the error.
 * @param attempt - Rejects with `passphrase-wrong` to be called again.
 */
export async function unlock<T>(
  name: string,
  session: Session,
  file: string | undefined,
  attempt: (passphrase: string) => Promise<T>,
): Promise<T> {
  const prepared = await preparedPassphrase(file);
  if (prepared !== null) return withContext({ named: name }, attempt(prepared));
  const { t, signal } = session;
  for (let attempts = 1; ; attempts++) {
    const passphrase = await askHidden(t.prompts.passphraseOf({ name }), signal);
    if (passphrase === null) throw inContext({ named: name }, new PctError("passphrase-required"));
    try {
      return await attempt(passphrase);
    } catch (error) {
      const again = isPctError(error) && error.code === "passphrase-wrong";
      if (!again || attempts === MAX_ATTEMPTS) throw inContext({ named: name }, error);
      warn((await session.loadFullCatalog()).errors["passphrase-wrong"]().what);
    }
  }
}

async function readPassphraseFile(path: string): Promise<string> {
  const bytes = await readSmallFile(path, FILE_LIMIT);
  const text = bytes.length > FILE_LIMIT ? null : decodeText(bytes);
  if (text === null) throw new Failure((t) => t.cli.passphraseFileNotText({ path }));
  return text.replace(/\r?\n$/, "");
}

function checked(name: string, passphrase: string): string {
  if (passphrase === "") throw inContext({ named: name }, new PctError("passphrase-empty"));
  return passphrase;
}
