import { encrypt } from "@pct/core/age";
import { generateHybridKeyPair, hybridRecipient } from "@pct/core/hybrid";
import { generateKeyPair } from "@pct/core/keys";
import { CREDENTIAL_TYPE, credentialFile, writeCredential } from "@pct/delivery/credential";
import { CREDENTIAL_LIMITS } from "@pct/delivery/limits";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

import {
  ageFileBytes,
  documentFileRoomBytes,
  FILES_ROOM_BYTES,
  fitsNote,
  plaintextRoomBytes,
} from "#/limits.js";

describe("ageFileBytes", () => {
  const sizes = [0, 1, 65_535, 65_536, 65_537, 200_000];

  it("is at least the size of an age file for an RSA key, and at most a header more", async () => {
    const { publicKey } = await generateKeyPair({ bits: 2048 });
    for (const size of sizes) {
      const { length } = await encrypt(new Uint8Array(size), { recipients: [publicKey] });
      expect(ageFileBytes(size)).toBeGreaterThanOrEqual(length);
      expect(ageFileBytes(size) - length).toBeLessThan(1640);
    }
  });

  it("is at least the size of an age file for a post-quantum key, and some bytes more", async () => {
    const recipients = [hybridRecipient((await generateHybridKeyPair()).publicKey)];
    for (const size of sizes) {
      const { length } = await encrypt(new Uint8Array(size), { recipients });
      expect(ageFileBytes(size)).toBeGreaterThanOrEqual(length);
      expect(ageFileBytes(size) - length).toBeLessThan(20);
    }
  });
});

describe("plaintextRoomBytes", () => {
  it("is a size whose age file is accepted", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2000, max: 67_108_864 }), (maxBytes) => {
        expect(ageFileBytes(plaintextRoomBytes(maxBytes))).toBeLessThanOrEqual(maxBytes);
      }),
    );
  });

  it("is never negative", () => {
    expect(plaintextRoomBytes(0)).toBe(0);
    expect(documentFileRoomBytes(0)).toBe(0);
  });
});

describe("documentFileRoomBytes", () => {
  it("is bounded by what a document holds", () => {
    expect(documentFileRoomBytes(67_108_864)).toBe(FILES_ROOM_BYTES);
  });

  it("fits files of its size beside a long note into a document", () => {
    const note = "ñ".repeat(CREDENTIAL_LIMITS.characters.note / 4);
    const files = [credentialFile("keys.csv", new Uint8Array(FILES_ROOM_BYTES))];
    const document = writeCredential({ type: CREDENTIAL_TYPE, note, files });
    expect(document.length).toBeLessThanOrEqual(CREDENTIAL_LIMITS.bytes);
  });

  it.each([100_000, 1_048_576, 67_108_864])(
    "leaves room for the largest usual fields in an answer of %d bytes",
    (maxBytes) => {
      const { from, fileName } = CREDENTIAL_LIMITS.characters;
      const content = new Uint8Array(documentFileRoomBytes(maxBytes));
      const document = writeCredential({
        type: CREDENTIAL_TYPE,
        request: "9VXSNQt9cAJPwEbDGXFaVfEkjfVM3vA2Ffj4mVQzP_s",
        from: "ñ".repeat(from),
        files: [credentialFile("x".repeat(fileName), content)],
      });
      expect(ageFileBytes(document.length)).toBeLessThanOrEqual(maxBytes);
    },
  );
});

it("knows the length of the note of a document", () => {
  const { note } = CREDENTIAL_LIMITS.characters;
  expect(fitsNote("x".repeat(note))).toBe(true);
  expect(fitsNote("x".repeat(note + 1))).toBe(false);
});
