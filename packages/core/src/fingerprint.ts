import { base64nopad } from "@scure/base";

import type { PrivateKey } from "./rsa-private-key.js";
import type { PublicKey } from "./rsa-public-key.js";
import { sshHash } from "./ssh-hash.js";
import { encodeSshPublicKey, parseSshLine } from "./ssh.js";
import { utf8 } from "./text.js";
import { pbkdf2, sha256 } from "./webcrypto.js";
import { wordlist } from "./wordlist.js";
import type { Language } from "./wordlist.js";

export type { Language } from "./wordlist.js";

/**
 * Fingerprints and safety words, for two people to check that they have the same key.
 *
 * @packageDocumentation
 */
function spkiOf(key: PublicKey | PrivateKey): Uint8Array {
  return key.type === "private" ? key.publicKey.spki : key.spki;
}

/**
 * The fingerprint of a key, exactly as `ssh-keygen -lf` prints it: `SHA256:` and 43 characters.
 *
 * @example
 * ```ts
 * import { fingerprint, generateKeyPair } from "@pct/core";
 *
 * const { publicKey } = await generateKeyPair();
 * console.log(await fingerprint(publicKey)); // "SHA256:…"
 * ```
 */
export async function fingerprint(key: PublicKey | PrivateKey): Promise<string> {
  return `SHA256:${base64nopad.encode(await sshHash(spkiOf(key)))}`;
}

/**
 * The fingerprint of an `ssh-ed25519` line, exactly as `ssh-keygen -lf` prints it.
 *
 * @throws {@link PctError} `key-damaged`; `key-unsupported` for a line of another kind.
 *
 * @example
 * ```ts
 * import { fingerprintOfLine } from "@pct/core/fingerprint";
 *
 * const line = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIB5H4jqKzYQmbnnzutPzWG+qU/2YP0w4GBlpSUP8Xamg";
 * console.log(await fingerprintOfLine(line)); // "SHA256:Pr0p+OPOagPkSDKMB0e8EdpS7SmRCXkLv953oxhaqTk"
 * ```
 */
export async function fingerprintOfLine(line: string): Promise<string> {
  const wire = encodeSshPublicKey(parseSshLine(line.trim()));
  return `SHA256:${base64nopad.encode(await sha256(wire))}`;
}

const SAFETY_SALT = "pct-safety-words-v1";
const SAFETY_ROUNDS = 100_000;
const SAFETY_WORDS = 6;
const HASH_BYTES = 32;

/**
 * Six words of the BIP-39 list, which one person reads aloud and the other compares.
 *
 * The 66 bits are stretched (PBKDF2-HMAC-SHA-512, 100,000 rounds over SHA-256 of the SPKI), because an
 * attacker who swaps a key can search for one with the same words. Both people must use one language.
 *
 * @example
 * ```ts
 * import { generateKeyPair, safetyWords } from "@pct/core";
 *
 * const { publicKey } = await generateKeyPair();
 * console.log((await safetyWords(publicKey, "es")).join(" "));
 * ```
 */
export async function safetyWords(
  key: PublicKey | PrivateKey,
  language: Language,
): Promise<string[]> {
  return safetyWordsOf(await sha256(spkiOf(key)), language);
}

/**
 * The safety words of any other value, such as the ID of a request, by its hash. Stretched as in
 * {@link safetyWords}; both people must use one language.
 *
 * @param hash - The 32 bytes of a SHA-256.
 *
 * @throws `TypeError` for another length.
 *
 * @example
 * ```ts
 * import { safetyWordsOf } from "@pct/core";
 *
 * const text = new TextEncoder().encode("what both people have");
 * const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", text));
 * console.log((await safetyWordsOf(hash, "en")).length); // 6
 * ```
 */
export async function safetyWordsOf(hash: Uint8Array, language: Language): Promise<string[]> {
  if (hash.length !== HASH_BYTES) throw new TypeError("hash must have 32 bytes");
  const words = await wordlist(language);
  const stretched = await pbkdf2("SHA-512", hash, utf8(SAFETY_SALT), SAFETY_ROUNDS, 9);
  const bits = [...stretched].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  return Array.from(
    { length: SAFETY_WORDS },
    (_, i) => words[Number.parseInt(bits.slice(i * 11, i * 11 + 11), 2)] ?? "",
  );
}
