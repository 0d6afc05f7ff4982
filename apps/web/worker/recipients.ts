import { encrypt } from "@pct/core/age";
import { isPctError, PctError } from "@pct/core/errors";
import { fingerprint, fingerprintOfLine } from "@pct/core/fingerprint";
import { findKeys } from "@pct/core/pasted";
import { exportPublicKey, importPublicKey } from "@pct/core/public-key";
import type { PublicKey } from "@pct/core/public-key";
import { isAgeOnlyKey } from "@pct/exchange/format";

import type { FoundRecipients, RecipientInfo } from "#/crypto/interface/keys.js";
import { wordsOf } from "./safety-words.js";
import { readKeyFile } from "./sources.js";

/** Public keys of other people. Each is untrusted input, checked before a page shows it. */

/** Reads one public key of any kind. */
export async function readRecipient(source: Blob | string): Promise<RecipientInfo> {
  const { recipients, leftOut } = await readRecipients(source);
  const [recipient, ...more] = recipients;
  if (recipient === undefined || more.length > 0 || leftOut > 0) throw new PctError("key-several");
  return recipient;
}

/** Reads all public keys in a file or a text. */
export async function readRecipients(source: Blob | string): Promise<FoundRecipients> {
  const bytes = await readKeyFile(source);
  try {
    const recipient = await describeRsa(await importPublicKey(bytes));
    return { recipients: [recipient], leftOut: 0, isFromCertificate: false };
  } catch (error) {
    // The only key was read, and it is unsafe.
    if (!isPctError(error) || /^key-(?:unsafe|too-)/.test(error.code)) throw error;
  }
  const { keys, unusable } = findKeys(bytes);
  if (keys.some(({ half }) => half === "private")) throw new PctError("key-is-private");
  const damaged = unusable.find(({ error }) => error.code !== "key-unsupported");
  if (damaged !== undefined) throw damaged.error;
  const found = await Promise.all(keys.map(({ text }) => readFound(text)));
  return {
    recipients: await Promise.all(
      found.map((key) => (typeof key === "string" ? readOtherKind(key) : describeRsa(key))),
    ),
    leftOut: unusable.length,
    isFromCertificate: keys.some(({ isFromCertificate }) => isFromCertificate),
  };
}

/** An RSA key, or the text of a key that only the age format takes. */
async function readFound(text: string): Promise<PublicKey | string> {
  return importPublicKey(text).catch((error: unknown) => {
    if (isAgeOnlyKey(error)) return text;
    throw error;
  });
}

async function describeRsa(key: PublicKey): Promise<RecipientInfo> {
  return {
    kind: "rsa",
    text: exportPublicKey(key),
    bits: key.bits,
    fingerprint: await fingerprint(key),
    words: await wordsOf(key),
  };
}

async function readOtherKind(text: string): Promise<RecipientInfo> {
  // Encrypting nothing checks the key exactly as a real encryption would.
  await encrypt(new Uint8Array(), { recipients: [text] });
  return text.startsWith("age1")
    ? { kind: "age", text }
    : { kind: "ed25519", text, fingerprint: await fingerprintOfLine(text) };
}
