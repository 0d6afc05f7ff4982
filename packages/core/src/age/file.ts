import type { Identity, Recipient } from "age-encryption";

import { ByteReader, once } from "../byte-reader.js";
import { CLASSIC_LIMIT, readClassic } from "../classic-file.js";
import { decryptSecret } from "../classic.js";
import { PctError } from "../errors.js";
import { detectForeign } from "../foreign.js";
import { hybridPublicKey } from "../hybrid.js";
import { parseKeyFile } from "../key-file.js";
import { importPrivateKey } from "../keys.js";
import { DETECTION_BYTES } from "../limits.js";
import { importPublicKey } from "../public-key.js";
import type { PrivateKey } from "../rsa-private-key.js";
import type { PublicKey } from "../rsa-public-key.js";
import { concat } from "../text.js";
import { randomBytes } from "../webcrypto.js";
import { decodeArmor, encodeArmor } from "./armor.js";
import { detectAge } from "./detect.js";
import { HEADER_LIMITS, openHeader, readHeader, sealHeader } from "./header.js";
import { openPayload, PAYLOAD_NONCE, payloadKey, sealPayload } from "./payload.js";
import type { AeadFactory } from "./payload.js";
import {
  scryptRecipient,
  sshEd25519Identity,
  sshEd25519Recipient,
  sshRsaIdentity,
  sshRsaRecipient,
} from "./recipients.js";

/** Encrypts and decrypts whole files in pieces, with any implementation of the payload cipher. */

/** Options of `encrypt`: recipients with keys, or a passphrase. */
export type EncryptOptions = {
  /** Wraps the result in ASCII armor, for mail and chat. Default: `false`. */
  readonly armor?: boolean;
} & (
  | {
      /**
       * One to 32 recipients, each of whom can decrypt the file alone: a {@link PublicKey}, or the text
       * of a key file (PEM, `ssh-rsa …`, `ssh-ed25519 …`, `age1…`, `age1pq1…`).
       */
      readonly recipients: readonly (PublicKey | string)[];
      readonly passphrase?: never;
      readonly workFactor?: never;
    }
  | {
      readonly recipients?: never;
      /** Encrypts the file with a passphrase, through scrypt. */
      readonly passphrase: string;
      /** Base-2 logarithm of scrypt's N, 10 … 20. Default: 18, which takes about a second. */
      readonly workFactor?: number;
    }
);

/** Options of `decrypt`. */
export interface DecryptOptions {
  /**
   * Tried in order: a {@link PrivateKey}, or the text of an unencrypted key file (PEM, OpenSSH with RSA
   * or Ed25519, `AGE-SECRET-KEY-1…`, `AGE-SECRET-KEY-PQ-1…`).
   */
  readonly identities?: readonly (PrivateKey | string)[];
  /** Decrypts a file that was encrypted with a passphrase. */
  readonly passphrase?: string;
}

/**
 * Makes the start of a binary file, which is its header and nonce, and the key of the payload after it.
 * `@pct/core/segments` encrypts the payload.
 *
 * @throws {@link PctError} as `encrypt`.
 *
 * @example
 * ```ts
 * import { startEncryption } from "@pct/core/age";
 *
 * const { start, key } = await startEncryption({ passphrase: "correct horse battery staple" });
 * console.log(start.length, key.length);
 * ```
 */
export async function startEncryption(
  options: EncryptOptions,
): Promise<{ start: Uint8Array; key: Uint8Array }> {
  const { header, fileKey } = await sealHeader(await recipientsOf(options));
  const nonce = randomBytes(PAYLOAD_NONCE);
  return { start: concat(header, nonce), key: payloadKey(fileKey, nonce) };
}

/** The bytes before a payload, and its key. */
export interface PayloadStart {
  readonly startBytes: number;
  readonly key: Uint8Array;
}

/** Reads the start of a file, and nothing if it is not a binary age file: `null`. */
export async function startOf(
  source: AsyncIterable<Uint8Array>,
  options: DecryptOptions,
): Promise<PayloadStart | null> {
  const reader = new ByteReader(source);
  try {
    if (detectAge(await reader.peek(DETECTION_BYTES)) !== "binary") return null;
    return await openStart(reader, options);
  } finally {
    await reader.close();
  }
}

async function openStart(
  reader: ByteReader,
  { identities = [], passphrase }: DecryptOptions,
): Promise<PayloadStart> {
  const header = await readHeader(reader);
  const keys = {
    identities: (await Promise.all(identities.map(ageIdentities))).flat(),
    passphrase,
  };
  const fileKey = await openHeader(header, keys);
  const nonce = await reader.take(PAYLOAD_NONCE);
  if (nonce.length < PAYLOAD_NONCE) throw new PctError("decryption-failed");
  return { startBytes: header.length + PAYLOAD_NONCE, key: payloadKey(fileKey, nonce) };
}

