/** What programs change in a text that people copy: dashes, spaces, line ends, invisible characters. */

/** What colours a terminal or makes a link in it (ECMA-48 §5.4, §8.3.89). */
// eslint-disable-next-line no-control-regex -- the sequences begin with a control character
const TERMINAL_SEQUENCE = /\u001B(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001B]*(?:\u0007|\u001B\\))/g;
const LINE_END = /\r\n?|[\u0085\u2028\u2029]/g;
/** Format characters, and control characters other than tab and line end. */
const INVISIBLE = /\p{Cf}|(?![\t\n])\p{Cc}/gu;
const SPACE = /\p{Zs}/gu;
const DASH = /[\u2010-\u2015\u2212\uFE58\uFE63\uFF0D]/g;
/** ASCII in the width of East Asian characters. */
const FULL_WIDTH = /[\uFF01-\uFF5E]/g;
const FULL_WIDTH_OFFSET = 0xfee0;

/**
 * The text in the characters of keys and ciphertexts, which are ASCII. Word processors and chats
 * replace dashes and spaces, and insert invisible characters.
 */
export function toPlainCharacters(text: string): string {
  return text
    .replace(TERMINAL_SEQUENCE, "")
    .replace(LINE_END, "\n")
    .replace(INVISIBLE, "")
    .replace(SPACE, " ")
    .replace(DASH, "-")
    .replace(FULL_WIDTH, (character) =>
      String.fromCharCode(character.charCodeAt(0) - FULL_WIDTH_OFFSET),
    );
}
