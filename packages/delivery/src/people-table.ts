import { DELIMITERS, parseCsv } from "./csv.js";
import { DeliveryError } from "./errors.js";
import { columnOf } from "./headings.js";
import type { Column } from "./headings.js";
import { oneLine } from "./safe-text.js";
import { decodeLeniently } from "./table-text.js";

/** A table of people to invite, from a file or from a spreadsheet's clipboard. Imports no schema. */

/** Limits of a table of people. */
export const PEOPLE_LIMITS = {
  rows: 10_000,
  /** UTF-16 units of a name or a label. */
  text: 256,
  /** UTF-16 units of an address (RFC 5321 §4.5.3.1.3) and of a user name. */
  mail: 254,
  user: 512,
} as const;

/** A person to invite. Texts are one line of visible characters; an empty one is missing. */
export interface Person {
  /** Never empty: the address or the user name where the table has no name. */
  readonly name: string;
  readonly mail: string;
  /** The name of the account that the person gets, to find their credential in a provider's file. */
  readonly user: string;
  /** What the invitation is for. */
  readonly label: string;
}

/** Why a row names no person to invite. */
export type PersonProblem = "no-name" | "mail-malformed" | "too-long" | "repeated";

/** A row that is not used. */
export interface SkippedPerson {
  /** 1 for the first row under the headings. Empty rows do not count. */
  readonly row: number;
  /** What the row says, to show: one line. */
  readonly text: string;
  readonly problem: PersonProblem;
}

/** A table of people. */
export interface PeopleTable {
  readonly people: readonly Person[];
  readonly skipped: readonly SkippedPerson[];
}

/**
 * Reads a table of people: CSV with commas, semicolons or tabs, with headings in English or Spanish, in any order,
 * or without (then: name, address, what for, user name; the column with addresses may be any). Files that Entra
 * and Google Workspace take are read, too. A cell may hold `Ana <ana@example.org>`.
 *
 * Nothing in a cell is run or followed: `=HYPERLINK(…)`, `<img …>` and `../../x` are names. What a screen would
 * hide or obey is removed, as `oneLine` does. Columns with other headings, such as a password, are not read.
 *
 * @param table - Text; or bytes in UTF-8, UTF-16 or Windows-1252.
 *
 * @throws {@link DeliveryError} `people-malformed`, `people-empty`, `people-too-many`.
 *
 * @example
 * ```ts
 * import { readPeople } from "@pct/delivery/people-table";
 *
 * const { people } = readPeople("name;mail;for\nAna;ana@example.org;AWS\n");
 * console.log(people[0]?.label); // "AWS"
 * ```
 */
export function readPeople(table: string | Uint8Array): PeopleTable {
  const text = typeof table === "string" ? table.replace(/^\uFEFF/, "") : decodeLeniently(table);
  const rows = text === null ? null : rowsOf(text);
  if (rows === null) throw new DeliveryError("people-malformed");
  const { columns, data } = columnsOf(rows);
  if (data.length === 0) throw new DeliveryError("people-empty");
  if (data.length > PEOPLE_LIMITS.rows) {
    throw new DeliveryError("people-too-many", { maximum: PEOPLE_LIMITS.rows });
  }
  const people: Person[] = [];
  const skipped: SkippedPerson[] = [];
  const known = new Set<string>();
  for (const [index, row] of data.entries()) {
    const person = personOf(row, columns);
    const problem = problemOf(person) ?? (known.has(identityOf(person)) ? "repeated" : null);
    if (problem === null) people.push(person);
    else skipped.push({ row: index + 1, text: oneLine(row.join(" ")).slice(0, 80), problem });
    known.add(identityOf(person));
  }
  return { people, skipped };
}

/**
 * A person from what was typed: a name, or `Ana <ana@example.org>`, or an address.
 *
 * @throws {@link DeliveryError} `people-malformed`.
 *
 * @example
 * ```ts
 * import { readPerson } from "@pct/delivery/people-table";
 *
 * console.log(readPerson("Ana <ana@example.org>").mail); // "ana@example.org"
 * ```
 */
export function readPerson(text: string): Person {
  const person = personOf([text], ["name"]);
  if (problemOf(person) !== null) throw new DeliveryError("people-malformed");
  return person;
}

