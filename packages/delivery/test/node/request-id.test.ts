import { createHash } from "node:crypto";

import fc from "fast-check";
import { expect, it } from "vitest";

import { claimTokenHash, newClaimToken, requestId } from "@pct/delivery";

/** Compares `requestId` and `claimTokenHash` with another implementation. */

it("requestId equals SHA-256 by node:crypto", async () => {
  const nonces = fc.uint8Array({ minLength: 16, maxLength: 16 });
  const keys = fc.uint8Array({ minLength: 294, maxLength: 1068 });
  const hashes = fc.uint8Array({ minLength: 32, maxLength: 32 });
  await fc.assert(
    fc.asyncProperty(nonces, hashes, keys, async (nonce, hash, publicKey) => {
      const sha256 = createHash("sha256").update("pct-request-v2\n").update(nonce).update(hash);
      const expected = sha256.update(Uint8Array.of(1)).update(publicKey).digest("base64url");
      const claimTokenHash = Buffer.from(hash).toString("base64url");
      const key = { keyType: "rsa", publicKey, nonce, claimTokenHash } as const;
      expect(await requestId(key)).toBe(expected);
    }),
  );
});

it("claimTokenHash equals SHA-256 by node:crypto", async () => {
  const token = newClaimToken();
  expect(await claimTokenHash(token)).toBe(
    createHash("sha256").update(token, "ascii").digest("base64url"),
  );
});
