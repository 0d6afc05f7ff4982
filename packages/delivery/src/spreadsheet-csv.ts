/** Writes tables that people open in a spreadsheet. */

/**
 * How a cell begins that a spreadsheet runs as a formula (OWASP, CSV injection): also in full-width characters,
 * and behind white space.
 */
const FORMULA = /^\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\n]/;

/**
 * Writes rows as CSV that is safe to open in a spreadsheet and fit for a mail merge: UTF-8 with a byte-order mark,
 * commas, every cell in quotes. A cell that a spreadsheet would run as a formula gets an apostrophe in front.
 *
 * @example
 * ```ts
 * import { writeSpreadsheetCsv } from "@pct/delivery/spreadsheet-csv";
 *
 * console.log(writeSpreadsheetCsv([["=1+1"]]) === "\uFEFF\"'=1+1\"\r\n"); // true
 * ```
 */
export function writeSpreadsheetCsv(rows: readonly (readonly string[])[]): string {
  return `\uFEFF${rows.map(writeSpreadsheetRow).join("")}`;
}

/** One row of {@link writeSpreadsheetCsv}, with its line break, for a table that is written row by row. */
export function writeSpreadsheetRow(row: readonly string[]): string {
  return `${row.map(cellOf).join(",")}\r\n`;
}

function cellOf(value: string): string {
  // Quotes in every cell, since a spreadsheet may split at semicolons.
  return `"${(FORMULA.test(value) ? `'${value}` : value).replaceAll('"', '""')}"`;
}
