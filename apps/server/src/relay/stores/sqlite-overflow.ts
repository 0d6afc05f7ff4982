import { PAGE_SIZE } from "./sqlite-file.js";

/**
 * The form in which a delivery lies in its table: so that all of it is on overflow pages.
 *
 * SQLite overwrites what it deletes, but not what it moves: where pages were split or merged, a part of
 * a row can stay behind in the gap of a page and outlive the row. Overflow pages hold one value each,
 * never move, and are overwritten as a whole. Which bytes of a row go onto them is fixed by the file
 * format (https://sqlite.org/fileformat2.html, section 1.6); what stays on the table's page is filled
 * with nothing.
 */

/** Bytes of a row that stay on the table's page when the others fill their overflow pages. */
const PREFIX = Math.floor(((PAGE_SIZE - 12) * 32) / 255) - 23;
/** Bytes of a row on each overflow page. */
const OVERFLOW = PAGE_SIZE - 4;
/** Bytes of the longest record header of a row with one value. */
const HEADER = 6;

/** The value to store: the length in four bytes, zeros, the delivery, zeros. */
export function toOverflow(delivery: Uint8Array): Buffer {
  const pages = Math.ceil((HEADER + delivery.length) / OVERFLOW);
  const row = PREFIX + pages * OVERFLOW;
  const value = Buffer.alloc(row - headerOf(row));
  value.writeUInt32BE(delivery.length);
  value.set(delivery, PREFIX);
  return value;
}

/** The delivery in a stored value. */
export function fromOverflow(value: Buffer): Buffer {
  return value.subarray(PREFIX, PREFIX + value.readUInt32BE());
}

/** Its own length, the type of the row's number, and that of the value: a varint of twice its length. */
function headerOf(row: number): number {
  if (row < 8190) return 4;
  return row < 1_048_575 ? 5 : 6;
}
