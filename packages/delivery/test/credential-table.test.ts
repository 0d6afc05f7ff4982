import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { matchCredentials, matchInOrder, readCredentialTable } from "@pct/delivery";
import type { CredentialMatches, Names } from "@pct/delivery";

import { outcome } from "./refusal.js";

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const read = (text: string) => readCredentialTable(utf8(text));

const SIGN_IN = "https://123456789012.signin.aws.amazon.com/console";
const AWS = `User name,Password,Console sign-in URL\nana,"a,B3!",${SIGN_IN}\nluis,x|y'z,${SIGN_IN}\n`;
const ENTRA =
  "version:v1.0,,,\nNombre [displayName] Requerido;Nombre de usuario [userPrincipalName] Requerido;Contraseña inicial [passwordProfile] Requerido\nExample: Chris Green;chris@contoso.com;\nAna Pérez;ana@example.org;Xy;\nLuis;luis@example.org;;\n";
const GOOGLE = [
  "First Name [Required],Last Name [Required],Email Address [Required],Password [Required],Password Hash Function [UPLOAD ONLY],Org Unit Path [Required]",
  "Ana,Pérez,ana@example.org,hunter2!,,/",
  "Luis,Gil,luis@example.org,****,,/",
  "Eva,Gil,eva@example.org,5ebe2294ecd0e0f08eab7690d2a6ee69,MD5,/",
  "Leo,Gil,leo@example.org,,,/",
].join("\n");

describe("readCredentialTable", () => {
  it("reads AWS's file, each row with its user", () => {
    const { rows, refused, total } = read(AWS);
    expect(rows.map(({ row, user, entry }) => [row, user, entry.fields.password])).toEqual([
      [1, "ana", "a,B3!"],
      [2, "luis", "x|y'z"],
    ]);
    expect([refused, total]).toEqual([[], 2]);
    expect(rows[0]?.entry.fields).toMatchObject({ provider: "aws", signInUrl: SIGN_IN });
  });

  it("reads Entra's file with headings in another language and semicolons", () => {
    const { rows, refused } = read(ENTRA);
    expect(rows).toMatchObject([{ row: 1, person: "Ana Pérez", user: "ana@example.org" }]);
    expect(refused).toEqual([{ row: 2, person: "Luis", problem: "no-password" }]);
  });

  it("refuses Google's stars and hashes, each with its reason", () => {
    const { rows, refused, total } = read(GOOGLE);
    expect(rows.map(({ entry }) => entry.fields.password)).toEqual(["hunter2!"]);
    expect(refused.map(({ person, problem }) => [person, problem])).toEqual([
      ["Luis Gil", "password-unchanged"],
      ["Eva Gil", "password-hashed"],
      ["Leo Gil", "no-password"],
    ]);
    expect(total).toBe(4);
  });

  it.each([
    [
      "in English",
      "Name,Mail,User,Password,Account,URL\nAna,ana@a.example,ana,hunter2,1234,https://a.example",
    ],
    [
      "in Spanish",
      "Cuenta;Contraseña;Correo;Nombre;Usuario;URL\n1234;hunter2;ana@a.example;Ana;ana;https://a.example",
    ],
  ])("reads one's own table %s", (_, table) => {
    const [row] = read(table).rows;
    expect(row).toMatchObject({ person: "Ana", user: "ana", mail: "ana@a.example" });
    expect(row?.entry.fields).toEqual({
      username: "ana",
      password: "hunter2",
      account: "1234",
      signInUrl: "https://a.example",
    });
  });

  it("keeps every character of a password, and no other person's row", () => {
    const password = ' =2+2 "x" <b>ñ🦤 ';
    const csv = `user,password\nana,"${password.replaceAll('"', '""')}"\nluis,other\n`;
    const [row] = read(csv).rows;
    expect(row?.entry.fields.password).toBe(password);
    expect(row?.entry.ownRows).not.toContain("other");
  });

  it("refuses a row that was split or is unusable, and reads the others", () => {
    const csv = 'user,password\nana,hunter2\nluis,two,parts\neva,"a\u0007b"\nleo\n';
    const { rows, refused } = read(csv);
    expect(rows.map(({ user }) => user)).toEqual(["ana"]);
    expect(refused.map(({ row, problem }) => [row, problem])).toEqual([
      [2, "cells"],
      [3, "unusable"],
      [4, "cells"],
    ]);
  });

  it("reads what a command line prints", () => {
    const printed = { AccessKey: { UserName: "ana", AccessKeyId: "AKIA", SecretAccessKey: "s" } };
    expect(read(JSON.stringify(printed)).rows).toMatchObject([{ user: "ana" }]);
  });

  it.each([
    ["no table", "hunter2"],
    ["people without passwords", "name,mail\nAna,ana@a.example\n"],
    ["two columns of passwords", "user,password,secret\nana,a,b\n"],
    ["headings alone", "user,password\n"],
    ["nothing", ""],
  ])("refuses %s", async (_, table) => {
    expect(await outcome(() => read(table))).toBe("credential-table-malformed");
  });

  it("refuses Windows-1252: a password that is read almost right is worse than none", async () => {
    const bytes = Uint8Array.from("user,password\nana,ñandú\n", (c) => c.charCodeAt(0));
    expect(await outcome(() => readCredentialTable(bytes))).toBe("credential-table-malformed");
  });
});

