import { fstatSync, writeSync } from "node:fs";

import { escapeJson } from "@pct/delivery/safe-text";

import { BrokenPipe, Failure, isSystemError } from "../errors/failure.js";
import { streams } from "./streams.js";

/** Writes a command's data to stdout, where nothing else goes. */

/** Longer data is written asynchronously, so that a slow reader does not block Ctrl-C. In bytes. */
const SYNC_LIMIT = 16 * 1024;

/** Whether stdout is a terminal. */
export function stdoutIsTerminal(): boolean {
  // Asking the file descriptor first spares most calls the loading of Node's terminal code.
  if (streams.areDescriptors && !isCharacterDevice(1)) return false;
  return streams.stdout.isTTY === true;
}

/** Writes data to stdout unchanged and waits until it is written. */
export async function writeData(data: string | Uint8Array): Promise<void> {
  const bytes = typeof data === "string" ? Buffer.from(data) : data;
  const isSync = streams.areDescriptors && bytes.length <= SYNC_LIMIT && !isCharacterDevice(1);
  const written = isSync ? writeAtOnce(bytes) : 0;
  if (written < bytes.length) await writeThroughStream(bytes.subarray(written));
}

/** Writes a line. */
export async function writeLine(text: string): Promise<void> {
  await writeData(`${text}\n`);
}

/** Writes a value as JSON, with escapes for what a terminal would hide or obey. */
export async function writeJson(value: unknown): Promise<void> {
  await writeLine(escapeJson(JSON.stringify(value, null, 2)));
}

function isCharacterDevice(fd: number): boolean {
  return fstatSync(fd).isCharacterDevice();
}

/** Writes without waiting. Returns the number of bytes that a full pipe accepted. */
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

/** Describes an error of stdout; a closed pipe becomes a `BrokenPipe`. */
export function stdoutFailure(error: unknown): Error {
  if (!isSystemError(error)) return error as Error;
  const { code } = error;
  if (code === "EPIPE") return new BrokenPipe();
  return new Failure((t) => {
    const path = t.cli.standardOutput;
    return code === "ENOSPC" ? t.files.noSpace({ path }) : t.files.unexpected({ code, path });
  });
}