/** The rows, by the delimiter that makes most sense of them. */
function rowsOf(text: string): string[][] | null {
  // Excel's own first line.
  const [line = "", named] = /^sep=([,;\t])\r?\n/i.exec(text) ?? [];
  const body = text.slice(line.length);
  let best: { readonly rows: string[][]; readonly score: number } | null = null;
  // Later ones win: a comma may be part of a name, a tab is not.
  for (const delimiter of DELIMITERS) {
    if (named !== undefined && named !== delimiter) continue;
    const rows = parseCsv(body, delimiter);
    if (rows === null) continue;
    const score = scoreOf(rows);
    if (best === null || score >= best.score) best = { rows, score };
  }
  return best?.rows ?? null;
}

function scoreOf(rows: readonly string[][]): number {
  const [first = []] = withoutVersion(rows);
  const isTable = first.length > 1 && rows.every((row) => row.length === first.length);
  return 2 * first.filter((cell) => columnOf(cell) !== null).length + (isTable ? 1 : 0);
}

/** Entra's template begins with its version. */
function withoutVersion(rows: readonly string[][]): readonly string[][] {
  return rows[0]?.[0]?.startsWith("version:") === true ? rows.slice(1) : rows;
}

interface Columns {
  readonly columns: readonly (Column | null)[];
  readonly data: readonly string[][];
}

function columnsOf(table: readonly string[][]): Columns {
  const rows = withoutVersion(table);
  const [first = []] = rows;
  const named = first.map(columnOf);
  const hasHeadings = named.some((column) => column !== null) && !first.some(isMail);
  if (hasHeadings) {
    // The template's row of examples may stay in the file.
    const data = rows.slice(1).filter((row) => !row.includes("chris@contoso.com"));
    return { columns: named, data };
  }
  const width = rows.reduce((widest, row) => Math.max(widest, row.length), 0);
  const mail = Array.from({ length: width }, (_, i) => i).find((i) => holdsMail(rows, i)) ?? -1;
  const others: Column[] = ["name", "label", "user"];
  const columns = Array.from({ length: width }, (_, i): Column | null => {
    return i === mail ? "mail" : (others.shift() ?? null);
  });
  return { columns, data: rows };
}

/** Whether most cells of a column are addresses. */
function holdsMail(rows: readonly string[][], column: number): boolean {
  const cells = rows.map((row) => row[column]?.trim() ?? "").filter((cell) => cell !== "");
  return cells.filter(isMail).length * 2 > cells.length;
}

const MAIL = /^[^\s@<>()[\],;:"]+@[^\s@<>()[\],;:"]+$/;
/** A name and an address, as a mail program writes them. */
const NAME_AND_MAIL = /^(.*)<([^\s<>]+@[^\s<>]+)>$/s;

function isMail(cell: string): boolean {
  return MAIL.test(cell.trim());
}

function personOf(row: readonly string[], columns: readonly (Column | null)[]): Person {
  const cell = (column: Column): string => {
    const index = columns.indexOf(column);
    return index === -1 ? "" : oneLine(row[index] ?? "");
  };
  const [, nameBeside, mailBeside] =
    NAME_AND_MAIL.exec(cell("name")) ?? NAME_AND_MAIL.exec(cell("mail")) ?? [];
  const user = cell("user");
  const given = cell("name") || cell("givenName");
  const full = nameBeside ?? `${given} ${cell("familyName")}`;
  const name = oneLine(full.replace(/^\s*"(.*)"\s*$/, "$1"));
  const written = mailBeside ?? cell("mail");
  const mail = written === "" ? ([user, name].find(isMail) ?? "") : written;
  return {
    name: [name, mail, user].find((text) => text !== "") ?? "",
    mail,
    user,
    label: cell("label"),
  };
}

function problemOf({ name, mail, user, label }: Person): PersonProblem | null {
  if (name === "") return "no-name";
  if (mail !== "" && !isMail(mail)) return "mail-malformed";
  const isLong =
    name.length > PEOPLE_LIMITS.text ||
    label.length > PEOPLE_LIMITS.text ||
    mail.length > PEOPLE_LIMITS.mail ||
    user.length > PEOPLE_LIMITS.user;
  return isLong ? "too-long" : null;
}

/** What two rows for the same person and purpose have alike. */
function identityOf({ name, mail, user, label }: Person): string {
  const who = mail === "" ? (user === "" ? name : user) : mail;
  return JSON.stringify([who.toLowerCase(), label.toLowerCase()]);
}
