import fc from "fast-check";
import { describe, expect, it } from "vitest";

import {
  claimTokenHash,
  newClaimToken,
  newNonce,
  requestId,
  requestIdBytes,
  verifyRequest,
} from "@pct/delivery";

import { encodeBase64Url } from "#/base64.js";
import { isClaimToken, isRequestId } from "#/request-id.js";
import { outcome } from "./refusal.js";

const counting = (length: number): Uint8Array => Uint8Array.from({ length }, (_, i) => i % 256);

/** Computed by `node:crypto`: createHash("sha256").update(…).digest("base64url"). */
const golden = [
  {
    nonce: new Uint8Array(16),
    publicKey: new Uint8Array(294),
    id: "Xc5Q5kgNrkK7HTJollKzEGSlNVK_SQEBaGV0GHMORYw",
  },
  {
    nonce: counting(16),
    publicKey: counting(550),
    id: "H8pfIl7zxrfgl7unDOL1TGBUSESQY2ebAgzhDpVpWnQ",
  },
] as const;

describe("requestId", () => {
  it.each(golden)("$id", async ({ nonce, publicKey, id }) => {
    expect(await requestId(nonce, publicKey)).toBe(id);
    expect(isRequestId(id)).toBe(true);
    expect(encodeBase64Url(requestIdBytes(id))).toBe(id);
    await verifyRequest(id, { nonce, publicKey });
  });

  it("differs for another nonce, key or boundary between them", async () => {
    const ids = await Promise.all([
      requestId(new Uint8Array(16), new Uint8Array(10)),
      requestId(new Uint8Array(16), new Uint8Array(11)),
      requestId(new Uint8Array(16).fill(1), new Uint8Array(10)),
      requestId(new Uint8Array(16), new Uint8Array(10).fill(1)),
    ]);
    expect(new Set(ids).size).toBe(4);
  });

  it.each([0, 15, 17, 32])("throws TypeError for a nonce of %i bytes", async (length) => {
    await expect(requestId(new Uint8Array(length), new Uint8Array(294))).rejects.toThrow(TypeError);
  });
});

describe("verifyRequest rejects", () => {
  it("any flipped bit of key, nonce or ID", async () => {
    const [, { nonce, publicKey, id }] = golden;
    const flipped = (bytes: Uint8Array, bit: number): Uint8Array =>
      bytes.map((byte, i) => (i === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte));
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.constantFrom("nonce", "publicKey", "id"), async (n, part) => {
        const request = {
          nonce: part === "nonce" ? flipped(nonce, n % 128) : nonce,
          publicKey: part === "publicKey" ? flipped(publicKey, n % 4400) : publicKey,
        };
        const asked = part === "id" ? encodeBase64Url(flipped(requestIdBytes(id), n % 256)) : id;
        expect(await outcome(() => verifyRequest(asked, request))).toBe("request-altered");
      }),
    );
  });

  it.each([
    ["an ID in another spelling", { id: golden[0].id.replace(/w$/, "x") }],
    ["an ID with padding", { id: `${golden[0].id}=` }],
    ["an empty ID", { id: "" }],
    ["a longer key", { publicKey: new Uint8Array(295) }],
    ["a shorter nonce, its bytes before the key", { nonce: new Uint8Array(15) }],
    ["no nonce", { nonce: new Uint8Array() }],
  ])("%s", async (_, altered) => {
    const { id, ...request } = { ...golden[0], ...altered };
    expect(await outcome(() => verifyRequest(id, request))).toBe("request-altered");
  });
});

describe("requestIdBytes", () => {
  it.each([
    "",
    "x",
    golden[0].id.slice(1),
    `${golden[0].id}A`,
    golden[0].id.replace("_", "/"),
    golden[0].id.replace(/w$/, "x"),
    `${golden[0].id.slice(0, 42)}\n`,
    `../${golden[0].id.slice(3)}`,
  ])("rejects %j", async (id) => {
    expect(await outcome(() => requestIdBytes(id))).toBe("request-id-malformed");
  });
});

describe("newClaimToken", () => {
  it("makes 32 random bytes", () => {
    const tokens = Array.from({ length: 100 }, newClaimToken);
    expect(tokens.every(isClaimToken)).toBe(true);
    expect(new Set(tokens).size).toBe(100);
    expect(isClaimToken(`${tokens[0] ?? ""}A`)).toBe(false);
  });

  it("hashes to SHA-256 of its characters", async () => {
    expect(await claimTokenHash("A".repeat(43))).toBe(
      "DwBzhbb51LfusnSGBa_hqYSgo7-j8BTQnip4TOnlzRo",
    );
  });
});

it("newNonce makes 16 random bytes", () => {
  expect(newNonce()).toHaveLength(16);
  expect(newNonce()).not.toEqual(newNonce());
});
