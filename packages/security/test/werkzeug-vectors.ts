import { describe, expect, it } from "vitest";

import { verifyPassword } from "#/index.js";
import { refusal } from "./errors.js";
import { werkzeug } from "./vectors.js";

/**
 * The hashes of werkzeug, a third in each of three files: Chromium computes PBKDF2 on one thread for
 * each page, and a file is a page.
 */
export function describeThird(third: 0 | 1 | 2): void {
  const vectors = werkzeug.vectors.filter((_, index) => index % 3 === third);

  // Concurrent: native code works beside this thread.
  describe.concurrent("hashes of werkzeug", () => {
    it.each(vectors)("$expect: $hash", async (vector) => {
      const { hash, password } = vector;
      let result: unknown;
      const code = await refusal(async () => {
        result = await verifyPassword(hash, password, { legacy: true });
      });
      if (vector.expect === "refuse") expect(code).toBe("hash-is-plain-text");
      else if (vector.expect) expect(result).toBe(true);
      // A hash that is none is refused; one that is, is compared.
      else expect(code === "accepted" ? result : false).toBe(false);
    });
  });
}
