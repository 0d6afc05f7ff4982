import { utf8 } from "./text.js";

/**
 * Decides what may be shown on a screen, written to a terminal or used as a file name. The text comes
 * from strangers: the label of a link, a field of a credential, the name of an attached file.
 *
 * Three kinds of characters are dangerous. Control characters (C0, C1) move the cursor or start an
 * escape sequence. Bidirectional controls reorder what is read: `invoice\u202Efdp.exe` looks like
 * `invoiceexe.pdf`. Line separators and invisible characters hide part of a text or fake a second line.
 * Markup is harmless here, because every caller shows these texts as text.
 */

/** Control and format characters, line separators, lone surrogates; ZWNJ and ZWJ spell words and emoji. */
const INVISIBLE = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]|(?![\u200C\u200D])\p{Cf}/gu;
/** Control characters, line separators and bidirectional controls. */
const TERMINAL_CONTROL = /[\p{Cc}\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]/gu;
/** Control and format characters, line separators. */
const TERMINAL_CONTROL_OR_FORMAT = /[\p{Cc}\p{Cf}\u2028\u2029]/gu;
/** Control characters, bidirectional controls, line separators, the byte-order mark. */
const SCREEN_CONTROL = /[\p{Cc}\p{Bidi_Control}\u2028\u2029\uFEFF]/gu;
/** Control characters other than tab and line breaks; bidirectional controls. */
const UNSAFE_ON_SCREEN = /[^\P{Cc}\t\r\n]|\p{Bidi_Control}/u;

/**
 * Reduces a text to one line of visible characters: white space becomes single spaces, invisible
 * characters are removed, and nothing invisible is left at the ends. Joiners inside words and emoji stay.
 *
 * @example
 * ```ts
 * import { oneLine } from "@pct/delivery/safe-text";
 *
 * console.log(oneLine(" AWS,\r\naccount\u202E 1234 ")); // "AWS, account 1234"
 * ```
 */
export function oneLine(text: string): string {
  const line = text
    .replace(/\s/g, " ")
    .replace(INVISIBLE, "")
    .replace(/ +/g, " ")
    .replace(/^(?:[ \u200C]|\u200D)+/, "");
  return withoutEnd(line, " \u200C\u200D");
}

/** The text without these characters at its end. A pattern that ends in `+$` takes quadratic time. */
function withoutEnd(text: string, characters: string): string {
  let end = text.length;
  while (end > 0 && characters.includes(text.charAt(end - 1))) end--;
  return text.slice(0, end);
}

/**
 * Removes what could reorder or break a line on a screen: control characters, bidirectional controls,
 * line separators. White space stays as it is. For names that a user chose on this device.
 *
 * @example
 * ```ts
 * import { lineForScreen } from "@pct/delivery/safe-text";
 *
 * console.log(lineForScreen("invoice\u202Efdp.exe")); // "invoicefdp.exe"
 * ```
 */
export function lineForScreen(text: string): string {
  return text.replace(SCREEN_CONTROL, "");
}

/**
 * Whether a text of several lines can be shown on a screen unchanged: no control characters but tab
 * and line breaks, no bidirectional controls.
 *
 * @example
 * ```ts
 * import { isSafeForScreen } from "@pct/delivery/safe-text";
 *
 * console.log(isSafeForScreen("user: ana\n")); // true
 * console.log(isSafeForScreen("user: \u202Eana")); // false
 * ```
 */
export function isSafeForScreen(text: string): boolean {
  return !UNSAFE_ON_SCREEN.test(text);
}

/**
 * Escapes what a terminal would obey, as `\u001b`: control characters including line breaks, line
 * separators, bidirectional controls. The result is one line.
 *
 * @example
 * ```ts
 * import { escapeForTerminal } from "@pct/delivery/safe-text";
 *
 * console.log(escapeForTerminal("clear\u001B[2J") === "clear\\u001b[2J"); // true
 * ```
 */
export function escapeForTerminal(text: string): string {
  return text.replace(TERMINAL_CONTROL, (char) => {
    return `\\u${(char.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}`;
  });
}

/**
 * Replaces each control and format character and each line separator by `?`. The result is one line,
 * for a log that repeats a setting.
 *
 * @example
 * ```ts
 * import { maskForTerminal } from "@pct/delivery/safe-text";
 *
 * console.log(maskForTerminal("port\u001B[2J")); // "port?[2J"
 * ```
 */
export function maskForTerminal(text: string): string {
  return text.replace(TERMINAL_CONTROL_OR_FORMAT, "?");
}

/**
 * Whether a text of several lines can be written to a terminal unchanged: nothing that
 * {@link escapeForTerminal} would escape but tab and line breaks.
 *
 * @example
 * ```ts
 * import { isSafeForTerminal } from "@pct/delivery/safe-text";
 *
 * console.log(isSafeForTerminal("one\r\ntwo")); // true
 * console.log(isSafeForTerminal("clear\u001B[2J")); // false
 * ```
 */
export function isSafeForTerminal(text: string): boolean {
  return text.replace(/[\n\r\t]/g, "").search(TERMINAL_CONTROL) === -1;
}

/** UTF-8 bytes of a file name: file systems allow 255, and programs append `.age` or ` (2)`. */
const NAME_BYTES = 200;
/** Longest extension, in UTF-16 units with its dot, that stays when a name is shortened. */
const EXTENSION_CHARACTERS = 16;
/** Device names on Windows, with or without an extension. */
const DEVICE = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)/i;

/**
 * Turns any text into a file name that can be shown and saved: the part after the last `/`, `\` or `:`
 * as {@link oneLine} gives it, in NFC, at most 200 bytes. A leading dot becomes `_`, because dot files
 * are hidden and some are run by a shell; a Windows device name gets a `_` in front. Never empty, `.`
 * or `..`.
 *
 * @example
 * ```ts
 * import { safeFileName } from "@pct/delivery/safe-text";
 *
 * console.log(safeFileName("../../.ssh/id_rsa")); // "id_rsa"
 * console.log(safeFileName("..")); // "file"
 * ```
 */
export function safeFileName(name: string): string {
  const base = oneLine(name.replace(/^.*[/\\:]/s, "")).normalize("NFC");
  const cleaned = trimEnd(base).replace(/^[. ]+/, "_");
  if (cleaned === "") return "file";
  return shorten(DEVICE.test(cleaned) ? `_${cleaned}` : cleaned);
}

/** Removes trailing dots and spaces, which Windows drops, so that the saved file has this very name. */
function trimEnd(name: string): string {
  return withoutEnd(name, ". \u200C\u200D");
}

function shorten(name: string): string {
  if (utf8(name).length <= NAME_BYTES) return name;
  const [extension = ""] = /\.[^.]+$/.exec(name) ?? [];
  const kept = extension.length <= EXTENSION_CHARACTERS ? extension : "";
  const room = NAME_BYTES - utf8(kept).length;
  let stem = "";
  let bytes = 0;
  for (const character of name) {
    bytes += utf8(character).length;
    if (bytes > room) break;
    stem += character;
  }
  return trimEnd(stem) + kept;
}
