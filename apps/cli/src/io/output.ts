import { write } from "node:fs";

import { escapeJson } from "@pct/delivery/safe-text";

import { BrokenPipe, Failure, isSystemError } from "../errors/failure.js";
import { untilAbortedInThread } from "../program/interruption.js";
import { isPlainDescriptor, isTerminal, streams, writeAtOnce } from "./streams.js";

/** Writes a command's data to stdout, where nothing else goes. */

/** Longer data is written asynchronously, so that a slow reader does not block Ctrl-C. In bytes. */
const SYNC_LIMIT = 16 * 1024;

/** Whether stdout is a terminal. */
export function stdoutIsTerminal(): boolean {
  return isTerminal("stdout");
}

/** Writes data to stdout unchanged and waits until it is written. */
export async function writeData(data: string | Uint8Array): Promise<void> {
  const bytes = typeof data === "string" ? Buffer.from(data) : data;
  let written = 0;
  try {
    if (bytes.length <= SYNC_LIMIT) written = writeAtOnce("stdout", bytes);
  } catch (error) {
    throw stdoutFailure(error);
  }
  if (written < bytes.length) await writeThroughStream(bytes.subarray(written));
}

/**
 * Writes one of many pieces of data in a thread of Node's pool, so that this thread can make the next one.
 *
 * @throws `BrokenPipe`, `Failure`.
 */
export async function writeInThread(bytes: Uint8Array, signal: AbortSignal): Promise<void> {
  let written = 0;
  if (isPlainDescriptor("stdout")) {
    try {
      while (written < bytes.length) {
        written += await untilAbortedInThread(writePart(bytes, written), signal);
      }
    } catch (error) {
      // Another process has made the pipe non-blocking: Node's stream waits until it has room.
      if (!isSystemError(error) || error.code !== "EAGAIN") throw stdoutFailure(error);
    }
  }
  if (written < bytes.length) await writeThroughStream(bytes.subarray(written));
}

function writePart(bytes: Uint8Array, offset: number): Promise<number> {
  return new Promise((resolve, reject) => {
    write(1, bytes, offset, (error, written) => {
      if (error === null) resolve(written);
      else reject(error);
    });
  });
}

/** Writes a line. */
export async function writeLine(text: string): Promise<void> {
  await writeData(`${text}\n`);
}

/** Writes a value as JSON, with escapes for what a terminal would hide or obey. */
export async function writeJson(value: unknown): Promise<void> {
  await writeLine(escapeJson(JSON.stringify(value, null, 2)));
}

async function writeThroughStream(bytes: Uint8Array): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const fail = (error: unknown): void => {
      reject(stdoutFailure(error));
    };
    streams.stdout.once("error", fail);
    streams.stdout.write(bytes, (error) => {
      // After an error, the stream emits it too.
      if (error) {
        fail(error);
        return;
      }
      streams.stdout.off("error", fail);
      resolve();
    });
  });
}

/** Describes an error of stdout; a closed pipe becomes a `BrokenPipe`. */
function stdoutFailure(error: unknown): Error {
  if (!isSystemError(error)) return error as Error;
  const { code } = error;
  if (code === "EPIPE") return new BrokenPipe();
  return new Failure((t) => {
    const path = t.cli.standardOutput;
    return code === "ENOSPC" ? t.files.noSpace({ path }) : t.files.unexpected({ code, path });
  });
}
