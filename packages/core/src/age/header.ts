import { Decrypter, Encrypter } from "age-encryption";
import type { Identity, Recipient, Stanza } from "age-encryption";

import { collect, StreamSource } from "../byte-reader.js";
import type { ByteReader } from "../byte-reader.js";
import { PctError } from "../errors.js";

/** Headers of age files: `age-encryption` reads, writes and authenticates them, within our limits. */

/** Limits on an untrusted header, checked before any work for it. */
export const HEADER_LIMITS: Readonly<{ bytes: number; stanzas: number; scryptLogN: number }> =
  Object.freeze({ bytes: 64 * 1024, stanzas: 32, scryptLogN: 20 });

/** Bytes that the library writes after the header of an empty file: a nonce and one empty chunk. */
const EMPTY_PAYLOAD = 16 + 16;

/** Creates a header for these recipients, and returns it with its file key. */
export async function sealHeader(
  recipients: readonly (string | Recipient)[],
): Promise<{ header: Uint8Array; fileKey: Uint8Array }> {
  let fileKey: Uint8Array | undefined;
  const encrypter = new Encrypter();
  for (const recipient of recipients) addRecipient(encrypter, recipient);
  encrypter.addRecipient({
    wrapFileKey(key) {
      fileKey = key;
      return [];
    },
  });
  // A stream, since the library joins the pieces of anything else with `Response`, for which Node loads its
  // HTTP client: 20 ms.
  const empty = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.close();
    },
  });
  const stream = await encrypter.encrypt(empty).catch((error: unknown) => {
    // The library finds out at this moment that a recipient has an impossible key.
    const isOwn = error instanceof PctError || error instanceof TypeError;
    throw isOwn ? error : new PctError("recipient-not-recognized");
  });
  const sealed = await collect(new StreamSource(stream));
  if (fileKey === undefined) throw new Error("unreachable: the library calls every recipient");
  return { header: sealed.subarray(0, sealed.length - EMPTY_PAYLOAD), fileKey };
}

function addRecipient(encrypter: Encrypter, recipient: string | Recipient): void {
  try {
    encrypter.addRecipient(recipient);
  } catch {
    throw new PctError("recipient-not-recognized");
  }
}

/** Consumes the header of a binary age file, and nothing after it. */
export async function readHeader(reader: ByteReader): Promise<Uint8Array> {
  let known = 0;
  for (let size = 1024; ; size *= 2) {
    const bytes = await reader.peek(Math.min(size, HEADER_LIMITS.bytes));
    const end = headerEnd(bytes);
    if (end !== null) return reader.take(end);
    if (bytes.length >= HEADER_LIMITS.bytes) throw new PctError("age-too-large");
    if (bytes.length === known || bytes.length < size) throw new PctError("age-malformed");
    known = bytes.length;
  }
}

/** Offset after the last line of a header, which starts with hyphens; `null` if it is not there. */
function headerEnd(bytes: Uint8Array): number | null {
  for (let line = 0; ;) {
    const newline = bytes.indexOf(0x0a, line);
    if (newline === -1) return null;
    if (bytes[line] === 0x2d && bytes[line + 1] === 0x2d) return newline + 1;
    line = newline + 1;
  }
}

/** Parses the stanzas of a header. Throws if it is malformed or exceeds the limits. */
export async function readStanzas(header: Uint8Array): Promise<readonly Stanza[]> {
  let stanzas: readonly Stanza[] | undefined;
  const decrypter = new Decrypter();
  decrypter.addIdentity({
    unwrapFileKey(found) {
      stanzas = found;
      return null;
    },
  });
  // Always fails, because nothing is unwrapped; the identity above has seen the stanzas by then.
  await decrypter.decryptHeader(header).catch(() => undefined);
  if (stanzas === undefined) throw new PctError("age-malformed");
  if (stanzas.length > HEADER_LIMITS.stanzas) throw new PctError("age-too-large");
  return stanzas;
}

/** Identities and passphrase that may open a header. */
export interface HeaderKeys {
  readonly identities: readonly (string | Identity)[];
  readonly passphrase?: string | undefined;
}

/** Decrypts the file key of a header and verifies the header's MAC. */
export async function openHeader(header: Uint8Array, keys: HeaderKeys): Promise<Uint8Array> {
  const stanzas = await readStanzas(header);
  const scrypt = stanzas.find(({ args }) => args[0] === "scrypt");
  if (scrypt !== undefined) return openWithPassphrase(header, scrypt, keys.passphrase);
  if (keys.identities.length === 0) throw new PctError("identity-required");
  const decrypter = new Decrypter();
  for (const identity of keys.identities) addIdentity(decrypter, identity);
  try {
    return await decrypter.decryptHeader(header);
  } catch (error) {
    throw error instanceof PctError ? error : new PctError("decryption-failed");
  }
}

function addIdentity(decrypter: Decrypter, identity: string | Identity): void {
  try {
    decrypter.addIdentity(identity);
  } catch {
    throw new PctError("identity-not-recognized");
  }
}

async function openWithPassphrase(
  header: Uint8Array,
  { args }: Stanza,
  passphrase: string | undefined,
): Promise<Uint8Array> {
  if (passphrase === undefined) throw new PctError("passphrase-required");
  const logN = Number(args[2]);
  const maximum = HEADER_LIMITS.scryptLogN;
  if (logN > maximum) throw new PctError("age-too-costly", { logN, maximum });
  const attempt = { passphraseFailed: false };
  const decrypter = new Decrypter();
  decrypter.addPassphrase(passphrase);
  decrypter.addIdentity({
    // The library calls identities in order, so the passphrase has failed.
    unwrapFileKey() {
      attempt.passphraseFailed = true;
      return null;
    },
  });
  try {
    return await decrypter.decryptHeader(header);
  } catch {
    throw new PctError(attempt.passphraseFailed ? "passphrase-wrong" : "decryption-failed");
  }
}
