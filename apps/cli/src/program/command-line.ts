import { existsSync } from "node:fs";

import { loadHelp } from "@pct/messages";
import type { Help } from "@pct/messages";
import { Argument, Command, CommanderError, Option } from "commander";

import { EXIT, UsageFailure } from "../errors/failure.js";
import { writeData } from "../io/output.js";
import { terminalWidth } from "../io/streams.js";
import { sayText } from "../terminal/notices.js";
import { COMMANDS, LANGUAGE_OPTION, QUIET_OPTION } from "./command-table.js";
import type { CommandName, CommandSpec, OptionSpec } from "./command-table.js";
import { checkArguments, checkFileArgument, looksLikeKey } from "./key-arguments.js";
import { LOAD_COMMAND } from "./load-command.js";
import { nearest } from "./nearest.js";
import type { Session } from "./session.js";

/** Parses the command line with commander; all of its messages are ours. */

/** Defined by the build, from package.json. */
declare const PCT_VERSION: string;

/** Runs what the arguments ask for; returns the exit code. */
export async function runProgram(args: readonly string[], session: Session): Promise<number> {
  checkArguments(args);
  const [first] = args;
  if (first !== undefined && isCommandName(first)) {
    // A named command needs neither the others nor, unless it ends in help, the texts of help.
    const end = await parse(args, (program) => {
      addCommand(program, first, session, null);
    });
    if (end?.code !== "commander.helpDisplayed") return finish(end);
  }
  const help = await loadHelp(session.language);
  const [word, name, ...more] = afterGlobalOptions(args);
  if (word === undefined) {
    sayText(`${help.short}\n`);
    return EXIT.usage;
  }
  if (word === "help") refuseUnknown(name);
  const isList = name === undefined && more.length === 0 && ["-h", "--help"].includes(word);
  // -v is what most programs answer with their version.
  const end = await parse(word === "-v" ? ["--version"] : args, (program) => {
    if (first !== undefined && isCommandName(first)) addCommand(program, first, session, help);
    else addEverything(program, session, help, isList);
  });
  return finish(end);
}

/** The arguments without `--lang` and `--quiet` at their start, which change no meaning. */
function afterGlobalOptions(args: readonly string[]): readonly string[] {
  const [first = "", , ...others] = args;
  if (first === "--lang") return afterGlobalOptions(others);
  const isGlobal = first.startsWith("--lang=") || first === "--quiet" || first === "-q";
  return isGlobal ? afterGlobalOptions(args.slice(1)) : args;
}

/** What commander wrote instead of running a command, and why. */
interface ParseEnd {
  readonly code: string;
  readonly exitCode: number;
  readonly out: string;
  readonly error: string;
}

/** Parses the arguments and runs their command. `null` unless commander ended the call: help and version do. */
async function parse(
  args: readonly string[],
  build: (program: Command) => void,
): Promise<ParseEnd | null> {
  const said = { out: "", error: "" };
  const program = new Command("pct").enablePositionalOptions().configureOutput({
    writeOut: (text) => (said.out += text),
    writeErr: (text) => (said.error += text),
    // Commander asks the streams, which loads Node's code for terminals.
    getOutHelpWidth: () => terminalWidth("stdout"),
    getErrHelpWidth: () => terminalWidth("stderr"),
    getOutHasColors: () => false,
    getErrHasColors: () => false,
  });
  build(program);
  try {
    await program.parseAsync(args, { from: "user" });
    return null;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return { code: error.code, exitCode: error.exitCode, ...said };
  }
}

async function finish(end: ParseEnd | null): Promise<number> {
  if (end === null) return 0;
  if (end.error !== "") sayText(end.error);
  await writeData(end.out);
  return end.exitCode === 0 ? 0 : EXIT.usage;
}

/** Commander answers `help nothing` with the list of commands, and exit code 0. */
function refuseUnknown(name: string | undefined): void {
  if (name === undefined || name.startsWith("-") || isCommandName(name) || name === "help") return;
  throw new UsageFailure((t) =>
    t.usage.commandUnknown({ command: name, similar: similarTo(name) }),
  );
}

