import { claimTokenHash, requestId } from "@pct/delivery/request-id";
import { expect, it } from "vitest";

import { draftRequest } from "#/new-request.js";

const publicKey = new Uint8Array(550).fill(7);

it("makes an ID that belongs to nonce, key and claim token", async () => {
  const { id, nonce, claimToken } = await draftRequest(publicKey);
  const hash = await claimTokenHash(claimToken);
  expect(await requestId({ keyType: "rsa", publicKey, nonce, claimTokenHash: hash })).toBe(id);
  expect(claimToken).toMatch(/^[\w-]{43}$/);
});

it("never makes an ID that begins with a hyphen", async () => {
  // One in 64 would: among 1,000 none does by chance once in 7 million runs.
  const drafts = await Promise.all(Array.from({ length: 1000 }, () => draftRequest(publicKey)));
  expect(drafts.filter(({ id }) => id.startsWith("-"))).toEqual([]);
  expect(new Set(drafts.map(({ id }) => id)).size).toBe(1000);
});
