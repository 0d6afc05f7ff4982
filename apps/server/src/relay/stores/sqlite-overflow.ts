import { PAGE_SIZE } from "./sqlite-file.js";

/**
 * Encodes deliveries so that SQLite stores all of their bytes on overflow pages.
 *
 * `secure_delete` overwrites deleted rows, but not bytes that SQLite moves: when pages are split or merged, a
 * part of a row can remain in the free space of a page after the row is deleted. An overflow page holds one
 * value, never moves, and is overwritten as a whole. The file format fixes which bytes of a row go onto overflow
 * pages (https://sqlite.org/fileformat2.html, section 1.6); the others are zeros here.
 */

/** Bytes of a row that stay on the table's page when the rest fills overflow pages completely. */
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

/** Bytes of a record header: its length, the type of the row's number, and the type of the value, a varint. */
function headerOf(row: number): number {
  if (row < 8190) return 4;
  return row < 1_048_575 ? 5 : 6;
}
