import { decrypt } from "@pct/core/age";
import { generateHybridKeyPair, hybridIdentity } from "@pct/core/hybrid";
import { generateKeyPair } from "@pct/core/keys";
import { credentialFile, readCredential } from "@pct/delivery/credential";
import { describe, expect, it } from "vitest";

import { encryptAnswer, wrapAnswer } from "#/prepare-answer.js";
import { checkRequestKey } from "#/request-key.js";
import { newSenderTokens } from "#/sent-answer.js";

const id = "9VXSNQt9cAJPwEbDGXFaVfEkjfVM3vA2Ffj4mVQzP_s";
const request = { id, maxBytes: 1_048_576 };
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const bytes = utf8("hunter2");
const part = { password: "hunter2" };

describe("wrapAnswer", () => {
  it("writes a document that names the request", () => {
    const { plaintext, receipt } = wrapAnswer(
      { bytes, part, fields: { username: "ana" } },
      request,
    );
    expect(receipt).toBe(null);
    expect(readCredential(plaintext)).toEqual({
      type: "pct.credential.v1",
      request: id,
      username: "ana",
      password: "hunter2",
    });
  });

  it("leaves out fields that are undefined", () => {
    const fields = { username: undefined };
    expect(readCredential(wrapAnswer({ bytes, part, fields }, request).plaintext)).toEqual({
      type: "pct.credential.v1",
      request: id,
      password: "hunter2",
    });
  });

  it("gives the bytes alone where a document can't hold them", () => {
    const binary = Uint8Array.of(0xff, 0);
    const answer = wrapAnswer({ bytes: binary, part: null, fields: {} }, request, "A".repeat(22));
    expect(answer.plaintext).toBe(binary);
    expect(answer.receipt).toBe(null);
  });

  it("puts the receipt into the document", () => {
    const { receipt } = newSenderTokens();
    const answer = wrapAnswer({ bytes, part, fields: {} }, request, receipt);
    expect(answer.receipt).toBe(receipt);
    expect(readCredential(answer.plaintext)).toMatchObject({ password: "hunter2", receipt });
  });

  it("refuses bytes that are not text beside fields", () => {
    const content = { bytes: Uint8Array.of(0xff), part: null, fields: { username: "ana" } };
    expect(() => wrapAnswer(content, request)).toThrow(
      expect.objectContaining({ code: "fields-need-text" }),
    );
  });

  it.each([
    ["the document", 800_000, 1_048_576, "credential-too-large"],
    ["the relay", 10_000, 10_000, "delivery-too-large"],
  ])("gives a file alone that is too large for %s", (_, size, maxBytes, code) => {
    const file = new Uint8Array(size);
    const content = { bytes: file, part: { files: [credentialFile("a", file)] } };
    const alone = wrapAnswer({ ...content, fields: {} }, { id, maxBytes }, "A".repeat(22));
    expect(alone.plaintext).toBe(file);
    expect(alone.receipt).toBe(null);
    expect(() => wrapAnswer({ ...content, fields: { from: "Ana" } }, { id, maxBytes })).toThrow(
      expect.objectContaining({ code }),
    );
  });

  it("names a field that is too long", () => {
    const content = { bytes, part, fields: { username: "x".repeat(513) } };
    expect(() => wrapAnswer(content, request)).toThrow(
      expect.objectContaining({
        code: "credential-field-too-long",
        params: { field: "username", maximum: 512 },
      }),
    );
  });
});

describe("encryptAnswer", () => {
  it("encrypts for the key of the request, RSA", async () => {
    const { publicKey, privateKey } = await generateKeyPair({ bits: 2048 });
    const request = { keyType: "rsa", publicKey: publicKey.spki, maxBytes: 10_000 } as const;
    const answer = await encryptAnswer(bytes, request);
    expect(await decrypt(answer, { identities: [privateKey] })).toEqual(bytes);
  });

  it("encrypts for the key of the request, post-quantum", async () => {
    const { publicKey, seed } = await generateHybridKeyPair();
    const request = { keyType: "mlkem768x25519", publicKey, maxBytes: 10_000 } as const;
    const answer = await encryptAnswer(bytes, request);
    expect(new TextDecoder().decode(answer)).toContain("\n-> mlkem768x25519 ");
    expect(await decrypt(answer, { identities: [hybridIdentity(seed)] })).toEqual(bytes);
  });

  it("refuses an answer that the relay would refuse", async () => {
    const { publicKey } = await generateHybridKeyPair();
    const limits = { keyType: "mlkem768x25519", publicKey, maxBytes: 300 } as const;
    await expect(encryptAnswer(bytes, limits)).rejects.toMatchObject({
      code: "delivery-too-large",
      params: { maximum: 300 },
    });
  });
});

describe("encryptAnswer judges the key, whatever the relay checked", () => {
  const zeros = new Uint8Array(1216);

  it.each([
    ["zeros as RSA", "rsa", new Uint8Array(550), "key-not-recognized"],
    ["a post-quantum key as RSA", "rsa", zeros, "key-not-recognized"],
    [
      "the text of a recipient as RSA",
      "rsa",
      utf8("age1pq1qqqqqqqqqqqqqqqqqqq"),
      "key-unsupported",
    ],
    ["an RSA key as a post-quantum one", "mlkem768x25519", zeros.subarray(0, 294), "key-damaged"],
    ["a point of small order", "mlkem768x25519", zeros, "key-damaged"],
  ] as const)("%s", async (_, keyType, publicKey, code) => {
    const request = { keyType, publicKey, maxBytes: 10_000 };
    await expect(checkRequestKey(request)).rejects.toMatchObject({ code });
    await expect(encryptAnswer(bytes, request)).rejects.toMatchObject({ code });
  });
});
