import { base64 } from "@scure/base";

import { detectAge } from "../age/detect.js";
import { isHex } from "../base64.js";
import { isUsualBlock } from "../classic-file.js";
import { PctError } from "../errors.js";
import { detectForeign } from "../foreign.js";
import { parseJwks } from "../jwk.js";
import { MAX_PASTED_BYTES } from "../limits.js";
import { decodeText, equalBytes, utf8 } from "../text.js";
import { dataRuns, decodeLoosely, isDataLine } from "./base64-forms.js";
import { readings } from "./readings.js";

/** Finds the one ciphertext in a mail, a chat or a table. */

const AGE_START = "age-encryption.org/v1\n";
// A bound on the dashes and a stop at the next BEGIN keep these patterns linear.
const AGE_ARMOR =
  /-{1,10} ?BEGIN AGE ENCRYPTED FILE ?-{1,10}([^]*?)(?:(-{0,10} ?END AGE ENCRYPTED FILE)|(?=-{1,10} ?BEGIN )|$)/gi;
/** Any other PEM block, whose content is no classic file. */
const PEM =
  /-{1,10} ?BEGIN [A-Z0-9 ]{1,80}-{1,10}[^]*?(?:-{1,10} ?END [A-Z0-9 ]{1,80}-{1,10}|(?=-{1,10} ?BEGIN )|$)/gi;
/** Base64 or base64url of at least 252 bytes inside a line. */
const LONG_TOKEN = /[A-Za-z0-9+/_-]{336,}={0,2}/g;

/** `-----BEGIN`, encoded once more: another reading has its text. */
const BASE64_OF_ARMOR = "LS0tLS1CRUdJTi";

/** Lines of one run of base64: more than the longest classic file has in lines of two characters. */
const MAX_LINES = 1024;
/** Characters of a text in which a classic file is looked for; each start of a line is tried. */
const MAX_CLASSIC_TEXT = 128 * 1024;

/** Characters of base64 without padding for the longest classic file. */
const LONGEST = Math.ceil((1024 * 4) / 3);

/**
 * The ciphertext in a text with other things around it: greeting and signature, mail quoting, a
 * transfer encoding, HTML, smart dashes, changed line breaks. Undoes the wrapping and changes no byte of
 * the ciphertext, so a changed ciphertext still does not decrypt.
 *
 * @returns The age file in binary, or the base64 of the classic file; `null` if there is none, or if the
 * input is longer than `MAX_PASTED_BYTES`.
 *
 * @throws {@link PctError} `ciphertext-several` for two ciphertexts.
 *
 * @example
 * ```ts
 * import { decrypt } from "@pct/core/age";
 * import { findCiphertext } from "@pct/core/pasted";
 * import { readFile } from "node:fs/promises";
 *
 * const mail = await readFile("mail.txt");
 * const key = await readFile("private_key.pem", "utf8");
 * const secret = await decrypt(findCiphertext(mail) ?? mail, { identities: [key] });
 * ```
 */
export function findCiphertext(input: string | Uint8Array): Uint8Array | null {
  if (input.length > MAX_PASTED_BYTES) return null;
  // The stanza of an RSA key in its header has the size of a classic file.
  if (detectAge(input) === "binary") return null;
  const text = decodeText(input);
  if (!mayHoldCiphertext(text)) return null;
  // A second ciphertext may be visible in another reading only.
  let only: Uint8Array | null = null;
  for (const reading of readings(text)) {
    const [found, ...more] = [...ageFiles(reading), ...classicFiles(withoutPem(reading))];
    if (found === undefined) continue;
    const isOther = only !== null && !equalBytes(only, found);
    if (isOther || more.length > 0) throw new PctError("ciphertext-several");
    only = found;
  }
  return only;
}

/** Files of other programs and JWK hold base64 that is no ciphertext of ours. */
function mayHoldCiphertext(text: string): boolean {
  const foreign = detectForeign(text);
  if (foreign === "openpgp-signature") return true;
  return foreign === null && parseJwks(text).length === 0;
}

function ageFiles(text: string): Uint8Array[] {
  return Array.from(text.matchAll(AGE_ARMOR)).flatMap(([, body = "", end]) => {
    // Armor without its end was cut short.
    const bytes = end === undefined ? null : decodeLoosely(body.replace(/\s+/g, ""));
    return bytes !== null && isAge(bytes) ? [bytes] : [];
  });
}

function isAge(bytes: Uint8Array): boolean {
  return utf8(AGE_START).every((byte, i) => bytes[i] === byte);
}

function withoutPem(text: string): string {
  return text.replace(AGE_ARMOR, "\n.\n").replace(PEM, "\n.\n");
}

/** The classic files in a text, each as its base64. */
function classicFiles(text: string): Uint8Array[] {
  if (text.length > MAX_CLASSIC_TEXT) return [];
  return dataRuns(text, LONG_TOKEN).flatMap((run) => {
    if (run[0]?.startsWith(BASE64_OF_ARMOR)) return [];
    const whole = decodeLoosely(run.join(""));
    if (whole !== null && isAge(whole)) return [whole];
    const blocks = blocksIn(run);
    if (blocks.length > 0) return blocks.map((block) => utf8(base64.encode(block)));
    return whole === null ? [] : encodedTwice(whole);
  });
}

/** A classic file that was encoded in base64 once more. */
function encodedTwice(bytes: Uint8Array): Uint8Array[] {
  const lines = decodeText(bytes).split(/\s+/).filter(Boolean);
  if (!lines.every((line) => isDataLine(line))) return [];
  return blocksIn(lines).map((block) => utf8(base64.encode(block)));
}

/** The blocks in lines of base64, of which some may be words: the longest that do not overlap. */
function blocksIn(lines: readonly string[]): Uint8Array[] {
  if (lines.length > MAX_LINES) return [];
  const candidates: { from: number; to: number; block: Uint8Array }[] = [];
  for (let from = 0; from < lines.length; from++) {
    let characters = 0;
    for (let to = from; to < lines.length && characters <= LONGEST; to++) {
      characters += lines[to]?.replace(/={1,3}$/, "").length ?? 0;
      if (!isUsualBlock(Math.floor((characters * 3) / 4))) continue;
      const joined = lines.slice(from, to + 1).join("");
      const block = isHex(joined) ? null : decodeLoosely(joined);
      if (block !== null) candidates.push({ from, to, block });
    }
  }
  candidates.sort((a, b) => b.block.length - a.block.length);
  const chosen: typeof candidates = [];
  for (const candidate of candidates) {
    const { from, to } = candidate;
    if (chosen.every((other) => other.to < from || other.from > to)) chosen.push(candidate);
  }
  return chosen.map(({ block }) => block);
}
