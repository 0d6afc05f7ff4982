import { fstatSync, writeSync } from "node:fs";

import { BrokenPipe, Failure, isSystemError } from "../errors/failure.js";
import { streams } from "./streams.js";

/** The data a command was called for, on stdout: nothing else is ever written there. */

/** Longer data goes through the stream, so that a slow reader does not block Ctrl-C. */
const SYNC_LIMIT = 16 * 1024;

/** Whether a person reads stdout. */
export function stdoutIsTerminal(): boolean {
  // Asking the file descriptor first spares most calls the loading of Node's terminal code.
  if (streams.areDescriptors && !isCharacterDevice(1)) return false;
  return streams.stdout.isTTY === true;
}

/** Writes data to stdout, exactly as it is, and waits until it is gone. */
export async function writeData(data: string | Uint8Array): Promise<void> {
  const bytes = typeof data === "string" ? Buffer.from(data) : data;
  const isSync = streams.areDescriptors && bytes.length <= SYNC_LIMIT && !isCharacterDevice(1);
  const written = isSync ? writeAtOnce(bytes) : 0;
  if (written < bytes.length) await writeThroughStream(bytes.subarray(written));
}

/** A line of data. */
export async function writeLine(text: string): Promise<void> {
  await writeData(`${text}\n`);
}

/** A value for other programs. */
export async function writeJson(value: unknown): Promise<void> {
  await writeLine(JSON.stringify(value, null, 2));
}

function isCharacterDevice(fd: number): boolean {
  return fstatSync(fd).isCharacterDevice();
}

/** Returns how much was written: all, or what a full pipe took. */
function writeAtOnce(bytes: Uint8Array): number {
  let written = 0;
  try {
    while (written < bytes.length) written += writeSync(1, bytes, written);
  } catch (error) {
    if (!isSystemError(error) || error.code !== "EAGAIN") throw stdoutFailure(error);
  }
  return written;
}

async function writeThroughStream(bytes: Uint8Array): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const fail = (error: unknown): void => {
      reject(stdoutFailure(error));
    };
    streams.stdout.once("error", fail);
    streams.stdout.write(bytes, (error) => {
      if (error) fail(error);
      else resolve();
    });
  });
}

/** What an error of stdout means: mostly that its reader has gone. */
export function stdoutFailure(error: unknown): Error {
  if (!isSystemError(error)) return error as Error;
  const { code } = error;
  if (code === "EPIPE") return new BrokenPipe();
  return new Failure((t) => {
    const path = t.cli.standardOutput;
    return code === "ENOSPC" ? t.files.noSpace({ path }) : t.files.unexpected({ code, path });
  });
}
