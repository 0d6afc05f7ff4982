/** Comma-separated values as RFC 4180 describes them, with another delimiter where a spreadsheet wrote one. */

/** Delimiters that spreadsheets write, by the locale of the computer. */
export const DELIMITERS = [",", ";", "\t"] as const;
export type Delimiter = (typeof DELIMITERS)[number];

const QUOTE = '"';

/**
 * The rows of a text, without empty ones. `null` where the quotes can be read in more than one way: a
 * secret that is read almost right is worse than none.
 */
export function parseCsv(text: string, delimiter: Delimiter): string[][] | null {
  const rows: string[][] = [];
  let row: string[] = [];
  let position = 0;
  while (position <= text.length) {
    const cell = readCell(text, position, delimiter);
    if (cell === null) return null;
    row.push(cell.value);
    position = cell.end;
    if (text[position] !== delimiter) {
      if (row.some((value) => value.trim() !== "")) rows.push(row);
      row = [];
      if (text.startsWith("\r\n", position)) position++;
    }
    position++;
  }
  return rows;
}

interface Cell {
  readonly value: string;
  /** Where its delimiter, its line break or the end of the text is. */
  readonly end: number;
}

function readCell(text: string, start: number, delimiter: Delimiter): Cell | null {
  if (text[start] === QUOTE) return readQuotedCell(text, start, delimiter);
  let end = start;
  while (end < text.length && !isEnd(text[end], delimiter)) end++;
  const value = text.slice(start, end);
  return /^\s+"/.test(value) ? null : { value, end };
}

function readQuotedCell(text: string, start: number, delimiter: Delimiter): Cell | null {
  let value = "";
  let from = start + 1;
  for (;;) {
    const quote = text.indexOf(QUOTE, from);
    if (quote === -1) return null;
    value += text.slice(from, quote);
    const next = text[quote + 1];
    if (next === undefined || isEnd(next, delimiter)) return { value, end: quote + 1 };
    if (next !== QUOTE) return null;
    value += QUOTE;
    from = quote + 2;
  }
}

function isEnd(character: string | undefined, delimiter: Delimiter): boolean {
  return character === delimiter || character === "\n" || character === "\r";
}

/** Writes rows with quotes only where a cell needs them: the AWS CLI reads no quotes. */
export function formatCsv(rows: readonly (readonly string[])[], delimiter: Delimiter): string {
  return rows
    .map((row) => `${row.map((value) => formatCell(value, delimiter)).join(delimiter)}\r\n`)
    .join("");
}

function formatCell(value: string, delimiter: Delimiter): string {
  const needsQuotes = /["\r\n]|^\s|\s$/.test(value) || value.includes(delimiter);
  return needsQuotes ? `"${value.replaceAll(QUOTE, '""')}"` : value;
}
