import { open, stat } from "node:fs/promises";
import type { FileHandle } from "node:fs/promises";
import type { Writable } from "node:stream";

import { decryptPieces, encryptPieces, startEncryption, startOf } from "../age/file.js";
import type { DecryptOptions, EncryptOptions } from "../age/file.js";
import type { AeadFactory } from "../age/payload.js";
import { PctError } from "../errors.js";
import { aead, aeadInGroups, grouped } from "./aead.js";
import { checkTarget, writeFileAtomic } from "./atomic-file.js";
import { convertPayload } from "./payload-file.js";
import { replaceFile } from "./replace-file.js";
import type { SegmentJob } from "./segments.js";
import { writeEach, writePieces } from "./write-pieces.js";

/** Options of {@link encryptFile} and {@link decryptFile} for reading and writing files. */
export interface FileOptions {
  /** Replaces an existing output file. Default: `false`. */
  readonly overwrite?: boolean;
  /** Called with the number of input bytes read so far. */
  readonly onProgress?: (bytes: number) => void;
  /** Aborts the operation, which then leaves no output file. */
  readonly signal?: AbortSignal | undefined;
  /**
   * Threads that convert one regular file into another; 0 does it in the thread of the caller. Default: one
   * for each core from 16 MiB up, 0 below. Other inputs and outputs, and armor, never use threads.
   */
  readonly threads?: number;
}

/** The path of a file, its content, or any source of bytes, such as `process.stdin`. */
export type FileInput = string | Uint8Array | AsyncIterable<Uint8Array>;

/**
 * The path of a file; a stream, such as `process.stdout`; or a function that takes each piece and resolves
 * when it is done with it: the memory of the piece is used again.
 */
export type FileOutput = string | Writable | ((piece: Uint8Array) => Promise<void>);

const READ_BYTES = 256 * 1024;

/**
 * Encrypts a file of any size in constant memory, as `encrypt` does.
 *
 * An output file appears whole or not at all, with mode 0600.
 *
 * @throws {@link PctError} as `encrypt`, `output-is-input`, and `input-changed`; Node's own errors as
 * {@link writeFileAtomic}, and `ENOENT`, `EACCES`, `EISDIR` for the input.
 *
 * @example
 * ```ts
 * import { encryptFile } from "@pct/core/node";
 * import { readFile } from "node:fs/promises";
 *
 * const recipients = [await readFile("public_key.pem", "utf8")];
 * await encryptFile("backup.tar", "backup.tar.age", { recipients });
 * ```
 */
export async function encryptFile(
  input: FileInput,
  output: FileOutput,
  options: EncryptOptions & FileOptions,
): Promise<void> {
  const start = async (): Promise<PayloadStart> => {
    const { start, key } = await startEncryption(options);
    return { direction: "seal", key, inputOffset: 0, outputStart: start };
  };
  const convert: Convert = (source, aead) => encryptPieces(source, options, aead);
  // Armor has no fixed places.
  await convertFile(input, output, options, options.armor === true ? null : start, convert);
}

/**
 * Decrypts a file of any size in constant memory, as `decrypt` does.
 *
 * A damaged or truncated file leaves no output file. An output stream has already received the authentic
 * pieces before the damage: discard them when this rejects.
 *
 * @throws {@link PctError} as `decrypt`, `output-is-input`, and `input-changed`; Node's own errors as
 * {@link encryptFile}.
 *
 * @example
 * ```ts
 * import { decryptFile } from "@pct/core/node";
 * import { readFile } from "node:fs/promises";
 *
 * const identities = [await readFile("private_key.pem", "utf8")];
 * await decryptFile("backup.tar.age", "backup.tar", { identities });
 * ```
 */
export async function decryptFile(
  input: FileInput,
  output: FileOutput,
  options: DecryptOptions & FileOptions,
): Promise<void> {
  const start = async (file: FileHandle): Promise<PayloadStart | null> => {
    const found = await startOf(readPieces(file), options);
    if (found === null) return null;
    const { startBytes, key } = found;
    return { direction: "open", key, inputOffset: startBytes, outputStart: new Uint8Array() };
  };
  const convert: Convert = (source, aead) => decryptPieces(source, options, aead);
  await convertFile(input, output, options, start, convert);
}

/** What precedes the payload. */
interface PayloadStart {
  readonly direction: SegmentJob["direction"];
  readonly key: Uint8Array;
  readonly inputOffset: number;
  /** The bytes before the payload in the output. */
  readonly outputStart: Uint8Array;
}

type Start = (file: FileHandle) => Promise<PayloadStart | null>;
type Convert = (
  source: AsyncIterable<Uint8Array>,
  aead: AeadFactory,
) => Promise<AsyncIterable<Uint8Array>>;

