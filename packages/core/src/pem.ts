import { decodeBase64, encodeBase64 } from "./base64.js";
import { PctError } from "./errors.js";

/** Textual encoding of keys (RFC 7468), read with the tolerance its §2 asks for. */
export interface PemBlock {
  readonly label: string;
  readonly bytes: Uint8Array;
  /** Whether RFC 1421 headers stand before the data: an old `openssl` locked the key that way. */
  readonly hasHeaders: boolean;
}

const block =
  /-----BEGIN ([A-Z0-9 ]+)-----([^-]*(?:-(?!----END )[^-]*)*)-----END ([A-Z0-9 ]+)-----/g;

/** All PEM blocks in a text; text around them is ignored. Broken ones are `key-damaged`. */
export function parsePem(text: string): PemBlock[] {
  const blocks = [...text.matchAll(block)].map(([, label = "", body = "", endLabel]) => {
    if (label !== endLabel) throw new PctError("key-damaged");
    const hasHeaders = body.includes(":");
    const bytes = hasHeaders ? new Uint8Array() : decodeBase64(body.replace(/\s+/g, ""));
    if (bytes === null) throw new PctError("key-damaged");
    return { label, bytes, hasHeaders };
  });
  if (blocks.length === 0 && text.includes("-----BEGIN ")) throw new PctError("key-damaged");
  return blocks;
}

/** One PEM block, 64 characters a line, with a final newline. */
export function encodePem(label: string, bytes: Uint8Array): string {
  const lines = encodeBase64(bytes).match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ""].join("\n");
}
