import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { credentialFile, credentialFileContent, credentialFileName } from "@pct/delivery";

import { withDistinctNames } from "#/credential-file.js";
import { outcome } from "./refusal.js";

describe("the name of a file", () => {
  it.each([
    ["credentials.csv", "credentials.csv"],
    ["clave de Ana (1).pem", "clave de Ana (1).pem"],
    ["../../x", "x"],
    ["/etc/passwd", "passwd"],
    ["C:\\Users\\Ana\\key.json", "key.json"],
    ["\\\\server\\share\\key.json", "key.json"],
    ["C:evil.exe", "evil.exe"],
    ["file.txt:stream", "stream"],
    ["<img src=x onerror=alert(1)>", "<img src=x onerror=alert(1)>"],
    ["</script>", "script>"],
    [".env", "_env"],
    ["...hidden", "_hidden"],
    [" . x", "_x"],
    ["name. . .", "name"],
    ["a\u0000b\u001B[2Jc\u009Bd", "ab[2Jcd"],
    ["line\nbreak\r\n.txt", "line break .txt"],
    ["invoice\u202Egpj.exe", "invoicegpj.exe"],
    ["\u2066a\u2069\u200E\u200F\u061Cb", "ab"],
    ["zero\u200Bwidth\uFEFF\u00AD.csv", "zerowidth .csv"],
    ["half\uD800.csv", "half.csv"],
    ["👩\u200D💻.key", "👩\u200D💻.key"],
    ["n\u0303", "ñ"],
    ["CON", "_CON"],
    ["nul.txt", "_nul.txt"],
    ["com1.tar.gz", "_com1.tar.gz"],
    ["console.txt", "console.txt"],
    ["", "file"],
    [".", "file"],
    ["..", "file"],
    ["/", "file"],
    ["a/", "file"],
    ["\u200D", "file"],
    ["\u202E. .", "file"],
  ])("%j becomes %j", (name, expected) => {
    expect(credentialFileName(name)).toBe(expected);
  });

  it("is cut to 200 bytes before its extension", () => {
    const long = credentialFileName(`${"ñ".repeat(500)}.json`);
    expect(long).toBe(`${"ñ".repeat(97)}.json`);
    expect(credentialFileName(`x.${"e".repeat(500)}`)).toBe(`x.${"e".repeat(198)}`);
    expect(credentialFileName("👩".repeat(100))).toBe("👩".repeat(50));
  });

  it("is one that can be saved anywhere, whatever it was", () => {
    const nasty = fc.constantFrom(..."./\\: \u200D\u202E\u0000\uD800CONnul1ñ😀<>".split(""), "..");
    const names = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.array(nasty, { maxLength: 40 }).map((parts) => parts.join("")),
      fc.string({ unit: "grapheme", minLength: 150, maxLength: 300 }),
    );
    fc.assert(
      fc.property(names, (name) => {
        const clean = credentialFileName(name);
        expect(clean).not.toMatch(/^[. ]|[. ]$|[/\\:]|\p{Cc}|[\u202A-\u202E\u2066-\u2069]/u);
        expect(clean.length).toBeGreaterThan(0);
        expect(new TextEncoder().encode(clean).length).toBeLessThanOrEqual(200);
        expect(credentialFileName(clean)).toBe(clean);
      }),
    );
  });

  it("takes no time that grows faster than the name", () => {
    const start = performance.now();
    for (const part of [". ", "a/", "\u200D ", "x. "]) {
      credentialFileName(`${part.repeat(500)}x`);
    }
    expect(performance.now() - start).toBeLessThan(200);
  });
});

describe("names beside each other", () => {
  const namesOf = (...names: string[]): string[] =>
    withDistinctNames(names.map((name) => ({ name, data: "" }))).map(({ name }) => name);

  it("stay as they are when they differ", () => {
    expect(namesOf("a.csv", "b.csv", "a")).toEqual(["a.csv", "b.csv", "a"]);
  });

  it("are numbered when they do not", () => {
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

describe("the content of a file", () => {
  it("comes back, of any length", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.string(), (content, name) => {
        const file = credentialFile(name, content);
        expect(file.name).toBe(credentialFileName(name));
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
  ])("%j is not base64", async (data) => {
    expect(await outcome(() => credentialFileContent({ name: "x", data }))).toBe(
      "credential-malformed",
    );
  });

  it.each(["", "AA==", "AAA=", "AAAA", "+/+/", "AQ=="])("%j is", async (data) => {
    expect(await outcome(() => credentialFileContent({ name: "x", data }))).toBe("accepted");
  });

  it("is bytes", () => {
    expect(() => credentialFile("x", "text" as never)).toThrow(TypeError);
  });
});
