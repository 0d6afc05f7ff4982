import { PctError } from "./errors.js";
import { PASSWORD_LIMITS } from "./limits.js";
import { randomBytes } from "./webcrypto.js";
import { wordlist } from "./wordlist.js";
import type { Language } from "./wordlist.js";

export { PASSWORD_LIMITS } from "./limits.js";
export type { Language } from "./wordlist.js";

/**
 * Random passwords and passphrases. Every result that the options allow is equally likely.
 *
 * @packageDocumentation
 */

/** Options of {@link generatePassword}. */
export interface PasswordOptions {
  /** Number of characters, 4 … 1024. Default: 20. */
  readonly length?: number;
  /** Adds `!@#$%^&*()` as a fourth class. Default: `false`. */
  readonly symbols?: boolean;
  /** Characters that must not appear. A class whose characters are all excluded is dropped. */
  readonly exclude?: string;
}

/** Options of {@link generatePassphrase}. */
export interface PassphraseOptions {
  /** Number of words, 4 … 64. Default: 6. */
  readonly words?: number;
  /** Language of the words. Default: `en`. */
  readonly language?: Language;
  /** Text between the words. Default: a hyphen. */
  readonly separator?: string;
}

const CLASSES = Object.freeze({
  lower: "abcdefghijklmnopqrstuvwxyz",
  upper: "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
  digits: "0123456789",
  symbols: "!@#$%^&*()",
});

const DEFAULT_LENGTH = 20;
const DEFAULT_WORDS = 6;
const WORD_BITS = 11;

/**
 * Generates a random password: letters and digits, at least one of each class, 20 characters.
 *
 * Candidates are drawn uniformly (rejection sampling, no modulo), and drawn again as a whole until every
 * class is present, so all passwords that satisfy the rule are equally likely.
 *
 * @throws {@link PctError} `password-length` outside 4 … 1024; `password-alphabet` when fewer than 10
 * characters remain.
 *
 * @example
 * ```ts
 * import { generatePassword } from "@pct/core";
 *
 * console.log(generatePassword()); // 20 characters, 119 bits
 * console.log(generatePassword({ length: 32, symbols: true, exclude: "0O1lI" }));
 * ```
 */
export function generatePassword(options: PasswordOptions = {}): string {
  const { length, classes } = resolve(options);
  const alphabet = classes.join("");
  const draw = uniform(alphabet.length);
  for (;;) {
    const password = Array.from({ length }, () => alphabet.charAt(draw())).join("");
    if (classes.every((chars) => Array.from(password).some((char) => chars.includes(char)))) {
      return password;
    }
  }
}

/**
 * Generates a passphrase of random words, for a secret that a person must type: 11 bits per word.
 *
 * The words are those of the BIP-39 list without accents, so that every keyboard can type them.
 *
 * @throws {@link PctError} `passphrase-words` outside 4 … 64.
 *
 * @example
 * ```ts
 * import { generatePassphrase } from "@pct/core";
 *
 * console.log(await generatePassphrase({ words: 6, language: "es" })); // 66 bits
 * ```
 */
export async function generatePassphrase(options: PassphraseOptions = {}): Promise<string> {
  const { language = "en", separator = "-" } = options;
  const count = wordCount(options);
  const words = await wordlist(language);
  const draw = uniform(words.length);
  const chosen = Array.from({ length: count }, () => words[draw()] ?? "");
  return chosen.map((word) => word.normalize("NFD").replace(/\p{Mn}/gu, "")).join(separator);
}

/**
 * Entropy in bits of a password or passphrase with these options: the base-2 logarithm of the number of
 * equally likely results.
 *
 * @throws {@link PctError} as {@link generatePassword} or {@link generatePassphrase}.
 *
 * @example
 * ```ts
 * import { passwordEntropy } from "@pct/core";
 *
 * console.log(passwordEntropy({ length: 20 })); // 119.04…
 * console.log(passwordEntropy({ words: 6 })); // 66
 * ```
 */
export function passwordEntropy(options: PasswordOptions | PassphraseOptions = {}): number {
  if (isPassphrase(options)) return wordCount(options) * WORD_BITS;
  const { length, classes } = resolve(options);
  // Inclusion–exclusion over the classes that could be missing.
  const sizes = classes.map((chars) => chars.length);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  let count = 0n;
  for (let missing = 0; missing < 2 ** sizes.length; missing++) {
    const absent = sizes.filter((_, i) => missing & (1 << i));
    const rest = BigInt(total - absent.reduce((sum, size) => sum + size, 0));
    count += (absent.length % 2 === 0 ? 1n : -1n) * rest ** BigInt(length);
  }
  return log2(count);
}

function isPassphrase(options: PasswordOptions | PassphraseOptions): options is PassphraseOptions {
  return "words" in options || "language" in options || "separator" in options;
}

function log2(value: bigint): number {
  const digits = value.toString(2);
  const leading = digits.slice(0, 53);
  return digits.length - leading.length + Math.log2(Number.parseInt(leading, 2));
}

function resolve(options: PasswordOptions): { length: number; classes: string[] } {
  const { length = DEFAULT_LENGTH, symbols = false, exclude = "" } = options;
  const limits = PASSWORD_LIMITS.length;
  if (!Number.isInteger(length) || length < limits.minimum || length > limits.maximum) {
    throw new PctError("password-length", limits);
  }
  const { lower, upper, digits } = CLASSES;
  const classes = [lower, upper, digits, ...(symbols ? [CLASSES.symbols] : [])]
    .map((chars) =>
      Array.from(chars)
        .filter((char) => !exclude.includes(char))
        .join(""),
    )
    .filter((chars) => chars !== "");
  if (classes.join("").length < PASSWORD_LIMITS.alphabet) {
    throw new PctError("password-alphabet", { minimum: PASSWORD_LIMITS.alphabet });
  }
  return { length, classes };
}

function wordCount({ words = DEFAULT_WORDS }: PassphraseOptions): number {
  const limits = PASSWORD_LIMITS.words;
  if (!Number.isInteger(words) || words < limits.minimum || words > limits.maximum) {
    throw new PctError("passphrase-words", limits);
  }
  return words;
}

/** Draws uniformly from 0 … size − 1; rejects 16-bit values beyond the last whole multiple of size. */
function uniform(size: number): () => number {
  const limit = 65536 - (65536 % size);
  let pool = new Uint8Array();
  let next = 0;
  return () => {
    for (;;) {
      if (next + 2 > pool.length) {
        pool = Uint8Array.from(randomBytes(64));
        next = 0;
      }
      const value = (pool[next] ?? 0) * 256 + (pool[next + 1] ?? 0);
      next += 2;
      if (value < limit) return value % size;
    }
  };
}
