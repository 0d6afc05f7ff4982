import { stat } from "node:fs/promises";

import { isPctError } from "@pct/core/errors";
import { fingerprint } from "@pct/core/fingerprint";
import { importPrivateKey } from "@pct/core/keys";
import type { PrivateKey } from "@pct/core/keys";
import { importPublicKey } from "@pct/core/public-key";
import type { PublicKey } from "@pct/core/public-key";
import { isAgeOnlyKey } from "@pct/exchange/format";

import { inContext } from "../errors/context.js";
import { Failure } from "../errors/failure.js";
import { decodeText, nameOf, readKeyFile } from "../io/input.js";
import { untilAbortedInThread } from "../program/interruption.js";
import type { Session } from "../program/session.js";
import { warn } from "../terminal/notices.js";
import { unlock } from "./passphrase.js";

/** Reads the key files that operands and options name. */

export const PUBLIC_KEY = "public_key.pem";
export const PRIVATE_KEY = "private_key.pem";

/** A recipient: an RSA key, or the text of a key that only the age format takes. */
export interface NamedRecipient {
  readonly name: string;
  readonly key: PublicKey | string;
}

/** A recipient given as text instead of a file name, as `age -r` and `authorized_keys` have it. */
const LITERAL = /^(?:ssh-(?:rsa|ed25519)\s|age1)/;

/** Reads the recipients of `-r`, or the public key in the current folder. */
export async function readRecipients(
  operands: readonly string[] | undefined,
  session: Session,
): Promise<NamedRecipient[]> {
  const names = operands ?? [PUBLIC_KEY];
  if (operands === undefined) await expectFile(PUBLIC_KEY, (t) => t.cli.publicKeyMissing());
  return Promise.all(names.map((name) => readRecipient(name, session)));
}

async function readRecipient(operand: string, session: Session): Promise<NamedRecipient> {
  if (LITERAL.test(operand)) return readLiteral(operand);
  const name = nameOf(operand, session);
  const source = await readKeyFile(operand, session);
  try {
    return { name, key: await importPublicKey(source) };
  } catch (error) {
    const text = isAgeOnlyKey(error) ? decodeText(source) : null;
    if (text === null) throw inContext({ named: name }, error);
    return { name, key: text };
  }
}

async function readLiteral(text: string): Promise<NamedRecipient> {
  try {
    const key = await importPublicKey(text);
    return { name: await fingerprint(key), key };
  } catch (error) {
    if (!isAgeOnlyKey(error)) throw inContext({ named: shortened(text) }, error);
    return { name: shortened(text), key: text };
  }
}

/** Reads and unlocks the private keys of `-i`, or the one in the current folder. */
export async function readIdentities(
  operands: readonly string[] | undefined,
  passphraseFile: string | undefined,
  session: Session,
): Promise<(PrivateKey | string)[]> {
  if (operands === undefined) await expectFile(PRIVATE_KEY, (t) => t.cli.privateKeyMissing());
  const identities: (PrivateKey | string)[] = [];
  // One after the other: each may ask for a passphrase.
  for (const path of operands ?? [PRIVATE_KEY]) {
    identities.push(await readIdentity(path, passphraseFile, session));
  }
  return identities;
}

async function readIdentity(
  path: string,
  passphraseFile: string | undefined,
  session: Session,
): Promise<PrivateKey | string> {
  const source = await readKeyFile(path, session);
  const open = (passphrase?: string): Promise<PrivateKey> =>
    untilAbortedInThread(
      importPrivateKey(source, passphrase === undefined ? {} : { passphrase }),
      session.signal,
    );
  return open().catch(async (error: unknown) => {
    if (isPctError(error) && error.code === "passphrase-required") {
      return unlock(path, session, passphraseFile, open);
    }
    const text = isAgeOnlyKey(error) ? decodeText(source) : null;
    if (text === null) throw inContext({ named: path }, error);
    return text;
  });
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

async function expectFile(
  path: string,
  describe: ConstructorParameters<typeof Failure>[0],
): Promise<void> {
  await stat(path).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") throw new Failure(describe);
  });
}

/** The start of a key, for messages. */
function shortened(key: string): string {
  return key.length <= 24 ? key : `${key.slice(0, 20)}…`;
}

/** Reads a public key from a public or a private key file. */
export async function readEitherHalf(operand: string, session: Session): Promise<PublicKey> {
  const name = nameOf(operand, session);
  const source = await readKeyFile(operand, session);
  try {
    return await importPublicKey(source);
  } catch (error) {
    if (!isPctError(error) || error.code !== "key-is-private")
      throw inContext({ named: name }, error);
    const { publicKey } = await importPrivateKey(source).catch((error: unknown) => {
      if (isPctError(error) && error.code === "passphrase-required") {
        throw new Failure((t) => t.cli.fingerprintOfLocked({ path: name }));
      }
      throw inContext({ named: name }, error);
    });
    return publicKey;
  }
}
