import type { DecryptOptions as Keys } from "@pct/core/age";
import { isPctError } from "@pct/core/errors";
import { decryptFile } from "@pct/core/node";
import type { FileOptions } from "@pct/core/node";

import { withContext } from "../errors/context.js";
import { Failure, sentenceFor } from "../errors/failure.js";
import type { Source } from "../io/input.js";
import { stdoutIsTerminal } from "../io/output.js";
import { deliver, sayDecrypted } from "../io/plaintext.js";
import { MemorySink, StdoutSink } from "../io/sinks.js";
import { refuseRead, STDOUT } from "../io/target.js";
import { explain } from "../io/wrapped.js";
import type { EncryptedSource } from "../io/wrapped.js";
import { readIdentities, warnOfOpenIdentities } from "../keys/identities.js";
import { PRIVATE_KEY } from "../keys/key-files.js";
import { unlock } from "../keys/passphrase.js";
import type { Session } from "../program/session.js";
import { showProgress } from "../terminal/progress.js";
import type { DecryptOptions } from "./decrypt.js";

/** Decrypts age files of any size, streaming where the target allows it. */

/** Limit of what is shown on a terminal or copied, in bytes. */
const MEMORY_LIMIT = 1024 * 1024;

/**
 * Up to this size, a pipe gets the content only after the whole file is authenticated; in bytes.
 */
const HELD_BACK = 16 * 1024 * 1024;

type AgeSource = EncryptedSource & { readonly format: "age" | "age-passphrase" };

/** Decrypts an age file with private keys or a passphrase, as its header requires. */
export async function decryptAge(
  session: Session,
  { source, format }: AgeSource,
  options: DecryptOptions,
): Promise<void> {
  const { identity, passphraseFile, output = STDOUT } = options;
  const open = (keys: Keys): Promise<void> => run(source, keys, options, session);
  if (format === "age-passphrase") {
    await unlock(source.name, session, passphraseFile, (passphrase) => open({ passphrase }));
    return;
  }
  await refuseRead(output, identity ?? [PRIVATE_KEY]);
  const identities = await readIdentities(identity, passphraseFile, session);
  const opening = open({ identities }).catch(async (error: unknown) => {
    throw await explain(error, source);
  });
  await withContext({ named: source.name }, opening);
  await warnOfOpenIdentities(identity, session);
}

async function run(
  source: Source,
  keys: Keys,
  options: DecryptOptions,
  session: Session,
): Promise<void> {
  const { output = STDOUT, copy = false, force: overwrite = false } = options;
  const { signal, t } = session;
  const progress = showProgress(source.size, t);
  const common = { ...keys, overwrite, signal, onProgress: progress.update };
  try {
    if (output !== STDOUT) {
      await withContext(
        { reading: source.path, writing: output },
        decryptFile(source.open(), output, common),
      );
      progress.stop();
      await sayDecrypted(output, session);
    } else if (copy || stdoutIsTerminal()) {
      const tooLong = new Failure((t) => (copy ? t.cli.tooLongToCopy() : t.cli.tooLongToShow()));
      const sink = new MemorySink(MEMORY_LIMIT, tooLong);
      await decryptFile(source.open(), sink.write, common);
      progress.stop();
      await deliver(sink.bytes, output, options, session);
    } else {
      await pipe(source, common);
    }
  } finally {
    progress.stop();
  }
}

/** Writes the content unchanged, for another program. */
async function pipe(
  source: Source,
  options: Keys & FileOptions & { readonly signal: AbortSignal },
): Promise<void> {
  const sink = new StdoutSink(options.signal, HELD_BACK);
  try {
    await decryptFile(source.open(), sink.write, options);
  } catch (error) {
    if (!sink.begun || !isPctError(error)) throw error;
    throw new Failure((t) => ({ what: sentenceFor(error, t).what, hint: t.cli.discardOutput }), {
      cause: error,
    });
  }
  await sink.finish();
}
