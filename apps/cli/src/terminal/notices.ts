import type { Catalog } from "@pct/messages";

import { allowsColour, debugging } from "../program/environment.js";
import { explain } from "../errors/failure.js";

/** Everything that is said beside the data: on stderr, one line each, and never with an escape in it. */

/** Characters that move the cursor, ring, or turn text around: a file name may hold them. */
const UNPRINTABLE = /[\p{Cc}\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]/gu;

const COLOURS = { error: 31, warning: 33, hint: 36 } as const;

/** A text of several lines that is ours from beginning to end. */
export function sayText(text: string): void {
  write(text);
}

/** A line of talk. */
export function say(text: string): void {
  write(`${printable(text)}\n`);
}

/** What the user should know although the command goes on. */
export function warn(text: string): void {
  write(`${prefix("warning")} ${printable(text)}\n`);
}

/** The two lines of an error; returns the exit code. */
export function reportFailure(error: unknown, t: Catalog): number {
  const { what, hint, exitCode } = explain(error, t);
  write(`${prefix("error")} ${printable(what)}\n${prefix("hint")} ${printable(hint)}\n`);
  if (debugging()) write(`${stackOf(error)}\n`);
  return exitCode;
}

/** The text with everything that could fool a terminal made visible. */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, (char) => {
    return `\\u${(char.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}`;
  });
}

/** Whether a text of several lines does nothing to a terminal but appear on it. */
export function isSafeToShow(text: string): boolean {
  return text.replace(/[\n\r\t]/g, "").search(UNPRINTABLE) === -1;
}

function prefix(kind: keyof typeof COLOURS): string {
  const text = `pct: ${kind}:`;
  if (!process.stderr.isTTY || !allowsColour()) return text;
  return `\u001B[${COLOURS[kind].toString()}m${text}\u001B[0m`;
}

function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause === undefined ? "" : `\n${stackOf(error.cause)}`;
  return `${error.stack ?? error.message}${cause}`;
}

let talked = false;

function write(text: string): void {
  if (!talked) {
    talked = true;
    // Nobody listens to the talk: the data may matter all the same.
    process.stderr.on("error", () => undefined);
  }
  process.stderr.write(text);
}

/** Waits until everything that was said has been handed over. */
export async function allSaid(): Promise<void> {
  if (talked) await new Promise((resolve) => process.stderr.write("", resolve));
}
