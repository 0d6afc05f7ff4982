import { encrypt } from "@pct/core/age";
import { isPctError } from "@pct/core/errors";
import { fingerprint, fingerprintOfLine } from "@pct/core/fingerprint";
import { exportPublicKey, importPublicKey } from "@pct/core/public-key";
import type { PublicKey } from "@pct/core/public-key";
import { isAgeOnlyKey } from "@pct/exchange/format";

import type { RecipientInfo } from "#/crypto/interface/keys.js";
import { wordsOf } from "./safety-words.js";
import { onlyKey, readKeyFile } from "./sources.js";

/** Public keys of other people. Each is untrusted input, checked before a page shows it. */

/** Reads a public key of any kind. */
export async function readRecipient(source: Blob | string): Promise<RecipientInfo> {
  const bytes = await readKeyFile(source);
  const key = await importPublicKey(bytes).catch((error: unknown) => {
    // The only key was read, and it is unsafe.
    if (!isPctError(error) || /^key-(?:unsafe|too-)/.test(error.code)) throw error;
    return readFound(onlyKey(bytes, "public"));
  });
  return typeof key === "string" ? readOtherKind(key) : describeRsa(key);
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
