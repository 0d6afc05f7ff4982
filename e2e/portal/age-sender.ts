import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { hybridRecipient } from "@pct/core/hybrid";
import { expect } from "vitest";

import { pct } from "../peers.js";

/** A sender who has the relay and age alone. */

/** An age file for the key of a request of the portal. */
export async function encryptFor(origin: string, id: string, content: string): Promise<Buffer> {
  const answer = await fetch(`${origin}/api/v1/requests/${id}`);
  const { keyType, publicKey } = (await answer.json()) as { keyType: string; publicKey: string };
  expect(keyType).toBe("mlkem768x25519");
  const recipient = hybridRecipient(Buffer.from(publicKey, "base64url"));
  const folder = mkdtempSync(join(tmpdir(), "pct-age-sender-"));
  try {
    const args = ["encrypt", "-", "-r", recipient, "--format", "age", "-o", "-"];
    return pct(folder, args, { input: content });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export async function deliver(origin: string, id: string, file: Uint8Array): Promise<void> {
  const answer = await fetch(`${origin}/api/v1/requests/${id}/delivery`, {
    method: "PUT",
    headers: { "content-type": "application/octet-stream" },
    body: new Uint8Array(file),
  });
  expect(answer.status).toBe(201);
}
