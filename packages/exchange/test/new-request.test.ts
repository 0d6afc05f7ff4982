import { claimTokenHash, requestId } from "@pct/delivery/request-id";
import { expect, it } from "vitest";

import { draftRequest, REQUEST_KEY_TYPE } from "#/new-request.js";

const publicKey = new Uint8Array(1216).fill(7);

it.each(["rsa", "mlkem768x25519"] as const)(
  "makes an ID that belongs to nonce, %s key and claim token",
  async (keyType) => {
    const { id, nonce, claimToken } = await draftRequest({ keyType, publicKey });
    const hash = await claimTokenHash(claimToken);
    expect(await requestId({ keyType, publicKey, nonce, claimTokenHash: hash })).toBe(id);
    expect(claimToken).toMatch(/^[\w-]{43}$/);
  },
);

it("never makes an ID that begins with a hyphen", async () => {
  // One in 64 would: among 1,000 none does by chance once in 7 million runs.
  const key = { keyType: REQUEST_KEY_TYPE, publicKey };
  const drafts = await Promise.all(Array.from({ length: 1000 }, () => draftRequest(key)));
  expect(drafts.filter(({ id }) => id.startsWith("-"))).toEqual([]);
  expect(new Set(drafts.map(({ id }) => id)).size).toBe(1000);
});