function similarTo(name: string): string | null {
  return nearest(name, [...Object.keys(COMMANDS), "help"]);
}

/** Ends a call that commander refuses with our own sentence; help and version end as they are. */
function refuse(command: Command, { code, message }: CommanderError): void {
  const parent = command.parent === null ? "" : `${command.parent.name()} `;
  const path = `${parent}${command.name()}`;
  switch (code) {
    case "commander.missingArgument": {
      const [missing] = command.registeredArguments.slice(command.args.length);
      const operand = missing?.name() ?? "";
      throw new UsageFailure((t) => t.usage.operandMissing({ command: path, operand }));
    }
    case "commander.optionMissingArgument": {
      const option = command.options.find(({ flags }) => message.includes(`'${flags}'`));
      const flags = option?.flags ?? "";
      throw new UsageFailure((t) => t.usage.valueMissing({ command: path, option: flags }));
    }
    case "commander.unknownOption": {
      const option = unknownOption(command.args);
      if (looksLikeKey(option)) throw new UsageFailure((t) => t.usage.keyLikeArgument());
      const file = command.args.find((arg) => arg.startsWith(option) && existsSync(arg));
      if (file !== undefined) throw new UsageFailure((t) => t.usage.fileLikeOption({ file }));
      const known = command.options.flatMap(({ long }) => long ?? []);
      const similar = AGE_OPTIONS.get(option) ?? nearest(option, [...known, "--help"]);
      throw new UsageFailure((t) => t.usage.optionUnknown({ command: path, option, similar }));
    }
    case "commander.unknownCommand": {
      const [name = ""] = command.args;
      if (looksLikeKey(name)) throw new UsageFailure((t) => t.usage.keyLikeArgument());
      throw new UsageFailure((t) =>
        t.usage.commandUnknown({ command: name, similar: similarTo(name) }),
      );
    }
    case "commander.excessArguments":
      // The arguments are not repeated: one may be a secret.
      throw new UsageFailure((t) => t.usage.operandsTooMany({ command: path }));
  }
}

/** Options of age, by what pct has for them. */
const AGE_OPTIONS: ReadonlyMap<string, string> = new Map([
  ["-R", "-r"],
  ["--recipients-file", "--recipient"],
  ["-d", "pct decrypt"],
  ["--decrypt", "pct decrypt"],
  ["-e", "pct encrypt"],
  ["--encrypt", "pct encrypt"],
]);

/** The first argument that commander took for an option. Only its name: the rest may be a secret. */
function unknownOption(args: readonly string[]): string {
  const isOption = (arg: string): boolean => /^-./.test(arg) && !NEGATIVE_NUMBER.test(arg);
  const argument = args.find(isOption) ?? "";
  return /^(?:--[^=]*|-.)/u.exec(argument)?.[0] ?? argument;
}

/** What commander reads as an operand although it begins with a hyphen. */
const NEGATIVE_NUMBER = /^-(?:\d+|\d*\.\d+)(?:e[+-]?\d+)?$/;

function isCommandName(name: string): name is CommandName {
  return Object.hasOwn(COMMANDS, name);
}

/** Adds all commands; for the list of commands only what it shows. */
function addEverything(program: Command, session: Session, help: Help, isList: boolean): void {
  addCommon(program, session, help);
  program
    .usage(help.programUsage)
    .description(help.program)
    .version(PCT_VERSION, "-V, --version", help.versionOption)
    .helpCommand(`help [${session.t.usage.values.command}]`, help.helpCommand)
    .addHelpText("after", `\n${help.epilogue}\n`);
  for (const name of Object.keys(COMMANDS) as CommandName[]) {
    if (isList) program.command(name).summary(help.commands[name].summary);
    else addCommand(program, name, session, help);
  }
}

