import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { base64, base64urlnopad } from "@scure/base";

import { isBase64, isBase64Url } from "#/base64.js";

/** The shape is tested without decoding, so it must agree with the decoder. */

const ALPHABET = Array.from("ABQgwEIMUYckosz0489+/-_= \n");

describe.each([
  ["isBase64", isBase64, base64],
  ["isBase64Url", isBase64Url, base64urlnopad],
] as const)("%s", (_, isShaped, coder) => {
  function decodes(text: string): boolean {
    try {
      coder.decode(text);
      return true;
    } catch {
      return false;
    }
  }

  it("accepts what the encoder makes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => isShaped(coder.encode(bytes))),
    );
  });

  it("accepts exactly what the decoder accepts", () => {
    const text = fc.string({ unit: fc.constantFrom(...ALPHABET), maxLength: 9 });
    fc.assert(
      fc.property(text, (text) => isShaped(text) === decodes(text)),
      { numRuns: 5000 },
    );
    for (const text of ["", "A", "====", "AA=", "AAAA=", "AAAA====", "é", "AA==\n"]) {
      expect([text, isShaped(text)]).toEqual([text, decodes(text)]);
    }
  });
});
