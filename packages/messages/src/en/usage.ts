import type { Problem } from "../problem.js";
import { shellWord } from "../shell-word.js";

/** Usage errors. */

function helpOf(command: string): string {
  return `Run ${command} --help.`;
}

export const usage = {
  /** Names of values in the syntax of a command. */
  values: {
    address: "address",
    algorithm: "algorithm",
    bits: "bits",
    characters: "characters",
    command: "command",
    file: "file",
    folder: "folder",
    format: "format",
    hash: "hash",
    invitation: "invitation",
    key: "key",
    language: "language",
    length: "length",
    link: "link",
    method: "method",
    name: "name",
    number: "number",
    people: "people",
    provider: "provider",
    request: "request",
    seconds: "seconds",
    shell: "shell",
    text: "text",
    time: "time",
  },
  valueEmpty: ({ option }: { option: string }): Problem => ({
    what: `${option} has an empty value.`,
    hint: "Is a variable of the shell not set?",
  }),
  commandUnknown: ({ command, similar }: { command: string; similar: string | null }): Problem => ({
    what: `Unknown command: ${command}.`,
    hint: similar === null ? helpOf("pct") : `Did you mean pct ${similar}?`,
  }),
  optionUnknown: ({
    command,
    option,
    similar,
  }: {
    command: string;
    option: string;
    similar: string | null;
  }): Problem => ({
    what: `${command} has no option ${option}.`,
    hint: similar === null ? helpOf(command) : `Did you mean ${similar}?`,
  }),
  fileLikeOption: ({ file }: { file: string }): Problem => ({
    what: `${file} is read as an option, because it begins with a hyphen.`,
    hint: `For the file of this name: ${shellWord(file)}`,
  }),
  keyArgument: (): Problem => ({
    what: "An argument is a private key, not the name of a file. It is not repeated here.",
    hint: "Save the key in a file that only you can read, and name that file. The history of your shell may have the key: delete it there.",
  }),
  keyLikeArgument: (): Problem => ({
    what: "An argument looks like a key, not the name of a file. It is not repeated here.",
    hint: "Save the key in a file and name that file.",
  }),
  argumentNotUtf8: (): Problem => ({
    what: "An argument is not UTF-8 text, so pct would have changed it. Nothing was done.",
    hint: "Set the terminal to UTF-8, or give the text through a pipe or a file.",
  }),
  operandMissing: ({ command, operand }: { command: string; operand: string }): Problem => ({
    what: `Missing argument: ${operand}.`,
    hint: helpOf(command),
  }),
  operandsTooMany: ({ command }: { command: string }): Problem => ({
    what: `Too many arguments for ${command}.`,
    hint: `Put quotes around names with spaces. ${helpOf(command)}`,
  }),
  valueMissing: ({ command, option }: { command: string; option: string }): Problem => ({
    what: `Missing value: ${option}`,
    hint: helpOf(command),
  }),
  notAChoice: ({ name, choices }: { name: string; choices: string }): Problem => ({
    what: `${name} must be one of: ${choices}.`,
    hint: "Choose one of them.",
  }),
  outOfRange: ({
    option,
    minimum,
    maximum,
  }: {
    option: string;
    minimum: number;
    maximum: number;
  }): Problem => ({
    what: `${option} must be a whole number from ${minimum.toString()} to ${maximum.toString()}.`,
    hint: "Choose a number in between.",
  }),
  conflict: ({ one, other }: { one: string; other: string }): Problem => ({
    what: `${one} and ${other} cannot be used together.`,
    hint: "Leave out one of the two.",
  }),
  needs: ({ option, needed }: { option: string; needed: string }): Problem => ({
    what: `${option} works only together with ${needed}.`,
    hint: `Add ${needed}, or leave out ${option}.`,
  }),
};
