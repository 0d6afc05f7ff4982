import { cryptoWorker } from "../../crypto/client";
import type { Generated } from "../../crypto/interface/passwords";
import { createStore } from "../../state/store";
import { Work } from "../../state/work";
import { wholeNumber } from "./whole-number";

/** Passwords and passphrases that are made to be used elsewhere. */

/** How many are made at once; more than anybody wants to look at. */
export const COUNT = { minimum: 1, maximum: 100 } as const;

interface Options {
  readonly kind: "password" | "passphrase";
  /** Numbers as they were typed. */
  readonly length: string;
  readonly words: string;
  readonly count: string;
  readonly symbols: boolean;
  readonly exclude: string;
  /** Whose words; `null` for those of the screen. */
  readonly language: "es" | "en" | null;
}

export const options = createStore<Options>({
  kind: "password",
  length: "20",
  words: "6",
  count: "1",
  symbols: false,
  exclude: "",
  language: null,
});

export const generating = new Work<readonly Generated[]>();

/** What was made with other options says nothing about these. */
export function choose(change: Partial<Options>): void {
  generating.reset();
  options.set(change);
}

/** How many are asked for, whatever was typed. */
export function countOf({ count }: Pick<Options, "count">): number {
  const number = wholeNumber(count);
  return number >= COUNT.minimum && number <= COUNT.maximum ? number : COUNT.minimum;
}

/** Makes as many as are asked for. */
export function generate(language: "es" | "en"): void {
  const chosen = options.get();
  const make = chosen.kind === "password" ? password(chosen) : passphrase(chosen, language);
  void generating.run(() => Promise.all(Array.from({ length: countOf(chosen) }, make)));
}

function password({ length, symbols, exclude }: Options): () => Promise<Generated> {
  return () => cryptoWorker().generatePassword({ length: wholeNumber(length), symbols, exclude });
}

function passphrase({ words, language }: Options, own: "es" | "en"): () => Promise<Generated> {
  return () =>
    cryptoWorker().generatePassphrase({ words: wholeNumber(words), language: language ?? own });
}

/** The same in a terminal. */
export function commandOf(chosen: Options, own: "es" | "en"): string {
  const { kind, length, words, symbols, exclude, language } = chosen;
  const count = countOf(chosen) === 1 ? "" : ` --count ${countOf(chosen).toString()}`;
  if (kind === "passphrase") {
    return `pct generate --words ${words} --lang ${language ?? own}${count}`;
  }
  const without = exclude === "" ? "" : ` --exclude '${exclude.replaceAll("'", String.raw`'\''`)}'`;
  return `pct generate ${length}${symbols ? " --symbols" : ""}${without}${count}`;
}

export function wipeGenerating(): void {
  generating.reset();
  options.reset();
}
