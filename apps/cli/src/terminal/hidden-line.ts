/** Line editing for a terminal in raw mode. Does no I/O. */

const PASTE_BEGIN = "[200~";
const PASTE_END = "\u001B[201~";

/** What follows ESC in the sequence of a key: `[A`, `[3~`, `OP`, or a letter for Alt. */
const ESCAPE_SEQUENCE = /^(?:\[[0-?]*[ -/]*[@-~]|O[@-~]|[^[O])/s;

/** Enter, Ctrl-C, Ctrl-D and Escape work after an Escape too. */
const ALWAYS_KEYS: readonly string[] = ["\r", "\n", "\u0003", "\u0004", "\u001B"];

/** Characters of the longest escape sequence; a longer one is not a sequence. */
const LONGEST_SEQUENCE = 32;

/**
 * Collects a line. Backspace and Ctrl-U edit it, and cursor keys do nothing. A bracketed paste is
 * inserted whole: its line breaks do not end the line.
 */
export class HiddenLine {
  readonly #chars: string[] = [];
  /** Incomplete input: an escape sequence or a paste. */
  #rest = "";
  #pasting = false;
  /** Characters of a paste in which its end is not: a long paste comes in many parts. */
  #searched = 0;

  /** The line so far, without a final line break from a paste. */
  get text(): string {
    return this.#chars.join("").replace(/\n$/, "");
  }

  /** Input after the end of the line. */
  get rest(): string {
    return this.#rest;
  }

  /** Processes the next characters. */
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

  /** Terminals send the line breaks of a paste as CR. */
  #takePaste(): boolean {
    const end = this.#rest.indexOf(PASTE_END, this.#searched);
    if (end === -1) {
      this.#searched = Math.max(0, this.#rest.length - PASTE_END.length + 1);
      return false;
    }
    for (const char of this.#rest.slice(0, end).replace(/\r\n?/g, "\n")) this.#chars.push(char);
    this.#rest = this.#rest.slice(end + PASTE_END.length);
    this.#pasting = false;
    this.#searched = 0;
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
    // A single Escape, then one of these keys.
    const keep = ALWAYS_KEYS.includes(sequence);
    this.#pasting = sequence === PASTE_BEGIN;
    this.#rest = keep ? after : after.slice(sequence.length);
    return true;
  }
}
