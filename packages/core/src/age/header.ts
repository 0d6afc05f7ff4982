import { Decrypter, Encrypter } from "age-encryption";
import type { Identity, Recipient, Stanza } from "age-encryption";

import type { ByteReader } from "../byte-reader.js";
import { PctError } from "../errors.js";

/** The header of an age file. The library reads, writes and authenticates it; the limits are ours. */

/** Limits on a header from outside, applied before any work is done for it. */
export const HEADER_LIMITS: Readonly<{ bytes: number; stanzas: number; scryptLogN: number }> =
  Object.freeze({ bytes: 64 * 1024, stanzas: 32, scryptLogN: 20 });

/** What the library puts behind the header when it seals nothing: a nonce and one empty chunk. */
const EMPTY_PAYLOAD = 16 + 16;

/** A new header for these recipients, and the file key it carries. */
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
  const sealed = await encrypter.encrypt(new Uint8Array());
  if (fileKey === undefined) throw new Error("unreachable: the library asks every recipient");
  return { header: sealed.subarray(0, sealed.length - EMPTY_PAYLOAD), fileKey };
}

function addRecipient(encrypter: Encrypter, recipient: string | Recipient): void {
  try {
    encrypter.addRecipient(recipient);
  } catch {
    throw new PctError("recipient-not-recognized");
  }
}

/** Consumes exactly the header of a binary age file. */
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

/** Offset behind the line that begins with three hyphens, which is the last one of a header. */
function headerEnd(bytes: Uint8Array): number | null {
  for (let line = 0; ;) {
    const newline = bytes.indexOf(0x0a, line);
    if (newline === -1) return null;
    if (bytes[line] === 0x2d && bytes[line + 1] === 0x2d) return newline + 1;
    line = newline + 1;
  }
}

/** The stanzas of a header, which is otherwise refused as malformed or over the limits. */
export async function readStanzas(header: Uint8Array): Promise<readonly Stanza[]> {
  let stanzas: readonly Stanza[] | undefined;
  const decrypter = new Decrypter();
  decrypter.addIdentity({
    unwrapFileKey(found) {
      stanzas = found;
      return null;
    },
  });
  // It always fails, since nothing is unwrapped; what matters is how far it came.
  await decrypter.decryptHeader(header).catch(() => undefined);
  if (stanzas === undefined) throw new PctError("age-malformed");
  if (stanzas.length > HEADER_LIMITS.stanzas) throw new PctError("age-too-large");
  return stanzas;
}

/** What may open a file. */
export interface HeaderKeys {
  readonly identities: readonly (string | Identity)[];
  readonly passphrase?: string | undefined;
}

/** The file key of a header: authenticated, or a {@link PctError} with the reason. */
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
  const attempt = { openedNothing: false };
  const decrypter = new Decrypter();
  decrypter.addPassphrase(passphrase);
  decrypter.addIdentity({
    // Asked only after the passphrase.
    unwrapFileKey() {
      attempt.openedNothing = true;
      return null;
    },
  });
  try {
    return await decrypter.decryptHeader(header);
  } catch {
    throw new PctError(attempt.openedNothing ? "passphrase-wrong" : "decryption-failed");
  }
}
