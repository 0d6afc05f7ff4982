import { afterEach, describe, expect, it, vi } from "vitest";

import { generatePassphrase, generatePassword, PASSWORD_LIMITS, passwordEntropy } from "@pct/core";
import type { PasswordOptions } from "@pct/core";

import { RandomPool } from "#/random-pool.js";
import { wordlist } from "#/wordlist.js";
import { chiSquare, chiSquareLimit, looksUniform } from "./chi-square.js";
import { expectRefused } from "./refusal.js";

const LOWER = "abcdefghijklmnopqrstuvwxyz";
const UPPER = LOWER.toUpperCase();
const DIGITS = "0123456789";
const SYMBOLS = "!@#$%^&*()";

function times<T>(count: number, make: () => T): T[] {
  return Array.from({ length: count }, make);
}

afterEach(() => {
  vi.restoreAllMocks();
});

describe("characters of a password", () => {
  it("[P1] [P2] has 20 letters and digits, at least one of each class", () => {
    for (const password of times(2000, () => generatePassword())) {
      expect(password).toMatch(/^[A-Za-z0-9]{20}$/);
      for (const part of [/[a-z]/, /[A-Z]/, /[0-9]/]) expect(password).toMatch(part);
    }
  });

  it.each([4, 5, 8, 20, 64, 1024])("[P1] [P2] has %i characters with symbols", (length) => {
    const seen = new Set<string>();
    for (const password of times(200, () => generatePassword({ length, symbols: true }))) {
      expect(password).toHaveLength(length);
      expect(password).toMatch(/^[A-Za-z0-9!@#$%^&*()]+$/);
      for (const part of [/[a-z]/, /[A-Z]/, /[0-9]/, /[!@#$%^&*()]/]) {
        expect(password).toMatch(part);
      }
      seen.add(password);
    }
    // Passwords of four characters are so few that some repeat by chance.
    if (length >= 20) expect(seen.size).toBe(200);
  });

  it("[P5] has no excluded characters", () => {
    const exclude = "0O1lI|$";
    for (const password of times(500, () => generatePassword({ symbols: true, exclude }))) {
      for (const char of exclude) expect(password).not.toContain(char);
    }
  });

  it("[P5] drops a class without characters", () => {
    for (const password of times(200, () => generatePassword({ length: 4, exclude: DIGITS }))) {
      expect(password).toMatch(/^[A-Za-z]{4}$/);
    }
    const onlyLower = UPPER + DIGITS;
    expect(generatePassword({ exclude: onlyLower })).toMatch(/^[a-z]{20}$/);
  });

  it("[P5] rejects fewer than 10 characters", async () => {
    const exclude = (rest: string): string =>
      Array.from(LOWER + UPPER + DIGITS)
        .filter((char) => !rest.includes(char))
        .join("");
    expect(generatePassword({ exclude: exclude("abcdefghij") })).toMatch(/^[a-j]{20}$/);
    expect(generatePassword({ exclude: exclude("abcABC0123") })).toMatch(/^[a-cA-C0-3]{20}$/);
    for (const rest of ["abcdefghi", "abcABC012", ""]) {
      const options = { exclude: exclude(rest) };
      await expectRefused(() => generatePassword(options), "password-alphabet", { minimum: 10 });
      await expectRefused(() => passwordEntropy(options), "password-alphabet", { minimum: 10 });
    }
  });

  it.each([3, 0, -5, 1025, 99_999_999, 20.5, Number.NaN, Number.POSITIVE_INFINITY])(
    "[P4] rejects a length of %s",
    async (length) => {
      const params = { minimum: 4, maximum: 1024 };
      await expectRefused(() => generatePassword({ length }), "password-length", params);
      await expectRefused(() => passwordEntropy({ length }), "password-length", params);
    },
  );

  it("[P4] [P6] reports the limits", () => {
    expect(PASSWORD_LIMITS).toEqual({
      length: { minimum: 4, maximum: 1024 },
      words: { minimum: 4, maximum: 64 },
      alphabet: 10,
    });
    expect(Object.isFrozen(PASSWORD_LIMITS)).toBe(true);
    expect(Object.isFrozen(PASSWORD_LIMITS.length)).toBe(true);
  });
});

describe("a million characters", () => {
  const LENGTH = 20;
  const classes = [LOWER, UPPER, DIGITS];
  const alphabet = classes.join("");

  /**
   * Expected share of each class in a password: the share it has in any candidate, given that none is
   * missing. By inclusion and exclusion over the sets of classes that a candidate may lack.
   */
  const shares = classes.map((wanted) => {
    let [numerator, denominator] = [0, 0];
    for (let missing = 0; missing < 1 << classes.length; missing++) {
      const present = classes.filter((_, i) => !(missing & (1 << i)));
      const size = present.join("").length;
      const sign = (classes.length - present.length) % 2 === 0 ? 1 : -1;
      const chance = sign * (size / alphabet.length) ** LENGTH;
      denominator += chance;
      if (present.includes(wanted)) numerator += (chance * wanted.length) / size;
    }
    return numerator / denominator;
  });

  /** Tests that a correct generator fails once in some hundred thousand runs. */
  function faults(passwords: readonly string[]): string[] {
    const counts = new Map(Array.from(alphabet, (char) => [char, 0]));
    const classAt = times(LENGTH, () => classes.map(() => 0));
    for (const password of passwords) {
      Array.from(password).forEach((char, position) => {
        counts.set(char, (counts.get(char) ?? 0) + 1);
        const cell = classes.findIndex((chars) => chars.includes(char));
        const row = classAt[position];
        if (row !== undefined) row[cell] = (row[cell] ?? 0) + 1;
      });
    }
    const found: string[] = [];
    // Frequency of the classes at each position: finds a generator that puts one of each class first or
    // last.
    const expected = shares.map((share) => share * passwords.length);
    classAt.forEach((row, position) => {
      if (chiSquare(row, expected) > chiSquareLimit(classes.length)) {
        found.push(`classes at ${position.toString()}`);
      }
    });
    // Frequency of the characters in a class: finds modulo bias.
    for (const chars of classes) {
      if (!looksUniform(Array.from(chars, (char) => counts.get(char) ?? 0))) found.push(chars);
    }
    return found;
  }

  const passwords = 1_000_000 / LENGTH;

  it("[P3] are uniformly distributed", () => {
    expect(shares.reduce((sum, share) => sum + share)).toBeCloseTo(1, 12);
    expect(faults(times(passwords, () => generatePassword()))).toEqual([]);
  });

  /** Draws passwords until one has all classes, as the real generator does. */
  function candidates(draw: () => number): () => string {
    return () => {
      for (;;) {
        const password = times(LENGTH, () => alphabet.charAt(draw())).join("");
        if (classes.every((chars) => Array.from(password).some((c) => chars.includes(c)))) {
          return password;
        }
      }
    };
  }

  /** Random bytes from the platform, one at a time. */
  function randomByte(): () => number {
    let [pool, next] = [new Uint8Array(), 0];
    return () => {
      if (next === pool.length) [pool, next] = [crypto.getRandomValues(new Uint8Array(65536)), 0];
      return pool[next++] ?? 0;
    };
  }

  it("[P3] the same test finds modulo bias", () => {
    const byte = randomByte();
    const biased = candidates(() => byte() % alphabet.length);
    expect(faults(times(passwords, biased))).not.toEqual([]);
  });

  it("[P3] the same test finds classes forced into positions", () => {
    const byte = randomByte();
    const draw = (size: number): number => {
      for (;;) {
        const value = byte();
        if (value < 256 - (256 % size)) return value % size;
      }
    };
    const forced = (): string => {
      const rest = times(LENGTH - classes.length, () => alphabet.charAt(draw(alphabet.length)));
      return [...classes.map((chars) => chars.charAt(draw(chars.length))), ...rest].join("");
    };
    expect(faults(times(passwords, forced))).not.toEqual([]);
    const shuffled = (): string => {
      const chars = Array.from(forced());
      for (let i = chars.length - 1; i > 0; i--) {
        const j = draw(i + 1);
        [chars[i], chars[j]] = [chars[j] ?? "", chars[i] ?? ""];
      }
      return chars.join("");
    };
    expect(faults(times(passwords, shuffled))).not.toEqual([]);
  });

  it("[P3] the same test accepts another correct generator", () => {
    const byte = randomByte();
    const honest = candidates(() => {
      for (;;) {
        const value = byte() & 63;
        if (value < alphabet.length) return value;
      }
    });
    expect(faults(times(passwords, honest))).toEqual([]);
  });
});

describe("drawing", () => {
  /** Mocks the platform's generator, and returns the memory that each call filled. */
  function fixedBytes(...values: readonly number[]): Uint8Array[] {
    const filled: Uint8Array[] = [];
    let next = 0;
    vi.spyOn(crypto, "getRandomValues").mockImplementation((array) => {
      const bytes = array as Uint8Array;
      for (let i = 0; i < bytes.length; i++) bytes[i] = values[next++] ?? 1;
      filled.push(bytes);
      return array;
    });
    return filled;
  }

  function draw(size: number, count: number): number[] {
    const pool = new RandomPool();
    return Array.from({ length: count }, () => pool.below(size));
  }

  it("[P3] redraws values beyond the last whole multiple", () => {
    // 256 = 4 · 62 + 8, so the last eight bytes would favor the first eight characters.
    fixedBytes(255, 248, 247, 250, 26, 255, 0, 62);
    expect(draw(62, 4)).toEqual([61, 26, 0, 0]);
  });

  it("[P6] draws numbers over 256 from two bytes in the same way", () => {
    // 65536 = 19 · 3449 + 5
    fixedBytes(0, 0, 0, 1, 255, 255, 255, 251, 255, 250, 13, 121);
    expect(draw(3449, 4)).toEqual([0, 1, 3448, 0]);
  });

  it("[P3] asks for 64 bytes, then for twice as many, up to 64 KiB, and keeps none that was used", () => {
    const filled = fixedBytes();
    const pool = new RandomPool();
    const draws = 190_000;
    for (let i = 0; i < draws; i++) expect(pool.below(256)).toBe(1);
    const sizes = [64, 128, 256, 512, 1024, 2048, 4096, 8192, 16384, 32768, 65536, 65536];
    expect(filled.map(({ length }) => length)).toEqual(sizes);
    const used = draws - sizes.slice(0, -1).reduce((sum, size) => sum + size);
    const [last = new Uint8Array()] = filled.slice(-1);
    expect(last.findIndex((byte) => byte !== 0)).toBe(used);
  });

  it("[P3] redraws the whole candidate if a class is missing", () => {
    const values = [0, 0, 0, 0, 26, 0, 0, 0, 1, 27, 53, 2];
    vi.spyOn(RandomPool.prototype, "below").mockImplementation(() => values.shift() ?? 0);
    expect(generatePassword({ length: 4 })).toBe("bB1c");
  });

  it("[P6] draws words in the same way", async () => {
    const values = [0, 1, 2, 2047, 0, 2047];
    const below = vi
      .spyOn(RandomPool.prototype, "below")
      .mockImplementation(() => values.shift() ?? 0);
    expect(await generatePassphrase({ words: 6 })).toBe("abandon-ability-able-zoo-abandon-zoo");
    expect(below.mock.calls).toEqual(Array.from({ length: 6 }, () => [2048]));
  });
});

describe("entropy", () => {
  /** Counts all strings by brute force, for small alphabets. */
  function countByForce(classes: readonly string[], length: number): number {
    const alphabet = classes.join("");
    const complete = 2 ** classes.length - 1;
    const bit = Array.from(alphabet, (char) => 1 << classes.findIndex((c) => c.includes(char)));
    let count = 0;
    const visit = (left: number, seen: number): void => {
      if (left === 0) count += seen === complete ? 1 : 0;
      else for (const mask of bit) visit(left - 1, seen | mask);
    };
    visit(length, 0);
    return count;
  }

  it.each([
    [["abcd", "ABC", "012"], 4],
    [["abcdefgh", "A", "0"], 4],
    [["abcdefgh", "A", "0"], 5],
    [["abcdefghij"], 5],
    [["ab", "0123456789"], 4],
    [["ab", "AB", "0123", "!@#"], 5],
  ] as const)("[P7] %j, %i characters, is what counting says", (classes, length) => {
    const kept: string = classes.join("");
    const options: PasswordOptions = {
      length,
      symbols: kept.includes("!"),
      exclude: Array.from(LOWER + UPPER + DIGITS + SYMBOLS)
        .filter((char) => !kept.includes(char))
        .join(""),
    };
    expect(passwordEntropy(options)).toBeCloseTo(Math.log2(countByForce(classes, length)), 10);
  });

  it("[P7] is slightly less than that of all strings", () => {
    expect(passwordEntropy()).toBe(passwordEntropy({ length: 20 }));
    expect(passwordEntropy()).toBeCloseTo(119.0404, 4);
    expect(passwordEntropy()).toBeLessThan(20 * Math.log2(62));
    const long = passwordEntropy({ length: 1024, symbols: true });
    expect(long).toBeLessThanOrEqual(1024 * Math.log2(72));
    expect(long).toBeCloseTo(1024 * Math.log2(72), 6);
  });

  it("[P7] is 11 bits per word", () => {
    expect(passwordEntropy({ words: 6 })).toBe(66);
    expect(passwordEntropy({ words: 64, language: "es" })).toBe(704);
    // Any option of passphrases selects them, with 6 words by default.
    expect(passwordEntropy({ language: "es" })).toBe(66);
    expect(passwordEntropy({ separator: " " })).toBe(66);
  });
});

describe("passphrases", () => {
  it("[P6] have 6 words with hyphens by default", async () => {
    expect(await generatePassphrase()).toMatch(/^[a-z]+(-[a-z]+){5}$/);
    expect(await generatePassphrase({ language: "es" })).toMatch(/^[a-z]+(-[a-z]+){5}$/);
    expect(await generatePassphrase({ words: 4, separator: " " })).toMatch(/^[a-z]+( [a-z]+){3}$/);
    const words = (await generatePassphrase({ words: 64, separator: "\n" })).split("\n");
    expect(words).toHaveLength(64);
  });

  it.each(["en", "es"] as const)("[P6] use all words of %s equally often", async (language) => {
    const plain = (await wordlist(language)).map((word) =>
      word.normalize("NFD").replace(/\p{Mn}/gu, ""),
    );
    const counts = new Map(plain.map((word) => [word, 0]));
    expect(counts.size).toBe(2048);
    for (let i = 0; i < 1000; i++) {
      const words = await generatePassphrase({ words: 64, language });
      for (const word of words.split("-")) counts.set(word, (counts.get(word) ?? 0) + 1);
    }
    // Every word is in the list, appears, and does not appear too often.
    expect(counts.size).toBe(2048);
    expect(looksUniform([...counts.values()])).toBe(true);
  });

  it.each([3, 0, -1, 65, 6.5, Number.NaN])("[P6] reject %s words", async (words) => {
    const params = { minimum: 4, maximum: 64 };
    await expectRefused(() => generatePassphrase({ words }), "passphrase-words", params);
    await expectRefused(() => passwordEntropy({ words }), "passphrase-words", params);
  });

  it("[P6] [E2] reject another language", async () => {
    await expect(generatePassphrase({ language: "fr" as "en" })).rejects.toThrow(TypeError);
  });
});
