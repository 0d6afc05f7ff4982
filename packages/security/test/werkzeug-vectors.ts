import { describe, expect, it } from "vitest";

import { verifyPassword } from "#/index.js";
import type { SecurityErrorCode } from "#/index.js";
import { refusal } from "./errors.js";
import { werkzeug } from "./vectors.js";

type WerkzeugVector = (typeof werkzeug.vectors)[number];

/**
 * Stored hashes that are not well-formed, by the name of their vector. werkzeug answers `false` for
 * them; `verifyPassword` says what is wrong with the hash.
 */
const MALFORMED: Readonly<Record<string, SecurityErrorCode>> = {
  "empty string": "hash-malformed",
  "no dollars": "hash-malformed",
  "one dollar": "hash-malformed",
  "unknown method": "hash-unsupported",
  "upper-case method": "hash-unsupported",
  "bad iterations": "hash-malformed",
  "zero iterations": "hash-malformed",
  "negative iterations": "hash-malformed",
  "too many args": "hash-malformed",
  "bad hash name": "hash-unsupported",
  "truncated digest": "hash-malformed",
  "extra char": "hash-malformed",
  "empty digest": "hash-malformed",
  "scrypt two args": "hash-malformed",
  "scrypt N not power of two": "hash-malformed",
  "scrypt N 1": "hash-malformed",
};

/** What `verifyPassword` returns for a vector, or the code of its error. */
function expected({ name, expect }: WerkzeugVector): boolean | SecurityErrorCode {
  if (expect === "refuse") return "hash-is-plain-text";
  return (name === undefined ? undefined : MALFORMED[name]) ?? expect;
}

/**
 * Describes a third of the werkzeug vectors: Chromium computes PBKDF2 on one thread per page, and
 * vitest opens a page per file.
 */
export function describeThird(third: 0 | 1 | 2): void {
  const vectors = werkzeug.vectors.filter((_, index) => index % 3 === third);

  // Concurrent: native code computes off the thread of the tests.
  describe.concurrent("werkzeug hashes", () => {
    it.each(vectors)("$expect: $hash", async (vector) => {
      const { hash, password } = vector;
      let result: boolean | SecurityErrorCode | undefined;
      const code = await refusal(async () => {
        result = await verifyPassword(hash, password, { legacy: true });
      });
      if (code !== "accepted") result = code;
      expect(result).toBe(expected(vector));
    });
  });
}
