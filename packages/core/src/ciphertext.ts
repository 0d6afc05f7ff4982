import { detectAge } from "./age/detect.js";
import { isClassicFile } from "./classic.js";
import { isPctError, PctError } from "./errors.js";
import { inspect } from "./inspect.js";
import type { Inspection } from "./inspect.js";
import { decodeText, utf16Label } from "./text.js";
import { mayHoldWindowsAnswer } from "./windows-answer-sign.js";

/**
 * What a file or a text holds for its recipient, and why it does not decrypt: one answer for every
 * program that decrypts what people paste and forward.
 *
 * @packageDocumentation
 */

/** What {@link readCiphertext} found. */
export interface Ciphertext {
  /**
   * `age-passphrase` needs a passphrase, the others a private key. `@pct/core/windows-answer` opens
   * `windows-answer`.
   */
  readonly format: "age" | "age-passphrase" | "classic" | "windows-answer";
  /** The ciphertext, taken out of the text around it; `null` where the input is the ciphertext. */
  readonly content: Uint8Array | null;
}

/** Armor as `encodeArmor` writes it, with any line end: nothing to take out. */
const ARMORED =
  /^-----BEGIN AGE ENCRYPTED FILE-----\r?\n(?:[A-Za-z0-9+/]{64}\r?\n)*[A-Za-z0-9+/]{1,64}={0,2}\r?\n-----END AGE ENCRYPTED FILE-----\s*$/;
const BASE64 = /^[A-Za-z0-9+/\s]+={0,2}\s*$/;
/** Words without punctuation are base64 too, but never this long. */
const LONG_RUN = /\S{32}/;

/** Bytes of a classic file before its base64, for keys of 2048 to 8192 bits. */
const BLOCK_BYTES = { minimum: 256, maximum: 1024 };

/**
 * Finds the ciphertext in what was sent: the input, or the one ciphertext in a mail, a chat or a table.
 *
 * @param start - The input, or its first bytes: `MAX_PASTED_BYTES` of it, to look into long texts.
 * @param size - Size of the whole input in bytes; `null` if unknown, as for a pipe.
 *
 * @throws {@link PctError} `ciphertext-not-recognized` and `key-unsupported` for anything else, with what
 * it is; `ciphertext-empty`; `ciphertext-several`; `age-malformed`; `age-too-large`.
 *
 * @example
 * ```ts
 * import { decrypt } from "@pct/core/age";
 * import { readCiphertext } from "@pct/core/ciphertext";
 * import { readFile } from "node:fs/promises";
 *
 * const mail = await readFile("mail.txt");
 * const key = await readFile("private_key.pem", "utf8");
 * const { content } = await readCiphertext(mail);
 * const secret = await decrypt(content ?? mail, { identities: [key] });
 * ```
 */
export async function readCiphertext(
  start: Uint8Array,
  size: number | null = start.length,
): Promise<Ciphertext> {
  const isWhole = size === start.length;
  if (isWhole && isClassicFile(start)) return { format: "classic", content: null };
  if (isWhole && (await isWindowsAnswer(start))) return { format: "windows-answer", content: null };
  const content = isWhole ? await takeOut(start) : null;
  const found = await inspectOrExplain(content ?? start, content === null ? size : content.length);
  const format = formatOf(found);
  if (format !== null) return { format, content };
  // Its length tells only with the key whether this is a ciphertext.
  if (isWhole && found.format === "unknown" && mayBeBlock(start)) {
    return { format: "classic", content: null };
  }
  throw notCiphertext(found, start);
}

/**
 * The error to report where decryption failed: what the input is, if it is no ciphertext, or what another
 * program did to it; otherwise `error` itself.
 *
 * @param start - The ciphertext, or its first bytes.
 *
 * @example
 * ```ts
 * import { explainFailure } from "@pct/core/ciphertext";
 * import { decryptSecret } from "@pct/core/classic";
 * import { importPrivateKey } from "@pct/core/keys";
 * import { readFile } from "node:fs/promises";
 *
 * const key = await importPrivateKey(await readFile("private_key.pem"));
 * const bytes = await readFile("file_encrypted.txt");
 * const secret = await decryptSecret(bytes, key).catch(async (error: unknown) => {
 *   throw await explainFailure(error, bytes);
 * });
 * ```
 */
export async function explainFailure(
  error: unknown,
  start: Uint8Array,
  size: number | null = start.length,
): Promise<unknown> {
  if (!isPctError(error)) return error;
  if (detectAge(start) !== null) return explainAge(error, start);
  if (error.code !== "decryption-failed") return error;
  const found = await inspect(start, size);
  if (formatOf(found) === null) return notCiphertext(found, start);
  const isMangled = size === start.length && isOfOneCase(textOf(start) ?? "");
  return isMangled ? new PctError("ciphertext-not-recognized", { found: "mangled" }) : error;
}

/** Asked before the search in texts, which finds two blocks in an answer: the key and the password. */
async function isWindowsAnswer(input: Uint8Array): Promise<boolean> {
  return mayHoldWindowsAnswer(input) && (await inspect(input)).format === "windows-answer";
}

