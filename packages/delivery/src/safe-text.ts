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
/** Control characters other than tab and line breaks; bidirectional controls. */
const UNSAFE_ON_SCREEN = /[^\P{Cc}\t\r\n]|\p{Bidi_Control}/u;
/** Scripts that are spelled with joiners. */
const JOINING = String.raw`[\p{sc=Arab}\p{sc=Syrc}\p{sc=Deva}\p{sc=Beng}\p{sc=Guru}\p{sc=Gujr}\p{sc=Orya}\p{sc=Taml}\p{sc=Telu}\p{sc=Knda}\p{sc=Mlym}\p{sc=Sinh}\p{sc=Mymr}\p{sc=Khmr}]`;
/** Joiners and variation selectors that are seen: in such a script, and in an emoji. */
const SEEN = [
  String.raw`(?<=(?!\p{Default_Ignorable_Code_Point})${JOINING})[\u200C\u200D](?=${JOINING})`,
  String.raw`(?<=\p{Extended_Pictographic}\uFE0F?|\p{Emoji_Modifier})\u200D(?=\p{Extended_Pictographic})`,
  String.raw`(?<=\p{Extended_Pictographic})[\uFE0E\uFE0F]|(?<=[\d#*])\uFE0F(?=\u20E3)`,
].join("|");
/**
 * What no screen shows as itself: controls but tabs and line breaks, which lay a text out; format
 * characters, fillers and line separators; lone surrogates; joiners and variation selectors that do nothing.
 */
const HIDDEN = /* @__PURE__ */ new RegExp(
  String.raw`(\r(?!\n)|[^\P{Cc}\t\r\n]|[\p{Cs}\p{Zl}\p{Zp}]|(?!${SEEN})[\p{Cf}\p{Default_Ignorable_Code_Point}])`,
  "gu",
);

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

/** A piece of a text for a screen. */
export interface ScreenPart {
  readonly text: string;
  /** Whether `text` is the escape of a character that no screen shows. */
  readonly isEscape: boolean;
}

/**
 * Splits a text into what a screen shows as it is and escapes, as `\u202e`, of what it would hide or obey:
 * control characters but tabs and line breaks, a carriage return without its line feed, bidirectional
 * controls, line separators, invisible characters, lone surrogates.
 *
 * @example
 * ```ts
 * import { partsForScreen } from "@pct/delivery/safe-text";
 *
 * console.log(partsForScreen("ab\rc").map(({ text }) => text)); // ["ab", "\\u000d", "c"]
 * ```
 */
export function partsForScreen(text: string): readonly ScreenPart[] {
  // The pattern has one group, so every second piece is a match.
  return text
    .split(HIDDEN)
    .map((piece, index) =>
      index % 2 === 1
        ? { text: escapeOf(piece), isEscape: true }
        : { text: piece, isEscape: false },
    )
    .filter((part) => part.text !== "");
}

/**
 * Whether a text has characters that {@link partsForScreen} would escape.
 *
 * @example
 * ```ts
 * import { hasHiddenCharacters } from "@pct/delivery/safe-text";
 *
 * console.log(hasHiddenCharacters("pass\u200Bword")); // true
 * ```
 */
export function hasHiddenCharacters(text: string): boolean {
  return text.search(HIDDEN) !== -1;
}

/**
 * Escapes what {@link partsForScreen} escapes, and tabs and line breaks. The result is one line, for names.
 *
 * @example
 * ```ts
 * import { escapeForScreen } from "@pct/delivery/safe-text";
 *
 * console.log(escapeForScreen("invoice\u202Efdp.exe") === "invoice\\u202efdp.exe"); // true
 * ```
 */
export function escapeForScreen(text: string): string {
  return text.replace(HIDDEN, escapeOf).replace(/[\t\r\n]/g, escapeOf);
}

/**
 * Whether a copy of a text has what its reader does not see in a field of one line: line breaks, tabs,
 * and {@link hasHiddenCharacters}. Pasted into a terminal, a line break runs what stands before it.
 *
 * @example
 * ```ts
 * import { copiesUnseen } from "@pct/delivery/safe-text";
 *
 * console.log(copiesUnseen("rm -rf ~\n")); // true
 * ```
 */
export function copiesUnseen(text: string): boolean {
  return /[\t\r\n]/.test(text) || hasHiddenCharacters(text);
}

/**
 * Escapes in JSON what a screen or terminal would hide or obey. The result is the same JSON value, since
 * strings alone have such characters and `\u202e` means the character there.
 *
 * @example
 * ```ts
 * import { escapeJson } from "@pct/delivery/safe-text";
 *
 * console.log(escapeJson(JSON.stringify("a\u009Bb")) === '"a\\u009bb"'); // true
 * ```
 */
export function escapeJson(json: string): string {
  return json.replace(HIDDEN, (match) => {
    // JSON has escapes of UTF-16 units only.
    return Array.from({ length: match.length }, (_, i) => escapeOf(match.charAt(i))).join("");
  });
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
  return text.replace(TERMINAL_CONTROL, escapeOf);
}

function escapeOf(char: string): string {
  const hex = (char.codePointAt(0) ?? 0).toString(16);
  return hex.length > 4 ? `\\u{${hex}}` : `\\u${hex.padStart(4, "0")}`;
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
 * {@link escapeForTerminal} would escape but tab and line breaks. A carriage return alone is none: what
 * follows it hides what stands before it.
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
  return text.replace(/\r\n|[\n\t]/g, "").search(TERMINAL_CONTROL) === -1;
}

/** UTF-8 bytes of a file name: file systems allow 255, and programs append `.age` or ` (2)`. */
const NAME_BYTES = 200;
/** Longest extension, in UTF-16 units with its dot, that stays when a name is shortened. */
const EXTENSION_CHARACTERS = 16;
/** Device names on Windows, which ignores an extension, and spaces before it. */
const DEVICE = /^(?:con|conin\$|conout\$|clock\$|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]) *(?:\.|$)/i;

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
export function safeFileName(text: string): string {
  const base = oneLine(text.replace(/^.*[/\\:]/s, "")).normalize("NFC");
  const cleaned = trimEnd(base).replace(/^[. ]+/, "_");
  if (cleaned === "") return "file";
  // A cut can leave the name of a device.
  const name = shorten(cleaned);
  return DEVICE.test(name) ? shorten(`_${name}`) : name;
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
