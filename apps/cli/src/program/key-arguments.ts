import { existsSync } from "node:fs";

import { UsageFailure } from "../errors/failure.js";

/**
 * Finds private keys among the arguments, such as `-i "$AGE_KEY"` in place of a file, before any message
 * could repeat them.
 */

/** Private keys that say what they are: age, PEM, PuTTY, JWK. */
const NAMED_KEY =
  /AGE-SECRET-KEY-(?:\w+-)?1[02-9ac-hj-np-z]{6}|BEGIN[ \w]*PRIVATE KEY|PRIVATE KEY-----|PuTTY-User-Key-File-\d|"d"\s*:\s*"[\w-]{20}/i;

/** How private keys begin, in hex: OpenSSH; PKCS#1, PKCS#8 and SEC 1; encrypted PKCS#8 (PBES2, PBE). */
const BINARY_KEY =
  /^(?:6f70656e7373682d6b65792d7631|30(?:[0-7].|81..|82....)(?:02010[01](?:02|04|30)|30(?:[0-7].|81..)06(?:09|0a)2a864886f70d01(?:05|0c)))/;

/** Base64 or bech32 of at least 40 characters, as in a line of a key. */
const ENCODED = /^(?:[\w+/-]{40,}={0,2}|1?[02-9ac-hj-np-z]{40,})$/i;

/** A recipient as text. */
const PUBLIC_KEY = /^(?:ssh-|ecdsa-|sk-|age1)/;

/** Enough base64 to decode the beginning of a key. */
const BEGINNING = 120;

/** Refuses a call with an argument that is a private key, or that is not UTF-8. */
export function checkArguments(args: readonly string[]): void {
  for (const arg of args) {
    const isAltered = arg.includes("\uFFFD");
    // The name of a file may have either.
    if ((!isAltered && !isPrivateKey(arg)) || existsSync(arg)) continue;
    // Node replaces what it can't decode: a password would be another one.
    throw new UsageFailure((t) => (isAltered ? t.usage.argumentNotUtf8() : t.usage.keyArgument()));
  }
}

/** Refuses the name of a file that does not exist and looks like part of a key. */
export function checkFileArgument(arg: string): string {
  if (!PUBLIC_KEY.test(arg) && looksLikeKey(arg) && !existsSync(arg)) {
    throw new UsageFailure((t) => t.usage.keyLikeArgument());
  }
  return arg;
}

/** Whether a text is a part of a key by its characters: a shell splits a key into its lines. */
export function looksLikeKey(text: string): boolean {
  return text.split(/\s+/).some((word) => ENCODED.test(word) && isMixed(word));
}

/** Whether a word has 20 characters without a slash that are no words of a person, or is bech32 in capitals. */
function isMixed(word: string): boolean {
  if (word === word.toUpperCase() || /^1?[02-9ac-hj-np-z]+$/.test(word)) return /\d/.test(word);
  return word.split("/").some((part) => {
    return part.length >= 20 && /[a-z]/.test(part) && /[A-Z]/.test(part) && /\d/.test(part);
  });
}

function isPrivateKey(arg: string): boolean {
  if (NAMED_KEY.test(arg)) return true;
  if (arg.length < 40) return false;
  // The value of `--option=value` as well.
  const candidates = [arg, ...arg.split(/[\s=,:]+/)];
  return candidates.some((text) => {
    const start = Buffer.from(text.slice(0, BEGINNING), "base64");
    return BINARY_KEY.test(start.toString("hex")) || NAMED_KEY.test(start.toString("latin1"));
  });
}
