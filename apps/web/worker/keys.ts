import { isPctError, PctError } from "@pct/core/errors";
import { fingerprint } from "@pct/core/fingerprint";
import { exportPrivateKey, generateKeyPair, importPrivateKey } from "@pct/core/keys";
import type { PrivateKey } from "@pct/core/keys";
import { exportPublicKey } from "@pct/core/public-key";
import { isAgeOnlyKey } from "@pct/exchange/format";

import { CryptoFailure } from "#/crypto/failure.js";
import type { KeyBits, KeyHandle, KeyInfo, KeptKey, OpenedKey } from "#/crypto/interface/keys.js";
import { removeKey, findKey, listKeys, storeKey } from "./kept-keys.js";
import { wordsOf } from "./safety-words.js";
import { privateKeysIn, readKeyFile } from "./sources.js";

/** Private keys in memory, by handle. They leave the worker only as a key file or into IndexedDB. */

/** What core decrypts with: an RSA key, or the text of an identity of another kind. */
type Identity = PrivateKey | string;

/** The keys of one file; at most one is RSA. */
const held = new Map<KeyHandle, readonly Identity[]>();

/** By size, the pair that is being generated, or is generated and unused. */
const unused = new Map<KeyBits, Promise<KeyInfo>>();

/** Generates a key pair; returns the same one until it is used. */
export function newKeyPair(bits: KeyBits = 4096): Promise<KeyInfo> {
  const ready = unused.get(bits);
  if (ready !== undefined) return ready;
  const generating = generateKeyPair({ bits }).then(({ privateKey }) => {
    // The keys were released in the meantime.
    if (unused.get(bits) !== generating) throw new CryptoFailure("cancelled");
    return hold(privateKey);
  });
  unused.set(bits, generating);
  generating.catch(() => {
    if (unused.get(bits) === generating) unused.delete(bits);
  });
  return generating;
}

async function hold(key: PrivateKey, others: readonly string[] = []): Promise<KeyInfo> {
  const handle = crypto.randomUUID();
  held.set(handle, [key, ...others]);
  return describe(key, handle);
}

async function describe(key: PrivateKey, handle: KeyHandle): Promise<KeyInfo> {
  return {
    kind: "rsa",
    handle,
    bits: key.bits,
    publicPem: exportPublicKey(key.publicKey),
    sshLine: exportPublicKey(key.publicKey, "ssh").trimEnd(),
    fingerprint: await fingerprint(key),
    words: await wordsOf(key),
  };
}

/** Marks a pair as used: the next call of `newKeyPair` generates another. */
async function markUsed(handle: KeyHandle): Promise<void> {
  for (const [bits, generating] of unused) {
    const pair = await generating.catch(() => undefined);
    if (pair?.handle === handle) unused.delete(bits);
  }
}

/** Exports `private_key.pem`, as the command line writes it. */
export async function keyFile(handle: KeyHandle, passphrase: string | null): Promise<File> {
  const pem = await exportPrivateKey(
    await rsaKey(handle),
    passphrase === null ? {} : { passphrase },
  );
  await markUsed(handle);
  return new File([pem], "private_key.pem", { type: "application/x-pem-file" });
}

/** Stores a key in IndexedDB, non-extractable. */
export async function keepKey(handle: KeyHandle, label: string): Promise<KeptKey> {
  const key = await nonExtractable(await rsaKey(handle));
  const id = crypto.randomUUID();
  const info: KeptKey = { ...(await describe(key, id)), label, createdAt: Date.now() };
  await storeKey({ info, key });
  await markUsed(handle);
  return info;
}

async function nonExtractable(key: PrivateKey): Promise<PrivateKey> {
  if (!key.oaepSha512.extractable) return key;
  return importPrivateKey(await exportPrivateKey(key), { extractable: false });
}

/** Lists the kept keys, the newest first. */
export async function keptKeys(): Promise<readonly KeptKey[]> {
  return (await listKeys()).sort((a, b) => b.createdAt - a.createdAt);
}

/** Deletes a kept key. */
export async function forgetKey(handle: KeyHandle): Promise<void> {
  await removeKey(handle);
}

/** Reads a private key file: of ours, of `openssl` or `ssh-keygen`, or of age. */
export async function openKeyFile(
  source: Blob | string,
  passphrase: string | null,
): Promise<OpenedKey> {
  const bytes = await readKeyFile(source);
  const open = (key: string | Uint8Array): Promise<PrivateKey> =>
    importPrivateKey(key, passphrase === null ? {} : { passphrase });
  const key = await open(bytes).catch((error: unknown) => {
    // The only key was read; its passphrase is missing or wrong.
    if (!isPctError(error) || error.code.startsWith("passphrase-")) throw error;
    return null;
  });
  if (key !== null) return hold(key);
  const opened = await Promise.all(
    privateKeysIn(bytes).map((text) =>
      open(text).catch((error: unknown) => {
        if (isAgeOnlyKey(error)) return text;
        throw error;
      }),
    ),
  );
  const others = opened.filter((found) => typeof found === "string");
  const [rsa, ...more] = opened.filter((found) => typeof found !== "string");
  if (more.length > 0) throw new PctError("key-several");
  return rsa === undefined ? holdOthers(others) : hold(rsa, others);
}

function holdOthers(texts: readonly string[]): OpenedKey {
  const handle = crypto.randomUUID();
  held.set(handle, texts);
  const isSsh = texts.some((text) => text.includes("-----BEGIN "));
  return { kind: isSsh ? "ed25519" : "age", handle };
}

/** Forgets every key that is not kept. */
export function releaseKeys(): void {
  held.clear();
  unused.clear();
}

/** Resolves handles of held or kept keys. */
export async function identitiesOf(handles: readonly KeyHandle[]): Promise<Identity[]> {
  return (await Promise.all(handles.map(identitiesOfOne))).flat();
}

async function identitiesOfOne(handle: KeyHandle): Promise<readonly Identity[]> {
  const keys = held.get(handle);
  if (keys !== undefined) return keys;
  const kept = await findKey(handle);
  if (kept === undefined) throw new CryptoFailure("key-gone");
  return [kept];
}

async function rsaKey(handle: KeyHandle): Promise<PrivateKey> {
  const [key] = await identitiesOfOne(handle);
  if (key === undefined || typeof key === "string") throw new CryptoFailure("key-not-extractable");
  return key;
}
