import fc from "fast-check";
import { describe, expect, it } from "vitest";

import {
  copiesUnseen,
  escapeForScreen,
  escapeForTerminal,
  escapeJson,
  hasHiddenCharacters,
  isSafeForScreen,
  isSafeForTerminal,
  maskForTerminal,
  oneLine,
  partsForScreen,
  safeFileName,
} from "@pct/delivery/safe-text";

describe("oneLine", () => {
  it.each([
    ["año nuevo 日本", "año nuevo 日本"],
    ['<img src=x onerror="alert(1)">', '<img src=x onerror="alert(1)">'],
    ["  two \t\r\n lines  ", "two lines"],
    ["no\u00A0break\u3000wide", "no break wide"],
    ["a\u0000b\u001B[2Jc\u009Bd\u007F", "ab[2Jcd"],
    ["a\u202Eb\u2066c\u2069d\u200Ee\u061Cf", "abcdef"],
    ["a\u2028b\u2029c", "a b c"],
    ["zero\u200Bwidth\u00AD\uFEFF", "zerowidth"],
    ["half\uD800 pair", "half pair"],
    ["\u200D\u200C 👩\u200D💻 \u200C", "👩\u200D💻"],
    ["\u202E\u200B", ""],
  ])("turns %j into %j", (text, expected) => {
    expect(oneLine(text)).toBe(expected);
  });

  it("changes nothing the second time", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(oneLine(oneLine(text))).toBe(oneLine(text));
      }),
    );
  });
});

it("finds hidden characters in linear time", () => {
  const start = performance.now();
  for (const part of ["\u200D ", "\u200C", "❤\uFE0F\u200D", "\r", "\u202E"]) {
    partsForScreen(`a${part.repeat(50_000)}x`);
    escapeForScreen(`a${part.repeat(50_000)}x`);
  }
  expect(performance.now() - start).toBeLessThan(4000);
});

describe("escapeForScreen", () => {
  it.each([
    ["invoice\u202Efdp.exe", "invoice\\u202efdp.exe"],
    [
      "a\r\nb\tc\u2028d\u0000e\u001b[31m.txt",
      "a\\u000d\\u000ab\\u0009c\\u2028d\\u0000e\\u001b[31m.txt",
    ],
    ['<img src=x onerror="alert(1)">.png', '<img src=x onerror="alert(1)">.png'],
    ["año nuevo 日本 👩\u200D💻.pdf", "año nuevo 日本 👩\u200D💻.pdf"],
    ["\u2066\uFEFF", "\\u2066\\ufeff"],
    [" two  spaces ", " two  spaces "],
    ["zero\u200Bwidth\u00AD", "zero\\u200bwidth\\u00ad"],
  ])("turns %j into %j", (text, expected) => {
    expect(escapeForScreen(text)).toBe(expected);
  });
});

describe("isSafeForScreen", () => {
  it.each(["", "user:\tana\r\npassword: x\n", "año 日本 👩\u200D💻", "<b>&", "zero\u200Bwidth"])(
    "accepts %j",
    (text) => {
      expect(isSafeForScreen(text)).toBe(true);
    },
  );

  it.each(["a\u0000b", "\u001B[2J", "a\u007F", "a\u009B2Jb", "fdp.\u202Eexe", "\u200Ea", "\u2066"])(
    "rejects %j",
    (text) => {
      expect(isSafeForScreen(text)).toBe(false);
    },
  );
});

