import { generatePassword } from "@pct/security/backendbase";
import type { BackEndBaseKeys } from "@pct/security/backendbase";
import { hashPassword } from "@pct/security/passwords";
import { ACCEPT } from "@pct/security/policy";

import { Failure, UsageFailure } from "../errors/failure.js";
import { writeLine } from "../io/output.js";
import { readNewPassword } from "../io/secret.js";
import { readBackEndBaseKeys } from "../keys/backendbase-keys.js";
import { untilAbortedInThread } from "../program/interruption.js";
import type { Session } from "../program/session.js";

interface Options {
  readonly method?: string;
  readonly keys?: readonly string[];
  readonly upperCase?: boolean;
}

/** Method names. `@pct/security` parses what follows a colon. */
const FAMILIES = ["argon2id", "scrypt", "pbkdf2", "backendbase"];

/** `pct hash`: a password hash to store. */
export async function hash(
  session: Session,
  _operands: readonly (string | undefined)[],
  options: Options,
): Promise<void> {
  const method = methodOf(options);
  const keys = await keysFor(method, options);
  const rounds = keys === null ? {} : roundsOf(method);
  const password = await readNewPassword(session);
  const { upperCase = false } = options;
  const work =
    keys === null
      ? hashPassword(password, { method })
      : generatePassword(password, keys, { upperCase, ...rounds });
  await writeLine(await untilAbortedInThread(work, session.signal));
}

/** Checks the method before the user types a password. */
function methodOf({ method, keys }: Options): string {
  const name = method ?? (keys === undefined ? "argon2id" : "backendbase");
  if (FAMILIES.includes(name.replace(/:.*/s, ""))) return name;
  const choices = FAMILIES.join(", ");
  throw new UsageFailure((t) => t.usage.notAChoice({ name: "--method", choices }));
}

async function keysFor(method: string, options: Options): Promise<BackEndBaseKeys[] | null> {
  const { keys: files, upperCase } = options;
  if (/^backendbase(?::|$)/.test(method)) {
    const keys = await readBackEndBaseKeys(files);
    if (keys.length === 0) throw new Failure((t) => t.cli.keysMissing());
    return keys;
  }
  const other = `--method ${method}`;
  if (files !== undefined) refuseTogether("--keys", other);
  if (upperCase === true) refuseTogether("--upper-case", other);
  return null;
}

function refuseTogether(one: string, other: string): never {
  throw new UsageFailure((t) => t.usage.conflict({ one, other }));
}

/** Rounds of `backendbase:50000`; the default if there are none. */
function roundsOf(method: string): { iterations?: number } {
  const [, rounds] = method.split(":");
  if (rounds === undefined) return {};
  const { minimum, maximum } = ACCEPT.pbkdf2;
  const iterations = /^\d{1,9}$/.test(rounds) ? Number(rounds) : Number.NaN;
  if (iterations >= minimum && iterations <= maximum) return { iterations };
  const option = "--method backendbase";
  throw new UsageFailure((t) => t.usage.outOfRange({ option, minimum, maximum }));
}
