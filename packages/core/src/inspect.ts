import { decodeArmor } from "./age/armor.js";
import { detectAge } from "./age/detect.js";
import { readHeader, readStanzas } from "./age/header.js";
import { PAYLOAD_NONCE, plaintextSize } from "./age/payload.js";
import { ByteReader, once } from "./byte-reader.js";
import { isUsualBlock, readClassic } from "./classic-file.js";
import { bitLength } from "./der.js";
import { isPctError, PctError } from "./errors.js";
import type { ForeignKind, KeyKind, PctErrorCode } from "./errors.js";
import { fingerprint } from "./fingerprint.js";
import { detectForeign } from "./foreign.js";
import { parseKeyFile } from "./key-file.js";
import type { KeyFile } from "./key-file.js";
import { encodeSpki } from "./rsa-der.js";
import type { RsaPublicNumbers } from "./rsa-der.js";
import { checkPublicNumbers } from "./rsa-public-key.js";
import { utf8 } from "./text.js";
import { mayHoldWindowsAnswer } from "./windows-answer-sign.js";

export { INSPECT_BYTES } from "./limits.js";

/** One stanza of an age header: a recipient who can open the file. */
export interface InspectedRecipient {
  /** `ssh-rsa`, `ssh-ed25519`, `X25519`, `scrypt`, `mlkem768x25519`, or any other type in the file. */
  readonly type: string;
  /** For SSH keys, the first four bytes of the key's SSH hash: six characters of base64. */
  readonly tag?: string;
}

/** What {@link inspect} found. */
export type Inspection = InspectedContent & {
  /** The content stands in another text, such as a mail, from which `@pct/core/pasted` takes it. */
  readonly isWrapped?: true;
};

type InspectedContent =
  | {
      readonly format: "age";
      readonly armored: boolean;
      readonly recipients: readonly InspectedRecipient[];
      /** Size of the decrypted content; `null` if it cannot be computed. */
      readonly contentBytes: number | null;
    }
  | {
      readonly format: "classic";
      /** Length of the key that can decrypt it, rounded up to a multiple of 8. */
      readonly keyBits: number;
    }
  | {
      readonly format: "public-key";
      readonly bits: number;
      readonly fingerprint: string;
      /** Why `encrypt` would refuse this key, or `null`. */
      readonly problem: PctErrorCode | null;
    }
  | {
      readonly format: "private-key";
      readonly locked: boolean;
      /** `null` if the key is encrypted. */
      readonly bits: number | null;
      readonly fingerprint: string | null;
    }
  | { readonly format: "age-recipient" }
  | { readonly format: "age-identity" }
  /** A key of a kind that this package does not use. */
  | { readonly format: "unsupported-key"; readonly kind: KeyKind }
  /** Several keys, such as a recipients file of age. */
  | { readonly format: "keys"; readonly publicKeys: number; readonly privateKeys: number }
  /** What a Windows server at Google answers to a line of `windows-keys`; the last answer of several. */
  | { readonly format: "windows-answer"; readonly keyBits: number; readonly hash: string }
  /** A file of another program, which this package does not read. */
  | { readonly format: "foreign"; readonly kind: ForeignKind }
  | { readonly format: "unknown" };

/**
 * Detects what a file is, its recipients and its size, without a key.
 *
 * @param start - The file, or its first `INSPECT_BYTES`.
 * @param size - Size of the whole file in bytes, if `start` is only its beginning; `null` if unknown, as
 * for a pipe.
 *
 * @throws {@link PctError} for a file that starts as a known format and breaks it: `age-malformed`,
 * `age-too-large`, `key-damaged`, `ciphertext-several`, `ciphertext-empty`.
 *
 * @example
 * ```ts
 * import { inspect } from "@pct/core";
 * import { readFile } from "node:fs/promises";
 *
 * const found = await inspect(await readFile("credentials.json.age"));
 * if (found.format === "age") console.log(found.recipients, found.contentBytes);
 * ```
 */
export async function inspect(
  start: Uint8Array,
  size: number | null = start.length,
): Promise<Inspection> {
  if (!(start instanceof Uint8Array)) throw new TypeError("not a Uint8Array");
  const answer = size === start.length ? await inspectWindowsAnswer(start) : null;
  if (answer !== null) return answer;
  try {
    const strict = await inspectWhole(start, size);
    const isVague =
      strict.format === "unknown" ||
      (strict.format === "foreign" && strict.kind === "openpgp-signature");
    const mayBeWrapped = isVague && size === start.length;
    return mayBeWrapped ? ((await inspectWrapped(start)) ?? strict) : strict;
  } catch (error) {
    if (!isPctError(error) || !MAY_BE_WRAPPED.includes(error.code)) throw error;
    const wrapped = await inspectWrapped(start);
    if (wrapped !== null) return wrapped;
    if (error.code !== "key-unsupported") throw error;
    return { format: "unsupported-key", kind: error.params.kind };
  }
}

