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

/** Whether a person types into this stream. */
export function isTerminal(stream: Readable): stream is ReadStream {
  return "isTTY" in stream && stream.isTTY === true;
}
