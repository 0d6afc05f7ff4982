import { DeliveryError } from "./errors.js";
import { columnOf } from "./headings.js";
import type { ProviderEntry } from "./provider-entry.js";
import { isUsable } from "./provider-file.js";
import { entriesOfJson } from "./provider-json.js";
import { PROVIDER_TABLES, rowsOfTable } from "./provider-table.js";
import type { RowProblem, Table, TableRow } from "./provider-table.js";
import { oneLine } from "./safe-text.js";
import { decodeExactly } from "./table-text.js";

/** A table with the credentials of several people, row by row. Imports no schema. */

/** Maximum bytes of such a table. */
export const CREDENTIAL_TABLE_BYTES = 8_388_608;

/** Why a row has no credential to send; `unusable`: a value has control characters or is too long. */
export type CredentialRowProblem = RowProblem | "unusable";

/** A row with a credential. */
export interface CredentialRow {
  /** 1 for the first row under the headings. Empty rows do not count. */
  readonly row: number;
  /** Whose it is, as the table names them: one line of untrusted text. */
  readonly person: string;
  /** The names by which the person is found: untrusted text, empty where the table has none. */
  readonly user: string;
  readonly mail: string;
  readonly entry: ProviderEntry;
}

/** A row without one. */
export interface RefusedCredentialRow extends Pick<CredentialRow, "row" | "person"> {
  readonly problem: CredentialRowProblem;
}

/** A table of credentials. */
export interface CredentialTable {
  readonly rows: readonly CredentialRow[];
  readonly refused: readonly RefusedCredentialRow[];
  /** Rows of people in all. */
  readonly total: number;
}

/** One's own table: headings in English or Spanish, with a password and who it is for. */
const OWN: Table = {
  columnsOf: (headings) => {
    const columns = headings.map((heading) => columnOf(heading) ?? "");
    const isTwice = columns.some((name, i) => name !== "" && columns.indexOf(name) !== i);
    return !isTwice && columns.includes("password") ? columns : null;
  },
  read: (row) => {
    const [name, user, mail] = [row("name").trim(), row("user").trim(), row("mail").trim()];
    const person = [name, user, mail].find((text) => text !== "") ?? "";
    const password = row("password");
    if (password === "") return { person, problem: "no-password" };
    const [account, signInUrl] = [row("account").trim(), row("signInUrl").trim()];
    const username = user === "" ? mail : user;
    const fields = {
      ...(signInUrl === "" ? {} : { signInUrl }),
      ...(account === "" ? {} : { account }),
      ...(username === "" ? {} : { username }),
      password,
    };
    return { person, fields, needsFile: false, user, mail };
  },
};

/**
 * Reads a table of credentials: the CSV of AWS, of Microsoft Entra (headings in any language) or of Google
 * Workspace, what their command lines print, or one's own CSV with a column `password`.
 *
 * A row without a usable credential is refused alone, with the reason.
 *
 * @param bytes - UTF-8 or UTF-16, with commas, semicolons or tabs.
 *
 * @throws {@link DeliveryError} `credential-table-malformed` for any other file, and for one that can be read in
 * more than one way.
 *
 * @example
 * ```ts
 * import { readCredentialTable } from "@pct/delivery/credential-table";
 *
 * const csv = "user,password\nana,hunter2\nluis,\n";
 * const { rows, refused } = readCredentialTable(new TextEncoder().encode(csv));
 * console.log(rows[0]?.user, refused[0]?.problem); // "ana" "no-password"
 * ```
 */
export function readCredentialTable(bytes: Uint8Array): CredentialTable {
  const text = bytes.length > CREDENTIAL_TABLE_BYTES ? null : decodeExactly(bytes);
  const found = text === null ? null : (rowsOfJson(text) ?? rowsOfTable(text, TABLES));
  if (found === null || found.length === 0) throw new DeliveryError("credential-table-malformed");
  const rows: CredentialRow[] = [];
  const refused: RefusedCredentialRow[] = [];
  for (const [index, { entry, user, mail, problem, ...each }] of found.entries()) {
    const place = { row: index + 1, person: oneLine(each.person) };
    if (entry === null) refused.push({ ...place, problem: problem ?? "no-password" });
    else if (!isUsable(entry)) refused.push({ ...place, problem: "unusable" });
    else rows.push({ ...place, user: oneLine(user), mail: oneLine(mail), entry });
  }
  return { rows, refused, total: found.length };
}

const TABLES: readonly Table[] = [...PROVIDER_TABLES, OWN];

function rowsOfJson(text: string): TableRow[] | null {
  const entries = entriesOfJson(text);
  if (entries === null) return null;
  return entries.map((entry) => {
    const { person } = entry;
    return { person, user: person, mail: "", entry, problem: null };
  });
}