/** Encrypts in pieces. Errors in the options are thrown before the first piece. */
export async function encryptPieces(
  source: AsyncIterable<Uint8Array>,
  options: EncryptOptions,
  aead: AeadFactory,
): Promise<AsyncGenerator<Uint8Array, void, undefined>> {
  const { start, key } = await startEncryption(options);
  const payload = sealPayload(source, aead(key));
  async function* file(): AsyncGenerator<Uint8Array, void, undefined> {
    yield start;
    yield* payload;
  }
  return options.armor === true ? encodeArmor(file()) : file();
}

/** Decrypts an age or classic file in pieces. Errors in the header are thrown before the first piece. */
export async function decryptPieces(
  source: AsyncIterable<Uint8Array>,
  options: DecryptOptions,
  aead: AeadFactory,
): Promise<AsyncGenerator<Uint8Array, void, undefined>> {
  const reader = new ByteReader(source);
  try {
    const format = detectAge(await reader.peek(DETECTION_BYTES));
    if (format === null) return await openClassic(reader, options);
    const binary = format === "armored" ? new ByteReader(decodeArmor(reader.rest())) : reader;
    const { key } = await openStart(binary, options);
    return openPayload(binary.rest(), aead(key));
  } catch (error) {
    await reader.close();
    throw error;
  }
}

async function openClassic(
  reader: ByteReader,
  { identities = [] }: DecryptOptions,
): Promise<AsyncGenerator<Uint8Array, void, undefined>> {
  const bytes = await reader.take(CLASSIC_LIMIT + 1);
  if (bytes.length > CLASSIC_LIMIT) {
    throw new PctError("ciphertext-not-recognized", { found: detectForeign(bytes) ?? "unknown" });
  }
  readClassic(bytes);
  const keys = (await Promise.all(identities.map(privateKeys))).flat();
  if (keys.length === 0) throw new PctError("identity-required");
  let failure: unknown;
  for (const key of keys) {
    try {
      return once(await decryptSecret(bytes, key));
    } catch (error) {
      failure = error;
    }
  }
  throw failure;
}

async function recipientsOf(options: EncryptOptions): Promise<(string | Recipient)[]> {
  if (options.passphrase !== undefined) {
    const { passphrase, workFactor = 18 } = options;
    if (!Number.isInteger(workFactor) || workFactor < 10 || workFactor > HEADER_LIMITS.scryptLogN) {
      throw new RangeError(`workFactor must be 10 … ${HEADER_LIMITS.scryptLogN.toString()}`);
    }
    if (passphrase === "") throw new PctError("passphrase-empty");
    return [scryptRecipient(passphrase, workFactor)];
  }
  const { recipients } = options;
  // A string has a length too.
  if (!Array.isArray(recipients)) throw new TypeError("recipients must be an array");
  if (recipients.length === 0) throw new TypeError("recipients must not be empty");
  if (recipients.length > HEADER_LIMITS.stanzas) {
    throw new PctError("recipients-too-many", { maximum: HEADER_LIMITS.stanzas });
  }
  const parsed = await Promise.all(recipients.map(ageRecipient));
  // An attacker who breaks one ordinary recipient can read the file (C2SP age.md, labels).
  const postQuantum = parsed.filter(isPostQuantum).length;
  if (postQuantum > 0 && postQuantum < parsed.length) throw new PctError("recipients-mixed");
  return parsed;
}

function isPostQuantum(recipient: string | Recipient): boolean {
  return typeof recipient === "string" && /^age1(?:tag)?pq1/.test(recipient);
}

async function ageRecipient(recipient: PublicKey | string): Promise<string | Recipient> {
  if (typeof recipient !== "string") return sshRsaRecipient(recipient);
  const file = parseKeyFile(recipient);
  switch (file.kind) {
    case "age-recipient":
      // The library checks the length alone.
      if (file.recipient.startsWith("age1pq1")) hybridPublicKey(file.recipient);
      return file.recipient;
    case "ed25519-public":
      return sshEd25519Recipient(file.point);
    default:
      return sshRsaRecipient(await importPublicKey(recipient));
  }
}

async function ageIdentities(identity: PrivateKey | string): Promise<(string | Identity)[]> {
  if (typeof identity !== "string") return [sshRsaIdentity(identity)];
  const file = parseKeyFile(identity);
  switch (file.kind) {
    case "age-identities":
      return [...file.identities];
    case "ed25519-private":
      return [sshEd25519Identity(file.seed, file.point)];
    default:
      return [sshRsaIdentity(await importPrivateKey(identity))];
  }
}

/** The RSA keys of an identity; no other key decrypts a classic file. */
async function privateKeys(identity: PrivateKey | string): Promise<PrivateKey[]> {
  if (typeof identity !== "string") return [identity];
  const { kind } = parseKeyFile(identity);
  return kind === "age-identities" || kind === "ed25519-private"
    ? []
    : [await importPrivateKey(identity)];
}
