import { resolve } from "node:path";

import { COMMANDS } from "../apps/cli/src/program/command-table.js";
import { CATALOGUES, sentencesIn } from "./advised-commands.js";
import type { Sentence } from "./advised-commands.js";

/** Finds the commands of pct that texts advise, in the sources of the catalogues, the command and the portal. */

/** A text that advises commands of pct. */
export interface PctAdvice {
  /** Its place, such as `cli.hints.secret-empty`: the same in both languages. */
  readonly path: string;
  /** The text in pieces, with `$` for each value: every second piece is a command. */
  readonly pieces: readonly string[];
}

const NAMES = Object.keys(COMMANDS).join("|");
/** `$` is a value: of a name, of a command, or of the end of one. */
const START = new RegExp(
  String.raw`(?<![\w./-])(?:printf \S+ \S+ \| )?(?:pct (?=(?:(?:${NAMES})\$?|\$|--help)(?![\w-]))|\$ (?=--help))`,
  "g",
);
/** A word that belongs to a command; prose begins with any other. */
const WORD = /^(?:\||>|-|--?[a-z][\w-]*\$?|\d+|\$|'\S+'|\{\w+\}|\p{Lu}{2,}\S*|\S*[._:/=]\S*)$/u;

/** The texts of one language's catalogue that advise commands of pct. */
export function adviceOf(language: "en" | "es"): PctAdvice[] {
  return sentencesIn(resolve(CATALOGUES, language)).flatMap(toAdvice);
}

/** The texts in the sources of the command. */
export function adviceInSources(): PctAdvice[] {
  return sentencesIn(resolve(import.meta.dirname, "../apps/cli/src")).flatMap(toAdvice);
}

function toAdvice({ path, text }: Sentence): PctAdvice[] {
  // The examples of the help are commands as a whole.
  const isExample = path.startsWith("help.commands.") && path.endsWith(".run");
  const pieces = isExample ? ["", text, ""] : piecesOf(text);
  return pieces.length > 1 ? [{ path, pieces }] : [];
}

function piecesOf(text: string): string[] {
  const pieces: string[] = [];
  let end = 0;
  for (const { 0: start, index } of text.matchAll(START)) {
    if (index < end) continue;
    const command = commandAt(text.slice(index), start.length);
    pieces.push(text.slice(end, index), command);
    end = index + command.length;
  }
  return [...pieces, text.slice(end)];
}

/** The command at the start of a text; its first words are sure. */
function commandAt(text: string, sure: number): string {
  const first = /^\S+/.exec(text.slice(sure))?.[0] ?? "";
  let end = sure + withoutPunctuation(first).length;
  if (withoutPunctuation(first) !== first) return text.slice(0, end);
  for (const { 0: word } of text.slice(end).matchAll(/ (\S+)/gy)) {
    const bare = withoutPunctuation(word.trim());
    const isNext = bare === "pct" && text[end - 1] === "|";
    const isName = text.slice(0, end).endsWith("| pct");
    if (!isNext && !isName && !WORD.test(bare)) break;
    end += 1 + bare.length;
    if (bare !== word.trim()) break;
  }
  return text.slice(0, end);
}

function withoutPunctuation(word: string): string {
  return word.replace(/[.,;:)?]+$/, "");
}

/** The commands of a text, in their order. */
export function commandsIn({ pieces }: PctAdvice): string[] {
  return pieces.filter((_, index) => index % 2 === 1);
}

/** A pattern for the lines that print a text: it captures each command with its values. */
export function patternOf({ pieces }: PctAdvice): RegExp {
  const parts = pieces.map((piece, index) => {
    const pattern = piece
      .replace(/[.*+?^{}()|[\]\\]/g, String.raw`\$&`)
      .replace(/^\$(?= --help)/, "pct(?: [a-z0-9]+)?")
      .replaceAll("$", String.raw`[^\n]*?`)
      // Help is wrapped.
      .replace(/ +/g, String.raw`\s+`);
    return index % 2 === 1 ? `(${pattern})` : pattern;
  });
  return new RegExp(`${parts.join("")}$`, "m");
}
