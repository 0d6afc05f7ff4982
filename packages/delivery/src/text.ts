/** Text that a stranger wrote, on its way to a screen. */

const encoder = /* @__PURE__ */ new TextEncoder();

export function utf8(text: string): Uint8Array {
  return encoder.encode(text);
}

/**
 * What is invisible, moves the cursor or turns the direction of what is around it: control and format
 * characters, separators of lines, halves of surrogate pairs. The two joiners stay, because words of
 * some languages and many emoji are spelled with them.
 */
const UNSEEN = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]|(?![\u200C\u200D])\p{Cf}/gu;

/** One line of text, without anything at its ends that cannot be seen. */
export function visible(text: string): string {
  return text
    .replace(/\s/g, " ")
    .replace(UNSEEN, "")
    .replace(/ +/g, " ")
    .replace(/^(?:[ \u200C]|\u200D)+|(?:[ \u200C]|\u200D)+$/g, "");
}

/** Whether a text is whole characters: half a surrogate pair cannot be shown, typed or encoded. */
export function isWellFormed(text: string): boolean {
  return !/\p{Cs}/u.test(text);
}
