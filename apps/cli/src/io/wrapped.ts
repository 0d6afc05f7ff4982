import type { Ciphertext } from "@pct/core/ciphertext";
import { isClassicFile } from "@pct/core/classic";
import { detectAge } from "@pct/core/detect";
import { MAX_PASTED_BYTES } from "@pct/core/limits";

import { readFurther } from "./input.js";
import type { Source } from "./input.js";

/** An input, or the one ciphertext in it if that stands in a mail, a chat or a table. */
export interface EncryptedSource {
  readonly source: Source;
  readonly format: Ciphertext["format"];
}

/** Finds the ciphertext in an input, and says how it is encrypted. */
export async function readEncrypted(given: Source): Promise<EncryptedSource> {
  if (given.whole && isClassicFile(given.start)) return { source: given, format: "classic" };
  const isBinary = detectAge(given.start) === "binary";
  const source = isBinary ? given : await readFurther(given, MAX_PASTED_BYTES);
  // Lazy: a classic file, which is the usual one, needs none of it.
  const { readCiphertext } = await import("@pct/core/ciphertext");
  const { format, content } = await readCiphertext(source.start, sizeOf(source));
  if (content === null) return { source, format };
  const taken = { size: content.length, start: content, whole: true, open: () => content };
  return { source: { ...source, ...taken }, format };
}

/** The error to report where decryption failed. */
export async function explain(error: unknown, source: Source): Promise<unknown> {
  const { explainFailure } = await import("@pct/core/ciphertext");
  return explainFailure(error, source.start, sizeOf(source));
}

function sizeOf({ whole, start, size }: Source): number | null {
  return whole ? start.length : size;
}
