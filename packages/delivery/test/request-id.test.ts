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

/** Computed by Python's hashlib. */
const golden = [
  {
    keyType: "rsa",
    nonce: new Uint8Array(16),
    claimTokenHash: "A".repeat(43),
    publicKey: new Uint8Array(294),
    id: "OevEs0yQV6x0ZkTxgueJ__KCOxGA1cpwdJ1ODLVaKaY",
  },
  {
    keyType: "rsa",
    nonce: counting(16),
    claimTokenHash: encodeBase64Url(counting(32)),
    publicKey: counting(550),
    id: "Nn1bRi1c_Mzaq8vKfgjCR6P3BSOmf5op_BAYfqH6x5A",
  },
  {
    keyType: "mlkem768x25519",
    nonce: counting(16),
    claimTokenHash: encodeBase64Url(counting(32)),
    publicKey: counting(1216),
    id: "oT24POXrJXG_EGGFUCWuE-tg16m3uzSpkj3Zs30RBtw",
  },
] as const;

describe("requestId", () => {
  it.each(golden)("$id", async ({ id, ...key }) => {
    expect(await requestId(key)).toBe(id);
    expect(isRequestId(id)).toBe(true);
    expect(encodeBase64Url(requestIdBytes(id))).toBe(id);
    await verifyRequest(id, key);
  });

  it("differs for another nonce, claim token, key, key type or boundary between them", async () => {
    const [key] = golden;
    const ids = await Promise.all([
      requestId(key),
      requestId({ ...key, publicKey: new Uint8Array(295) }),
      requestId({ ...key, nonce: new Uint8Array(16).fill(1) }),
      requestId({ ...key, publicKey: new Uint8Array(294).fill(1) }),
      requestId({ ...key, claimTokenHash: encodeBase64Url(new Uint8Array(32).fill(1)) }),
      requestId({ ...key, keyType: "mlkem768x25519" }),
    ]);
    expect(new Set(ids).size).toBe(6);
  });

  it.each([0, 15, 17, 32])("throws TypeError for a nonce of %i bytes", async (length) => {
    const key = { ...golden[0], nonce: new Uint8Array(length) };
    await expect(requestId(key)).rejects.toThrow(TypeError);
  });

  it.each(["", "A".repeat(42), "A".repeat(44), "B".repeat(43)])(
    "throws TypeError for the hash %j",
    async (claimTokenHash) => {
      await expect(requestId({ ...golden[0], claimTokenHash })).rejects.toThrow(TypeError);
    },
  );

  it.each(["", "mlkem1024", "toString", "__proto__"])(
    "throws TypeError for the key type %j",
    async (keyType) => {
      const key = { ...golden[0], keyType: keyType as "rsa" };
      await expect(requestId(key)).rejects.toThrow(TypeError);
    },
  );
});

/** An ID with another last character, whose unused bits are not zero. */
const otherSpelling = golden[0].id.slice(0, -1) + nextCharacter(golden[0].id.slice(-1));

function nextCharacter(character: string): string {
  return String.fromCharCode(character.charCodeAt(0) + 1);
}

describe("verifyRequest rejects", () => {
  it("any flipped bit of key, nonce, claim-token hash or ID", async () => {
    const [, { keyType, nonce, claimTokenHash, publicKey, id }] = golden;
    const hash = counting(32);
    const flipped = (bytes: Uint8Array, bit: number): Uint8Array =>
      bytes.map((byte, i) => (i === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte));
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.constantFrom("nonce", "hash", "key", "id"), async (n, part) => {
        const request = {
          keyType,
          nonce: part === "nonce" ? flipped(nonce, n % 128) : nonce,
          claimTokenHash:
            part === "hash" ? encodeBase64Url(flipped(hash, n % 256)) : claimTokenHash,
          publicKey: part === "key" ? flipped(publicKey, n % 4400) : publicKey,
        };
        const asked = part === "id" ? encodeBase64Url(flipped(requestIdBytes(id), n % 256)) : id;
        expect(await outcome(() => verifyRequest(asked, request))).toBe("request-altered");
      }),
    );
  });

  it.each([
    ["an ID in another spelling", { id: otherSpelling }],
    ["an ID with padding", { id: `${golden[0].id}=` }],
    ["an empty ID", { id: "" }],
    ["a longer key", { publicKey: new Uint8Array(295) }],
    ["a shorter nonce, its bytes before the key", { nonce: new Uint8Array(15) }],
    ["no nonce", { nonce: new Uint8Array() }],
    ["no claim-token hash", { claimTokenHash: "" }],
    ["another key type", { keyType: "mlkem768x25519" as const }],
    ["an unknown key type", { keyType: "mlkem1024" as "rsa" }],
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
    otherSpelling,
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
