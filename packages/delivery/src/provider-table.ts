import { DELIMITERS, formatCsv, parseCsv } from "./csv.js";
import type { Delimiter } from "./csv.js";
import type { ProviderEntry, ProviderFields } from "./provider-entry.js";

/** The CSV files that the consoles of providers hand out. */

/** Reads a table of one of {@link TABLES}; `null` for any other text. */
export function entriesOfTable(text: string): ProviderEntry[] | null {
  // Excel's own first line.
  const [, line, delimiter] = /^(sep=([,;\t])\r?\n)/i.exec(text) ?? [];
  const body = text.slice(line?.length ?? 0);
  for (const each of DELIMITERS) {
    if (delimiter !== undefined && delimiter !== each) continue;
    const rows = parseCsv(body, each);
    const entries = rows === null ? null : entriesOfRows(rows, each);
    if (entries !== null) return entries;
  }
  return null;
}

/** The value of a cell, by the name of its column; an empty text where there is none. */
type Row = (column: string) => string;

interface Table {
  /** The names of the columns in a row of headings, or `null` where it belongs to another table. */
  readonly columnsOf: (headings: readonly string[], next: readonly string[]) => string[] | null;
  /** `null` for a row without a credential. */
  readonly read: (row: Row) => Omit<ProviderEntry, "ownRows"> | null;
}

function entriesOfRows(rows: string[][], delimiter: Delimiter): ProviderEntry[] | null {
  // Entra's template begins with its version.
  const start = rows[0]?.[0]?.startsWith("version:") === true ? 1 : 0;
  const [headings = [], ...data] = rows.slice(start);
  for (const { columnsOf, read } of TABLES) {
    const columns = columnsOf(headings, data[0] ?? []);
    if (columns === null || !data.every((row) => fits(row, columns))) continue;
    return data.flatMap((row) => {
      const entry = read((column) => row[columns.indexOf(column)] ?? "");
      if (entry === null) return [];
      const own = [...rows.slice(0, start + 1), row];
      return [{ ...entry, ownRows: data.length === 1 ? null : formatCsv(own, delimiter) }];
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
    if (!hasKey) return null;
    const key = { provider: "aws", username: id, password: secret } as const;
    return {
      person: user === "" ? id : user,
      fields: { ...key, mustChangePassword: false },
      needsFile: false,
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
    if (username === "" || password === "" || isExample) return null;
    const fields = {
      provider: "azure",
      ...domainOf(username),
      username,
      password,
      mustChangePassword: true,
    } as const;
    return { person: row("displayname").trim() || username, fields, needsFile: false };
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
    // Stars mean "unchanged", and with a hash function the password is its hash: neither signs in.
    const isPassword = !/^\**$/.test(password) && row("password hash function").trim() === "";
    if (username === "" || !isPassword) return null;
    const name = `${row("first name").trim()} ${row("last name").trim()}`.trim();
    const fields = {
      provider: "other",
      service: "google-workspace",
      ...domainOf(username),
      username,
      password,
      mustChangePassword: /^(?:true|yes|y|1)$/i.test(row("change password at next sign-in").trim()),
    } as const;
    return { person: name === "" ? username : name, fields, needsFile: false };
  },
};

function domainOf(username: string): Pick<ProviderFields, "account"> {
  const [, account] = /@([^@\s]+)$/.exec(username) ?? [];
  return account === undefined ? {} : { account };
}

const TABLES: readonly Table[] = [AWS, ENTRA, GOOGLE];
