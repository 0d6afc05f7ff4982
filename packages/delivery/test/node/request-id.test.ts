import { createHash } from "node:crypto";

import fc from "fast-check";
import { expect, it } from "vitest";

import { claimTokenHash, newClaimToken, requestId } from "@pct/delivery";

/** What `requestId` and `claimTokenHash` compute, computed by another implementation. */

it("IDs are what node:crypto makes of the same bytes", async () => {
  const nonces = fc.uint8Array({ minLength: 16, maxLength: 16 });
  const keys = fc.uint8Array({ minLength: 294, maxLength: 1068 });
  await fc.assert(
    fc.asyncProperty(nonces, keys, async (nonce, key) => {
      const hash = createHash("sha256").update("pct-request-v1\n").update(nonce).update(key);
      expect(await requestId(nonce, key)).toBe(hash.digest("base64url"));
    }),
  );
});

it("so are the hashes of tokens", async () => {
  const token = newClaimToken();
  expect(await claimTokenHash(token)).toBe(
    createHash("sha256").update(token, "ascii").digest("base64url"),
  );
});
