import type { EncryptOptions } from "@pct/core/age";
import { encryptSecret } from "@pct/core/classic";
import { PctError } from "@pct/core/errors";
import { fingerprint } from "@pct/core/fingerprint";
import { writeFileAtomic } from "@pct/core/node/atomic-file";
import type { PublicKey } from "@pct/core/public-key";
import { isExchangeError } from "@pct/exchange/errors";
import { chooseFormat } from "@pct/exchange/format";

import { inContext, withContext } from "../errors/context.js";
import { UsageFailure } from "../errors/failure.js";
import { openSource, STDIN } from "../io/input.js";
import type { Source } from "../io/input.js";
import { stdoutIsTerminal, writeData } from "../io/output.js";
import { readSecret } from "../io/secret.js";
import { checkTarget, chooseOutput, STDOUT } from "../io/target.js";
import { PUBLIC_KEY } from "../keys/key-files.js";
import { newPassphrase } from "../keys/passphrase.js";
import { readRecipients } from "../keys/recipients.js";
import type { NamedRecipient } from "../keys/recipients.js";
import type { Session } from "../program/session.js";
import { say, warn } from "../terminal/notices.js";

interface Options {
  readonly recipient?: readonly string[];
  readonly output?: string;
  readonly format?: "classic" | "age";
  readonly armor?: boolean;
  readonly passphrase?: boolean;
  readonly passphraseFile?: string;
  readonly password?: string;
  readonly force?: boolean;
}

/** Who can decrypt the result. */
type Lock =
  | { readonly recipients: readonly NamedRecipient[]; readonly passphrase?: never }
  | { readonly recipients?: never; readonly passphrase: string };

const SECRET_FILE = "file_encrypted.txt";

/** Shorter RSA keys have a strength of 112 bits, which NIST accepts until the end of 2030. */
const LONG_TERM_BITS = 3072;

/** `pct encrypt`: encrypts a secret or a file. */
export async function encrypt(
  session: Session,
  [file]: readonly (string | undefined)[],
  options: Options,
): Promise<void> {
  refuseConflicts(file, options);
  const output = await chooseOutput(options.output ?? defaultOutput(file, options));
  const source = file === undefined ? null : await openSource(file, session);
  const { force = false, recipient = [PUBLIC_KEY], passphraseFile } = options;
  const reads = [...recipient, passphraseFile];
  await checkTarget(output, { force, input: source?.path ?? null, reads });
  const lock = await readLock(session, options);
  if (source === null) await encryptText(session, lock, output, options);
  else await encryptContent(session, source, lock, output, options);
  await report(session, lock, output);
}

function refuseConflicts(file: string | undefined, options: Options): void {
  const { recipient, passphrase, passphraseFile, password, format, armor } = options;
  const sealed =
    passphrase === true
      ? "--passphrase"
      : passphraseFile !== undefined
        ? "--passphrase-file"
        : undefined;
  const conflicts: [boolean, string | undefined, string][] = [
    [recipient !== undefined, sealed, "--recipient"],
    [format === "classic", sealed, "--format classic"],
    [armor === true && format === "classic", "--armor", "--format classic"],
    [file !== undefined && password !== undefined, "--password", "file"],
  ];
  for (const [conflict, one, other] of conflicts) {
    if (conflict && one !== undefined) {
      throw new UsageFailure((t) => t.usage.conflict({ one, other }));
    }
  }
}

function defaultOutput(file: string | undefined, { format }: Options): string {
  if (file === STDIN) return STDOUT;
  return file === undefined || format === "classic" ? SECRET_FILE : `${file}.age`;
}

async function readLock(session: Session, options: Options): Promise<Lock> {
  const { passphrase, passphraseFile, recipient } = options;
  if (passphrase === undefined && passphraseFile === undefined) {
    return { recipients: await readRecipients(recipient, session) };
  }
  const question = session.t.prompts.newPassphrase;
  return { passphrase: await newPassphrase(session, { file: passphraseFile, question }) };
}

