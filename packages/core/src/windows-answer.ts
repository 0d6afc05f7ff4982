import { PctError } from "./errors.js";
import { parseSpki } from "./rsa-der.js";
import { usablePrivateKey } from "./rsa-private-key.js";
import type { PrivateKey } from "./rsa-private-key.js";
import { exportRsaPrivateKey, importOaepSha1Key, oaepDecrypt } from "./webcrypto.js";
import { findWindowsAnswers } from "./windows-answer-text.js";
import type { WindowsAnswer } from "./windows-answer-text.js";

/**
 * Opens what a Windows server at Google answers to a line of `windows-keys`, which `exportPublicKey`
 * writes: a new password, encrypted to the key of that line.
 *
 * @packageDocumentation
 */

const NO_LABEL = /* @__PURE__ */ new Uint8Array();

/**
 * Decrypts the password that a Windows server at Google made for one of the keys: that of the last answer
 * to this key, because each password replaces the one before.
 *
 * @param input - What the serial port 4 printed, or a mail or JSON with it; `MAX_PASTED_BYTES` at most.
 *
 * @param keys - Old servers use SHA-1, for which a key must be extractable.
 *
 * @throws {@link PctError} `ciphertext-not-recognized` without an answer; `windows-answer-unusable` for
 * answers to other keys (`other-key`), a server that made no password (`refused`), an unknown hash (`hash`),
 * or SHA-1 and a key that is not extractable (`sha1`); `ciphertext-several` for answers about several
 * accounts; `identity-required`; `decryption-failed`.
 *
 * @example
 * ```ts
 * import { importPrivateKey } from "@pct/core/keys";
 * import { decryptWindowsAnswer } from "@pct/core/windows-answer";
 * import { readFile } from "node:fs/promises";
 *
 * const key = await importPrivateKey(await readFile("private_key.pem"));
 * const password = await decryptWindowsAnswer(await readFile("serial-port-4.txt"), [key]);
 * console.log(new TextDecoder().decode(password));
 * ```
 */
export async function decryptWindowsAnswer(
  input: string | Uint8Array,
  keys: readonly PrivateKey[],
): Promise<Uint8Array> {
  const answers = findWindowsAnswers(input);
  if (answers.length === 0) throw new PctError("ciphertext-not-recognized", { found: "unknown" });
  if (keys.length === 0) throw new PctError("identity-required");
  for (const key of keys) {
    const { n } = parseSpki(usablePrivateKey(key).publicKey.spki);
    const own = answers.filter(({ modulus }) => modulus === n);
    const last = own.at(-1);
    if (last === undefined) continue;
    if (own.some(({ user }) => user !== last.user)) throw new PctError("ciphertext-several");
    return open(last, key);
  }
  throw new PctError("windows-answer-unusable", { fault: "other-key" });
}

async function open({ hash, ciphertext }: WindowsAnswer, key: PrivateKey): Promise<Uint8Array> {
  if (ciphertext === null) throw new PctError("windows-answer-unusable", { fault: "refused" });
  const handle = await handleFor(hash, key);
  if (ciphertext.length !== Math.ceil(key.bits / 8)) throw new PctError("decryption-failed");
  try {
    return await oaepDecrypt(handle, ciphertext, NO_LABEL);
  } catch {
    throw new PctError("decryption-failed");
  }
}

/** The key for a hash. The agent's OAEP takes the same hash for MGF1. */
async function handleFor(hash: string, { oaepSha256, oaepSha512 }: PrivateKey): Promise<CryptoKey> {
  switch (hash) {
    case "sha512":
      return oaepSha512;
    case "sha256":
      return oaepSha256;
    case "sha1": {
      if (!oaepSha512.extractable) throw new PctError("windows-answer-unusable", { fault: "sha1" });
      const pkcs8 = await exportRsaPrivateKey(oaepSha512);
      return importOaepSha1Key(pkcs8).finally(() => pkcs8.fill(0));
    }
    default:
      throw new PctError("windows-answer-unusable", { fault: "hash" });
  }
}
