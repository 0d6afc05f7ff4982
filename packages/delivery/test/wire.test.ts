import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";

import {
  claimTokenHash,
  createRequestSchema,
  isClaimToken,
  isRequestId,
  problemSchema,
  PROBLEMS,
  RELAY_LIMITS,
  requestCreatedSchema,
  requestId,
  requestStatusSchema,
} from "@pct/delivery/wire";

import { encodeBase64Url } from "#/base64.js";

const encoded = (bytes: number): string => encodeBase64Url(new Uint8Array(bytes).fill(0xfb));

const create = {
  keyType: "rsa",
  publicKey: encoded(550),
  nonce: encoded(16),
  claimTokenHash: encoded(32),
  expiresIn: 3600,
};
const created = { id: encoded(32), expiresAt: "2030-01-31T12:00:00.000Z" };
const status = {
  keyType: "rsa",
  publicKey: encoded(550),
  nonce: encoded(16),
  claimTokenHash: encoded(32),
  state: "open",
  expiresAt: "2030-01-31T12:00:00Z",
  maxBytes: 1_048_576,
};

describe("createRequestSchema", () => {
  it("returns the body, with a default lifetime of a day", () => {
    expect(createRequestSchema.parse(create)).toEqual(create);
    expect(createRequestSchema.parse({ ...create, expiresIn: undefined })).toEqual({
      ...create,
      expiresIn: 86_400,
    });
  });

  it("takes a key without a type for an RSA key", () => {
    expect(createRequestSchema.parse({ ...create, keyType: undefined })).toEqual(create);
  });

  it("accepts a key of a type that this version does not support, so that it can say so", () => {
    const body = { ...create, keyType: "mlkem1024", publicKey: encoded(1568) };
    expect(createRequestSchema.parse(body)).toEqual(body);
    const found = { ...status, keyType: "mlkem1024", publicKey: encoded(1568) };
    expect(requestStatusSchema.parse(found)).toEqual(found);
  });

  it("accepts a post-quantum key of 1216 bytes and no other size", () => {
    for (const bytes of [1, 294, 550, 1068, 1215, 1216, 1217, 1249, 4096]) {
      const key = { keyType: "mlkem768x25519", publicKey: encoded(bytes) };
      for (const [schema, body] of [
        [createRequestSchema, create],
        [requestStatusSchema, status],
      ] as const) {
        expect(schema.safeParse({ ...body, ...key }).success).toBe(bytes === 1216);
      }
    }
  });

  it.each([300, 2_592_000])("accepts %i seconds", (expiresIn) => {
    expect(createRequestSchema.safeParse({ ...create, expiresIn }).success).toBe(true);
  });

  it.each([294, 295, 296, 1068])("accepts a key of %i bytes", (bytes) => {
    const body = { ...create, publicKey: encoded(bytes) };
    expect(createRequestSchema.safeParse(body).success).toBe(true);
  });

  it.each([
    ["an unknown field", { expires: 300 }],
    ["a second too few", { expiresIn: 299 }],
    ["a second too many", { expiresIn: 2_592_001 }],
    ["half a second", { expiresIn: 300.5 }],
    ["seconds as text", { expiresIn: "3600" }],
    ["null seconds", { expiresIn: null }],
    ["a key that is too short", { publicKey: encoded(293) }],
    ["a key that is too long", { publicKey: encoded(1069) }],
    ["a key that is a list", { publicKey: [1, 2, 3] }],
    ["no key", { publicKey: undefined }],
    ["a nonce of 15 bytes", { nonce: encoded(15) }],
    ["a nonce of 17 bytes", { nonce: encoded(17) }],
    ["a nonce with padding", { nonce: `${encoded(16)}==` }],
    ["a nonce with stray bits", { nonce: `${encoded(16).slice(0, 21)}x` }],
    ["a hash in the other alphabet", { claimTokenHash: encoded(32).replaceAll("_", "/") }],
    ["a hash with white space", { claimTokenHash: `${encoded(32).slice(0, 42)}\n` }],
    ["an empty hash", { claimTokenHash: "" }],
    ["an invalid key type", { keyType: "RSA" }],
    ["an empty key type", { keyType: "" }],
    ["a post-quantum key as RSA", { publicKey: encoded(1216) }],
    ["a key of 4097 bytes", { keyType: "mlkem1024", publicKey: encoded(4097) }],
  ])("rejects %s", (_, change) => {
    expect(createRequestSchema.safeParse({ ...create, ...change }).success).toBe(false);
  });

  it("rejects __proto__", () => {
    const body = JSON.stringify(create).replace("{", '{"__proto__":{"x":1},');
    expect(createRequestSchema.safeParse(JSON.parse(body)).success).toBe(false);
  });

  it.each([null, undefined, 42, "text", [], [create]])("rejects %j", (body) => {
    expect(createRequestSchema.safeParse(body).success).toBe(false);
  });
});

