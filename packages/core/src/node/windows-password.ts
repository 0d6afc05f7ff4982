import { isUsualBlock, readClassic } from "../classic-file.js";
import { PctError } from "../errors.js";
import { MAX_PASTED_BYTES } from "../limits.js";
import { decodeLoosely } from "../pasted/base64-forms.js";
import { findCiphertext } from "../pasted/ciphertext.js";
import type { PrivateKey } from "../rsa-private-key.js";
import { decodeText } from "../text.js";
import { mayHoldWindowsAnswer } from "../windows-answer-sign.js";
import { decryptPkcs1 } from "./rsa-pkcs1.js";

/**
 * Node only: opens the passwords of Windows servers that AWS, Lightsail and OpenStack encrypt to a key pair.
 *
 * @packageDocumentation
 */

/** Bytes of base64 that are taken for a block, even a cut one; words are shorter. */
const SHORTEST_TEXT = 128;

/** The longest password of Windows, in characters. */
const MAX_CHARACTERS = 128;

/**
 * Decrypts the administrator's password of a Windows server: RSAES-PKCS1-v1_5 of UTF-8.
 *
 * For one ciphertext that a person opens, never for a program that others send ciphertexts to: the padding
 * lets an attacker decrypt by asking often enough.
 *
 * @param input - The JSON of `aws ec2 get-password-data` (`PasswordData`), of Lightsail
 * (`passwordData.ciphertext`) or of OpenStack (`password`), or the base64 alone.
 *
 * @throws {@link PctError} `ciphertext-empty` if the server has no password yet; `ciphertext-several`;
 * `ciphertext-not-recognized`; `identity-required`; `key-not-extractable`; `decryption-failed` for every
 * other failure: wrong key, altered, cut, not a password.
 *
 * @example
 * ```ts
 * import { importPrivateKey } from "@pct/core/keys";
 * import { decryptWindowsPassword } from "@pct/core/node/windows-password";
 * import { readFile } from "node:fs/promises";
 *
 * const key = await importPrivateKey(await readFile("private_key.pem"));
 * console.log(decryptWindowsPassword(await readFile("password.json"), [key]));
 * ```
 */
export function decryptWindowsPassword(
  input: string | Uint8Array,
  keys: readonly PrivateKey[],
): string {
  const block = readBlock(input);
  if (keys.length === 0) throw new PctError("identity-required");
  for (const key of keys) {
    const password = toPassword(decryptPkcs1(block, key));
    if (password !== null) return password;
  }
  throw new PctError("decryption-failed");
}

/** Text without control characters; `null` for anything else. */
function toPassword(bytes: Uint8Array | null): string | null {
  if (bytes === null) return null;
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    return text !== "" && text.length <= MAX_CHARACTERS && !/\p{Cc}/u.test(text) ? text : null;
  } catch {
    return null;
  }
}

function readBlock(input: string | Uint8Array): Uint8Array {
  if (input.length > MAX_PASTED_BYTES || mayHoldWindowsAnswer(input)) throw notRecognized();
  const text = decodeText(input).trim();
  if (text === "") throw new PctError("ciphertext-empty");
  const [named, ...more] = /^[{["]/.test(text) ? fieldsOf(text) : [];
  if (more.length > 0) throw new PctError("ciphertext-several");
  if (named === undefined && /^[{[]/.test(text)) throw notRecognized();
  const base64 = named ?? text;
  if (base64.trim() === "") throw new PctError("ciphertext-empty");
  const found = decodeLoosely(base64.replace(/\s+/g, ""));
  const block = found !== null && found.length >= SHORTEST_TEXT ? found : searched(base64);
  if (block === null) throw notRecognized();
  return block;
}

function notRecognized(): PctError {
  return new PctError("ciphertext-not-recognized", { found: "unknown" });
}

/** The one block in a text around it. */
function searched(text: string): Uint8Array | null {
  const [block] = readClassic(findCiphertext(text) ?? "AA==") ?? [];
  return block !== undefined && isUsualBlock(block.length) ? block : null;
}

/**
 * The ciphertexts in a JSON text, by the names of their fields, or one that is still empty; none if it is not
 * JSON.
 */
function fieldsOf(text: string): string[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return [];
  }
  const fields = [...new Set(ciphertextsIn(value, 0))];
  // Lightsail has a field `password` beside it, which is empty or holds a password in clear.
  const ciphertexts = fields.filter((field) => field.length >= SHORTEST);
  return ciphertexts.length > 0 ? ciphertexts : fields.filter((field) => field === "").slice(0, 1);
}

/** Characters of base64 for a block of the shortest accepted key. */
const SHORTEST = 342;

/** `aws` wraps some answers in lists and objects. */
const MAX_DEPTH = 4;

function* ciphertextsIn(value: unknown, depth: number): Generator<string> {
  // Of `aws … --query PasswordData`.
  if (depth === 0 && typeof value === "string") yield value;
  if (typeof value !== "object" || value === null || depth > MAX_DEPTH) return;
  for (const [name, content] of Object.entries(value)) {
    const isNamed = NAMES.includes(name);
    if (isNamed && typeof content === "string") yield content;
    else yield* ciphertextsIn(content, depth + 1);
  }
}

/** Of EC2, of Lightsail below `passwordData`, and of OpenStack. */
const NAMES = ["PasswordData", "ciphertext", "password"];