/** Inspects answers of Windows servers, whose fields look like several classic files. */
async function inspectWindowsAnswer(input: Uint8Array): Promise<Inspection | null> {
  if (!mayHoldWindowsAnswer(input)) return null;
  const { findWindowsAnswers } = await import("./windows-answer-text.js");
  const last = findWindowsAnswers(input).at(-1);
  if (last === undefined) return null;
  const keyBits = bitLength(last.modulus);
  return { format: "windows-answer", keyBits, hash: last.hash };
}

/** What the strict readers call a wrapped key or ciphertext. */
const MAY_BE_WRAPPED: readonly PctErrorCode[] = [
  "age-malformed",
  "key-damaged",
  "key-several",
  "key-unsupported",
];

/** Inspects what `@pct/core/pasted` finds in a text; `null` if that is nothing. */
async function inspectWrapped(input: Uint8Array): Promise<Inspection | null> {
  const { findCiphertext, findKeys } = await import("./pasted/index.js");
  const ciphertext = findCiphertext(input);
  if (ciphertext !== null) {
    const found = await inspectWhole(ciphertext, ciphertext.length);
    // It stands there as text, whatever its armor lost.
    return found.format === "age"
      ? { ...found, armored: true, isWrapped: true }
      : { ...found, isWrapped: true };
  }
  try {
    const { keys } = findKeys(input);
    const [key, ...more] = keys;
    if (key !== undefined && more.length === 0) {
      return { ...(await inspectWhole(utf8(key.text), key.text.length)), isWrapped: true };
    }
    const publicKeys = keys.filter(({ half }) => half === "public").length;
    return { format: "keys", publicKeys, privateKeys: keys.length - publicKeys };
  } catch (error) {
    if (isPctError(error)) return null;
    throw error;
  }
}

async function inspectWhole(start: Uint8Array, size: number | null): Promise<Inspection> {
  const age = detectAge(start);
  if (age !== null) return inspectAge(start, size, age === "armored");
  const foreign = detectForeign(start);
  if (foreign !== null) return { format: "foreign", kind: foreign };
  const key = readKey(start);
  if (key !== null) return inspectKey(key);
  return inspectClassic(start);
}

async function inspectAge(
  start: Uint8Array,
  size: number | null,
  armored: boolean,
): Promise<Inspection> {
  const reader = new ByteReader(armored ? decodeArmor(once(start)) : once(start));
  const header = await readHeader(reader);
  const recipients = (await readStanzas(header)).map(({ args: [type = "", tag] }) =>
    type.startsWith("ssh-") && tag !== undefined ? { type, tag } : { type },
  );
  const payload = await payloadBytes(reader, header.length, start.length, size, armored);
  return {
    format: "age",
    armored,
    recipients,
    contentBytes: payload === null ? null : plaintextSize(payload),
  };
}

/** Bytes after the header and its nonce, or `null` if unknown. */
async function payloadBytes(
  reader: ByteReader,
  header: number,
  seen: number,
  size: number | null,
  armored: boolean,
): Promise<number | null> {
  if (!armored) return size === null ? null : size - header - PAYLOAD_NONCE;
  // The number of bytes follows only from the whole armored text.
  if (seen !== size) return null;
  let bytes = 0;
  for await (const piece of reader.rest()) bytes += piece.length;
  return bytes - PAYLOAD_NONCE;
}

function readKey(start: Uint8Array): KeyFile | null {
  try {
    return parseKeyFile(start);
  } catch (error) {
    if (isPctError(error) && error.code === "key-not-recognized") return null;
    throw error;
  }
}

async function inspectKey(key: KeyFile): Promise<Inspection> {
  switch (key.kind) {
    case "rsa-public":
      return {
        format: "public-key",
        ...(await describe(key.numbers)),
        problem: problemOf(key.numbers),
      };
    case "rsa-private":
      return { format: "private-key", locked: false, ...(await describe(key.numbers)) };
    case "locked-private":
      return { format: "private-key", locked: true, bits: null, fingerprint: null };
    case "age-recipient":
    case "ed25519-public":
      return { format: "age-recipient" };
    case "age-identities":
    case "ed25519-private":
      return { format: "age-identity" };
  }
}

async function describe(numbers: RsaPublicNumbers): Promise<{ bits: number; fingerprint: string }> {
  const bits = numbers.n > 0n ? bitLength(numbers.n) : 0;
  const spki = encodeSpki({
    n: numbers.n > 0n ? numbers.n : 0n,
    e: numbers.e > 0n ? numbers.e : 0n,
  });
  return { bits, fingerprint: await fingerprint({ type: "public", bits, spki }) };
}

function problemOf(numbers: RsaPublicNumbers): PctErrorCode | null {
  try {
    checkPublicNumbers(numbers, "encrypt");
    return null;
  } catch (error) {
    if (!isPctError(error)) throw error;
    return error.code;
  }
}

function inspectClassic(start: Uint8Array): Inspection {
  const [block, ...more] = readClassic(start) ?? [];
  if (block === undefined) return { format: "unknown" };
  const foreign = detectForeign(block);
  if (foreign !== null) return { format: "foreign", kind: foreign };
  if (![block, ...more].every(({ length }) => isUsualBlock(length))) return { format: "unknown" };
  if (more.length > 0) throw new PctError("ciphertext-several");
  return { format: "classic", keyBits: block.length * 8 };
}
