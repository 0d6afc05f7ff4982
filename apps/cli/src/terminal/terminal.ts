import { closeSync, openSync, writeSync } from "node:fs";
import { StringDecoder } from "node:string_decoder";
import type { ReadStream } from "node:tty";

import { escapeForTerminal } from "@pct/delivery/safe-text";

import { Failure } from "../errors/failure.js";
import { isTerminal, isTerminalStream, streams } from "../io/streams.js";
import { terminalIsDumb } from "../program/environment.js";
import { Interruption } from "../program/interruption.js";
import { HiddenLine } from "./hidden-line.js";
import { noteUntakenLines } from "./notices.js";

/** Asks the user at the terminal, even if stdin and stdout are redirected. */

/** Bracketed paste: the terminal marks the start and end of a paste. */
const PASTE_ON = "\u001B[?2004h";
const PASTE_OFF = "\u001B[?2004l";

interface Terminal {
  readonly keyboard: ReadStream;
  readonly show: (text: string) => void;
  readonly close: () => void;
}

/** Whether stdin is a terminal. */
export function stdinIsTerminal(): boolean {
  return isTerminal("stdin");
}

/**
 * Asks for a line without echo. Restores the terminal in every case.
 *
 * @returns `null` if there is no terminal.
 *
 * @throws `Interruption` on Ctrl-C; `Failure` if the line was not UTF-8.
 */
export async function askHidden(question: string, signal: AbortSignal): Promise<string | null> {
  signal.throwIfAborted();
  const terminal = openTerminal();
  if (terminal === null) return null;
  const { keyboard, show, close } = terminal;
  // Ignore: isRaw tells whether the mode was set.
  keyboard.on("error", () => undefined);
  keyboard.setRawMode(true);
  if (!keyboard.isRaw) {
    close();
    throw new Failure((t) => t.cli.terminalTooSimple());
  }
  const [begin, end] = terminalIsDumb() ? ["", ""] : [PASTE_ON, PASTE_OFF];
  const restore = (): void => {
    show(`${end}\r\n`);
    keyboard.setRawMode(false);
    close();
  };
  // For process.exit() during the question.
  process.once("exit", restore);
  try {
    show(`${begin}${escapeForTerminal(question)} `);
    return await readLine(keyboard, signal);
  } finally {
    process.off("exit", restore);
    restore();
  }
}

/**
 * Asks for a line with echo.
 *
 * @returns `null` if there is no terminal.
 *
 * @throws `Interruption` on Ctrl-C; `Failure` if the line was not UTF-8.
 */
export async function askLine(question: string, signal: AbortSignal): Promise<string | null> {
  signal.throwIfAborted();
  const terminal = openTerminal();
  if (terminal === null) return null;
  const { keyboard, show, close } = terminal;
  keyboard.on("error", () => undefined);
  try {
    show(`${escapeForTerminal(question)} `);
    return await readLine(keyboard, signal);
  } finally {
    close();
  }
}

/** Input after the end of the last line, for the next question. */
let typedAhead = "";

function readLine(keyboard: ReadStream, signal: AbortSignal): Promise<string> {
  const line = new HiddenLine();
  const decoder = new StringDecoder("utf8");
  // The decoder above replaces what is not UTF-8; this one only tells.
  const validator = new TextDecoder("utf-8", { fatal: true });
  let isValid = true;
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      keyboard.off("data", onData).off("end", onEnd).off("error", onEnd);
      signal.removeEventListener("abort", onAbort);
      keyboard.pause();
      typedAhead = line.rest;
      noteUntakenLines(typedAhead.trim() !== "");
    };
    const take = (input: string): void => {
      const state = line.feed(input);
      if (state === "more") return;
      stop();
      if (state !== "done") reject(new Interruption());
      else if (isValid) resolve(line.text);
      else reject(new Failure((t) => t.cli.typedNotUtf8()));
    };
    const onData = (bytes: Buffer): void => {
      isValid &&= isUtf8(bytes, validator);
      take(decoder.write(bytes));
    };
    const onEnd = (): void => {
      stop();
      reject(new Interruption("SIGHUP"));
    };
    const onAbort = (): void => {
      stop();
      reject(signal.reason as Error);
    };
    keyboard.on("data", onData).on("end", onEnd).on("error", onEnd);
    signal.addEventListener("abort", onAbort);
    keyboard.resume();
    take(typedAhead);
  });
}

/** Whether the next bytes of a text are UTF-8. */
function isUtf8(bytes: Uint8Array, validator: TextDecoder): boolean {
  try {
    validator.decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

/** Asks through stdin and stderr where they are terminals, else through the terminal device. */
function openTerminal(): Terminal | null {
  const { stdin } = streams;
  const useStderr = isTerminal("stderr");
  const device = isTerminalStream(stdin) && useStderr ? null : openDevice();
  const screen = useStderr ? 2 : device;
  const show = (text: string): void => {
    try {
      if (screen !== null) writeSync(screen, text);
    } catch {
      // Ignore: the terminal was closed.
    }
  };
  if (isTerminalStream(stdin)) {
    const close = (): void => {
      if (device !== null) closeSync(device);
    };
    return { keyboard: stdin, show, close };
  }
  if (device === null) return null;
  // Loaded here because most calls ask nothing, and it takes 4 ms.
  const tty = process.getBuiltinModule("node:tty");
  const keyboard = new tty.ReadStream(device);
  return { keyboard, show, close: () => keyboard.destroy() };
}

function openDevice(): number | null {
  const { terminalDevice } = streams;
  try {
    return terminalDevice === null ? null : openSync(terminalDevice, "r+");
  } catch {
    return null;
  }
}
