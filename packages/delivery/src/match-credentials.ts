import type { CredentialRow, CredentialTable } from "./credential-table.js";
import type { Person } from "./people-table.js";

/** Finds whose each credential of a table is. */

/** By what a person and a row were found to belong together. */
export type MatchedBy = "user" | "mail" | "name" | "order";

/** A person and their credential. */
export interface MatchedCredential<P> {
  readonly person: P;
  readonly row: CredentialRow;
  readonly by: MatchedBy;
}

/** Why a row belongs to none of these people: none has its names, or more than one person or row has them. */
export type MatchProblem = "no-person" | "ambiguous";

/** Which credential is whose. Show it before anything is sent. */
export interface CredentialMatches<P> {
  readonly pairs: readonly MatchedCredential<P>[];
  readonly unmatched: readonly { readonly row: CredentialRow; readonly problem: MatchProblem }[];
  /** People without a credential in the table. */
  readonly without: readonly P[];
}

/** The names of a person. */
export type Names = Pick<Person, "name" | "mail" | "user">;

/** The texts that must be equal, strongest first; an empty text matches nothing. */
const LEVELS: readonly {
  readonly by: MatchedBy;
  readonly ofPerson: (person: Names) => string;
  readonly ofRow: (row: CredentialRow) => string;
  /** Whether accents do not count: an address with one is another mailbox. */
  readonly ignoresAccents?: boolean;
}[] = [
  { by: "user", ofPerson: ({ user }) => user, ofRow: ({ user }) => user },
  {
    by: "mail",
    ofPerson: ({ mail }) => mail,
    ofRow: ({ mail, user }) => (mail === "" && user.includes("@") ? user : mail),
  },
  {
    // The account of ana@example.org is often called ana.
    by: "mail",
    ofPerson: ({ mail, user }) => (user === "" ? mail.replace(/@.*/s, "") : ""),
    ofRow: ({ user }) => (user.includes("@") ? "" : user),
  },
  {
    by: "name",
    // A user name that differs says more than a name that is the same.
    ofPerson: ({ name, user }) => (user === "" ? name : ""),
    ofRow: ({ person }) => person,
    ignoresAccents: true,
  },
];

/**
 * Matches credentials to people by user name, else by address, else by name: case and spaces do not count,
 * nor do accents in a name. A match that is not the only one is none.
 *
 * @example
 * ```ts
 * import { readCredentialTable } from "@pct/delivery/credential-table";
 * import { matchCredentials } from "@pct/delivery/match-credentials";
 *
 * const table = readCredentialTable(new TextEncoder().encode("user,password\nana,hunter2\n"));
 * const people = [{ name: "Ana Pérez", mail: "ana@example.org", user: "" }];
 * console.log(matchCredentials(people, table).pairs[0]?.by); // "mail"
 * ```
 */
export function matchCredentials<P extends Names>(
  people: readonly P[],
  table: Pick<CredentialTable, "rows">,
): CredentialMatches<P> {
  const leftPeople = new Set(people);
  const leftRows = new Set(table.rows);
  const pairs: MatchedCredential<P>[] = [];
  const ambiguous: CredentialRow[] = [];
  for (const { by, ofPerson, ofRow, ignoresAccents = false } of LEVELS) {
    const fold = ignoresAccents ? withoutAccents : withoutCase;
    const peopleOf = groups(leftPeople, (person) => fold(ofPerson(person)));
    for (const [name, rows] of groups(leftRows, (row) => fold(ofRow(row)))) {
      const found = peopleOf.get(name) ?? [];
      const [[person], [row]] = [found, rows];
      if (person === undefined || row === undefined) continue;
      const isOnly = found.length === 1 && rows.length === 1;
      if (isOnly) pairs.push({ person, row, by });
      else ambiguous.push(...rows);
      if (isOnly) leftPeople.delete(person);
      for (const each of rows) leftRows.delete(each);
    }
  }
  return matchesOf(people, table, pairs, ambiguous);
}

/**
 * Matches credentials to people by their order, where the table says nothing of who they are.
 *
 * @returns `null` if the table does not have a row for each person: none is known to be right then.
 *
 * @example
 * ```ts
 * import { readCredentialTable } from "@pct/delivery/credential-table";
 * import { matchInOrder } from "@pct/delivery/match-credentials";
 *
 * const table = readCredentialTable(new TextEncoder().encode("password\nhunter2\n"));
 * console.log(matchInOrder(["Ana"], table)?.pairs[0]?.person); // "Ana"
 * console.log(matchInOrder(["Ana", "Luis"], table)); // null
 * ```
 */
export function matchInOrder<P>(
  people: readonly P[],
  table: Pick<CredentialTable, "rows" | "total">,
): CredentialMatches<P> | null {
  if (table.total !== people.length) return null;
  const pairs = table.rows.flatMap((row) => {
    const person = people[row.row - 1];
    return person === undefined ? [] : [{ person, row, by: "order" } as const];
  });
  return matchesOf(people, table, pairs, []);
}

function matchesOf<P>(
  people: readonly P[],
  { rows }: Pick<CredentialTable, "rows">,
  pairs: readonly MatchedCredential<P>[],
  ambiguous: readonly CredentialRow[],
): CredentialMatches<P> {
  const matchedRows = new Set(pairs.map(({ row }) => row));
  const matchedPeople = new Set(pairs.map(({ person }) => person));
  const unclear = new Set(ambiguous);
  return {
    pairs: [...pairs].sort((a, b) => a.row.row - b.row.row),
    unmatched: rows
      .filter((row) => !matchedRows.has(row))
      .map((row) => ({ row, problem: unclear.has(row) ? "ambiguous" : "no-person" })),
    without: people.filter((person) => !matchedPeople.has(person)),
  };
}

function groups<T>(all: Iterable<T>, nameOf: (each: T) => string): Map<string, T[]> {
  const found = new Map<string, T[]>();
  for (const each of all) {
    const name = nameOf(each);
    if (name === "") continue;
    const group = found.get(name);
    if (group === undefined) found.set(name, [each]);
    else group.push(each);
  }
  return found;
}

function withoutCase(name: string): string {
  return name.normalize("NFKC").replace(/\s/g, "").toLowerCase();
}

function withoutAccents(name: string): string {
  return withoutCase(name.normalize("NFD").replace(/\p{M}/gu, ""));
}
