import { decodeArmor } from "./age/armor.js";
import { detectAge } from "./age/detect.js";
import { readHeader, readStanzas } from "./age/header.js";
import { PAYLOAD_NONCE, plaintextSize } from "./age/payload.js";
import { ByteReader, once } from "./byte-reader.js";
import { CLASSIC_BLOCK, readClassic } from "./classic-file.js";
import { bitLength } from "./der.js";
import { isPctError, PctError } from "./errors.js";
import type { PctErrorCode } from "./errors.js";
import { fingerprint } from "./fingerprint.js";
import { parseKeyFile } from "./key-file.js";
import type { KeyFile } from "./key-file.js";
import { detectOpenPgp } from "./openpgp.js";
import type { OpenPgpContent } from "./openpgp.js";
import { encodeSpki } from "./rsa-der.js";
import type { RsaPublicNumbers } from "./rsa-der.js";
import { checkPublicNumbers } from "./rsa-public-key.js";

export { INSPECT_BYTES } from "./limits.js";

/** One stanza of an age header: a recipient who can open the file. */
export interface InspectedRecipient {
  /** `ssh-rsa`, `ssh-ed25519`, `X25519`, `scrypt`, `mlkem768x25519`, or any other type in the file. */
  readonly type: string;
  /** For SSH keys, the first four bytes of the key's SSH hash: six characters of base64. */
  readonly tag?: string;
}

/** What {@link inspect} found. */
export type Inspection =
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
  /** OpenPGP, armored, binary, or its binary form in base64. This package does not decrypt it. */
  | { readonly format: "openpgp"; readonly content: OpenPgpContent }
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
  const age = detectAge(start);
  if (age !== null) return inspectAge(start, size, age === "armored");
  const openPgp = detectOpenPgp(start);
  if (openPgp !== null) return { format: "openpgp", content: openPgp };
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
  const openPgp = detectOpenPgp(block);
  if (openPgp !== null) return { format: "openpgp", content: openPgp };
  if (![block, ...more].every(isBlockSize)) return { format: "unknown" };
  if (more.length > 0) throw new PctError("ciphertext-several");
  return { format: "classic", keyBits: block.length * 8 };
}

/** Whether a key of a usual length makes blocks of this size; any other base64 is not a classic file. */
function isBlockSize({ length }: Uint8Array): boolean {
  const { minimum, maximum, step } = CLASSIC_BLOCK;
  return length >= minimum && length <= maximum && length % step === 0;
}