async function encryptText(
  session: Session,
  lock: Lock,
  output: string,
  options: Options,
): Promise<void> {
  const secret = await secretOf(session, options);
  if (secret.length === 0) throw new PctError("secret-empty");
  const chosen = await chooseFormat(keysOf(lock), secret.length, options.format);
  if (chosen.format === "age") {
    const source = { size: secret.length, path: null, open: () => secret };
    await encryptToAge(source, { ...ageOptions(lock), armor: true }, output, options, session);
  } else {
    await writeClassic(await encryptSecret(secret, chosen.key), output, options, session);
  }
}

async function secretOf(session: Session, { password }: Options): Promise<Uint8Array> {
  const { t } = session;
  if (password === undefined) return readSecret(session, t.prompts.secret);
  warn(t.notices.passwordArgument);
  return Buffer.from(password);
}

async function encryptContent(
  session: Session,
  source: Source,
  lock: Lock,
  output: string,
  options: Options,
): Promise<void> {
  if (options.format === "classic") {
    const encrypted = await encryptClassic(source, lock);
    await writeClassic(encrypted, output, options, session);
    return;
  }
  const armor = options.armor === true || (output === STDOUT && stdoutIsTerminal());
  await encryptToAge(source, { ...ageOptions(lock), armor }, output, options, session);
}

async function encryptClassic({ name, size, start }: Source, lock: Lock): Promise<string> {
  try {
    const chosen = await chooseFormat(keysOf(lock), size ?? start.length, "classic");
    if (chosen.format !== "classic") throw new TypeError("unreachable: classic was asked for");
    return await encryptSecret(start, chosen.key);
  } catch (error) {
    // These are about the recipients, not about the file.
    throw isExchangeError(error) ? error : inContext({ named: name }, error);
  }
}

async function encryptToAge(
  source: Pick<Source, "size" | "path" | "open">,
  encryption: EncryptOptions,
  output: string,
  { force = false }: Options,
  session: Session,
): Promise<void> {
  const { encryptAge } = await import("./encrypt-age.js");
  await encryptAge(source, encryption, output, force, session);
}

function keysOf({ recipients = [] }: Lock): (PublicKey | string)[] {
  return recipients.map(({ key }) => key);
}

function ageOptions(lock: Lock): EncryptOptions {
  return lock.recipients === undefined
    ? { passphrase: lock.passphrase }
    : { recipients: keysOf(lock) };
}

/** Writes one line of base64, with a line break only on a terminal. */
async function writeClassic(
  encrypted: string,
  output: string,
  { force: overwrite = false }: Options,
  { signal }: Session,
): Promise<void> {
  if (output === STDOUT) await writeData(stdoutIsTerminal() ? `${encrypted}\n` : encrypted);
  else
    await withContext(
      { writing: output },
      writeFileAtomic(output, encrypted, { overwrite, signal }),
    );
}

async function report({ t }: Session, lock: Lock, output: string): Promise<void> {
  if (lock.recipients === undefined) {
    say(output === STDOUT ? t.notices.sealed : t.notices.sealedInto({ output }));
    return;
  }
  const names = (await Promise.all(lock.recipients.map(describeRecipient))).join(", ");
  say(
    output === STDOUT ? t.notices.encrypted({ names }) : t.notices.encryptedInto({ output, names }),
  );
  warnOfShortKeys(lock.recipients, t);
}

function warnOfShortKeys(recipients: readonly NamedRecipient[], t: Session["t"]): void {
  const short = recipients.flatMap(({ name, key }) =>
    typeof key !== "string" && key.bits < LONG_TERM_BITS ? [{ name, bits: key.bits }] : [],
  );
  const [first, ...others] = short;
  if (first === undefined) return;
  const { name } = first;
  const names = short.map((key) => key.name).join(", ");
  const bits = Math.min(...short.map((key) => key.bits));
  warn(
    others.length === 0 ? t.notices.shortKey({ name, bits }) : t.notices.shortKeys({ names, bits }),
  );
}

async function describeRecipient({ name, key }: NamedRecipient): Promise<string> {
  if (typeof key === "string") return name;
  const print = `${(await fingerprint(key)).slice(0, 19)}…`;
  return name.startsWith("SHA256:") ? print : `${name} (${print})`;
}
