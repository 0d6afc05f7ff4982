import {
  exportPrivateKey,
  exportPublicKey,
  fingerprint,
  generateKeyPair,
  importPrivateKey,
  inspect,
} from "@pct/core";
import type { PrivateKey } from "@pct/core";

import { CryptoFailure } from "../src/crypto/failure.js";
import type {
  KeyBits,
  KeyHandle,
  KeyInfo,
  KeptKey,
  OpenedKey,
} from "../src/crypto/interface/keys.js";
import { deleteKey, findKey, listKeys, storeKey } from "./kept-keys.js";
import { isOfAnotherKind } from "./recipients.js";
import { wordsOf } from "./safety-words.js";
import { decodeKeyText, readKeyFile } from "./sources.js";

/** Private keys: they are held here by their handles, and leave only as a file or into IndexedDB. */

/** What core opens files with: an RSA key, or the text of an identity of another kind. */
type Identity = PrivateKey | string;

const held = new Map<KeyHandle, Identity>();

/** By size, the pair that is being made, or is made and has not been used. */
const fresh = new Map<KeyBits, Promise<KeyInfo>>();

/** A pair of keys; the same one until it is saved or kept. */
export function newKeyPair(bits: KeyBits = 4096): Promise<KeyInfo> {
  const ready = fresh.get(bits);
  if (ready !== undefined) return ready;
  const making = generateKeyPair({ bits }).then(({ privateKey }) => {
    // Whoever released the keys in the meantime does not want this one either.
    if (fresh.get(bits) !== making) throw new CryptoFailure("cancelled");
    return hold(privateKey);
  });
  fresh.set(bits, making);
  making.catch(() => {
    if (fresh.get(bits) === making) fresh.delete(bits);
  });
  return making;
}

async function hold(key: PrivateKey): Promise<KeyInfo> {
  const handle = crypto.randomUUID();
  held.set(handle, key);
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

/** The new key itself, sealed: for one who keeps it elsewhere. Nobody else gets it. */
export async function takeNewKey(bits: KeyBits = 4096): Promise<PrivateKey> {
  for (;;) {
    const { handle } = await newKeyPair(bits);
    const key = held.get(handle);
    // Whoever has waited for the same pair may have been faster.
    if (key === undefined || typeof key === "string") continue;
    held.delete(handle);
    fresh.delete(bits);
    return sealed(key);
  }
}

/** Whoever saved or kept the fresh pair has used it: the next one who asks gets another. */
async function spend(handle: KeyHandle): Promise<void> {
  for (const [bits, making] of fresh) {
    const unused = await making.catch(() => undefined);
    if (unused?.handle === handle) fresh.delete(bits);
  }
}

/** `private_key.pem`, as the command line writes it. */
export async function keyFile(handle: KeyHandle, passphrase: string | null): Promise<File> {
  const pem = await exportPrivateKey(
    await rsaKey(handle),
    passphrase === null ? {} : { passphrase },
  );
  await spend(handle);
  return new File([pem], "private_key.pem", { type: "application/x-pem-file" });
}

/** Puts a key into IndexedDB in the form that no script can read out again. */
export async function keepKey(handle: KeyHandle, label: string): Promise<KeptKey> {
  const key = await sealed(await rsaKey(handle));
  const id = crypto.randomUUID();
  const info: KeptKey = { ...(await describe(key, id)), label, createdAt: Date.now() };
  await storeKey({ info, key });
  await spend(handle);
  return info;
}

async function sealed(key: PrivateKey): Promise<PrivateKey> {
  if (!key.oaepSha512.extractable) return key;
  return importPrivateKey(await exportPrivateKey(key), { extractable: false });
}

/** What this browser keeps, the newest first. */
export async function keptKeys(): Promise<readonly KeptKey[]> {
  return (await listKeys()).sort((a, b) => b.createdAt - a.createdAt);
}

/** Deletes a kept key. */
export async function forgetKey(handle: KeyHandle): Promise<void> {
  await deleteKey(handle);
}

/** Reads a private key file: of ours, of `openssl` or `ssh-keygen`, or of age. */
export async function openKeyFile(
  source: Blob | string,
  passphrase: string | null,
): Promise<OpenedKey> {
  const bytes = await readKeyFile(source);
  const key = await importPrivateKey(bytes, passphrase === null ? {} : { passphrase }).catch(
    (error: unknown) => {
      if (isOfAnotherKind(error)) return null;
      throw error;
    },
  );
  return key === null ? holdOtherKind(bytes) : hold(key);
}

async function holdOtherKind(bytes: Uint8Array): Promise<OpenedKey> {
  const { format } = await inspect(bytes);
  if (format !== "age-identity") throw new CryptoFailure("identity-not-recognized");
  const handle = crypto.randomUUID();
  const text = decodeKeyText(bytes);
  held.set(handle, text);
  return { kind: text.includes("-----BEGIN ") ? "ed25519" : "age", handle };
}

/** Forgets all keys that are not kept. */
export function releaseKeys(): void {
  held.clear();
  fresh.clear();
}

/** The keys behind handles, held or kept, for `decrypt` of core. */
export async function identitiesOf(handles: readonly KeyHandle[]): Promise<Identity[]> {
  return Promise.all(handles.map(identityOf));
}

async function identityOf(handle: KeyHandle): Promise<Identity> {
  const key = held.get(handle) ?? (await findKey(handle));
  if (key === undefined) throw new CryptoFailure("key-gone");
  return key;
}

async function rsaKey(handle: KeyHandle): Promise<PrivateKey> {
  const key = await identityOf(handle);
  if (typeof key === "string") throw new CryptoFailure("key-not-extractable");
  return key;
}