describe("partsForScreen", () => {
  const shown = (text: string): string =>
    partsForScreen(text)
      .map((part) => (part.isEscape ? `[${part.text}]` : part.text))
      .join("");

  it.each([
    ["", ""],
    ["user:\tana\r\npassword: x\n", "user:\tana\r\npassword: x\n"],
    ["año 日本 👩\u200D💻 ❤\uFE0F \\u202e", "año 日本 👩\u200D💻 ❤\uFE0F \\u202e"],
    ["hidden\rshown", "hidden[\\u000d]shown"],
    ["a\r\r\nb\r", "a[\\u000d]\r\nb[\\u000d]"],
    ["a\u007Fb\u0085c\u009Bd\u0000", "a[\\u007f]b[\\u0085]c[\\u009b]d[\\u0000]"],
    ["fdp.\u202Eexe\u2066\u200E", "fdp.[\\u202e]exe[\\u2066][\\u200e]"],
    ["a\u2028b\u200Bc\uFEFF\u00AD", "a[\\u2028]b[\\u200b]c[\\ufeff][\\u00ad]"],
    ["filler\u3164\u115F\uFFA0\u034F", "filler[\\u3164][\\u115f][\\uffa0][\\u034f]"],
    ["\u{E0041}\uD800", "[\\u{e0041}][\\ud800]"],
    // Joiners and variation selectors between Latin letters, or where there is nothing to join.
    ["ad\u200Dmin\u200C1\u200D", "ad[\\u200d]min[\\u200c]1[\\u200d]"],
    ["x\uFE0F1\uFE0F\u2060\u180E", "x[\\ufe0f]1[\\ufe0f][\\u2060][\\u180e]"],
    [
      "❤️\u200D🔥 1\uFE0F\u20E3 👍🏽\u200D💻 می\u200Cخواهم क्\u200Dष",
      "❤️\u200D🔥 1\uFE0F\u20E3 👍🏽\u200D💻 می\u200Cخواهم क्\u200Dष",
    ],
  ])("turns %j into %j", (text, expected) => {
    expect(shown(text)).toBe(expected);
    expect(hasHiddenCharacters(text)).toBe(partsForScreen(text).some(({ isEscape }) => isEscape));
  });

  it("leaves nothing that a terminal obeys", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(
          isSafeForTerminal(
            partsForScreen(text)
              .map((part) => part.text)
              .join(""),
          ),
        ).toBe(true);
      }),
    );
  });
});

describe("copiesUnseen", () => {
  it.each([
    ["hunter2 ñ 👩\u200D💻", false],
    ["one\ntwo", true],
    ["one\r", true],
    ["a\tb", true],
    ["a\u200Bb", true],
  ])("%j: %s", (text, expected) => {
    expect(copiesUnseen(text)).toBe(expected);
  });
});

describe("escapeJson", () => {
  it("gives the same value, and nothing that a terminal hides or obeys", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const json = escapeJson(JSON.stringify({ [text]: text }, null, 2));
        expect(JSON.parse(json)).toEqual({ [text]: text });
        expect(hasHiddenCharacters(json)).toBe(false);
        expect(isSafeForTerminal(json)).toBe(true);
      }),
    );
  });

  it("escapes what JSON leaves", () => {
    const text = "a\u007Fb\u009Bc\u202Ed\u2028e\u{E0041}\uFEFFñ日";
    expect(escapeJson(JSON.stringify(text))).toBe(
      String.raw`"a\u007fb\u009bc\u202ed\u2028e\udb40\udc41\ufeffñ日"`,
    );
  });
});

describe("escapeForTerminal", () => {
  it.each([
    ["año 日本 👩\u200D💻 <b>", "año 日本 👩\u200D💻 <b>"],
    ["\u001B[2Jevil\u202E\n", "\\u001b[2Jevil\\u202e\\u000a"],
    ["tab\tbell\u0007", "tab\\u0009bell\\u0007"],
    ["a\u009B2Jb\u007F", "a\\u009b2Jb\\u007f"],
    [
      "\u061C\u200E\u200F\u2028\u2029\u2066\u2069",
      "\\u061c\\u200e\\u200f\\u2028\\u2029\\u2066\\u2069",
    ],
    ["zero\u200Bwidth\uFEFF", "zero\u200Bwidth\uFEFF"],
  ])("turns %j into %j", (text, expected) => {
    expect(escapeForTerminal(text)).toBe(expected);
  });

  it("gives a text that is safe for a terminal", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(isSafeForTerminal(escapeForTerminal(text))).toBe(true);
      }),
    );
  });
});

