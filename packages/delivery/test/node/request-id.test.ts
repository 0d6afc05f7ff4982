import { createHash } from "node:crypto";

import fc from "fast-check";
import { expect, it } from "vitest";

import { claimTokenHash, newClaimToken, requestId } from "@pct/delivery";

/** Compares `requestId` and `claimTokenHash` with another implementation. */

it("requestId equals SHA-256 by node:crypto", async () => {
  const nonces = fc.uint8Array({ minLength: 16, maxLength: 16 });
  const keys = fc.uint8Array({ minLength: 294, maxLength: 1068 });
  await fc.assert(
    fc.asyncProperty(nonces, keys, async (nonce, key) => {
      const hash = createHash("sha256").update("pct-request-v1\n").update(nonce).update(key);
      expect(await requestId(nonce, key)).toBe(hash.digest("base64url"));
    }),
  );
});

it("claimTokenHash equals SHA-256 by node:crypto", async () => {
  const token = newClaimToken();
  expect(await claimTokenHash(token)).toBe(
    createHash("sha256").update(token, "ascii").digest("base64url"),
  );
});
