import { encrypt } from "@pct/core/age";
import { fingerprint } from "@pct/core/fingerprint";
import { exportPublicKey, importPublicKey } from "@pct/core/public-key";
import type { PublicKey } from "@pct/core/public-key";
import { isAgeOnlyKey } from "@pct/exchange/format";

import type { RecipientInfo } from "#/crypto/interface/keys.js";
import { wordsOf } from "./safety-words.js";
import { decodeKeyText, readKeyFile } from "./sources.js";

/** Public keys of other people. Each is untrusted input, checked before a page shows it. */

/** Reads a public key of any kind. */
export async function readRecipient(source: Blob | string): Promise<RecipientInfo> {
  const bytes = await readKeyFile(source);
  const key = await importPublicKey(bytes).catch((error: unknown) => {
    if (isAgeOnlyKey(error)) return null;
    throw error;
  });
  return key === null ? readOtherKind(decodeKeyText(bytes)) : describeRsa(key);
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
  const line = lineOf(text);
  return line.startsWith("age1")
    ? { kind: "age", text: line }
    : { kind: "ed25519", text: line, fingerprint: await sshFingerprint(line) };
}

/** The line with the key. Core has already refused a text with several. */
function lineOf(text: string): string {
  const lines = text.split(/\r\n|\r|\n/).map((line) => line.trim());
  return lines.find((line) => line !== "" && !line.startsWith("#")) ?? "";
}

/** As `ssh-keygen -lf` prints it: SHA-256 of the SSH wire format, which is the line's base64. */
async function sshFingerprint(line: string): Promise<string> {
  const [, base64 = ""] = line.split(/[ \t]+/);
  const wire = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", wire));
  return `SHA256:${btoa(String.fromCharCode(...hash)).replace(/=+$/, "")}`;
}
