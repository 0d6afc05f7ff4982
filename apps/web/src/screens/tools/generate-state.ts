import { cryptoWorker } from "../../crypto/client";
import type { Generated } from "../../crypto/interface/passwords";
import { Job } from "../../state/job";
import { createStore } from "../../state/store";
import { wholeNumber } from "./whole-number";

/** How many passwords can be generated together. */
export const COUNT = { minimum: 1, maximum: 100 } as const;

interface GenerateOptions {
  readonly kind: "password" | "passphrase";
  /** Numbers, as typed. */
  readonly length: string;
  readonly words: string;
  readonly count: string;
  readonly symbols: boolean;
  readonly exclude: string;
  /** Language of the words; `null` for the screen's. */
  readonly language: "es" | "en" | null;
}

export const generateOptions = createStore<GenerateOptions>({
  kind: "password",
  length: "20",
  words: "6",
  count: "1",
  symbols: false,
  exclude: "",
  language: null,
});

export const generateJob = new Job<readonly Generated[]>();

/** Changes the options, and resets the result of the options before. */
export function changeOptions(change: Partial<GenerateOptions>): void {
  generateJob.reset();
  generateOptions.set(change);
}

/** How many to generate; 1 if the typed number is invalid. */
export function countOf({ count }: Pick<GenerateOptions, "count">): number {
  const number = wholeNumber(count);
  return number >= COUNT.minimum && number <= COUNT.maximum ? number : COUNT.minimum;
}

/** Generates the passwords or passphrases. */
export function generate(language: "es" | "en"): void {
  const chosen = generateOptions.get();
  const generateOne = chosen.kind === "password" ? password(chosen) : passphrase(chosen, language);
  void generateJob.run(() => Promise.all(Array.from({ length: countOf(chosen) }, generateOne)));
}

function password({ length, symbols, exclude }: GenerateOptions): () => Promise<Generated> {
  return () => cryptoWorker().generatePassword({ length: wholeNumber(length), symbols, exclude });
}

function passphrase(
  { words, language }: GenerateOptions,
  screenLanguage: "es" | "en",
): () => Promise<Generated> {
  return () =>
    cryptoWorker().generatePassphrase({
      words: wholeNumber(words),
      language: language ?? screenLanguage,
    });
}

/** The equivalent command. */
export function generateCommand(chosen: GenerateOptions, screenLanguage: "es" | "en"): string {
  const { kind, length, words, symbols, exclude, language } = chosen;
  const count = countOf(chosen) === 1 ? "" : ` --count ${countOf(chosen).toString()}`;
  if (kind === "passphrase") {
    return `pct generate --words ${words} --lang ${language ?? screenLanguage}${count}`;
  }
  const without = exclude === "" ? "" : ` --exclude '${exclude.replaceAll("'", String.raw`'\''`)}'`;
  return `pct generate ${length}${symbols ? " --symbols" : ""}${without}${count}`;
}

export function wipeGenerate(): void {
  generateJob.reset();
  generateOptions.reset();
}
