import type { Writable } from "node:stream";

import { escapeForTerminal } from "@pct/delivery/safe-text";
import type { FullCatalog } from "@pct/messages";

import { explain } from "../errors/failure.js";
import { isTerminal, streams, writeAtOnce } from "../io/streams.js";
import { allowsColour, debugging } from "../program/environment.js";

/** Notices, warnings and errors: on stderr, one line each, with control characters escaped. */

const COLOURS = { error: 31, warning: 33, hint: 36 } as const;

/** Writes a text of several lines. It must not contain text from outside. */
export function sayText(text: string): void {
  write(text);
}

let quiet = false;

/** Leaves out notices and progress from now on (`--quiet`); warnings and errors stay. */
export function useQuiet(value: boolean): void {
  quiet = value;
}

/** Whether notices and progress are left out. */
export function isQuiet(): boolean {
  return quiet;
}

let untakenLines = false;

/** Keeps whether lines were typed or pasted that no question has taken yet. */
export function noteUntakenLines(value: boolean): void {
  untakenLines = value;
}

/** Whether lines were typed or pasted that no question took. */
export function linesWereUntaken(): boolean {
  return untakenLines;
}

/** Writes what the user must see to decide, also with `--quiet`. */
export function tell(text: string): void {
  write(`${escapeForTerminal(text)}\n`);
}

/** Writes a notice. */
export function say(text: string): void {
  if (!quiet) write(`${escapeForTerminal(text)}\n`);
}

/** Writes a warning; the command goes on. */
export function warn(text: string): void {
  write(`${prefix("warning")} ${escapeForTerminal(text)}\n`);
}

/** Writes an error and its hint; returns the exit code. */
export function reportFailure(error: unknown, t: FullCatalog): number {
  const { what, hint, exitCode } = explain(error, t);
  write(
    `${prefix("error")} ${escapeForTerminal(what)}\n${prefix("hint")} ${escapeForTerminal(hint)}\n`,
  );
  if (debugging()) write(`${stackOf(error)}\n`);
  return exitCode;
}

function prefix(kind: keyof typeof COLOURS): string {
  const text = `pct: ${kind}:`;
  if (!allowsColour() || !isTerminal("stderr")) return text;
  return `\u001B[${COLOURS[kind].toString()}m${text}\u001B[0m`;
}

function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause === undefined ? "" : `\n${stackOf(error.cause)}`;
  return `${error.stack ?? error.message}${cause}`;
}

/** The stream that was written to, if any. */
let stream: Writable | null = null;

function write(text: string): void {
  const bytes = Buffer.from(text);
  let written = 0;
  try {
    if (stream === null) written = writeAtOnce("stderr", bytes);
  } catch {
    // Ignore a closed stderr: the data on stdout may still be wanted.
    return;
  }
  if (written === bytes.length) return;
  if (stream !== streams.stderr) {
    stream = streams.stderr;
    stream.on("error", () => undefined);
  }
  stream.write(bytes.subarray(written));
}

/** Waits until all notices are written. */
export async function flushNotices(): Promise<void> {
  const written = stream;
  if (written !== null) await new Promise((resolve) => written.write("", resolve));
}
