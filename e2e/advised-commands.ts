import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

import ts from "typescript";

/** Finds the commands that sentences advise, in the sources of the catalogues. */

export const CATALOGUES: string = resolve(import.meta.dirname, "../packages/messages/src");

/** Words that stand for what a person puts there, in Spanish, and the same in English. */
const PLACEHOLDERS: Readonly<Record<string, string>> = {
  ARCHIVO: "FILE",
  CARPETA: "FOLDER",
  CONTRASEÑA: "PASSWORD",
  COPIA: "COPY",
  DIRECCIÓN: "ADDRESS",
  ENLACE: "LINK",
  LLAVE: "KEY",
  NOMBRE: "NAME",
  NUEVA: "NEW",
  SAL: "SALT",
  SALIDA: "OUTPUT",
  SECRETO: "SECRET",
  SOLICITUD: "REQUEST",
  VIEJA: "OLD",
};

/** A command with English placeholders. */
export function inEnglish(command: string): string {
  return command.replace(/\p{Lu}{3,}/gu, (word) => PLACEHOLDERS[word] ?? word);
}

/** The programs that sentences advise besides pct. */
export const PROGRAMS = [
  "ansible-vault",
  "aws",
  "chmod",
  "gpg",
  "ls",
  "mkdir",
  "openssl",
  "puttygen",
  "ssh-keygen",
  "tar",
] as const;

/** Programs that `npm` starts: the scripts of package.json. */
const NPM = /\bnpm (?:run )?([a-z:]+)/g;
/** Where a program is named and no command is advised. */
const PROSE = /openssl (?:enc|open|abren)\b|ssh-keygen (?:does|lo)\b|gpg y\b/g;
const COMMAND = new RegExp(
  String.raw`(?<![\w./-]|--provider )(?:${PROGRAMS.join("|")}) (?=[-%\w$])`,
  "g",
);
/** Any program after a colon that has an option. */
const ANY_COMMAND = /: ([a-z][a-z0-9_.-]*)(?: [a-z0-9]+)? -{1,2}[a-zA-Z]/g;

export interface Advice {
  /** File and start of the sentence, for the message of a failed test. */
  readonly place: string;
  /** The sentence from the command on, with English placeholders. */
  readonly rest: string;
}

/** Each place in the catalogues that advises a command of another program. */
export function advisedCommands(): Advice[] {
  return sentencesOfCatalogues().flatMap(({ file, text }) => {
    const plain = text.replace(PROSE, (prose) => prose.replace(" ", "\u00A0"));
    return [...plain.matchAll(COMMAND)].map(({ index }) => ({
      place: `${file}: ${text.slice(0, 60)}`,
      rest: inEnglish(text.slice(index)),
    }));
  });
}

/** Programs that are advised with an option, after a colon. */
export function programsWithOptions(): Set<string> {
  const matches = sentencesOfCatalogues().flatMap(({ text }) => [...text.matchAll(ANY_COMMAND)]);
  return new Set(matches.map(([, program = ""]) => program));
}

/** The scripts of package.json that sentences name. */
export function npmScripts(): Set<string> {
  const matches = sentencesOfCatalogues().flatMap(({ text }) => [...text.matchAll(NPM)]);
  return new Set(matches.map(([, script = ""]) => script));
}

/** A sentence of a catalogue. */
export interface Sentence {
  readonly file: string;
  /** Its place in the catalogue, such as `cli.hints.secret-empty`: the same in both languages. */
  readonly path: string;
  /** With `$` for each value. */
  readonly text: string;
}

/** The sentences of one catalogue, or the texts in the sources of a folder. */
export function sentencesIn(folder: string): Sentence[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => /\.tsx?$/.test(file))
    .flatMap((file) => {
      const path = join(folder, file);
      const source = ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.Latest);
      const sentences: Sentence[] = [];
      const visit = (node: ts.Node, names: readonly string[]): void => {
        const name = nameOf(node, source);
        const inner = name === null ? names : [...names, name];
        const text = ts.isStringLiteralLike(node)
          ? node.text
          : ts.isTemplateExpression(node)
            ? templateText(node)
            : null;
        if (text !== null) sentences.push({ file, path: inner.join("."), text });
        ts.forEachChild(node, (child) => {
          visit(child, inner);
        });
      };
      visit(source, []);
      return sentences;
    });
}

/** The name that a declaration or a property gives to what is in it. */
function nameOf(node: ts.Node, source: ts.SourceFile): string | null {
  const isNamed =
    ts.isPropertyAssignment(node) ||
    ts.isFunctionDeclaration(node) ||
    ts.isVariableDeclaration(node);
  if (!isNamed || node.name === undefined) return null;
  return ts.isStringLiteralLike(node.name) ? node.name.text : node.name.getText(source);
}

function sentencesOfCatalogues(): Sentence[] {
  return sentencesIn(CATALOGUES);
}

/** A template with `$` for each value. */
function templateText({ head, templateSpans }: ts.TemplateExpression): string {
  return [head.text, ...templateSpans.map(({ literal }) => literal.text)].join("$");
}
