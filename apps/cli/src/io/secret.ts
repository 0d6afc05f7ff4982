import { Failure } from "../errors/failure.js";
import type { Session } from "../program/session.js";
import { askHidden, stdinIsTerminal } from "../terminal/terminal.js";
import { decodeText, readPipedSecret } from "./input.js";

/** Reads a secret from a pipe, or asks for it without echo. */

export async function readSecret(session: Session, question: string): Promise<Uint8Array> {
  if (!stdinIsTerminal()) return readPipedSecret(session);
  return Buffer.from((await askHidden(question, session.signal)) ?? "");
}

/** Reads a secret that must be text. */
export async function readSecretText(session: Session, question: string): Promise<string> {
  const text = decodeText(await readSecret(session, question));
  if (text === null) throw new Failure((t) => t.cli.textNotUtf8());
  return text;
}

/**
 * Reads a password, which must not be empty.
 *
 * @param command - For the hint: the command that asks, with its operands.
 */
export async function readPassword(session: Session, command: string): Promise<string> {
  const password = await readSecretText(session, session.t.prompts.password);
  if (password === "") throw new Failure((t) => t.cli.passwordEmpty({ command }));
  return password;
}

/** Reads a new password; a user types it twice. */
export async function readNewPassword(session: Session): Promise<string> {
  const password = await readPassword(session, "hash");
  if (stdinIsTerminal()) {
    const again = await askHidden(session.t.prompts.passwordAgain, session.signal);
    if (again !== password) throw new Failure((t) => t.cli.passwordsDiffer());
  }
  return password;
}