const person = (name: string, mail = "", user = ""): Names => ({ name, mail, user });
const shown = ({ pairs, unmatched, without }: CredentialMatches<Names>) => ({
  pairs: pairs.map(({ person: { name }, row, by }) => [name, row.row, by]),
  unmatched: unmatched.map(({ row, problem }) => [row.row, problem]),
  without: without.map(({ name }) => name),
});

describe("matchCredentials", () => {
  it("goes by user name, then by address, then by name", () => {
    const people = [
      person("Eva Gómez"),
      person("Ana", "a@example.org", "ana.p"),
      person("Luis", "Luis@Example.org"),
      person("Leo", "leo@example.org"),
    ];
    const table =
      "user,mail,name,password\nLUIS@example.org,,,1\nana.p,,,2\nleo,,,3\n,,Eva Gomez,4\n";
    expect(shown(matchCredentials(people, read(table)))).toEqual({
      pairs: [
        ["Luis", 1, "mail"],
        ["Ana", 2, "user"],
        ["Leo", 3, "mail"],
        ["Eva Gómez", 4, "name"],
      ],
      unmatched: [],
      without: [],
    });
  });

  it("matches no row that could be for two people, nor two rows for one person", () => {
    const people = [
      person("Ana", "ana@a.example"),
      person("Ana", "ana@b.example"),
      person("Luis", "", "luis"),
    ];
    const table = "user,password\nana,1\nluis,2\nluis,3\nnoone,4\n";
    expect(shown(matchCredentials(people, read(table)))).toEqual({
      pairs: [],
      unmatched: [
        [1, "ambiguous"],
        [2, "ambiguous"],
        [3, "ambiguous"],
        [4, "no-person"],
      ],
      without: ["Ana", "Ana", "Luis"],
    });
  });

  it("does not take another account's name for that of a person who has one", () => {
    const people = [person("Ana", "ana@example.org", "ana-admin")];
    expect(shown(matchCredentials(people, read("user,password\nana,1\n"))).pairs).toEqual([]);
    expect(
      shown(
        matchCredentials(
          [person("José", "josé@a.example")],
          read("mail,password\njose@a.example,1\n"),
        ),
      ).pairs,
    ).toEqual([]);
  });

  it("goes by the order only where each person has a row, and leaves a refused row's place", () => {
    const people = [person("Ana"), person("Luis"), person("Eva")];
    const table = read('password\n1\n"a\u0007"\n3\n');
    expect(shown(matchInOrder(people, table) ?? matchCredentials([], table))).toEqual({
      pairs: [
        ["Ana", 1, "order"],
        ["Eva", 3, "order"],
      ],
      unmatched: [],
      without: ["Luis"],
    });
    expect(matchInOrder(people.slice(1), table)).toBeNull();
  });

  it("gives each person their own row, in any order and writing", () => {
    const names = fc.uniqueArray(fc.stringMatching(/^[a-z]{3,8}$/), {
      minLength: 1,
      maxLength: 20,
    });
    fc.assert(
      fc.property(names, fc.infiniteStream(fc.boolean()), fc.gen(), (users, upper, gen) => {
        const shuffled = [...users].sort(() => gen(fc.integer));
        const lines = shuffled.map(
          (user) => `${upper.next().value === true ? user.toUpperCase() : user},${user}-secret`,
        );
        const table = read(`user,password\n${lines.join("\n")}\n`);
        const { pairs, without } = matchCredentials(
          users.map((user) => person(user, `${user}@a.example`)),
          table,
        );
        expect(without).toEqual([]);
        for (const {
          person: { name },
          row,
        } of pairs)
          expect(row.entry.fields.password).toBe(`${name}-secret`);
      }),
    );
  });

  it("matches 10,000 people without a pause", () => {
    const numbers = Array.from({ length: 10_000 }, (_, i) => i.toString());
    const table = read(`user,password\n${numbers.map((n) => `u${n},p${n}`).join("\n")}\n`);
    const people = numbers.map((n) => person(`Persona ${n}`, `u${n}@example.org`)).reverse();
    const begun = performance.now();
    expect(matchCredentials(people, table).pairs).toHaveLength(10_000);
    expect(performance.now() - begun).toBeLessThan(3000);
  });
});