/** Checks the output, then converts by position where that is possible, else in pieces. */
async function convertFile(
  input: FileInput,
  output: FileOutput,
  options: FileOptions,
  start: Start | null,
  convert: Convert,
): Promise<void> {
  if (typeof output === "string") {
    if (typeof input === "string") await refuseSameFile(input, output);
    const { kind } = await checkTarget(output, options.overwrite ?? false);
    const isPossible = kind === "file" && typeof input === "string" && start !== null;
    if (isPossible && (await convertByPosition(input, output, options, start))) return;
  }
  await convertPieces(input, output, options, convert);
}

/**
 * Converts one regular file into another. Returns `false`, with nothing done, for all other
 * inputs, and if `start` gives none.
 */
async function convertByPosition(
  input: string,
  output: string,
  { overwrite = false, onProgress, signal, threads }: FileOptions,
  start: Start,
): Promise<boolean> {
  if (!(await stat(input)).isFile()) return false;
  const file = await open(input, "r");
  try {
    const { size } = await file.stat();
    // Files in /proc have content but size 0.
    if (size === 0) return false;
    const started = await start(file);
    if (started === null) return false;
    const { direction, key, inputOffset, outputStart } = started;
    const fill = async (target: FileHandle): Promise<void> => {
      await writePieces(target, outputStart, signal);
      const job = {
        direction,
        key,
        input: { fd: file.fd, path: input, offset: inputOffset },
        output: { fd: target.fd, path: output, offset: outputStart.length },
        size: size - inputOffset,
      };
      const report = (bytes: number): void => onProgress?.(inputOffset + bytes);
      await convertPayload(job, { onProgress: report, signal, threads });
      if ((await file.stat()).size !== size) throw new PctError("input-changed");
    };
    await replaceFile(output, fill, { overwrite });
  } finally {
    await file.close();
  }
  return true;
}

async function convertPieces(
  input: FileInput,
  output: FileOutput,
  { overwrite = false, onProgress, signal }: FileOptions,
  convert: Convert,
): Promise<void> {
  const bytes =
    typeof input === "string" ? readFile(input) : input instanceof Uint8Array ? [input] : input;
  const source = counted(bytes, onProgress, signal);
  try {
    // A stream may keep the pieces.
    const isStream = typeof output !== "string" && typeof output !== "function";
    if (isStream) {
      await writeStream(output, await convert(source, aead));
      return;
    }
    const pieces = grouped(await convert(source, aeadInGroups));
    if (typeof output === "string") await writeFileAtomic(output, pieces, { overwrite, signal });
    else await writeEach(pieces, output);
  } finally {
    // The input is open after its header was read, also if opening the output failed.
    await source.return();
  }
}

async function refuseSameFile(input: string, output: string): Promise<void> {
  const target = await stat(output).catch(() => null);
  if (target === null) return;
  const { dev, ino } = await stat(input);
  if (target.isFile() && target.dev === dev && target.ino === ino) {
    throw new PctError("output-is-input");
  }
}

async function* readFile(path: string): AsyncGenerator<Uint8Array, void, undefined> {
  const file = await open(path, "r");
  try {
    yield* readPieces(file);
  } finally {
    await file.close();
  }
}

/**
 * Yields the bytes of a file, and reads the next piece while the consumer works on one. The pieces share
 * two buffers: the consumer must be done with one before it asks for the next.
 */
async function* readPieces(file: FileHandle): AsyncGenerator<Uint8Array, void, undefined> {
  let [buffer, other] = [new Uint8Array(READ_BYTES), new Uint8Array(READ_BYTES)];
  let reading = file.read(buffer, 0, READ_BYTES);
  try {
    for (;;) {
      const { bytesRead } = await reading;
      if (bytesRead === 0) return;
      const piece = buffer.subarray(0, bytesRead);
      [buffer, other] = [other, buffer];
      reading = file.read(buffer, 0, READ_BYTES);
      yield piece;
    }
  } finally {
    // The file must stay open until the read has ended.
    await reading.catch(() => undefined);
  }
}

async function* counted(
  source: AsyncIterable<Uint8Array> | readonly Uint8Array[],
  onProgress: ((bytes: number) => void) | undefined,
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array, void, undefined> {
  let bytes = 0;
  for await (const piece of source) {
    signal?.throwIfAborted();
    bytes += piece.length;
    onProgress?.(bytes);
    yield piece;
  }
}

/**
 * Writes all pieces, each while the next is made, and waits for the last. The stream stays open: it belongs
 * to the caller.
 */
async function writeStream(output: Writable, pieces: AsyncIterable<Uint8Array>): Promise<void> {
  // A write error arrives twice, in the callback and as an event, which ends the process if unhandled.
  const ignore = (): void => undefined;
  output.on("error", ignore);
  const write = (piece: Uint8Array): Promise<void> =>
    new Promise((resolve, reject) => {
      output.write(piece, (error) => {
        if (error) reject(error);
        else resolve();
      });
    });
  try {
    await writeEach(pieces, write);
  } finally {
    if (output.errored === null) output.off("error", ignore);
  }
}
