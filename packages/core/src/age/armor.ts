import { PctError } from "../errors.js";
import { decodeBase64, encodeBase64, utf8 } from "../text.js";

/** ASCII armor of age files (C2SP age.md, "ASCII armor"): strict PEM in 64 columns. */

const BEGIN = "-----BEGIN AGE ENCRYPTED FILE-----";
const END = "-----END AGE ENCRYPTED FILE-----";
const COLUMNS = 64;

/** Bytes encoded at a time: whole lines, and enough of them to be quick. */
const BATCH = 48 * 1024;

/** Wraps an age file in armor, with a final newline. */
export async function* encodeArmor(
  source: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array, void, undefined> {
  const lines = (bytes: Uint8Array): Uint8Array =>
    utf8(encodeBase64(bytes).replace(/.{1,64}/g, "$&\n"));
  yield utf8(`${BEGIN}\n`);
  const batch = new Uint8Array(BATCH);
  let used = 0;
  for await (let piece of source) {
    while (piece.length > 0) {
      const part = piece.subarray(0, BATCH - used);
      batch.set(part, used);
      used += part.length;
      piece = piece.subarray(part.length);
      if (used < BATCH) continue;
      yield lines(batch);
      used = 0;
    }
  }
  if (used > 0) yield lines(batch.subarray(0, used));
  yield utf8(`${END}\n`);
}

/** Where the beginning of a file says that it is armored, or nothing of age's. */
export function detectAge(start: Uint8Array): "binary" | "armored" | null {
  const text = decoderFor(start).decode(start);
  if (text.startsWith("age-encryption.org/")) return "binary";
  return text.trimStart().startsWith("-----BEGIN AGE ") ? "armored" : null;
}

/** UTF-16 is what a PowerShell redirect makes of an armored file. */
function decoderFor(start: Uint8Array): TextDecoder {
  if (start[0] === 0xff && start[1] === 0xfe) return new TextDecoder("utf-16le");
  if (start[0] === 0xfe && start[1] === 0xff) return new TextDecoder("utf-16be");
  return new TextDecoder();
}

/**
 * Takes the armor off. White space around it and CRLF are let through, everything else is held to
 * the letter, so that one file cannot be written in two ways.
 */
export async function* decodeArmor(
  source: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array, void, undefined> {
  const lines = new ArmorLines();
  let decoder: TextDecoder | undefined;
  let pending = "";
  for await (const piece of source) {
    decoder ??= decoderFor(piece);
    pending += decoder.decode(piece, { stream: true });
    const cut = pending.lastIndexOf("\n") + 1;
    const decoded = lines.decode(pending.slice(0, cut));
    pending = pending.slice(cut);
    // A line that goes on and on would otherwise be kept until memory ends.
    if (pending.length > 1024) throw malformed();
    if (decoded.length > 0) yield decoded;
  }
  pending += decoder?.decode() ?? "";
  const decoded = lines.decode(pending);
  if (decoded.length > 0) yield decoded;
  lines.end();
}

function malformed(): PctError {
  return new PctError("age-malformed");
}

/** Knows which line may come next. */
class ArmorLines {
  #state: "before" | "full lines" | "last line read" | "after" = "before";

  /** Bytes of a run of complete lines. */
  decode(text: string): Uint8Array {
    const lines = text.split("\n");
    // A final newline ends the last line and begins no other.
    if (lines.at(-1) === "") lines.pop();
    let base64 = "";
    for (const rawLine of lines) {
      const line = rawLine.endsWith("\r") ? rawLine.slice(0, -1) : rawLine;
      if (this.#state === "before" || this.#state === "after") this.#outside(line);
      else if (line.trimEnd() === END) this.#state = "after";
      else base64 += this.#data(line);
    }
    const bytes = decodeBase64(base64);
    if (bytes === null) throw malformed();
    return bytes;
  }

  end(): void {
    if (this.#state !== "after") throw malformed();
  }

  #outside(line: string): void {
    if (line.trim() === "") return;
    if (this.#state === "after" || line.trimStart() !== BEGIN) throw malformed();
    this.#state = "full lines";
  }

  #data(line: string): string {
    if (this.#state === "last line read" || line.length === 0 || line.length > COLUMNS) {
      throw malformed();
    }
    if (line.length < COLUMNS || line.endsWith("=")) this.#state = "last line read";
    return line;
  }
}
