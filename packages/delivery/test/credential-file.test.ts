import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { credentialFile, credentialFileContent } from "@pct/delivery/credential";
import { safeFileName } from "@pct/delivery/safe-text";

import { withDistinctNames } from "#/credential-file.js";
import { outcome } from "./refusal.js";

describe("withDistinctNames", () => {
  const namesOf = (...names: string[]): string[] =>
    withDistinctNames(names.map((name) => ({ name, data: "" }))).map(({ name }) => name);

  it("keeps names that differ", () => {
    expect(namesOf("a.csv", "b.csv", "a")).toEqual(["a.csv", "b.csv", "a"]);
  });

  it("numbers equal names, ignoring case", () => {
    expect(namesOf("a.csv", "A.csv", "a.csv", "a (2).csv", "x", "x")).toEqual([
      "a.csv",
      "A (2).csv",
      "a (3).csv",
      "a (2) (2).csv",
      "x",
      "x (2)",
    ]);
  });
});

describe("credentialFileContent", () => {
  it("decodes what credentialFile encoded, of any length", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.string(), (content, name) => {
        const file = credentialFile(name, content);
        expect(file.name).toBe(safeFileName(name));
        expect(credentialFileContent(file)).toEqual(content);
      }),
    );
    const large = Uint8Array.from({ length: 700_000 }, (_, i) => (i * 31) % 256);
    const again = credentialFileContent(credentialFile("x", large));
    expect(again).toHaveLength(large.length);
    expect(again.every((byte, i) => byte === large[i])).toBe(true);
  });

  it.each([
    "A",
    "AA",
    "AAA",
    "AA=",
    "AA=A",
    "AAAA=",
    "AAAA====",
    "AB==",
    "AAB=",
    "A A=",
    "AA\n=",
    "_-==",
    "ñAAA",
    "=",
    "====",
    "AAA==",
  ])("rejects %j as base64", async (data) => {
    expect(await outcome(() => credentialFileContent({ name: "x", data }))).toBe(
      "credential-malformed",
    );
  });

  it.each(["", "AA==", "AAA=", "AAAA", "+/+/", "AQ=="])("accepts %j as base64", async (data) => {
    expect(await outcome(() => credentialFileContent({ name: "x", data }))).toBe("accepted");
  });

  it("throws TypeError for content that is not a Uint8Array", () => {
    expect(() => credentialFile("x", "text" as never)).toThrow(TypeError);
  });
});
