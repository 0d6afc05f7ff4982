import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { PEOPLE_LIMITS, readPeople, readPerson } from "@pct/delivery";
import type { Person } from "@pct/delivery";
import { writeSpreadsheetCsv } from "@pct/delivery/spreadsheet-csv";

import { outcome } from "./refusal.js";

const ana = { name: "Ana Pérez", mail: "ana@example.org", user: "", label: "AWS" };
const luis = { name: "Luis", mail: "luis@example.org", user: "", label: "AWS" };
const both: Person[] = [ana, luis];

function utf16(text: string, isBigEndian: boolean): Uint8Array {
  const bytes = new DataView(new ArrayBuffer(text.length * 2));
  for (let i = 0; i < text.length; i++) bytes.setUint16(i * 2, text.charCodeAt(i), !isBigEndian);
  return new Uint8Array(bytes.buffer);
}

/** As Excel saves a CSV in western Europe and America. */
function latin1(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

const CSV = "name,mail,for\nAna Pérez,ana@example.org,AWS\nLuis,luis@example.org,AWS\n";

describe("readPeople", () => {
  it.each([
    ["with headings", CSV],
    [
      "with headings in Spanish and capitals",
      CSV.replace("name,mail,for", "NOMBRE,Correo electrónico,Para qué"),
    ],
    ["without headings", CSV.replace(/^.*\n/, "")],
    ["with addresses first", "ana@example.org,Ana Pérez,AWS\nluis@example.org,Luis,AWS"],
    [
      "with columns in another order",
      "For,Phone,E-mail,Name\nAWS,1,ana@example.org,Ana Pérez\nAWS,2,luis@example.org,Luis",
    ],
    ["from a spreadsheet's clipboard", CSV.replaceAll(",", "\t").replaceAll("\n", "\r\n")],
    ["with semicolons", CSV.replaceAll(",", ";")],
    ["with Excel's first line", `sep=;\r\n${CSV.replaceAll(",", ";")}`],
    [
      "with quotes",
      'name,mail,for\n"Ana Pérez","ana@example.org",AWS\n"Luis",luis@example.org,"AWS"',
    ],
    ["with empty rows and spaces", `\n\n${CSV.replace("Luis", "\n  Luis ")}\n ,,\n`],
    [
      "with a first and a last name",
      "Nombre,Apellidos,Email,For\nAna,Pérez,ana@example.org,AWS\nLuis,,luis@example.org,AWS",
    ],
    [
      "with addresses as mail programs write them",
      'Ana Pérez <ana@example.org>;AWS\n"Luis" <luis@example.org>;AWS'.replace('"Luis"', "Luis"),
    ],
    ["in UTF-8 with a byte-order mark", new TextEncoder().encode(`\uFEFF${CSV}`)],
    ["in UTF-16 with a byte-order mark", utf16(`\uFEFF${CSV}`, false)],
    ["in big-endian UTF-16", utf16(`\uFEFF${CSV}`, true)],
    ["in UTF-16 without a mark", utf16(CSV, false)],
    ["in Windows-1252", latin1(CSV.replaceAll(",", ";"))],
    ["as text with a byte-order mark", `\uFEFF${CSV}`],
  ])("reads a table %s", (_, table) => {
    expect(readPeople(table)).toEqual({ people: both, skipped: [] });
  });

  it("reads the files that providers take and give, without their passwords", () => {
    const entra =
      "version:v1.0,,,\nNombre [displayName] Requerido,Nombre de usuario [userPrincipalName] Requerido,Contraseña inicial [passwordProfile] Requerido\nExample: Chris Green,chris@contoso.com,\nAna Pérez,ana@example.org,hunter2\n";
    const google =
      "First Name [Required],Last Name [Required],Email Address [Required],Password [Required],Org Unit Path [Required]\nAna,Pérez,ana@example.org,hunter2,/\n";
    for (const table of [entra, google]) {
      const { people } = readPeople(table);
      expect(people).toMatchObject([{ name: "Ana Pérez", mail: "ana@example.org", label: "" }]);
      expect(JSON.stringify(people)).not.toContain("hunter2");
    }
    const aws =
      "User name,Password,Console sign-in URL\nana,hunter2,https://1.signin.aws.amazon.com/console\n";
    expect(readPeople(aws).people).toEqual([{ name: "ana", mail: "", user: "ana", label: "" }]);
  });

  it.each([
    '=HYPERLINK("https://evil.example","Ana")',
    "<img src=x onerror=alert(1)>",
    "../../x",
    "@SUM(1+1)",
    "-2+3",
    "Robert'); DROP TABLE people;--",
    "__proto__",
  ])("keeps the name %j as text", (name) => {
    const cell = `"${name.replaceAll('"', '""')}"`;
    expect(readPeople(`name\n${cell}\n`).people[0]?.name).toBe(name);
  });

  it("removes what would reorder or hide a name, and joins its lines", () => {
    const { people } = readPeople('name\n"Ana\u202E ét\nPérez\u200B"\n');
    expect(people[0]?.name).toBe("Ana ét Pérez");
  });

  it("skips the rows that name no person, and says why", () => {
    const long = "a".repeat(PEOPLE_LIMITS.text + 1);
    const rows = [
      "Ana,ana@example.org",
      ",,AWS",
      "Luis,luis@",
      `${long},`,
      "Ana P.,ANA@example.org",
    ];
    const { people, skipped } = readPeople(`name,mail,for\n${rows.join("\n")}\n`);
    expect(people.map(({ name }) => name)).toEqual(["Ana"]);
    expect(skipped.map(({ row, problem }) => [row, problem])).toEqual([
      [2, "no-name"],
      [3, "mail-malformed"],
      [4, "too-long"],
      [5, "repeated"],
    ]);
    // The same person for another credential is no repetition.
    expect(readPeople("Ana,ana@a.example,AWS\nAna,ana@a.example,VPN").people).toHaveLength(2);
  });

  it.each([
    ["nothing", "", "people-empty"],
    ["headings alone", "name,mail\n", "people-empty"],
    ["a workbook", Uint8Array.of(0x50, 0x4b, 3, 4, 0x14, 0, 6, 0xff), "people-malformed"],
    ["a quote that never ends", 'name\n"Ana\n', "people-malformed"],
    ["more rows than the limit", "Ana\n".repeat(PEOPLE_LIMITS.rows + 1), "people-too-many"],
  ] as const)("refuses %s", async (_, table, code) => {
    expect(await outcome(() => readPeople(table))).toBe(code);
  });

  it("reads 10,000 rows without a pause", () => {
    const rows = Array.from({ length: PEOPLE_LIMITS.rows }, (_, i) => {
      const name = `"Persona ${i.toString()}, de prueba"`;
      return `${name};p${i.toString()}@example.org;=HYPERLINK("x")`;
    });
    const begun = performance.now();
    const { people } = readPeople(rows.join("\r\n"));
    expect(people).toHaveLength(PEOPLE_LIMITS.rows);
    const csv = writeSpreadsheetCsv(people.map(({ name, mail, label }) => [name, mail, label]));
    expect(performance.now() - begun).toBeLessThan(3000);
    expect(csv.length).toBeGreaterThan(100_000);
  });

  it("reads people, or refuses with one of three errors, whatever the text is", async () => {
    const cell = fc.oneof(
      fc.string({ unit: "binary", maxLength: 20 }),
      fc.constantFrom("name", "mail", "Ana", "ana@example.org", '"', "=1+1", "\u202E", ";", "\t"),
    );
    const table = fc.array(
      fc.array(cell, { maxLength: 5 }).map((row) => row.join(",")),
      { maxLength: 6 },
    );
    await fc.assert(
      fc.asyncProperty(table, async (rows) => {
        const result = await outcome(() => {
          const { people, skipped } = readPeople(rows.join("\n"));
          for (const { name, mail, user, label } of people) {
            expect(name).not.toBe("");
            expect([name, mail, user, label].join("")).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u);
          }
          expect(people.length + skipped.length).toBeGreaterThan(0);
        });
        expect(result).toMatch(/^accepted$|^people-/);
      }),
    );
  });
});

