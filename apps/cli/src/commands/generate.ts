import { PctError } from "@pct/core/errors";
import {
  generatePassphrase,
  generatePassword,
  PASSWORD_LIMITS,
  passwordEntropy,
} from "@pct/core/password";
import type { PassphraseOptions, PasswordOptions } from "@pct/core/password";

import { UsageFailure } from "../errors/failure.js";
import { writeJson, writeLine } from "../io/output.js";
import type { Session } from "../program/session.js";

interface GenerateOptions {
  readonly symbols?: boolean;
  readonly exclude?: string;
  readonly words?: string;
  readonly count?: string;
  readonly copy?: boolean;
  readonly json?: boolean;
}

const MAX_COUNT = 1000;

/** `pct generate`: random passwords, or passphrases in the language of the call. */
export async function generate(
  session: Session,
  [length]: readonly (string | undefined)[],
  options: GenerateOptions,
): Promise<void> {
  refuseConflicts(length, options);
  const count = countOf(options.count);
  const recipe = recipeOf(length, options, session);
  const passwords: string[] = [];
  while (passwords.length < count) {
    passwords.push("words" in recipe ? await generatePassphrase(recipe) : generatePassword(recipe));
  }
  if (options.copy === true) {
    const { copyForAWhile } = await import("../terminal/clipboard.js");
    await copyForAWhile(Buffer.from(passwords.join("\n")), session);
  } else if (options.json === true) {
    await writeJson({ passwords, entropyBits: Math.floor(passwordEntropy(recipe) * 100) / 100 });
  } else {
    await writeLine(passwords.join("\n"));
  }
}

function refuseConflicts(length: string | undefined, options: GenerateOptions): void {
  const { symbols, exclude, words, count, copy, json } = options;
  const conflicts: [boolean, string, string][] = [
    [words !== undefined && length !== undefined, "--words", "length"],
    [words !== undefined && symbols === true, "--words", "--symbols"],
    [words !== undefined && exclude !== undefined, "--words", "--exclude"],
    [copy === true && json === true, "--copy", "--json"],
    [copy === true && count !== undefined, "--copy", "--count"],
  ];
  for (const [conflict, one, other] of conflicts) {
    if (conflict) throw new UsageFailure((t) => t.usage.conflict({ one, other }));
  }
}

function recipeOf(
  length: string | undefined,
  { symbols = false, exclude = "", words }: GenerateOptions,
  { language }: Session,
): PasswordOptions | (PassphraseOptions & { words: number }) {
  if (words !== undefined) {
    const number = wholeNumber(words);
    if (number === null) throw new PctError("passphrase-words", PASSWORD_LIMITS.words);
    return { words: number, language };
  }
  if (length === undefined) return { symbols, exclude };
  const number = wholeNumber(length);
  if (number === null) throw new PctError("password-length", PASSWORD_LIMITS.length);
  return { length: number, symbols, exclude };
}

function countOf(text = "1"): number {
  const count = wholeNumber(text);
  if (count !== null && count >= 1 && count <= MAX_COUNT) return count;
  throw new UsageFailure((t) =>
    t.usage.outOfRange({ option: "--count", minimum: 1, maximum: MAX_COUNT }),
  );
}

/** Accepts digits only: `1e2`, `0x20` and `12.5` are typing mistakes. */
function wholeNumber(text: string): number | null {
  return /^\d{1,9}$/.test(text) ? Number(text) : null;
}
