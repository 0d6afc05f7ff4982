/** Decodes the tables that people drop, paste and pipe. */

/** `null` for anything that is not surely this text: a secret that is read almost right is worse than none. */
export function decodeExactly(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** PowerShell writes UTF-16 with a byte-order mark, some exports without. */
function encodingOf([a, b]: Uint8Array): "utf-8" | "utf-16le" | "utf-16be" {
  if ((a === 0xff && b === 0xfe) || (a !== 0 && b === 0)) return "utf-16le";
  if ((a === 0xfe && b === 0xff) || (a === 0 && b !== 0)) return "utf-16be";
  return "utf-8";
}

/**
 * Decodes a table without secrets: also Windows-1252, in which Excel saves a CSV of western Europe and America.
 * `null` for a file that is not text, such as a workbook.
 */
export function decodeLeniently(bytes: Uint8Array): string | null {
  const text = decodeExactly(bytes) ?? new TextDecoder("windows-1252").decode(bytes);
  return /[^\P{Cc}\t\r\n]/u.test(text) ? null : text;
}
