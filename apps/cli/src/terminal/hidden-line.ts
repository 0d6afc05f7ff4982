/** What a terminal in raw mode sends, made into the line that a person means. No screen, no I/O. */

const PASTE_BEGIN = "[200~";
const PASTE_END = "\u001B[201~";

/** Everything after ESC that a key can send: `[A`, `[3~`, `OP`, or Alt with a letter. */
const ESCAPE_SEQUENCE = /^(?:\[[0-?]*[ -/]*[@-~]|O[@-~]|[^[O])/s;

/** Enter, Ctrl-C, Ctrl-D and Escape: what they do they do after an Escape as well. */
const ALWAYS_KEYS: readonly string[] = ["\r", "\n", "\u0003", "\u0004", "\u001B"];

/** A sequence is sent in one go; what is still unfinished after this many characters is none. */
const LONGEST_SEQUENCE = 32;

/**
 * Collects a line. Backspace and Ctrl-U edit it, cursor keys do nothing, and what is pasted (in
 * bracketed paste mode) is taken whole: line breaks in it do not end the line.
 */
export class HiddenLine {
  readonly #chars: string[] = [];
  /** Input that is not complete yet: an escape sequence, or the rest of a paste. */
  #rest = "";
  #pasting = false;

  /** What has been entered; a line break at the end of a paste is not part of it. */
  get text(): string {
    return this.#chars.join("").replace(/\n$/, "");
  }

  /** What came behind the end of the line. */
  get rest(): string {
    return this.#rest;
  }

  /** Takes the next characters. */
  feed(input: string): "more" | "done" | "cancelled" {
    this.#rest += input;
    while (this.#rest !== "") {
      if (this.#pasting) {
        if (!this.#takePaste()) return "more";
        continue;
      }
      const [key = ""] = this.#rest;
      if (key === "\u001B") {
        if (!this.#skipSequence()) return "more";
        continue;
      }
      this.#rest = this.#rest.slice(key.length);
      if (key === "\r" || key === "\n") return "done";
      if (key === "\u0003" || (key === "\u0004" && this.#chars.length === 0)) return "cancelled";
      this.#edit(key);
    }
    return "more";
  }

  #edit(key: string): void {
    if (key === "\u007F" || key === "\b") this.#chars.pop();
    else if (key === "\u0015") this.#chars.length = 0;
    else if (key >= " " || key === "\t") this.#chars.push(key);
  }

  /** Terminals send a line break of what is pasted as the Enter key would. */
  #takePaste(): boolean {
    const end = this.#rest.indexOf(PASTE_END);
    if (end === -1) return false;
    this.#chars.push(...Array.from(this.#rest.slice(0, end).replace(/\r\n?/g, "\n")));
    this.#rest = this.#rest.slice(end + PASTE_END.length);
    this.#pasting = false;
    return true;
  }

  #skipSequence(): boolean {
    const after = this.#rest.slice(1);
    const sequence = ESCAPE_SEQUENCE.exec(after)?.[0];
    if (sequence === undefined) {
      if (after.length < LONGEST_SEQUENCE) return false;
      this.#rest = after;
      return true;
    }
    // Escape alone, then a key that means something by itself.
    const keep = ALWAYS_KEYS.includes(sequence);
    this.#pasting = sequence === PASTE_BEGIN;
    this.#rest = keep ? after : after.slice(sequence.length);
    return true;
  }
}
