import { DELIMITERS, formatCsv, parseCsv } from "./csv.js";
import type { Delimiter } from "./csv.js";
import type { ProviderEntry, ProviderFields } from "./provider-entry.js";

/** The CSV files that the consoles of providers hand out. */

/** Reads a table of one of {@link PROVIDER_TABLES}; `null` for any other text. */
export function entriesOfTable(text: string): ProviderEntry[] | null {
  const rows = rowsOfTable(text, PROVIDER_TABLES);
  if (rows === null || rows.some(({ problem }) => problem === "cells")) return null;
  return rows.flatMap(({ entry }) => (entry === null ? [] : [entry]));
}

/** Why a row has no credential to send. */
export type RowProblem =
  /** It has more or fewer cells than headings: it may have been split inside of a value. */
  | "cells"
  | "no-password"
  /** The stars of Google Workspace: the password stays as it was, and the file does not have it. */
  | "password-unchanged"
  /** What stands there is the hash of a password, which signs in nowhere. */
  | "password-hashed";

/** A row of a table: with a credential, or with the reason why it has none. */
export interface TableRow {
  /** Whose it is: untrusted text. */
  readonly person: string;
  /** The names by which the person is found: untrusted text, empty where the table has none. */
  readonly user: string;
  readonly mail: string;
  readonly entry: ProviderEntry | null;
  readonly problem: RowProblem | null;
}

/** The rows of a table of one of `tables`; `null` for any other text. */
export function rowsOfTable(text: string, tables: readonly Table[]): TableRow[] | null {
  // Excel's own first line.
  const [, line, delimiter] = /^(sep=([,;\t])\r?\n)/i.exec(text) ?? [];
  const body = text.slice(line?.length ?? 0);
  let best: TableRow[] | null = null;
  for (const each of DELIMITERS) {
    if (delimiter !== undefined && delimiter !== each) continue;
    const rows = parseCsv(body, each);
    const read = rows === null ? null : readRows(rows, each, tables);
    if (read?.every(({ problem }) => problem !== "cells") === true) return read;
    best ??= read;
  }
  return best;
}

/** The value of a cell, by the name of its column; an empty text where there is none. */
type Row = (column: string) => string;

/** What a table says about one credential. */
interface ReadRow extends Omit<ProviderEntry, "ownRows"> {
  readonly user?: string;
  readonly mail?: string;
}

/** A kind of table. */
export interface Table {
  /** The names of the columns in a row of headings, or `null` where it belongs to another table. */
  readonly columnsOf: (headings: readonly string[], next: readonly string[]) => string[] | null;
  /** `null` for a row that is no person's. */
  readonly read: (row: Row) => ReadRow | { person: string; problem: RowProblem } | null;
}

function readRows(
  rows: string[][],
  delimiter: Delimiter,
  tables: readonly Table[],
): TableRow[] | null {
  // Entra's template begins with its version.
  const start = rows[0]?.[0]?.startsWith("version:") === true ? 1 : 0;
  const [headings = [], ...data] = rows.slice(start);
  for (const { columnsOf, read } of tables) {
    const columns = columnsOf(headings, data[0] ?? []);
    if (columns === null) continue;
    return data.flatMap((row): TableRow[] => {
      const nothing = { user: "", mail: "", entry: null };
      if (!fits(row, columns)) return [{ ...nothing, person: row[0] ?? "", problem: "cells" }];
      const found = read((column) => row[columns.indexOf(column)] ?? "");
      if (found === null) return [];
      if ("problem" in found) return [{ ...nothing, ...found }];
      const { user = found.fields.username ?? "", mail = "", ...entry } = found;
      const own = [...rows.slice(0, start + 1), row];
      const ownRows = data.length === 1 ? null : formatCsv(own, delimiter);
      return [{ person: entry.person, user, mail, entry: { ...entry, ownRows }, problem: null }];
    });
  }
  return null;
}

/** A row with more or fewer cells than headings may have been split inside of a value. */
function fits(row: readonly string[], columns: readonly string[]): boolean {
  const beyond = row.slice(columns.length);
  return row.length >= columns.length && beyond.every((value) => value.trim() === "");
}

/** Columns by name, where the table has those that identify it and none of them twice. */
function identified(columns: string[], ...identifying: readonly string[]): string[] | null {
  const isHere = identifying.every((name) => columns.filter((each) => each === name).length === 1);
  return isHere ? columns : null;
}

const plain = (heading: string): string => heading.trim().toLowerCase();