/** Adds a command with its operands, options, code and, for help, its texts. */
function addCommand(
  program: Command,
  name: CommandName,
  session: Session,
  help: Help | null,
): void {
  const spec: CommandSpec = COMMANDS[name];
  const texts: CommandTexts | undefined = help?.commands[name];
  const command = program.command(name);
  for (const [key, operand] of Object.entries<string>(spec.operands)) {
    const argument = new Argument(localized(operand, session), texts?.operands[key]);
    const parse = namesFile(operand)
      ? fileArgument(argument.name())
      : oneOf(argument.name(), spec.operandChoices);
    command.addArgument(argument.argParser(parse));
  }
  for (const [key, option] of Object.entries<OptionSpec>(spec.options)) {
    command.addOption(optionOf(option, texts?.options[key], session));
  }
  addCommon(command, session, help);
  if (help !== null && texts !== undefined) {
    const operands = Object.values<string>(spec.operands).map((name) => localized(name, session));
    const examples = texts.examples.map(({ run, does }) => `  ${run}\n      ${does}\n`);
    command
      .summary(texts.summary)
      .description(texts.description)
      .usage([help.optionsUsage, ...operands].join(" "))
      .addHelpText("after", `\n${help.headings.examples}\n${examples.join("")}`);
  }
  command.action(async (...given: unknown[]) => {
    const run = await LOAD_COMMAND[name]();
    await run(session, given.slice(0, -2) as string[], given.at(-2) as never);
  });
}

/** The texts of any command. */
interface CommandTexts {
  readonly summary: string;
  readonly description: string;
  readonly operands: Readonly<Record<string, string>>;
  readonly options: Readonly<Record<string, string>>;
  readonly examples: readonly { readonly run: string; readonly does: string }[];
}

/** Adds what all commands have: `--lang`, `--quiet`, `--help`, and headings in the language of the call. */
function addCommon(command: Command, session: Session, help: Help | null): void {
  command.exitOverride((error) => {
    refuse(command, error);
    throw error;
  });
  command
    .addOption(optionOf(LANGUAGE_OPTION, help?.langOption, session))
    .addOption(optionOf(QUIET_OPTION, help?.quietOption, session))
    .helpOption("-h, --help", help?.helpOption);
  if (help === null) return;
  const headings: Readonly<Record<string, string>> = {
    "Usage:": help.headings.usage,
    "Arguments:": help.headings.operands,
    "Options:": help.headings.options,
    "Commands:": help.headings.commands,
  };
  command.configureHelp({
    styleTitle: (title) => headings[title] ?? title,
    subcommandTerm: (subcommand) => subcommand.name(),
  });
}

function optionOf(spec: OptionSpec, text: string | undefined, session: Session): Option {
  const option = new Option(localized(spec.flags, session), text);
  const parse = namesFile(spec.flags)
    ? fileArgument(option.long ?? option.flags)
    : oneOf(option.long ?? option.flags, spec.choices);
  if (spec.repeatable === true) {
    option.argParser((value, previous?: string[]) => [...(previous ?? []), parse(value)]);
  } else if (option.required) {
    option.argParser(parse);
  }
  return option;
}

/** Accepts the name of a file. An unset variable of the shell gives an empty one. */
function fileArgument(option: string): (value: string) => string {
  return (value) => {
    if (value === "") throw new UsageFailure((t) => t.usage.valueEmpty({ option }));
    return checkFileArgument(value);
  };
}

/** Whether the value is the name of a file, by its placeholder in the table. */
function namesFile(flags: string): boolean {
  return /[<[](?:file|folder|key)[>\]]/.test(flags);
}

/** Accepts one of the choices, or any value if there are none. */
function oneOf(name: string, choices: readonly string[] | undefined): (value: string) => string {
  return (value) => {
    if (choices === undefined || choices.includes(value)) return value;
    throw new UsageFailure((t) => t.usage.notAChoice({ name, choices: choices.join(", ") }));
  };
}

/** Translates names of values: `<file>` is `<archivo>` in Spanish. */
function localized(flags: string, { t }: Session): string {
  const names: Readonly<Record<string, string>> = t.usage.values;
  return flags.replace(/(?<=[<[])\w+/, (name) => names[name] ?? name);
}
