import { inject } from "vitest";

import { createRelayClient, newClaimToken, newNonce, requestId } from "@pct/delivery";
import type { NewRequest, RelayClient, RelayClientOptions } from "@pct/delivery";

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
  /** The nonce in base64url. */
  readonly nonceText: string;
}

export async function newSubject(): Promise<Subject> {
  const nonce = newNonce();
  const publicKey = new Uint8Array(550).fill(7);
  const id = await requestId(nonce, publicKey);
  return { id, nonce, nonceText: encodeBase64Url(nonce), publicKey, claimToken: newClaimToken() };
}

export const expiresAt = "2030-01-31T12:00:00.000Z";
export const age: Uint8Array = text("age-encryption.org/v1\n…");
export const delivered: Step = bytes(200, "application/octet-stream", age);
export const done: Step = { status: 204 };
export const reset: Step = { status: 0, fault: "reset" };

export function statusOf({ publicKey, nonceText }: Subject, more: object = {}): Step {
  return json(200, {
    publicKey: encodeBase64Url(publicKey),
    nonce: nonceText,
    state: "open",
    expiresAt,
    maxBytes: 1_048_576,
    ...more,
  });
}
