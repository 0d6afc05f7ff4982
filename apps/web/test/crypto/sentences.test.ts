import { expect, it } from "vitest";

import { CryptoFailure } from "#/crypto/failure.js";
import { sentenceFor } from "#/crypto/sentences.js";

it("uses the portal's own wording, with padlocks", async () => {
  const { what } = await sentenceFor(new CryptoFailure("decryption-failed"), "es");
  expect(what).toContain("candado");
});

it("fills in the params of an error, or of its code and params alone", async () => {
  const params = { bits: 1024, minimum: 2048 };
  const { what } = await sentenceFor(new CryptoFailure("key-too-small", params), "en");
  expect(what).toContain("1024");
  expect(await sentenceFor({ code: "key-too-small", params }, "en")).toMatchObject({ what });
});

it("has a sentence for unexpected errors, without their message", async () => {
  const { what } = await sentenceFor(new Error("canary"), "en");
  expect(what).not.toContain("canary");
  expect(what).toMatch(/went wrong/);
  expect(await sentenceFor({ code: "no-such-code", params: {} }, "en")).toMatchObject({ what });
});
