import { inject } from "vitest";

import {
  claimTokenHash,
  createRelayClient,
  newClaimToken,
  newNonce,
  requestId,
} from "@pct/delivery";
import type { KeyType, NewRequest, RelayClient, RelayClientOptions } from "@pct/delivery";

import { encodeBase64Url } from "#/base64.js";
import { bytes, json, text } from "./script.js";
import type { Step } from "./script.js";

/** A request of one test, an impatient client, and the responses of a working relay. */

export function client(options: Partial<RelayClientOptions> = {}): RelayClient {
  const baseUrl = inject("scriptedRelay");
  return createRelayClient({ baseUrl, retryDelayMs: 10, answerTimeoutMs: 5000, ...options });
}

export interface Subject extends NewRequest {
  readonly id: string;
  readonly keyType: KeyType;
  /** The nonce in base64url. */
  readonly nonceText: string;
  readonly claimTokenHash: string;
}

export async function newSubject(keyType: KeyType = "rsa"): Promise<Subject> {
  const claimToken = newClaimToken();
  const key = {
    keyType,
    publicKey: new Uint8Array(keyType === "rsa" ? 550 : 1216).fill(7),
    nonce: newNonce(),
    claimTokenHash: await claimTokenHash(claimToken),
  };
  const nonceText = encodeBase64Url(key.nonce);
  return { id: await requestId(key), ...key, nonceText, claimToken };
}

export const expiresAt = "2030-01-31T12:00:00.000Z";
export const age: Uint8Array = text("age-encryption.org/v1\n…");
export const delivered: Step = bytes(200, "application/octet-stream", age);
export const done: Step = { status: 204 };
export const reset: Step = { status: 0, fault: "reset" };

export function statusOf(subject: Subject, more: object = {}): Step {
  const { keyType, publicKey, nonceText, claimTokenHash } = subject;
  return json(200, {
    keyType,
    publicKey: encodeBase64Url(publicKey),
    nonce: nonceText,
    claimTokenHash,
    state: "open",
    expiresAt,
    maxBytes: 1_048_576,
    ...more,
  });
}