describe("isSafeForTerminal", () => {
  it.each(["", "one\r\ntwo\tthree\n", "año 日本 👩\u200D💻", "zero\u200Bwidth\uFEFF"])(
    "accepts %j",
    (text) => {
      expect(isSafeForTerminal(text)).toBe(true);
    },
  );

  it.each(["hidden\rshown", "a\r", "a\r\r\nb"])("rejects a carriage return alone: %j", (text) => {
    expect(isSafeForTerminal(text)).toBe(false);
  });

  it.each(["a\u001B[2Jb", "a\u009B2Jb", "a\u202Eb", "\u0007", "a\u007F", "a\u2028b", "\u2067"])(
    "rejects %j",
    (text) => {
      expect(isSafeForTerminal(text)).toBe(false);
    },
  );
});

describe("maskForTerminal", () => {
  it.each([
    ["8080", "8080"],
    ["\u001B[2J80\n80", "?[2J80?80"],
    ["a\u202Eb\u200Bc\uFEFFd\u2028e", "a?b?c?d?e"],
    ["año 日本", "año 日本"],
  ])("turns %j into %j", (text, expected) => {
    expect(maskForTerminal(text)).toBe(expected);
  });
});

describe("safeFileName", () => {
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
    ["AUX .txt", "_AUX .txt"],
    ["nul  .tar.gz", "_nul .tar.gz"],
    ["CONIN$", "_CONIN$"],
    ["conout$.txt", "_conout$.txt"],
    ["COM¹", "_COM¹"],
    ["lpt².log", "_lpt².log"],
    ["Clock$", "_Clock$"],
    ["console.txt", "console.txt"],
    ["aux1.txt", "aux1.txt"],
    ["", "file"],
    [".", "file"],
    ["..", "file"],
    ["/", "file"],
    ["a/", "file"],
    ["\u200D", "file"],
    ["\u202E. .", "file"],
  ])("turns %j into %j", (name, expected) => {
    expect(safeFileName(name)).toBe(expected);
  });

  it("cuts the stem so that the name has 200 bytes", () => {
    const long = safeFileName(`${"ñ".repeat(500)}.json`);
    expect(long).toBe(`${"ñ".repeat(97)}.json`);
    expect(safeFileName(`x.${"e".repeat(500)}`)).toBe(`x.${"e".repeat(198)}`);
    expect(safeFileName("👩".repeat(100))).toBe("👩".repeat(50));
  });

  it("prefixes a name that becomes a device by the cut", () => {
    expect(safeFileName(`aux${"\u200C".repeat(100)}x.txt`)).toBe("_aux.txt");
    expect(safeFileName(`COM1${" \u200C".repeat(100)}x`)).toBe("_COM1");
  });

  it("gives a name that every file system accepts, for any text", () => {
    const nasty = fc.constantFrom(
      ..."./\\: \u200D\u202E\u0000\uD800CONnul1ñ😀<>".split(""),
      "..",
      "aux",
      "COM¹",
      " .",
      "$",
    );
    const names = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.array(nasty, { maxLength: 40 }).map((parts) => parts.join("")),
      fc.string({ unit: "grapheme", minLength: 150, maxLength: 300 }),
    );
    fc.assert(
      fc.property(names, (name) => {
        const clean = safeFileName(name);
        expect(clean).not.toMatch(/^[. ]|[. ]$|[/\\:]|\p{Cc}|[\u202A-\u202E\u2066-\u2069]/u);
        expect(clean).not.toMatch(/^(?:con|prn|aux|nul|com[\d¹²³]|lpt[\d¹²³]) *(?:\.|$)/i);
        expect(clean.length).toBeGreaterThan(0);
        expect(new TextEncoder().encode(clean).length).toBeLessThanOrEqual(200);
        expect(safeFileName(clean)).toBe(clean);
      }),
    );
  });

  it("takes linear time", () => {
    const start = performance.now();
    for (const part of [". ", "a/", "\u200D ", "x. ", ".", "\u200C", "\u200D", " "]) {
      safeFileName(`a${part.repeat(200_000)}x`);
      oneLine(`a${part.repeat(200_000)}x`);
    }
    expect(performance.now() - start).toBeLessThan(2000);
  });
});
