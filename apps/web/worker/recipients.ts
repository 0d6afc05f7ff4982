import { encrypt, exportPublicKey, fingerprint, importPublicKey, PctError } from "@pct/core";
import type { PublicKey } from "@pct/core";

import type { RecipientInfo } from "../src/crypto/interface/keys.js";
import { wordsOf } from "./safety-words.js";
import { decodeKeyText, readKeyFile } from "./sources.js";

/** The keys of other people, which come from outside: each is checked before it is shown. */

/** Reads a key to encrypt to, whatever kind it is. */
export async function readRecipient(source: Blob | string): Promise<RecipientInfo> {
  const bytes = await readKeyFile(source);
  const key = await importPublicKey(bytes).catch((error: unknown) => {
    if (isOfAnotherKind(error)) return null;
    throw error;
  });
  return key === null ? readOtherKind(decodeKeyText(bytes)) : describeRsa(key);
}

/** A key that may still be one that the age format knows: Ed25519, or one of age's own. */
export function isOfAnotherKind(error: unknown): boolean {
  if (!(error instanceof PctError) || error.code !== "key-unsupported") return false;
  const { kind } = error.params as { kind: string };
  return kind === "ed25519" || kind === "other";
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
  // Sealing nothing for it is the check: core reads and judges the key as it will when it counts.
  await encrypt(new Uint8Array(), { recipients: [text] });
  const line = lineOf(text);
  return line.startsWith("age1")
    ? { kind: "age", text: line }
    : { kind: "ed25519", text: line, fingerprint: await sshFingerprint(line) };
}

/** The line with the key; core has refused a text with several. */
function lineOf(text: string): string {
  const lines = text.split(/\r\n|\r|\n/).map((line) => line.trim());
  return lines.find((line) => line !== "" && !line.startsWith("#")) ?? "";
}

/** As `ssh-keygen -lf` prints it: SHA-256 over the wire form, which is the line's base64. */
async function sshFingerprint(line: string): Promise<string> {
  const [, base64 = ""] = line.split(/[ \t]+/);
  const wire = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", wire));
  return `SHA256:${btoa(String.fromCharCode(...hash)).replace(/=+$/, "")}`;
}
