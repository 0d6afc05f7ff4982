import { isClassicFile } from "@pct/core/classic";
import { detectAge } from "@pct/core/detect";
import { PctError } from "@pct/core/errors";

import { decodeText } from "./input.js";
import type { Source } from "./input.js";

/** Takes a ciphertext out of the text that it was sent in. */

const BASE64 = /^[A-Za-z0-9+/\s]+={0,2}\s*$/;
const ARMORED =
  /^-----BEGIN AGE ENCRYPTED FILE-----\r?\n(?:[A-Za-z0-9+/]{64}\r?\n)*[A-Za-z0-9+/]{1,64}={0,2}\r?\n-----END AGE ENCRYPTED FILE-----\s*$/;

/** The input, or the one ciphertext in it if that stands in a mail, a chat or a table. */
export async function unwrapped(source: Source): Promise<Source> {
  if (!source.whole || detectAge(source.start) === "binary") return source;
  const text = decodeText(source.start);
  if (text === null || isClassicFile(source.start) || ARMORED.test(text)) return source;
  // Lazy: most files are plain.
  const { findCiphertext } = await import("@pct/core/pasted");
  const found = findCiphertext(source.start);
  if (found === null) return source;
  return { ...source, size: found.length, start: found, open: () => found };
}

/**
 * What an input is that is no ciphertext: a key, a file of another program, or base64 of which a part is
 * missing.
 */
export async function notCiphertext({ start, size }: Source): Promise<PctError> {
  const { inspect } = await import("@pct/core/inspect");
  const found = await inspect(start, size);
  switch (found.format) {
    case "foreign":
      return new PctError("ciphertext-not-recognized", { found: found.kind });
    case "public-key":
    case "age-recipient":
      return new PctError("ciphertext-not-recognized", { found: "public-key" });
    case "private-key":
    case "age-identity":
      return new PctError("ciphertext-not-recognized", { found: "private-key" });
    case "unsupported-key":
      return new PctError("key-unsupported", { kind: found.kind });
    case "keys": {
      const half = found.privateKeys > 0 ? "private-key" : "public-key";
      return new PctError("ciphertext-not-recognized", { found: half });
    }
    default: {
      const isBase64 = BASE64.test(decodeText(start) ?? "");
      return new PctError("ciphertext-not-recognized", { found: isBase64 ? "cut" : "unknown" });
    }
  }
}

/**
 * What happened to an age file that does not open, where it shows: another program changed it as if it
 * were text, or the end of its armor is missing.
 */
export function damageOf(start: Uint8Array): "mangled" | "cut" | null {
  const text = Buffer.from(start).toString("latin1");
  if (detectAge(start) === "armored") return /-END AGE ENCRYPTED FILE-/i.test(text) ? null : "cut";
  // Line ends of Windows in the header, or U+FFFD in UTF-8: random bytes have that once by chance.
  const replaced = text.split("\u00EF\u00BF\u00BD").length - 1;
  const isMangled = /^age-encryption[^\n]*\r\n/.test(text) || replaced >= 3;
  return isMangled ? "mangled" : null;
}
