import fc from "fast-check";
import { describe, expect, it } from "vitest";

import {
  CREDENTIAL_TYPE,
  readCredential,
  receiptIn,
  writeCredential,
} from "@pct/delivery/credential";
import {
  isReceipt,
  isWithdrawToken,
  newReceipt,
  newWithdrawToken,
  withdrawTokenHash,
} from "@pct/delivery/sender-tokens";

import { encodeBase64Url } from "#/base64.js";
import { sha256 } from "#/webcrypto.js";
import { text } from "./script.js";

const type = CREDENTIAL_TYPE;

describe("a receipt", () => {
  it("is made of 16 random bytes", () => {
    const all = Array.from({ length: 200 }, newReceipt);
    expect(new Set(all).size).toBe(200);
    for (const receipt of all) expect(receipt).toMatch(/^[\w-]{21}[AQgw]$/);
  });

  it("is exactly what encodes 16 bytes", () => {
    const bytes = fc.uint8Array({ maxLength: 40 });
    fc.assert(
      fc.property(bytes, (bytes) => isReceipt(encodeBase64Url(bytes)) === (bytes.length === 16)),
    );
  });

  it("is nothing that would change a header", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 60 }), (given) => {
        if (isReceipt(given)) expect(given).toMatch(/^[\w-]{22}$/);
      }),
    );
    for (const given of [`${newReceipt()}\n`, `\r\n${newReceipt().slice(2)}`, "a b".repeat(7)]) {
      expect(isReceipt(given)).toBe(false);
    }
  });

  it("travels in a document, and is read back only if it is one", () => {
    const receipt = newReceipt();
    const document = readCredential(writeCredential({ type, receipt }));
    expect(document && receiptIn(document)).toBe(receipt);
    expect(receiptIn({ type })).toBe(null);
    fc.assert(
      fc.property(fc.string({ maxLength: 64 }), (given) => {
        expect(receiptIn({ type, receipt: given })).toBe(isReceipt(given) ? given : null);
      }),
    );
  });
});

it("a withdraw token has the format and the hash of a claim token", async () => {
  const token = newWithdrawToken();
  expect(isWithdrawToken(token)).toBe(true);
  expect(newWithdrawToken()).not.toBe(token);
  expect(await withdrawTokenHash(token)).toBe(encodeBase64Url(await sha256(text(token))));
});
