import { bytesToBigint } from "./der.js";
import { MAX_PASTED_BYTES } from "./limits.js";
import { decodeLoosely } from "./pasted/base64-forms.js";
import { readings } from "./pasted/readings.js";
import { decodeText } from "./text.js";
import { mayHoldWindowsAnswer } from "./windows-answer-sign.js";

/** Finds the answers of Windows servers at Google, by the names of their fields. */

/** What the agent on the server prints: one JSON object a line. */
export interface WindowsAnswer {
  /** The Windows account. */
  readonly user: string;
  /** Of the key that the answer is for. */
  readonly modulus: bigint;
  /** The hash of OAEP: `sha1`, `sha256`, `sha512`, or what a future agent may use. */
  readonly hash: string;
  /** `null` if the server made no password. */
  readonly ciphertext: Uint8Array | null;
}

/** An object without others in it. Its longest fields are two of 8192 bits. */
const OBJECT = /\{[^{}]{1,8192}\}/g;

/**
 * The answers in what was printed or forwarded, in their order: the output of the serial port, with other
 * lines between them, a mail, or JSON that quotes them. Empty for anything else.
 */
export function findWindowsAnswers(input: string | Uint8Array): WindowsAnswer[] {
  if (input.length > MAX_PASTED_BYTES) return [];
  if (!mayHoldWindowsAnswer(input)) return [];
  for (const reading of readings(decodeText(input))) {
    const answers = (reading.match(OBJECT) ?? []).flatMap((object) => parseAnswer(object) ?? []);
    if (answers.length > 0) return answers;
  }
  return [];
}

function parseAnswer(object: string): WindowsAnswer | null {
  const fields = parseObject(object);
  if (fields === null) return null;
  const text = (name: string): string | null => {
    const value = Object.hasOwn(fields, name) ? fields[name] : null;
    return typeof value === "string" ? value : null;
  };
  const modulus = bytesOf(text("modulus"));
  const ciphertext = bytesOf(text("encryptedPassword"));
  if (modulus === null || (ciphertext === null && text("errorMessage") === null)) return null;
  return {
    user: text("userName") ?? "",
    modulus: bytesToBigint(modulus),
    // Agents that know only SHA-1 do not name it.
    hash: text("hashFunction") ?? "sha1",
    ciphertext,
  };
}

/** Mail programs break lines anywhere, and replace quotation marks. */
function parseObject(object: string): Readonly<Record<string, unknown>> | null {
  for (const text of [object, object.replace(/[“”„]/g, '"').replace(/\s+/g, "")]) {
    try {
      return JSON.parse(text) as Readonly<Record<string, unknown>>;
    } catch {
      // Try the next form.
    }
  }
  return null;
}

function bytesOf(base64: string | null): Uint8Array | null {
  return base64 === null || base64 === "" ? null : decodeLoosely(base64);
}