const AWS_SIGN_IN =
  /^https:\/\/([\da-z-]+)\.signin\.(?:aws\.amazon\.com|amazonaws\.cn|amazonaws-us-gov\.com)\/console\/?$/i;
const ACCESS_KEY_ID = /^A[A-Z0-9]{15,127}$/;
const SECRET_ACCESS_KEY = /^[A-Za-z0-9/+=]{40}$/;

/** IAM, from 2013 to now. */
const AWS: Table = {
  columnsOf: (headings, next) => {
    const columns = headings
      .map(plain)
      .map((name) => (name === "console login link" ? "console sign-in url" : name));
    return (
      identified(columns, "user name", "password", "console sign-in url") ??
      identified(columns, "access key id", "secret access key") ??
      translatedAws(headings, next)
    );
  },
  read: (row) => {
    const user = row("user name").trim();
    const signInUrl = row("console sign-in url").trim();
    const password = row("password");
    const id = row("access key id").trim();
    const secret = row("secret access key").trim();
    const hasKey = id !== "" && secret !== "";
    if (password !== "") {
      const account = AWS_SIGN_IN.exec(signInUrl)?.[1];
      const fields = {
        provider: "aws",
        ...(signInUrl === "" ? {} : { signInUrl }),
        ...(account === undefined ? {} : { account }),
        username: user,
        password,
        mustChangePassword: true,
      } as const;
      return { person: user, fields, needsFile: hasKey };
    }
    if (!hasKey) return { person: user, problem: "no-password" };
    const key = { provider: "aws", username: id, password: secret } as const;
    return {
      person: user === "" ? id : user,
      fields: { ...key, mustChangePassword: false },
      needsFile: false,
      // The ID of a key is the name of no person.
      user,
    };
  },
};

/** The console translates the headings; the order and the shape of the values stay. */
function translatedAws(headings: readonly string[], next: readonly string[]): string[] | null {
  const [first = "", second = "", third = ""] = next.map((value) => value.trim());
  if (headings.length === 2 && ACCESS_KEY_ID.test(first) && SECRET_ACCESS_KEY.test(second)) {
    return ["access key id", "secret access key"];
  }
  if (headings.length === 3 && AWS_SIGN_IN.test(third)) {
    return ["user name", "password", "console sign-in url"];
  }
  return null;
}

/** Entra's bulk creation. Headings are translated, but for the property in brackets. */
const ENTRA: Table = {
  columnsOf: (headings) =>
    identified(
      headings.map((heading) => /\[(\w+)\]/.exec(heading)?.[1]?.toLowerCase() ?? ""),
      "userprincipalname",
      "passwordprofile",
    ),
  read: (row) => {
    const username = row("userprincipalname").trim();
    const password = row("passwordprofile");
    // The template's row of examples may stay in the file.
    const isExample = username.toLowerCase() === "chris@contoso.com";
    if (username === "" || isExample) return null;
    const person = row("displayname").trim() || username;
    if (password === "") return { person, problem: "no-password" };
    const fields = {
      provider: "azure",
      ...domainOf(username),
      username,
      password,
      mustChangePassword: true,
    } as const;
    return { person, fields, needsFile: false };
  },
};

/** Google Workspace and Cloud Identity: "Bulk update users". Remarks stand in brackets. */
const GOOGLE: Table = {
  columnsOf: (headings) =>
    identified(
      headings.map((heading) => plain(heading.replace(/\[.*/, ""))),
      "email address",
      "password",
      "org unit path",
    ),
  read: (row) => {
    const username = row("email address").trim();
    const password = row("password");
    if (username === "") return null;
    const name = `${row("first name").trim()} ${row("last name").trim()}`.trim();
    const person = name === "" ? username : name;
    if (password === "") return { person, problem: "no-password" };
    if (/^\*+$/.test(password)) return { person, problem: "password-unchanged" };
    if (row("password hash function").trim() !== "") return { person, problem: "password-hashed" };
    const fields = {
      provider: "other",
      service: "google-workspace",
      ...domainOf(username),
      username,
      password,
      mustChangePassword: /^(?:true|yes|y|1)$/i.test(row("change password at next sign-in").trim()),
    } as const;
    return { person, fields, needsFile: false };
  },
};

function domainOf(username: string): Pick<ProviderFields, "account"> {
  const [, account] = /@([^@\s]+)$/.exec(username) ?? [];
  return account === undefined ? {} : { account };
}

/** The tables of providers. */
export const PROVIDER_TABLES: readonly Table[] = [AWS, ENTRA, GOOGLE];
