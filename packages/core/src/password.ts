import { PctError } from "./errors.js";
import { PASSWORD_LIMITS } from "./limits.js";
import { RandomPool } from "./random-pool.js";
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

const pool = new RandomPool();

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
  const { length, alphabet } = resolve(options);
  const { codes, classBits, everyClass } = alphabet;
  const password = new Uint8Array(length);
  for (let present = 0; present !== everyClass;) {
    present = 0;
    for (let i = 0; i < length; i++) {
      const at = pool.below(codes.length);
      password[i] = codes[at] ?? 0;
      present |= classBits[at] ?? 0;
    }
  }
  const text = String.fromCharCode.apply(null, password as unknown as number[]);
  password.fill(0);
  return text;
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
  const chosen = Array.from({ length: count }, () => words[pool.below(words.length)] ?? "");
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
  const { length, alphabet } = resolve(options);
  // Inclusion–exclusion over the classes that could be missing.
  const { sizes } = alphabet;
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

/** The characters of a password. */
interface Alphabet {
  readonly symbols: boolean;
  readonly exclude: string;
  /** Characters of each class. */
  readonly sizes: readonly number[];
  /** Character codes, and the bit of each one's class. */
  readonly codes: Uint8Array;
  readonly classBits: Uint8Array;
  readonly everyClass: number;
}

let latest: Alphabet | undefined;

function resolve(options: PasswordOptions): { length: number; alphabet: Alphabet } {
  const { length = DEFAULT_LENGTH, symbols = false, exclude = "" } = options;
  const limits = PASSWORD_LIMITS.length;
  if (!Number.isInteger(length) || length < limits.minimum || length > limits.maximum) {
    throw new PctError("password-length", limits);
  }
  if (latest?.symbols !== symbols || latest.exclude !== exclude) {
    latest = alphabetOf(symbols, exclude);
  }
  return { length, alphabet: latest };
}

function alphabetOf(symbols: boolean, exclude: string): Alphabet {
  const { lower, upper, digits } = CLASSES;
  const classes = [lower, upper, digits, ...(symbols ? [CLASSES.symbols] : [])]
    .map((chars) => Array.from(chars).filter((char) => !exclude.includes(char)))
    .filter((chars) => chars.length > 0);
  const characters = classes.flatMap((chars, i) => chars.map((char) => ({ char, bit: 1 << i })));
  if (characters.length < PASSWORD_LIMITS.alphabet) {
    throw new PctError("password-alphabet", { minimum: PASSWORD_LIMITS.alphabet });
  }
  return {
    symbols,
    exclude,
    sizes: classes.map((chars) => chars.length),
    codes: Uint8Array.from(characters, ({ char }) => char.charCodeAt(0)),
    classBits: Uint8Array.from(characters, ({ bit }) => bit),
    everyClass: (1 << classes.length) - 1,
  };
}

function wordCount({ words = DEFAULT_WORDS }: PassphraseOptions): number {
  const limits = PASSWORD_LIMITS.words;
  if (!Number.isInteger(words) || words < limits.minimum || words > limits.maximum) {
    throw new PctError("passphrase-words", limits);
  }
  return words;
}
