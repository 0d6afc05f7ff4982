/** C0, C1, and what turns the direction of writing or breaks the line. */
const UNSEEN = /[\p{Cc}\p{Bidi_Control}\u2028\u2029\uFEFF]/gu;

/**
 * The name of a file that a person has chosen, to show: one line, in the direction in which it is
 * stored, so that `invoice\u202Efdp.exe` does not read `invoiceexe.pdf`. It is text, never markup.
 *
 * Files that come from the worker have names that can be shown, and saved under, as they are.
 *
 * @example
 * ```ts
 * shownName("invoice\u202Efdp.exe"); // "invoicefdp.exe"
 * ```
 */
export function shownName(name: string): string {
  return name.replace(UNSEEN, "");
}
