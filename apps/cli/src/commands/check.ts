import { auditPasswordHash, matchingKeys } from "@pct/security/backendbase";
import type { BackEndBaseKeys } from "@pct/security/backendbase";
import { needsRehash, verifyPassword } from "@pct/security/passwords";

import { Failure } from "../errors/failure.js";
import { writeJson, writeLine } from "../io/output.js";
import { readPassword } from "../io/secret.js";
import { readBackEndBaseKeys } from "../keys/backendbase-keys.js";
import { untilAbortedInThread } from "../program/interruption.js";
import type { Session } from "../program/session.js";
import { warn } from "../terminal/notices.js";

interface Options {
  readonly keys?: readonly string[];
  readonly upperCase?: boolean;
  readonly legacy?: boolean;
  readonly json?: boolean;
}

/** How a password matches a hash: not at all, without keys, or with the keys at this index. */
type Match = null | "alone" | number;

/** `pct check`: whether a password matches a hash. */
export async function check(
  session: Session,
  [operand = ""]: readonly (string | undefined)[],
  options: Options,
): Promise<void> {
  const hash = operand.trim();
  const rehash = needsRehash(hash);
  const keys = await readBackEndBaseKeys(options.keys);
  const password = await readPassword(session, "check 'HASH'");
  const { signal } = session;
  const match = await untilAbortedInThread(compare(hash, password, keys, options), signal);
  const faulty = match === null && (await untilAbortedInThread(isFaulty(hash, keys), signal));
  if (options.json === true) {
    const index = typeof match === "number" ? match : null;
    await writeJson({ match: match !== null, rehash, keys: index, noneFault: faulty });
  }
  if (faulty) warn(session.t.notices.noneFault);
  if (match === null) {
    throw new Failure((t) =>
      keys.length === 0 ? t.cli.passwordWrong() : t.cli.passwordWrongWithKeys(),
    );
  }
  if (options.json !== true) await writeLine(sentenceOf(match, session));
  if (rehash) warn(session.t.notices.rehash);
}

async function compare(
  hash: string,
  password: string,
  keys: readonly BackEndBaseKeys[],
  { upperCase = false, legacy = false }: Options,
): Promise<Match> {
  if (isPbkdf2(hash) && keys.length > 0) {
    const index = await matchingKeys(hash, password, keys, { upperCase });
    if (index !== null) return index;
  }
  return (await verifyPassword(hash, password, { legacy })) ? "alone" : null;
}

/** Whether BackEndBase hashed the word `None` instead of the password, which is a known fault. */
async function isFaulty(hash: string, keys: readonly BackEndBaseKeys[]): Promise<boolean> {
  return isPbkdf2(hash) && keys.length > 0 && auditPasswordHash(hash, keys);
}

/** The only kind that BackEndBase makes. */
function isPbkdf2(hash: string): boolean {
  return hash.startsWith("pbkdf2:");
}

function sentenceOf(match: "alone" | number, { t }: Session): string {
  if (match === "alone") return t.notices.passwordMatches;
  return match === 0
    ? t.notices.passwordMatchesWithKeys
    : t.notices.passwordMatchesWithOlderKeys({ index: match + 1 });
}
