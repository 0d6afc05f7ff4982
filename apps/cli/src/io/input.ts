import { createReadStream, fstatSync, read as readDescriptor } from "node:fs";
import type { Stats } from "node:fs";
import { open, stat } from "node:fs/promises";

import { PctError } from "@pct/core/errors";
import { INSPECT_BYTES, MAX_KEY_FILE_BYTES } from "@pct/core/limits";
import type { FileInput } from "@pct/core/node";

import { inContext, withContext } from "../errors/context.js";
import { Failure } from "../errors/failure.js";
import { untilAborted, untilAbortedInThread } from "../program/interruption.js";
import type { Session } from "../program/session.js";
import { streams } from "./streams.js";

/** Reads files, pipes and stdin, with a limit wherever the whole is held in memory. */

/** Limit of a secret from a pipe, in bytes. */
const SECRET_LIMIT = 64 * 1024 * 1024;

/** Bytes that are read ahead from stdin. */
const READ_BYTES = 256 * 1024;

/** The operand for stdin. */
export const STDIN = "-";

/** What messages call an operand. */
export function nameOf(operand: string, { t }: Session): string {
  return operand === STDIN ? t.cli.standardInput : operand;
}

/** An input whose start has been read. */
export interface Source {
  /** For messages. */
  readonly name: string;
  /** Path of a regular file, which the output must not replace. */
  readonly path: string | null;
  /** Size in bytes, if known. */
  readonly size: number | null;
  readonly start: Uint8Array;
  /** Whether `start` is the whole input. */
  readonly whole: boolean;
  /** Reads from the start. May be called again as long as no more than `start` was consumed. */
  readonly open: () => FileInput;
}

/** Opens the file that an operand names, or stdin for `-`. */
export async function openSource(operand: string, session: Session): Promise<Source> {
  if (operand === STDIN) {
    const name = nameOf(operand, session);
    return withContext({ reading: name }, startReading(stdinPieces(session), name));
  }
  const stats = await withContext({ reading: operand }, stat(operand));
  refuseFolder(operand, stats);
  if (!stats.isFile()) {
    // A pipe can be opened only once, and a read from it may block forever.
    const pieces = abortable(createReadStream(operand), session.signal, untilAbortedInThread);
    return withContext({ reading: operand }, startReading(pieces, operand));
  }
  const start = await withContext({ reading: operand }, readAtMost(operand, INSPECT_BYTES + 1));
  return {
    name: operand,
    path: operand,
    // Files in /proc have content but size 0.
    size: stats.size === 0 ? null : stats.size,
    start: start.subarray(0, INSPECT_BYTES),
    whole: start.length <= INSPECT_BYTES,
    open: () => operand,
  };
}

/** The same input with a longer start, of at most `limit` bytes. */
export async function readFurther(source: Source, limit: number): Promise<Source> {
  const { name, path, whole } = source;
  if (whole || limit <= source.start.length) return source;
  if (path !== null) {
    const start = await withContext({ reading: path }, readAtMost(path, limit + 1));
    return { ...source, start: start.subarray(0, limit), whole: start.length <= limit };
  }
  async function* pieces(): AsyncGenerator<Uint8Array, void, undefined> {
    const input = source.open();
    if (typeof input === "object" && Symbol.asyncIterator in input) yield* input;
  }
  return startReading(pieces(), name, limit);
}

async function startReading(
  pieces: AsyncGenerator<Uint8Array, void, undefined>,
  name: string,
  limit: number = INSPECT_BYTES,
): Promise<Source> {
  const { bytes: start, whole } = await takeAtLeast(pieces, limit + 1);
  async function* replay(): AsyncGenerator<Uint8Array, void, undefined> {
    yield start;
    if (!whole) yield* pieces;
  }
  return {
    name,
    path: null,
    size: whole ? start.length : null,
    start: start.subarray(0, limit),
    whole,
    open: replay,
  };
}

/** Reads a file, or stdin for `-`; returns more than `limit` bytes if it is longer than that. */
export async function readWhole(
  operand: string,
  limit: number,
  session: Session,
): Promise<Uint8Array> {
  if (operand !== STDIN) return readSmallFile(operand, limit);
  return (await takeAtLeast(stdinPieces(session), limit + 1)).bytes;
}

/** Reads a key file, or stdin for `-`. A file that is too large is not a key. */
export async function readKeyFile(operand: string, session: Session): Promise<Uint8Array> {
  const bytes = await readWhole(operand, MAX_KEY_FILE_BYTES, session);
  if (bytes.length > MAX_KEY_FILE_BYTES) {
    throw inContext({ named: nameOf(operand, session) }, new PctError("key-not-recognized"));
  }
  return bytes;
}

