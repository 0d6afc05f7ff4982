import { base64 } from "@scure/base";

import { decodeBase64 } from "./base64.js";
import { PctError } from "./errors.js";

/** One block of the textual encoding of keys (RFC 7468). */
export interface PemBlock {
  readonly label: string;
  readonly bytes: Uint8Array;
  /** Whether RFC 1421 headers precede the data, as in keys that old versions of `openssl` encrypt. */
  readonly hasHeaders: boolean;
}

const boundary = /-----(BEGIN|END) ([A-Z0-9 ]+)-----/g;

/**
 * Parses all PEM blocks in a text and ignores other text around them, as RFC 7468 §2 allows.
 *
 * @throws {@link PctError} `key-damaged` for a broken block.
 */
export function parsePem(text: string): PemBlock[] {
  const blocks: PemBlock[] = [];
  let open: { label: string; start: number } | undefined;
  // Matches boundaries one by one: an expression for whole blocks would scan the rest of the text for
  // the end of each BEGIN line, which takes 20 seconds for 14,000 of them.
  for (const { 0: line, 1: kind, 2: label = "", index } of text.matchAll(boundary)) {
    if (kind === "BEGIN") {
      if (open !== undefined) throw new PctError("key-damaged");
      open = { label, start: index + line.length };
    } else if (open !== undefined) {
      if (label !== open.label) throw new PctError("key-damaged");
      blocks.push(parseBlock(label, text.slice(open.start, index)));
      open = undefined;
    }
  }
  const isCutShort = open !== undefined || blocks.length === 0;
  if (isCutShort && text.includes("-----BEGIN ")) throw new PctError("key-damaged");
  return blocks;
}

function parseBlock(label: string, body: string): PemBlock {
  const hasHeaders = body.includes(":");
  const bytes = hasHeaders ? new Uint8Array() : decodeBase64(body.replace(/\s+/g, ""));
  if (bytes === null) throw new PctError("key-damaged");
  return { label, bytes, hasHeaders };
}

/** Encodes one PEM block with 64 characters per line and a final newline. */
export function encodePem(label: string, bytes: Uint8Array): string {
  const lines = base64.encode(bytes).match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ""].join("\n");
}
