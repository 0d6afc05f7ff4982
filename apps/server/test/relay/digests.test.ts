import { randomBytes } from "node:crypto";

import { claimTokenHash, requestId } from "@pct/delivery/wire";
import { expect, it } from "vitest";

import { digestOf, requestIdOf } from "#/relay/api/digests.js";

it("equal those of @pct/delivery/wire", async () => {
  for (let i = 0; i < 20; i++) {
    const keyType = i % 2 === 0 ? "rsa" : "mlkem768x25519";
    const [nonce, hash, publicKey] = [randomBytes(16), randomBytes(32), randomBytes(294 + i)];
    const token = randomBytes(32).toString("base64url");
    const key = { keyType, nonce, publicKey } as const;
    const id = await requestId({ ...key, claimTokenHash: hash.toString("base64url") });
    expect(requestIdOf(nonce, hash, keyType, publicKey)).toBe(id);
    expect(digestOf(token)).toBe(await claimTokenHash(token));
  }
});