/** The ciphertext in a text around it; `null` where there is nothing to take out. */
async function takeOut(input: Uint8Array): Promise<Uint8Array | null> {
  if (detectAge(input) === "binary" || ARMORED.test(decodeText(input))) return null;
  // Lazy: most files are plain.
  const { findCiphertext } = await import("./pasted/ciphertext.js");
  return findCiphertext(input);
}

async function inspectOrExplain(start: Uint8Array, size: number | null): Promise<Inspection> {
  try {
    return await inspect(start, size);
  } catch (error) {
    throw isPctError(error) ? explainAge(error, start) : error;
  }
}

function formatOf(found: Inspection): Ciphertext["format"] | null {
  if (found.format === "classic" || found.format === "windows-answer") return found.format;
  if (found.format !== "age") return null;
  return found.recipients.some(({ type }) => type === "scrypt") ? "age-passphrase" : "age";
}

/** Whether these bytes, or their base64, may be one RSA block of a key of unusual length. */
function mayBeBlock(start: Uint8Array): boolean {
  const { minimum, maximum } = BLOCK_BYTES;
  const text = textOf(start);
  const base64 = text !== null && BASE64.test(text) ? text.replace(/[\s=]+/g, "") : null;
  if (text !== null && base64 === null) return false;
  const bytes = base64 === null ? start.length : Math.floor((base64.length * 3) / 4);
  return bytes >= minimum && bytes <= maximum;
}

/** What an input is that is no ciphertext: a key, a file of another program, or cut base64. */
function notCiphertext(found: Inspection, start: Uint8Array): PctError {
  switch (found.format) {
    case "foreign":
      return new PctError("ciphertext-not-recognized", { found: found.kind });
    case "public-key":
    case "age-recipient":
      return new PctError("ciphertext-not-recognized", { found: "public-key" });
    case "private-key":
    case "age-identity":
      return new PctError("ciphertext-not-recognized", { found: "private-key" });
    case "unsupported-key":
      return new PctError("key-unsupported", { kind: found.kind });
    case "keys": {
      const half = found.privateKeys > 0 ? "private-key" : "public-key";
      return new PctError("ciphertext-not-recognized", { found: half });
    }
    default: {
      const text = textOf(start) ?? "";
      const isData = BASE64.test(text) && LONG_RUN.test(text);
      const damage = isData ? (isOfOneCase(text) ? "mangled" : "cut") : damageOfText(text);
      return new PctError("ciphertext-not-recognized", { found: damage ?? "unknown" });
    }
  }
}

/** Base64 without spaces, and a few other characters in it. Shorter ones are words, addresses and hashes. */
const NEARLY_DATA = /\S{30,}/g;
const DATA = /[A-Za-z0-9+/=_-]/g;
/** What a program puts in place of a part that it does not show. */
const ELLIPSIS = /…|\.{3}/;
/** JSON Web Tokens, addresses, and hashes with fields. */
const OTHER_DATA = /^eyJ|:\/\/|^\$/;

/**
 * What happened to the base64 in a text, where it has characters that base64 has not: a part was left
 * out, or characters were replaced.
 */
function damageOfText(text: string): "mangled" | "cut" | null {
  const pieces = (text.match(NEARLY_DATA) ?? []).filter((piece) => !OTHER_DATA.test(piece));
  const joined = pieces.join("");
  if (joined.length < 100 || isOfOneCase(joined)) return null;
  const others = joined.replace(DATA, "");
  if (others.length === 0 || others.length > joined.length / 20) return null;
  if (ELLIPSIS.test(joined)) return "cut";
  return /^[.,:;|$]*$/.test(others) ? null : "mangled";
}

/** Whether letters are all large or all small, which no base64 of some length has. */
function isOfOneCase(text: string): boolean {
  return text === text.toLowerCase() || text === text.toUpperCase();
}

/**
 * Says what happened to an age file, where it shows: another program changed it as if it were text, or
 * the end of its armor is missing.
 */
function explainAge(error: PctError, start: Uint8Array): PctError {
  if (error.code !== "age-malformed" && error.code !== "decryption-failed") return error;
  const found = damageOf(start);
  return found === null ? error : new PctError("ciphertext-not-recognized", { found });
}

function damageOf(start: Uint8Array): "mangled" | "cut" | null {
  const text = new TextDecoder("latin1").decode(start);
  const format = detectAge(start);
  if (format === null) return null;
  if (format === "armored")
    return /-END AGE ENCRYPTED FILE-/i.test(decodeText(start)) ? null : "cut";
  // Line ends of Windows in the header, or U+FFFD in UTF-8: random bytes have that once by chance.
  const replaced = text.split("\u00EF\u00BF\u00BD").length - 1;
  const isMangled = /^age-encryption[^\n]*\r\n/.test(text) || replaced >= 3;
  return isMangled ? "mangled" : null;
}

/** The text; `null` for bytes that are not text. */
function textOf(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(utf16Label(bytes) ?? "utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
