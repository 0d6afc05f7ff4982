import { encodeBase64Url, isBase64Url } from "./base64.js";
import { claimTokenHash, isClaimToken, newClaimToken } from "./request-id.js";
import { randomBytes } from "./webcrypto.js";

/** What a sender makes for one answer and keeps: the receipt and the withdraw token. */

/** Bytes of a receipt. */
export const RECEIPT_BYTES = 16;

const RECEIPT_CHARACTERS = 22;

/**
 * Makes a receipt: base64url of 16 random bytes, 22 characters. The sender puts it into the credential
 * document and keeps it. Only who opens the document learns it, so a relay that shows it later proves
 * that the holder of the key opened the document.
 *
 * @example
 * ```ts
 * import { newReceipt } from "@pct/delivery/sender-tokens";
 *
 * console.log(newReceipt().length); // 22
 * ```
 */
export function newReceipt(): string {
  return encodeBase64Url(randomBytes(RECEIPT_BYTES));
}

/**
 * Whether a text has the format of a receipt. A document can hold any text: only one of this format may
 * become the value of a header.
 *
 * @example
 * ```ts
 * import { isReceipt, newReceipt } from "@pct/delivery/sender-tokens";
 *
 * console.log(isReceipt(newReceipt())); // true
 * console.log(isReceipt("x: y")); // false
 * ```
 */
export function isReceipt(text: string): boolean {
  return text.length === RECEIPT_CHARACTERS && isBase64Url(text);
}

/**
 * Makes a withdraw token, which has the format of a claim token. Only the sender has it. It is needed to
 * take the answer back before it is received. Store it before you deliver the answer.
 *
 * @example
 * ```ts
 * import { newWithdrawToken } from "@pct/delivery/sender-tokens";
 *
 * console.log(newWithdrawToken().length); // 43
 * ```
 */
export function newWithdrawToken(): string {
  return newClaimToken();
}

/** Whether a text has the format of a withdraw token. */
export function isWithdrawToken(text: string): boolean {
  return isClaimToken(text);
}

/**
 * Hashes a withdraw token for the relay: base64url of SHA-256 over its characters.
 *
 * @example
 * ```ts
 * import { newWithdrawToken, withdrawTokenHash } from "@pct/delivery/sender-tokens";
 *
 * console.log((await withdrawTokenHash(newWithdrawToken())).length); // 43
 * ```
 */
export async function withdrawTokenHash(token: string): Promise<string> {
  return claimTokenHash(token);
}
