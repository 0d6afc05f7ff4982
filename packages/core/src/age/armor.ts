import { PctError } from "../errors.js";
import { concat, equalBytes, utf16Label, utf8 } from "../text.js";
import { decodeInto, encodeInto } from "./armor-base64.js";

/** ASCII armor of age files (C2SP age.md, "ASCII armor"): strict PEM in 64 columns. */

const BEGIN = /* @__PURE__ */ utf8("-----BEGIN AGE ENCRYPTED FILE-----");
const END = /* @__PURE__ */ utf8("-----END AGE ENCRYPTED FILE-----");
const NEWLINE = 0x0a;
const COLUMNS = 64;
const LINE_BYTES = (COLUMNS / 4) * 3;

/** Number of lines that are encoded at a time. */
const BATCH_LINES = 1024;

/** Wraps an age file in armor, with a final newline. */
export async function* encodeArmor(
  source: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array, void, undefined> {
  yield concat(BEGIN, Uint8Array.of(NEWLINE));
  const batch = new Uint8Array(BATCH_LINES * LINE_BYTES);
  let used = 0;
  for await (let piece of source) {
    while (piece.length > 0) {
      const part = piece.subarray(0, batch.length - used);
      batch.set(part, used);
      used += part.length;
      piece = piece.subarray(part.length);
      if (used < batch.length) continue;
      yield encodeLines(batch);
      used = 0;
    }
  }
  if (used > 0) yield encodeLines(batch.subarray(0, used));
  yield concat(END, Uint8Array.of(NEWLINE));
}

function encodeLines(bytes: Uint8Array): Uint8Array {
  const lines = new Uint8Array(Math.ceil(bytes.length / LINE_BYTES) * (COLUMNS + 1));
  let out = 0;
  for (let i = 0; i < bytes.length; i += LINE_BYTES) {
    out = encodeInto(lines, out, bytes, i, Math.min(i + LINE_BYTES, bytes.length));
    lines[out++] = NEWLINE;
  }
  return lines.subarray(0, out);
}

/**
 * Removes the armor. Accepts white space around it, a byte-order mark and CRLF; refuses any other
 * deviation, so that armor is not malleable.
 */
export async function* decodeArmor(
  source: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array, void, undefined> {
  const lines = new ArmorLines();
  let pending: Uint8Array = new Uint8Array();
  for await (const piece of asciiPieces(source)) {
    const text = pending.length === 0 ? piece : concat(pending, piece);
    const cut = text.lastIndexOf(NEWLINE) + 1;
    const bytes = lines.decode(text.subarray(0, cut));
    if (bytes.length > 0) yield bytes;
    pending = text.slice(cut);
    // Limits the memory that an endless line can take.
    if (pending.length > 1024) throw malformed();
  }
  const bytes = lines.decode(pending);
  if (bytes.length > 0) yield bytes;
  lines.end();
}

/** Converts UTF-16 text to UTF-8; other text passes unchanged. */
async function* asciiPieces(
  source: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array, void, undefined> {
  let decoder: TextDecoder | undefined;
  let atStart = true;
  for await (const piece of source) {
    if (piece.length === 0) continue;
    if (atStart) {
      atStart = false;
      const label = utf16Label(piece);
      if (label !== undefined) decoder = new TextDecoder(label);
    }
    yield decoder === undefined ? piece : utf8(decoder.decode(piece, { stream: true }));
  }
  if (decoder !== undefined) yield utf8(decoder.decode());
}

function malformed(): PctError {
  return new PctError("age-malformed");
}

function isBlank(line: Uint8Array): boolean {
  return line.every((byte) => byte === 0x20 || (byte >= 0x09 && byte <= 0x0d));
}

/** Parses armor line by line; the state says which line may come next. */
class ArmorLines {
  #state: "before" | "full lines" | "last line read" | "after" = "before";

  /** Decodes complete lines, which may be of any kind, and returns their data. */
  decode(text: Uint8Array): Uint8Array {
    const bytes = new Uint8Array(Math.ceil(text.length / 4) * 3);
    let used = 0;
    for (let start = 0; start < text.length;) {
      const newline = text.indexOf(NEWLINE, start);
      const next = newline === -1 ? text.length : newline + 1;
      let end = newline === -1 ? text.length : newline;
      if (end > start && text[end - 1] === 0x0d) end--;
      const isData = this.#state === "full lines" && text[start] !== 0x2d;
      if (isData) used = this.#data(bytes, used, text, start, end);
      else this.#outside(text.subarray(start, end));
      start = next;
    }
    return bytes.subarray(0, used);
  }

  end(): void {
    if (this.#state !== "after") throw malformed();
  }

  #data(bytes: Uint8Array, used: number, text: Uint8Array, start: number, end: number): number {
    const length = end - start;
    const after = decodeInto(bytes, used, text, start, end);
    if (length === 0 || length > COLUMNS || after === -1) throw malformed();
    if (after - used < LINE_BYTES) this.#state = "last line read";
    return after;
  }

  #outside(line: Uint8Array): void {
    if (this.#state === "before") {
      const start = withoutMark(line);
      if (isBlank(start)) return;
      const text = start.subarray(start.findIndex((byte) => byte > 0x20));
      if (!equalBytes(text, BEGIN)) throw malformed();
      this.#state = "full lines";
    } else if (this.#state === "after") {
      if (!isBlank(line)) throw malformed();
    } else {
      const isEnd = equalBytes(line.subarray(0, END.length), END);
      if (!isEnd || !isBlank(line.subarray(END.length))) throw malformed();
      this.#state = "after";
    }
  }
}

/** Drops the UTF-8 byte-order mark. */
function withoutMark(line: Uint8Array): Uint8Array {
  return line[0] === 0xef && line[1] === 0xbb && line[2] === 0xbf ? line.subarray(3) : line;
}
