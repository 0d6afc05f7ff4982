import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { hashPassword, verifyPassword } from "@pct/security";

import { output, peer } from "./peers.js";

/** Compares with the reference program of argon2 (Debian's `argon2`); new passwords in each run. */

const argon2 = peer("argon2");

/** The program accepts 1 to 127 bytes without a zero. */
const passwords = fc.sample(
  fc
    .string({ unit: "grapheme", minLength: 1, maxLength: 20 })
    .filter((text) => !text.includes("\0") && Buffer.byteLength(text) < 128),
  20,
);

/** A hash by PCT whose salt can be an argument of a program: no zero byte, no newline at the end. */
async function hashWithPlainSalt(password: string): Promise<{ salt: Buffer; digest: Buffer }> {
  for (;;) {
    const [, , , , salt = "", digest = ""] = (await hashPassword(password)).split("$");
    const bytes = Buffer.from(salt, "base64");
    if (bytes.includes(0) || bytes.at(-1) === 10) continue;
    return { salt: bytes, digest: Buffer.from(digest, "base64") };
  }
}

describe.skipIf(argon2 === null)("argon2id", () => {
  it("computes what the program computes with the same salt, 20 times", async () => {
    for (const password of passwords) {
      const { salt, digest } = await hashWithPlainSalt(password);
      const octal = [...salt].map((byte) => `\\${byte.toString(8).padStart(3, "0")}`).join("");
      // Node passes arguments as text; a shell can pass any bytes.
      const command = `exec argon2 "$(printf '${octal}')" -id -t 2 -k 19456 -p 1 -l 32 -r`;
      const raw = output("sh", ["-c", command], { input: password });
      expect(raw.toString().trim()).toBe(digest.toString("hex"));
    }
  });

  it("verifies 20 hashes of the program, and rejects a wrong password for each", async () => {
    const costs = ["-t 2 -k 19456 -p 1 -l 32", "-t 1 -k 8 -p 1 -l 16", "-t 3 -k 1023 -p 4 -l 64"];
    for (const [index, password] of passwords.entries()) {
      const cost = costs[index % costs.length] ?? "";
      const salt = `salt of ${index.toString()}`;
      const arguments_ = [salt, "-id", ...cost.split(" "), "-e"];
      const hash = output(argon2 ?? "", arguments_, { input: password })
        .toString()
        .trim();
      expect(await verifyPassword(hash, password)).toBe(true);
      expect(await verifyPassword(hash, `${password}x`)).toBe(false);
    }
  });
});
