import { fstatSync, statSync, writeSync } from "node:fs";
import type { Stats } from "node:fs";
import type { Readable, Writable } from "node:stream";
import type { ReadStream } from "node:tty";

/** The streams of a call of pct. */
export interface Streams {
  readonly stdin: Readable;
  readonly stdout: Writable & { readonly isTTY?: boolean };
  readonly stderr: Writable & { readonly isTTY?: boolean };
  /** Whether stdin, stdout and stderr are the file descriptors 0, 1 and 2. */
  readonly areDescriptors: boolean;
  /** The device to ask a person at when stdin is not a terminal; `null` if there is none. */
  readonly terminalDevice: string | null;
}

/** Getters, since Node loads the code of a standard stream at its first use. */
export const processStreams: Streams = {
  get stdin() {
    return process.stdin;
  },
  get stdout() {
    return process.stdout;
  },
  get stderr() {
    return process.stderr;
  },
  areDescriptors: true,
  terminalDevice: process.platform === "win32" ? "\\\\.\\CONIN$" : "/dev/tty",
};

/** The streams of the running call. A process runs one call at a time. */
export let streams: Streams = processStreams;

/** Replaces the streams for the calls that follow: tests read what a call writes. */
export function useStreams(replacement: Streams): void {
  streams = replacement;
}

/** Whether a person types into stdin, or reads what is written to stdout or stderr. */
export function isTerminal(name: "stdin" | "stdout" | "stderr"): boolean {
  // Asking the file descriptor first spares most calls the loading of Node's terminal code.
  return !isPlainDescriptor(name) && isTerminalStream(streams[name]);
}

/** Columns of a terminal; 80 for anything else. */
export function terminalWidth(name: "stdout" | "stderr"): number {
  const { columns } = isTerminal(name) ? (streams[name] as { readonly columns?: number }) : {};
  return columns ?? 80;
}

/** Whether a stream is a terminal. */
export function isTerminalStream(stream: Readable | Writable): stream is ReadStream {
  return "isTTY" in stream && stream.isTTY === true;
}

const DESCRIPTORS = { stdin: 0, stdout: 1, stderr: 2 } as const;

/** Whether a standard stream is an open file descriptor and no terminal or other device but the null device. */
export function isPlainDescriptor(name: keyof typeof DESCRIPTORS): boolean {
  const status = descriptorStatus(name);
  return status !== null && (!status.isCharacterDevice() || isNullDevice(status));
}

/** `null` if the stream is no descriptor or the caller closed it: Node's stream decides. */
function descriptorStatus(name: keyof typeof DESCRIPTORS): Stats | null {
  if (!streams.areDescriptors) return null;
  try {
    return fstatSync(DESCRIPTORS[name]);
  } catch {
    return null;
  }
}

function isNullDevice({ rdev }: Stats): boolean {
  return (
    process.platform !== "win32" && statSync("/dev/null", { throwIfNoEntry: false })?.rdev === rdev
  );
}

/** Whether bytes reach the reader of a stream unchanged, which a console of Windows does not promise. */
function takesBytes(name: keyof typeof DESCRIPTORS): boolean {
  return process.platform === "win32" ? isPlainDescriptor(name) : descriptorStatus(name) !== null;
}

/**
 * Writes without waiting, which spares a call the loading of Node's streams. Returns the number of bytes
 * that a full pipe accepted: 0 where only the stream can write.
 *
 * @throws Node's own errors.
 */
export function writeAtOnce(name: "stdout" | "stderr", bytes: Uint8Array): number {
  let written = 0;
  if (!takesBytes(name)) return written;
  try {
    while (written < bytes.length) {
      written += writeSync(DESCRIPTORS[name], bytes, written);
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EAGAIN") throw error;
  }
  return written;
}