describe("readPerson", () => {
  it("reads a name, an address, or both", async () => {
    expect(readPerson("Ana Pérez <ana@example.org>")).toEqual({ ...ana, label: "" });
    expect(readPerson('"Pérez, Ana" <ana@example.org>').name).toBe("Pérez, Ana");
    expect(readPerson("ana@example.org")).toMatchObject({
      name: "ana@example.org",
      mail: "ana@example.org",
    });
    expect(readPerson("Ana")).toMatchObject({ name: "Ana", mail: "" });
    expect(await outcome(() => readPerson(" \u202E "))).toBe("people-malformed");
  });
});

describe("writeSpreadsheetCsv", () => {
  it("quotes each cell and disarms formulas", () => {
    const rows = [
      ["Ana", 'a "b"', "=1+1"],
      ["+1", "-1", "@x"],
      ["\uFF1D1", "\t=1", "two\nlines"],
    ];
    expect(writeSpreadsheetCsv(rows)).toBe(
      `\uFEFF"Ana","a ""b""","'=1+1"\r\n"'+1","'-1","'@x"\r\n"'\uFF1D1","'\t=1","two\nlines"\r\n`,
    );
  });

  it("writes no cell that begins as a formula, in any locale's delimiter", () => {
    const text = fc.string({ unit: "binary", maxLength: 20 });
    const cell = fc.oneof(
      text,
      fc.tuple(fc.constantFrom("=", "+", "-", "@", "\t", "\r", " ="), text).map(([a, b]) => a + b),
    );
    fc.assert(
      fc.property(fc.array(cell, { minLength: 1, maxLength: 5 }), (row) => {
        const line = writeSpreadsheetCsv([row]);
        const cells = [...line.matchAll(/"((?:[^"]|"")*)"/g)].map(([, value = ""]) => value);
        expect(cells.map((value) => value.replaceAll('""', '"').replace(/^'/, ""))).toEqual(
          row.map((value) => value.replace(/^'/, "")),
        );
        for (const value of cells) expect(value).not.toMatch(/^\s*[=+\-@]/);
        // What is left beside the cells has nothing that a delimiter could cut out.
        expect(line.replace(/"(?:[^"]|"")*"/g, "")).toMatch(/^\uFEFF,*\r\n$/);
      }),
    );
  });
});
