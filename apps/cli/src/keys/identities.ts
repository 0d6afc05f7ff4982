import { stat } from "node:fs/promises";

import { isPctError, PctError } from "@pct/core/errors";
import { importPrivateKey } from "@pct/core/keys";
import type { PrivateKey } from "@pct/core/keys";
import type { UnusableKey } from "@pct/core/pasted";
import { isAgeOnlyKey } from "@pct/exchange/format";

import { inContext } from "../errors/context.js";
import { explain, sentenceFor } from "../errors/failure.js";
import { nameOf, readKeyFile } from "../io/input.js";
import { untilAbortedInThread } from "../program/interruption.js";
import type { Session } from "../program/session.js";
import { warn } from "../terminal/notices.js";
import { expectFile, PRIVATE_KEY } from "./key-files.js";
import { unlock } from "./passphrase.js";

/** Reads and unlocks private keys: files of one or several keys, or stdin. */

/**
 * Reads the private keys of `-i`, or the one in the current folder. A file that can't be used is
 * reported and left out, if another can.
 */
export async function readIdentities(
  operands: readonly string[] | undefined,
  passphraseFile: string | undefined,
  session: Session,
): Promise<(PrivateKey | string)[]> {
  if (operands === undefined) await expectFile(PRIVATE_KEY, (t) => t.cli.privateKeyMissing());
  const identities: (PrivateKey | string)[] = [];
  const failures: unknown[] = [];
  // One after the other: each may ask for a passphrase.
  for (const operand of operands ?? [PRIVATE_KEY]) {
    try {
      identities.push(...(await readOperand(operand, passphraseFile, session)));
    } catch (error) {
      session.signal.throwIfAborted();
      failures.push(error);
    }
  }
  if (identities.length === 0) throw failures[0];
  if (failures.length > 0) {
    const sentences = await session.loadFullCatalog();
    for (const failure of failures) warn(explain(failure, sentences).what);
  }
  return identities;
}

async function readOperand(
  operand: string,
  passphraseFile: string | undefined,
  session: Session,
): Promise<(PrivateKey | string)[]> {
  const name = nameOf(operand, session);
  const source = await readKeyFile(operand, session);
  const open = (key: string | Uint8Array): Promise<PrivateKey | string> =>
    readPrivateKey(key, name, passphraseFile, session);
  try {
    return [await open(source)];
  } catch (error) {
    if (!isPctError(error)) throw error;
    const keys = await findPrivateKeys(source, error, name, session);
    const opened: (PrivateKey | string)[] = [];
    for (const key of keys) {
      opened.push(
        await open(key).catch((error: unknown) => {
          throw inContext({ named: name }, error);
        }),
      );
    }
    return opened;
  }
}

async function warnOfUnusable(
  unusable: readonly UnusableKey[],
  name: string,
  session: Session,
): Promise<void> {
  const t = await session.loadFullCatalog();
  for (const { line, error } of unusable) {
    const place = line === null ? name : t.cli.lineOf({ name, line: line.toString() });
    warn(t.notices.keyLeftOut({ name: place, reason: sentenceFor(error, t).what }));
  }
}

/** The private keys in a text; public keys beside them are left alone. */
async function findPrivateKeys(
  source: Uint8Array,
  strict: unknown,
  name: string,
  session: Session,
): Promise<string[]> {
  // Lazy: most files hold one plain key.
  const { findKeys } = await import("@pct/core/pasted");
  try {
    const { keys, unusable } = findKeys(source);
    const texts = keys.filter(({ half }) => half === "private").map(({ text }) => text);
    if (texts.length > 0) {
      if (unusable.length > 0) await warnOfUnusable(unusable, name, session);
      return texts;
    }
    throw keys.length > 0 || unusable[0] === undefined
      ? new PctError("key-is-public")
      : unusable[0].error;
  } catch (error) {
    const isVague = isPctError(error) && error.code === "key-not-recognized";
    throw inContext({ named: name }, isVague ? strict : error);
  }
}

/** Reads one private key. Rejects with the error of the reader, which does not name the key. */
async function readPrivateKey(
  source: string | Uint8Array,
  name: string,
  passphraseFile: string | undefined,
  session: Session,
): Promise<PrivateKey | string> {
  const open = (passphrase?: string): Promise<PrivateKey> =>
    untilAbortedInThread(
      importPrivateKey(source, passphrase === undefined ? {} : { passphrase }),
      session.signal,
    );
  try {
    return await open();
  } catch (error) {
    if (isPctError(error) && error.code === "passphrase-required") {
      return unlock(name, session, passphraseFile, open);
    }
    if (typeof source === "string" && isAgeOnlyKey(error)) return source;
    throw error;
  }
}

/** Warns about private keys that other users of the machine can read. */
export async function warnOfOpenIdentities(
  operands: readonly string[] = [PRIVATE_KEY],
  { t }: Session,
): Promise<void> {
  if (process.platform === "win32") return;
  for (const path of operands) {
    const stats = await stat(path).catch(() => null);
    if (stats?.isFile() && (stats.mode & 0o077) !== 0)
      warn(t.notices.keyReadableByOthers({ path }));
  }
}
