import { decryptSecret } from "@pct/core/classic";
import { isPctError, PctError } from "@pct/core/errors";
import type { PrivateKey } from "@pct/core/keys";

import { withContext } from "../errors/context.js";
import { Failure, UsageFailure } from "../errors/failure.js";
import { openSource } from "../io/input.js";
import type { Source } from "../io/input.js";
import { deliver } from "../io/plaintext.js";
import { checkTarget, chooseOutput, refuseRead, STDOUT } from "../io/target.js";
import { explain, readEncrypted } from "../io/wrapped.js";
import { readIdentities, warnOfOpenIdentities } from "../keys/identities.js";
import { PRIVATE_KEY } from "../keys/key-files.js";
import type { Session } from "../program/session.js";

/** Options of `pct decrypt`. */
export interface DecryptOptions {
  readonly identity?: readonly string[];
  readonly output?: string;
  readonly passphraseFile?: string;
  readonly copy?: boolean;
  readonly force?: boolean;
}

/** `pct decrypt`: decrypts a classic or an age file. */
export async function decrypt(
  session: Session,
  [file = "file_encrypted.txt"]: readonly (string | undefined)[],
  options: DecryptOptions,
): Promise<void> {
  const { identity, passphraseFile, force = false } = options;
  if (options.copy === true && options.output !== undefined) {
    throw new UsageFailure((t) => t.usage.conflict({ one: "--copy", other: "--output" }));
  }
  const output = await chooseOutput(options.output ?? STDOUT);
  const given = await openSource(file, session);
  const { source, format } = await withContext({ named: given.name }, readEncrypted(given));
  const reads = [...(identity ?? []), passphraseFile];
  await checkTarget(output, { force, input: source.path, reads });
  if (format === "age" || format === "age-passphrase") {
    // Lazy: the age format takes three times as long to load as everything else together.
    const { decryptAge } = await import("./decrypt-age.js");
    await decryptAge(session, { source, format }, { ...options, output });
    return;
  }
  await refuseRead(output, identity ?? [PRIVATE_KEY]);
  const identities = await readIdentities(identity, passphraseFile, session);
  const opening =
    format === "classic" ? openClassic(source, identities) : openWindowsAnswer(source, identities);
  const secret = await withContext({ named: source.name }, opening);
  await deliver(secret, output, options, session);
  await warnOfOpenIdentities(identity, session);
}

async function openWindowsAnswer(
  { start }: Source,
  identities: readonly (PrivateKey | string)[],
): Promise<Uint8Array> {
  const { decryptWindowsAnswer } = await import("@pct/core/windows-answer");
  return decryptWindowsAnswer(
    start,
    identities.filter((key) => typeof key !== "string"),
  );
}

async function openClassic(
  source: Source,
  identities: readonly (PrivateKey | string)[],
): Promise<Uint8Array> {
  let failure = new PctError("identity-required") as unknown;
  for (const key of identities) {
    if (typeof key === "string") continue;
    try {
      return await decryptSecret(source.start, key);
    } catch (error) {
      failure = error;
    }
  }
  failure = await explain(failure, source);
  const isVague = isPctError(failure) && failure.code === "decryption-failed";
  if (!isVague) throw failure;
  throw new Failure((t) => t.cli.classicNotDecrypted({ name: source.name }), { cause: failure });
}