describe("response schemas", () => {
  it("return the body without unknown fields", () => {
    expect(requestCreatedSchema.parse({ ...created, later: 1 })).toEqual(created);
    expect(requestStatusSchema.parse({ ...status, later: 1 })).toEqual(status);
  });

  it.each([
    ["an invalid ID", { id: "x" }],
    ["a time that is a number", { expiresAt: 1_900_000_000 }],
    ["an invalid date", { expiresAt: "2030-02-31T12:00:00Z" }],
    ["a local time", { expiresAt: "2030-01-31T12:00:00" }],
  ])("reject a creation with %s", (_, change) => {
    expect(requestCreatedSchema.safeParse({ ...created, ...change }).success).toBe(false);
  });

  it.each([
    ["an unknown state", { state: "lost" }],
    ["no limit", { maxBytes: 0 }],
    ["a limit over the ceiling", { maxBytes: RELAY_LIMITS.delivery.maximum + 1 }],
    ["an invalid key", { publicKey: "-----BEGIN PUBLIC KEY-----" }],
    ["a key that is too long", { publicKey: encoded(1069) }],
    ["no key type", { keyType: undefined }],
    ["no claim-token hash", { claimTokenHash: undefined }],
    ["a receipt of 15 bytes", { receipt: encoded(15) }],
    ["a receipt of 17 bytes", { receipt: encoded(17) }],
    ["a receipt that is no text", { receipt: 1 }],
    ["a receipt with markup", { receipt: "<b>aaaaaaaaaaaaaa</b>" }],
    ["a time of receipt that is none", { receivedAt: "yesterday" }],
  ])("reject a status with %s", (_, change) => {
    expect(requestStatusSchema.safeParse({ ...status, ...change }).success).toBe(false);
  });

  it("accept a receipt and the time of receipt", () => {
    const received = { state: "received", receipt: encoded(16), receivedAt: status.expiresAt };
    expect(requestStatusSchema.parse({ ...status, ...received })).toEqual({
      ...status,
      ...received,
    });
  });

  it("accept any well-formed problem code", () => {
    for (const [code, httpStatus] of Object.entries(PROBLEMS)) {
      const problem = { code, status: httpStatus, type: "about:blank", title: code };
      expect(problemSchema.parse(problem)).toEqual({ code, status: httpStatus, title: code });
    }
    expect(problemSchema.safeParse({ code: "of-tomorrow", status: 418 }).success).toBe(true);
    for (const problem of [
      {},
      { status: 404 },
      { code: "Not found", status: 404 },
      { code: "<script>", status: 404 },
      { code: "x".repeat(65), status: 404 },
      { code: "not-found", status: 200 },
      { code: "already-delivered", status: 409, digest: "x" },
    ]) {
      expect(problemSchema.safeParse(problem).success).toBe(false);
    }
  });

  it("reject other values without throwing", () => {
    const schemas = [createRequestSchema, requestCreatedSchema, requestStatusSchema, problemSchema];
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(...schemas), (value, schema) => {
        expect(schema.safeParse(value).success).toBe(false);
      }),
    );
  });
});

it("exports what a relay computes", async () => {
  const [nonce, publicKey] = [new Uint8Array(16), new Uint8Array(294)];
  const id = await requestId({
    ...{ keyType: "rsa", nonce, publicKey },
    claimTokenHash: "A".repeat(43),
  });
  expect(id).toBe("OevEs0yQV6x0ZkTxgueJ__KCOxGA1cpwdJ1ODLVaKaY");
  expect(isRequestId(id)).toBe(true);
  expect(isClaimToken(await claimTokenHash(id))).toBe(true);
});

it("no schema calls new Function, which a strict CSP reports", async () => {
  const spy = vi.fn();
  const original = globalThis.Function;
  vi.resetModules();
  try {
    globalThis.Function = new Proxy<FunctionConstructor>(original, { construct: spy, apply: spy });
    const fresh = await import("@pct/delivery/wire");
    expect(fresh.createRequestSchema.safeParse(create).success).toBe(true);
    const { readCredential } = await import("@pct/delivery");
    readCredential(new TextEncoder().encode('{"type":"pct.credential.v1"}'));
  } finally {
    globalThis.Function = original;
  }
  expect(spy).not.toHaveBeenCalled();
});
