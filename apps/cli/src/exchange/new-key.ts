import type { KeyType } from "@pct/delivery/request-id";

import { untilAbortedInThread } from "../program/interruption.js";
import type { Session } from "../program/session.js";
import { showWaiting } from "../terminal/progress.js";

/** The key of a new request. */
export interface NewKey {
  readonly keyType: KeyType;
  readonly publicKey: Uint8Array;
  /** The text that decrypts the answer: an identity of age, or PKCS#8 PEM. */
  readonly privateKey: string;
}

/** Makes a key of that type. Loads the code for no other. */
export function newKey(keyType: KeyType, session: Session): Promise<NewKey> {
  return keyType === "rsa" ? newRsaKey(session) : newHybridKey();
}

async function newHybridKey(): Promise<NewKey> {
  const { generateHybridKeyPair, hybridIdentity } = await import("@pct/core/hybrid");
  const { seed, publicKey } = await generateHybridKeyPair();
  return { keyType: "mlkem768x25519", publicKey, privateKey: hybridIdentity(seed) };
}

/** Key size. The key is used once, but an attacker may keep a recorded answer for decades. */
const BITS = 4096;

async function newRsaKey({ t, signal }: Session): Promise<NewKey> {
  const { exportPrivateKey, generateKeyPair } = await import("@pct/core/keys");
  const waiting = showWaiting(t.progress.generating({ bits: BITS }));
  try {
    const pair = await untilAbortedInThread(generateKeyPair({ bits: BITS }), signal);
    const privateKey = await exportPrivateKey(pair.privateKey);
    return { keyType: "rsa", publicKey: pair.publicKey.spki, privateKey };
  } finally {
    waiting.stop();
  }
}
