import { createReadStream, fstatSync } from "node:fs";
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

/** What commands read: files, pipes and stdin, with a bound wherever the whole is held in memory. */

/** Secrets are typed or pasted; what is longer than this is a file. */
const SECRET_LIMIT = 64 * 1024 * 1024;

/** How an operand says stdin. */
export const STDIN = "-";

/** How sentences call what an operand names. */
export function nameOf(operand: string, { t }: Session): string {
  return operand === STDIN ? t.cli.standardInput : operand;
}

/** A file to be encrypted or decrypted, whose beginning is known. */
export interface Source {
  /** How sentences call it. */
  readonly name: string;
  /** Its path, where it has one that others must not write to. */
  readonly path: string | null;
  /** Size in bytes, where that is known beforehand. */
  readonly size: number | null;
  readonly start: Uint8Array;
  /** Whether `start` is all there is. */
  readonly whole: boolean;
  /** The file from its beginning. A second call is possible as long as no more than `start` was read. */
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
    // A pipe can be opened once only, and reading it can take for ever.
    const pieces = abortable(createReadStream(operand), session.signal, untilAbortedInThread);
    return withContext({ reading: operand }, startReading(pieces, operand));
  }
  const start = await withContext({ reading: operand }, readAtMost(operand, INSPECT_BYTES + 1));
  return {
    name: operand,
    path: operand,
    // Files in /proc have content and no size.
    size: stats.size === 0 ? null : stats.size,
    start: start.subarray(0, INSPECT_BYTES),
    whole: start.length <= INSPECT_BYTES,
    open: () => operand,
  };
}

async function startReading(
  pieces: AsyncGenerator<Uint8Array, void, undefined>,
  name: string,
): Promise<Source> {
  const { bytes: start, whole } = await takeAtLeast(pieces, INSPECT_BYTES + 1);
  async function* replay(): AsyncGenerator<Uint8Array, void, undefined> {
    yield start;
    if (!whole) yield* pieces;
  }
  return {
    name,
    path: null,
    size: whole ? start.length : null,
    start: start.subarray(0, INSPECT_BYTES),
    whole,
    open: replay,
  };
}

/** All of a file, or of stdin for `-`; some of what is beyond `limit` if it is longer. */
export async function readWhole(
  operand: string,
  limit: number,
  session: Session,
): Promise<Uint8Array> {
  if (operand !== STDIN) return readSmallFile(operand, limit);
  return (await takeAtLeast(stdinPieces(session), limit + 1)).bytes;
}

/** All of a small file, or of stdin for `-`; one that is too big for a key is none. */
export async function readKeyFile(operand: string, session: Session): Promise<Uint8Array> {
  const bytes = await readWhole(operand, MAX_KEY_FILE_BYTES, session);
  if (bytes.length > MAX_KEY_FILE_BYTES) {
    throw inContext({ named: nameOf(operand, session) }, new PctError("key-not-recognized"));
  }
  return bytes;
}

/** The beginning of a file, one byte more than `limit` if it is longer. */
export async function readSmallFile(path: string, limit: number): Promise<Uint8Array> {
  refuseFolder(path, await withContext({ reading: path }, stat(path)));
  return withContext({ reading: path }, readAtMost(path, limit + 1));
}

/** A secret from a pipe: all of it, but for the one line break that `echo` adds. */
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
 * Text of a file that some editor or shell has written: UTF-8 with or without a byte-order mark, or
 * UTF-16 with one; `null` if it is no text.
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

/** Reads until `length` bytes are there or the source ends; what is left can still be read. */
async function takeAtLeast(
  pieces: AsyncGenerator<Uint8Array, void, undefined>,
  length: number,
): Promise<{ bytes: Uint8Array; whole: boolean }> {
  const taken: Uint8Array[] = [];
  for (let size = 0; size < length;) {
    const next = await pieces.next();
    if (next.done) return { bytes: Buffer.concat(taken), whole: true };
    taken.push(next.value);
    size += next.value.length;
  }
  return { bytes: Buffer.concat(taken), whole: false };
}

function stdinPieces({ t, signal }: Session): AsyncGenerator<Uint8Array, void, undefined> {
  // Node takes a folder for an empty file.
  if (streams.areDescriptors) refuseFolder(t.cli.standardInput, fstatSync(0));
  return abortable(streams.stdin, signal, untilAborted);
}

/** The pieces of a stream until it ends, fails, or the signal comes while we wait for one. */
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
    // Not awaited: a stream that is stuck in a read answers late, or never. Nobody wants its answer.
    source.return?.().catch(() => undefined);
  }
}