/** Reads a file; returns `limit + 1` bytes if it is longer than `limit`. */
export async function readSmallFile(path: string, limit: number): Promise<Uint8Array> {
  refuseFolder(path, await withContext({ reading: path }, stat(path)));
  return withContext({ reading: path }, readAtMost(path, limit + 1));
}

/** Reads a secret from a pipe, without the line break that `echo` adds. */
export async function readPipedSecret(session: Session): Promise<Uint8Array> {
  const taking = takeAtLeast(stdinPieces(session), SECRET_LIMIT + 1);
  const { bytes } = await withContext({ reading: nameOf(STDIN, session) }, taking);
  if (bytes.length > SECRET_LIMIT) throw new Failure((t) => t.cli.secretTooBig());
  return withoutFinalNewline(bytes);
}

/** Drops one final LF or CRLF. */
function withoutFinalNewline(bytes: Uint8Array): Uint8Array {
  if (bytes.at(-1) !== 0x0a) return bytes;
  return bytes.subarray(0, bytes.at(-2) === 0x0d ? -2 : -1);
}

/**
 * Decodes UTF-8 with or without a byte-order mark, and UTF-16 with one, which PowerShell writes;
 * `null` if the bytes are not text.
 */
export function decodeText(bytes: Uint8Array): string | null {
  const [a, b] = bytes;
  const utf16 =
    a === 0xff && b === 0xfe ? "utf-16le" : a === 0xfe && b === 0xff ? "utf-16be" : null;
  try {
    return new TextDecoder(utf16 ?? "utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function refuseFolder(path: string, stats: Stats): void {
  if (stats.isDirectory()) throw new Failure((t) => t.files.isFolder({ path }));
}

async function readAtMost(path: string, length: number): Promise<Uint8Array> {
  const file = await open(path, "r");
  try {
    const buffer = Buffer.alloc(length);
    let filled = 0;
    for (;;) {
      const { bytesRead } = await file.read(buffer, filled, length - filled);
      filled += bytesRead;
      if (bytesRead === 0 || filled === length) return buffer.subarray(0, filled);
    }
  } finally {
    await file.close();
  }
}

/** Reads at least `length` bytes, or to the end. The rest stays in the generator. */
async function takeAtLeast(
  pieces: AsyncGenerator<Uint8Array, void, undefined>,
  length: number,
): Promise<{ bytes: Uint8Array; whole: boolean }> {
  const taken: Uint8Array[] = [];
  for (let size = 0; size < length;) {
    const next = await pieces.next();
    if (next.done) return { bytes: Buffer.concat(taken), whole: true };
    // The memory of a piece may be used again.
    taken.push(Buffer.from(next.value));
    size += next.value.length;
  }
  return { bytes: Buffer.concat(taken), whole: false };
}

function stdinPieces({ t, signal }: Session): AsyncGenerator<Uint8Array, void, undefined> {
  if (!streams.areDescriptors) return abortable(streams.stdin, signal, untilAborted);
  const stats = fstatSync(0);
  // Node reads a folder as an empty file.
  refuseFolder(t.cli.standardInput, stats);
  if (!stats.isFile() && !stats.isFIFO()) return abortable(streams.stdin, signal, untilAborted);
  // Node's own stream of a pipe reads in this thread, which has the encryption to do.
  return abortable(descriptorPieces(0), signal, untilAbortedInThread);
}

/**
 * Yields the bytes of a descriptor, and reads the next piece in a thread of Node's pool while the consumer
 * works on one. The pieces share two buffers: each is valid until the next one is asked for.
 */
async function* descriptorPieces(fd: number): AsyncGenerator<Uint8Array, void, undefined> {
  const read = (buffer: Uint8Array): Promise<Uint8Array> =>
    new Promise((resolve, reject) => {
      readDescriptor(fd, buffer, 0, READ_BYTES, null, (error, bytesRead) => {
        if (error === null) resolve(buffer.subarray(0, bytesRead));
        else reject(error);
      });
    });
  let [buffer, other] = [new Uint8Array(READ_BYTES), new Uint8Array(READ_BYTES)];
  let reading = read(buffer);
  for (;;) {
    const piece = await reading;
    if (piece.length === 0) return;
    [buffer, other] = [other, buffer];
    reading = read(buffer);
    // Ignore: reported by the next await, unless the consumer wants no more.
    reading.catch(() => undefined);
    yield piece;
  }
}

/** Yields the chunks of a stream. Fails when the signal aborts, even during a blocked read. */
async function* abortable(
  stream: AsyncIterable<Uint8Array>,
  signal: AbortSignal,
  wait: typeof untilAborted,
): AsyncGenerator<Uint8Array, void, undefined> {
  const source = stream[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await wait(source.next(), signal);
      if (next.done) return;
      yield next.value;
    }
  } finally {
    // Not awaited: a blocked read may never end. Ignore: a stream that errored rejects too.
    source.return?.().catch(() => undefined);
  }
}
